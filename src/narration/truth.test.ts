/**
 * Tells hundreds of random runs, faults and all, and holds every sentence against what was written down
 * beside the run: names, terms, counts, waits, who leads, who has not heard of whom.
 */
import { describe, expect, it } from 'vitest';
import { algorithm as bully } from '../algorithms/bully/index';
import { algorithm as chubby } from '../algorithms/chubby/index';
import { algorithm as consul } from '../algorithms/consul/index';
import { algorithm as etcd } from '../algorithms/etcd/index';
import { algorithm as kubernetes } from '../algorithms/kubernetes/index';
import { algorithm as paxos } from '../algorithms/paxos/index';
import { algorithm as raft } from '../algorithms/raft/index';
import { algorithm as ring } from '../algorithms/ring/index';
import { algorithm as zookeeper } from '../algorithms/zookeeper/index';
import { algorithm as zookeeperFle } from '../algorithms/zookeeper-fle/index';
import type { Algorithm } from '../engine/protocol';
import type { Spoil } from './testing/trial';
import { tellTrial } from './testing/trial';

const RUNS = 60;
/** A ring's sentences are alike: fewer runs come to all of them. */
const RING_RUNS = 60;

function tellAll(
  algorithm: Algorithm,
  runs: number,
  spoil?: Spoil,
): {
  readonly wrong: string[];
  readonly unchecked: Set<string>;
  sentences: number;
  claims: number;
} {
  const all = { wrong: [] as string[], unchecked: new Set<string>(), sentences: 0, claims: 0 };
  for (let seed = 1; seed <= runs; seed++) {
    const told = tellTrial(algorithm, `words-${seed}`, spoil);
    all.wrong.push(...told.wrong);
    for (const one of told.unchecked) all.unchecked.add(one);
    all.sentences += told.sentences;
    all.claims += told.claims;
  }
  return all;
}

/** Without sentences of its own, so that the general ones are spoken. */
function mute(algorithm: Algorithm): Algorithm {
  return { ...algorithm, face: { ...algorithm.face, sentences: {} } };
}

/** Without the sentences of embedded parts, which are held against their own algorithm's runs. */
function withoutParts(algorithm: Algorithm): Algorithm {
  const { face } = algorithm;
  const own = Object.entries(face.sentences).filter(([rule]) => !rule.includes(':'));
  return { ...algorithm, face: { ...face, sentences: Object.fromEntries(own) } };
}

describe('no sentence claims what did not happen', () => {
  for (const [name, algorithm, runs] of [
    ['raft', raft, RUNS],
    ['bully', bully, RUNS],
    ['ring', ring, RING_RUNS],
    ['paxos', paxos, 2 * RING_RUNS],
    ['zookeeper-fle', zookeeperFle, RING_RUNS],
    ['zookeeper', zookeeper, 20],
    ['chubby', chubby, 40],
    ['consul but for Raft', withoutParts(consul), 15],
    ['etcd but for Raft', withoutParts(etcd), 15],
    ['kubernetes', kubernetes, 40],
    ['raft without sentences of its own', mute(raft), 25],
    ['bully without sentences of its own', mute(bully), 25],
  ] as const) {
    it(`${name}, in ${runs} random runs`, { timeout: 240_000 }, () => {
      const { wrong, unchecked, sentences, claims } = tellAll(algorithm, runs);
      expect(wrong.slice(0, 20)).toEqual([]);
      expect([...unchecked].slice(0, 20)).toEqual([]);
      expect(sentences).toBeGreaterThan(runs * 200);
      expect(claims).toBeGreaterThan(sentences);
    });
  }
});

describe('the check', () => {
  /** What comes of raft's runs if every sentence that fits is told otherwise. */
  const spoiled = (spoil: Spoil, runs = 8): readonly string[] => tellAll(raft, runs, spoil).wrong;

  it('finds a majority that was none', () => {
    const counted = spoiled(({ key, values }, text) =>
      key === 'say.won'
        ? text.replace(/has \d+ of/, `has ${String(values?.['no'] ?? 0)} of`)
        : text,
    );
    expect(counted.length).toBeGreaterThan(5);
  });

  it('finds a wait that was longer, and a wrong term', () => {
    const longer = spoiled((_said, text) =>
      text.replace(/waited (\d+) ms/, (_, ms: string) => `waited ${Number(ms) + 2} ms`),
    );
    expect(longer.length).toBeGreaterThan(5);
    const later = spoiled((_said, text) =>
      text.replace(/leads in term (\d+)/, (_, term: string) => `leads in term ${Number(term) + 1}`),
    );
    expect(later.length).toBeGreaterThan(5);
  });

  it('finds a leader that nobody is, a wrong reason, and a name that is not there', () => {
    const other = spoiled((_said, text) => text.replace(/^Nobody leads: (n\d+)/, '$1 leads. $1'));
    expect(other.length).toBeGreaterThan(5);
    // Two that believe and one that has only not heard: that takes more runs.
    const torn = spoiled(
      (_said, text) => text.replace('yet.', 'yet, the network is torn between them.'),
      60,
    );
    expect(torn.length).toBeGreaterThan(0);
    const stranger = spoiled((_said, text) => text.replace(/^n1\b/, 'n77'));
    expect(stranger.length).toBeGreaterThan(50);
  });

  it('finds a sentence in which there is nothing to check', () => {
    const { unchecked } = tellAll(raft, 1, () => 'Things go on.');
    expect(unchecked.size).toBeGreaterThan(20);
  });
});
