/**
 * How Raft looks and speaks: one sentence for each step, every key has a text, every value a sentence
 * names is given, and the ornaments show what the state says.
 */
import { describe, expect, it } from 'vitest';
import type { Phrase, Step } from '../../engine/protocol';
import type { Command, Scenario } from '../../scenario/types';
import { authority } from './authority';
import { algorithm } from './index';
import { logOf } from './testing/server';
import { playScenario } from './testing/runs';
import type { RaftState } from './types';

const { face } = algorithm;
const texts = face.texts.en;

/** A run with a bit of everything. */
const BUSY: Scenario = {
  v: 1,
  algorithm: 'raft',
  nodes: 5,
  seed: '5',
  params: { noop: true },
  network: { delayMs: [5, 30], loss: 0.05, duplicate: 0.05 },
  disk: { writeMs: [0, 8] },
  commands: [
    { atMs: 700, do: 'request', node: 'leader', op: { put: ['x', '1'] } },
    { atMs: 750, do: 'request', node: 'follower', op: { get: 'x' } },
    { atMs: 900, do: 'timeout', node: 'leader' },
    { atMs: 1000, do: 'partition', groups: [['leader', 'any'], ['rest']] },
    { atMs: 1800, do: 'request', node: 'n1', op: { put: ['x', '2'] } },
    { atMs: 1800, do: 'request', node: 'n2', op: { put: ['x', '3'] } },
    { atMs: 1800, do: 'request', node: 'n3', op: { put: ['x', '3'] } },
    { atMs: 1800, do: 'request', node: 'n4', op: { put: ['x', '3'] } },
    { atMs: 1800, do: 'request', node: 'n5', op: { put: ['x', '3'] } },
    { atMs: 2500, do: 'heal' },
    { atMs: 4000, do: 'crash', node: 'leader' },
    { atMs: 4700, do: 'restart', node: 'crashed' },
    { atMs: 5000, do: 'timeout', node: ['n1', 'n2'] },
  ],
};

/** Runs in which something happens that is seldom seen. */
const RARE: readonly Scenario[] = [
  // A server asks in an old term and gets two answers of two newer ones.
  rare({ network: { delayMs: 10, links: { 'n3>n1': { delayMs: 15 } } } }, [
    { atMs: 10, do: 'partition', groups: [['n1'], ['n2'], ['n3']] },
    { atMs: 20, do: 'timeout', node: 'n2' },
    { atMs: 25, do: 'timeout', node: 'n2' },
    { atMs: 20, do: 'timeout', node: 'n3' },
    { atMs: 25, do: 'timeout', node: 'n3' },
    { atMs: 30, do: 'timeout', node: 'n3' },
    { atMs: 100, do: 'timeout', node: 'n1' },
    { atMs: 101, do: 'heal' },
  ]),
  // A candidate that was cut off hears from the leader of a newer term.
  rare({}, [
    { atMs: 10, do: 'partition', groups: [['n1'], ['n2', 'n3']] },
    { atMs: 20, do: 'timeout', node: ['n1', 'n2'] },
    { atMs: 60, do: 'timeout', node: 'n3' },
    { atMs: 85, do: 'heal' },
  ]),
  // A leader that has lost and won again gets an answer from its first term.
  rare(
    { initial: { leader: 'n1' }, network: { delayMs: 10, links: { 'n3>n1': { delayMs: 200 } } } },
    [
      { atMs: 20, do: 'timeout', node: 'n2' },
      { atMs: 60, do: 'timeout', node: 'n1' },
    ],
  ),
  // A leader, and then a candidate, hear of a newer term from a server with a shorter log.
  rare({ initial: { leader: 'n1', logs: { n1: [1], n3: [1] } } }, [
    { atMs: 20, do: 'timeout', node: 'n2' },
  ]),
  rare({ initial: { logs: { n1: [1] } } }, [
    { atMs: 20, do: 'partition', groups: [['n1'], ['n2', 'n3']] },
    { atMs: 20, do: 'timeout', node: ['n1', 'n2'] },
    { atMs: 40, do: 'timeout', node: 'n2' },
    { atMs: 41, do: 'heal' },
  ]),
  // One that has heard of a term without voting in it comes back.
  rare({}, [
    { atMs: 10, do: 'partition', groups: [['n1', 'n2'], ['n3']] },
    { atMs: 20, do: 'timeout', node: 'n1' },
    { atMs: 70, do: 'heal' },
    { atMs: 130, do: 'crash', node: 'n3' },
    { atMs: 150, do: 'restart', node: 'n3' },
  ]),
  // Clocks jump while servers wait, they sleep through their time, and a disk is emptied.
  rare({}, [
    { atMs: 20, do: 'clock', node: 'n1', jumpMs: -100 },
    { atMs: 20, do: 'clock', node: ['n2', 'n3'], jumpMs: 5000 },
    { atMs: 20, do: 'partition', groups: [['n1'], ['n2'], ['n3']] },
    { atMs: 350, do: 'pause', node: ['n2', 'n3'], forMs: 900 },
    { atMs: 1300, do: 'wipe', node: 'n3' },
    { atMs: 1310, do: 'restart', node: 'n3' },
  ]),
];

const asks = (atMs: number, node: string): Command => ({
  ...{ atMs, do: 'request', node },
  op: { get: 'x' },
});
const hand = (atMs: number, to: string): Command => ({
  ...{ atMs, do: 'act', node: 'n1', action: 'transfer' },
  args: { to },
});
const NEAR = { 'n2>n3': { delayMs: 2 }, 'n3>n2': { delayMs: 2 } };
const seatedN1 = { initial: { leader: 'n1' } } as const;

/** The same for what the switches add. */
const SWITCHED: readonly Scenario[] = [
  // Nobody has written anything: read from one's own table, under a lease, after asking, twice at once.
  rare({ ...seatedN1, params: { reads: 'local' } }, [asks(50, 'n2')]),
  rare({ ...seatedN1, params: { reads: 'lease', leaderLease: true } }, [
    asks(50, 'n1'),
    { atMs: 80, do: 'timeout', node: 'n1', timer: 'lease' },
  ]),
  rare({ ...seatedN1, params: { reads: 'readIndex' } }, [asks(50, 'n1')]),
  rare({ initial: { leader: 'n1', logs: { n1: [1, 1] } }, params: { reads: 'readIndex' } }, [
    ...[asks(5, 'n1'), asks(6, 'n1')],
  ]),
  // To itself; to the same once more; told again when it leads already.
  rare({ ...seatedN1, network: { delayMs: 10, links: NEAR } }, [
    ...[hand(50, 'n1'), hand(105, 'n2'), hand(106, 'n2')],
  ]),
  // Would they vote: they hear from a leader, lead themselves, or are in that term already.
  rare({ ...seatedN1, params: { preVote: true } }, [
    { atMs: 60, do: 'timeout', node: 'n2' },
    { atMs: 200, do: 'partition', groups: [['n1'], ['n2', 'n3']] },
    { atMs: 205, do: 'timeout', node: 'n1' },
    { atMs: 900, do: 'heal' },
  ]),
  rare({ params: { preVote: true, preVoteReading: 'etcd' } }, [
    { atMs: 10, do: 'partition', groups: [['n1'], ['n2', 'n3']] },
    { atMs: 20, do: 'timeout', node: ['n1', 'n2'] },
    { atMs: 85, do: 'heal' },
  ]),
  rare({ params: { preVote: true } }, [
    { atMs: 10, do: 'partition', groups: [['n1'], ['n2', 'n3']] },
    { atMs: 20, do: 'timeout', node: 'n2' },
    { atMs: 65, do: 'heal' },
    { atMs: 66, do: 'timeout', node: 'n1' },
  ]),
  ...['1', '2', '3'].map((seed) => ({ ...BUSY, seed, params: { preVote: true } })),
];

function rare(more: Partial<Scenario>, commands: readonly Command[]): Scenario {
  return { v: 1, algorithm: 'raft', nodes: 3, network: { delayMs: 10 }, ...more, commands };
}

function said(step: Step): readonly Phrase[] {
  return step.effects.flatMap((effect) => {
    const phrase = effect.do === 'rule' ? face.sentences[effect.id]?.(step) : null;
    return phrase === null || phrase === undefined ? [] : [phrase];
  });
}

function spoken(phrase: Phrase): string {
  const form = phrase.values?.['count'] === 1 ? 'one' : 'other';
  const text = texts[phrase.key] ?? texts[`${phrase.key}_${form}`];
  if (text === undefined) throw new Error(`No text for ${phrase.key}`);
  return text.replace(/\{\{(\w+)\}\}/g, (_, name: string) => {
    const value = phrase.values?.[name];
    if (value === undefined) throw new Error(`${phrase.key} has no value ${name}`);
    return String(value);
  });
}

/** The scenario of the run above, step by step, while it happens. */
const busy = playScenario(BUSY).to(8000);

describe('sentences', () => {
  it('each step that applied a rule has exactly one, with all its values', () => {
    let count = 0;
    for (const step of busy.steps) {
      if (!step.effects.some((effect) => effect.do === 'rule')) continue;
      const phrases = said(step);
      expect(phrases, `event ${step.event.number}`).toHaveLength(1);
      expect(spoken(phrases[0] as Phrase)).not.toMatch(/undefined|NaN|null/);
      count += 1;
    }
    expect(count).toBeGreaterThan(500);
    expect(busy.found.filter((one) => one.id !== 'R13')).toEqual([]);
  });

  it('tells how long a follower waited, from the step alone', () => {
    const first = busy.steps.find((step) =>
      step.effects.some((effect) => effect.do === 'rule' && effect.id === 'E1'),
    ) as Step;
    const waited = Math.round(first.event.us / 1000);

    expect(spoken(said(first)[0] as Phrase)).toBe(
      `${first.node} waited ${waited} ms without hearing from a leader, so it asks for votes in term 1.`,
    );
  });

  it('does not say how long somebody waited whose clock was set meanwhile', () => {
    const run = playScenario(RARE.at(-1) as Scenario).to(340);
    const timeouts = run.steps
      .filter(({ event }) => event.kind === 'timer')
      .map((step) => spoken(said(step)[0] as Phrase));
    expect(timeouts.length).toBeGreaterThanOrEqual(3);
    expect(timeouts.filter((text) => !text.includes('clock'))).toEqual([]);
  });

  it('does not call a wait complete that was cut short by hand', () => {
    const keys = busy.steps
      .filter((step) => step.event.us === 5_000_000 && step.event.kind === 'timer')
      .map((step) => said(step)[0]?.key);

    expect(keys.length).toBe(2);
    for (const key of keys) expect(['say.timeoutEarly', 'say.timeoutOfLeader']).toContain(key);
  });

  it('speaks every sentence it has in some run', () => {
    const put = (atMs: number, node: string) =>
      ({ atMs, do: 'request', node, op: { put: ['x', '1'] } }) as const;
    const long = Array.from({ length: 100 }, () => 1);
    const scenarios: readonly Scenario[] = [
      ...algorithm.presets.map((preset) => preset.scenario as unknown as Scenario),
      ...['1', '2', '3', '4', '5', '6', '7', '8'].map((seed) => ({ ...BUSY, seed })),
      {
        v: 1,
        algorithm: 'raft',
        nodes: 1,
        disk: { writeMs: 2 },
        commands: [put(1, 'n1'), put(500, 'n1')],
      },
      { v: 1, algorithm: 'raft', nodes: 2, initial: { leader: 'n1', logs: { n1: long } } },
      ...RARE,
      ...SWITCHED,
    ];
    const used = new Set<string>();
    for (const scenario of scenarios) {
      for (const step of playScenario(scenario).to(6000).steps) {
        for (const phrase of said(step)) used.add(phrase.key);
      }
    }
    const never = Object.keys(texts).filter(
      (key) => key.startsWith('say.') && !used.has(key.replace(/_(one|other)$/, '')),
    );
    expect(never).toEqual([]);
  });
});

describe('texts', () => {
  it('has a word for every pill, role, wait, parameter, variable, preset and reason', () => {
    const keys = [
      ...Object.values(face.roles).map((role) => role.word),
      ...Object.values(face.waits).map((wait) => wait.word),
      ...algorithm.params.map((param) => param.help),
      ...algorithm.presets.flatMap((preset) => [preset.title, preset.watch]),
      ...busy.facts.flatMap((fact) => (fact.fact === 'role' ? [`why.${fact.why}`] : [])),
      ...busy.steps.flatMap((step) =>
        step.message === null ? [] : [face.messages[step.message.type]?.(step.message).word ?? ''],
      ),
      face.badge(busy.state('n1'))?.word ?? '',
      ...face.variables(busy.state(busy.in('leader')[0] as string)).map((one) => one.help ?? ''),
    ];
    for (const key of new Set(keys)) expect(texts[key], key).toBeTypeOf('string');
  });

  it('has no exclamation mark', () => {
    for (const text of Object.values(texts)) expect(text).not.toContain('!');
  });
});

describe('ornaments', () => {
  const world = busy.kernel.view;

  it('a candidate wears the ring of voters, with the majority as notch', () => {
    const state: RaftState = {
      ...busy.state('n1'),
      role: 'candidate',
      stable: { currentTerm: 9, votedFor: 'n1', log: logOf() },
      votes: { n1: true, n4: false },
    };

    expect(face.ornaments(state, world, 'n1')).toEqual([
      {
        kind: 'voters',
        notch: 3,
        voters: [
          { node: 'n1', vote: 'yes' },
          { node: 'n2', vote: 'pending' },
          { node: 'n3', vote: 'pending' },
          { node: 'n4', vote: 'no' },
          { node: 'n5', vote: 'pending' },
        ],
      },
    ]);
  });

  it('a log shows its last eight cells and how far it is committed', () => {
    const state: RaftState = {
      ...busy.state('n1'),
      role: 'follower',
      stable: { currentTerm: 3, votedFor: null, log: logOf(1, 1, 1, 2, 2, 2, 2, 3, 3, 3) },
      commitIndex: 7,
    };

    expect(face.ornaments(state, world, 'n1')).toEqual([
      { kind: 'log', first: 3, cells: [1, 2, 2, 2, 2, 3, 3, 3], committed: 7 },
    ]);
    const empty = { ...state, stable: { ...state.stable, log: logOf() } };
    expect(face.ornaments(empty, world, 'n1')).toEqual([]);
  });

  it('lists requests in the log as a person would write them', () => {
    const log = face.variables(busy.state('n1')).find((one) => one.name === 'log');

    expect(log).toMatchObject({ durable: true });
    expect((log?.value as string[]).join('; ')).toMatch(/\d+: x = 1 \(term \d+\)/);
  });
});

describe('authority: who can still commit', () => {
  const cut: Scenario = {
    v: 1,
    algorithm: 'raft',
    nodes: 5,
    seed: '1',
    initial: { leader: 'n1' },
    commands: [{ atMs: 400, do: 'partition', groups: [['n1', 'n2'], ['rest']] }],
  };

  it('is the leader with a majority, nobody during an interregnum, then the new leader', () => {
    const run = playScenario(cut);
    expect(authority(run.to(399).kernel.view)).toEqual({ leader: 'n1', token: 1 });
    expect(authority(run.to(400).kernel.view)).toBeNull();

    run.to(2000);
    const next = run.in('leader').find((node) => node !== 'n1') as string;
    const term = run.state(next).stable.currentTerm;
    expect(run.in('leader')).toContain('n1');
    expect(authority(run.kernel.view)).toEqual({ leader: next, token: term });
  });

  it('ends when a majority has moved on to a newer term, before the leader knows', () => {
    const run = playScenario({
      ...cut,
      network: { delayMs: 10 },
      commands: [{ atMs: 400, do: 'timeout', node: 'n2' }],
    });

    expect(authority(run.to(409).kernel.view)).toEqual({ leader: 'n1', token: 1 });
    expect(authority(run.to(410).kernel.view)).toBeNull();
    run.to(421);
    expect(authority(run.kernel.view)).toEqual({ leader: 'n2', token: 2 });
  });
});
