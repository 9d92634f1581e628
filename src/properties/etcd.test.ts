/**
 * What must hold of etcd holds where nothing is wrong, each checker is seen to find its mistake, and Raft's
 * own find theirs on the part that the replicas embed.
 */
import { beforeAll, describe, expect, it } from 'vitest';
import { algorithm } from '../algorithms/etcd/index';
import type { Algorithm, Context, Part } from '../engine/protocol';
import type { Command, Scenario } from '../scenario/types';
import { runToEnd } from '../session/runToEnd';
import { loadProperties, propertiesOf } from './registry';
import type { Finding } from './types';

beforeAll(() => loadProperties('etcd'), 60_000);

const IDS = ['K1', 'K2', 'K3', 'K4', 'K5', 'K6', 'K7', 'K8'];
const RAFT = ['raft:R1', 'raft:R2', 'raft:R3', 'raft:R4', 'raft:R5', 'raft:R6', 'raft:R7'].concat([
  ...['raft:R8', 'raft:R9', 'raft:R10', 'raft:R11'],
]);

function store(commands: readonly Command[], more: Partial<Scenario> = {}): Scenario {
  return {
    ...{ v: 1, algorithm: 'etcd', nodes: 3, seed: '7', commands, untilMs: 11_000 },
    params: { ttlMs: 3000, replicas: 3 },
    ...more,
  };
}

/** What the run came to, by the id of the property. */
function found(scenario: Scenario, played: Algorithm = algorithm): ReadonlyMap<string, Finding> {
  const findings = runToEnd(scenario, played, propertiesOf).findings();
  return new Map(findings.map((one) => [one.id, one]));
}

/** etcd with another part in nodes of a kind. */
function changed(kind: string, name: string, change: (part: Part) => Part): Algorithm {
  const node = algorithm.kinds[kind];
  const part = node?.parts[name];
  if (node === undefined || part === undefined) throw new Error('there is no such part');
  const parts = { ...node.parts, [name]: change(part) };
  return { ...algorithm, kinds: { ...algorithm.kinds, [kind]: { ...node, parts } } };
}

const preset = (id: string): Scenario => ({
  ...(algorithm.presets.find((one) => one.id === id)?.scenario as unknown as Scenario),
  untilMs: 10_000,
});

describe('what it promises', () => {
  it('holds over a hand-over of either leader, and what it assumes held', () => {
    const both: readonly Command[] = [
      { atMs: 4000, do: 'act', node: 'leader', action: 'resign' },
      { atMs: 5000, do: 'crash', node: 'store-leader' },
    ];
    for (const commands of [[], both]) {
      const findings = found(store(commands));
      for (const id of [...IDS, ...RAFT]) {
        expect(findings.get(id), id).toMatchObject({ breach: null });
      }
      expect(findings.get('K7')).toMatchObject({ assumed: true });
      expect(findings.get('raft:R11')).toMatchObject({ assumed: true });
    }
  });

  it('K7: two that believe are a lesson where one has slept', () => {
    expect(found(preset('pause')).get('K7')).toMatchObject({ verdict: 'lesson', assumed: false });
  });
});

describe('a mistake is found', () => {
  it('K5: who waited does not look at its own key', () => {
    const trusting = changed('candidate', 'client', (part) => ({
      ...part,
      on: {
        ...part.on,
        RangeReply: (s, m, ctx) => part.on['RangeReply']?.(s, { ...m, mine: true }, ctx),
      },
    }));
    expect(found(preset('drift'), trusting).get('K5')).toMatchObject({ verdict: 'bug' });
    expect(found(preset('drift')).get('K5')).toMatchObject({ verdict: 'holds' });
  });

  it('raft:R6: a replica that forgets its vote breaks Raft’s own claim', () => {
    const masked = (ctx: Context): Context =>
      Object.create(ctx, { persist: { value: () => undefined } }) as Context;
    const forgetful = changed('replica', 'raft', (part) => ({
      ...part,
      on: Object.fromEntries(
        Object.entries(part.on).map(([type, handle]) => [
          type,
          (s: never, m: never, ctx: Context) => handle(s, m, masked(ctx) as never),
        ]),
      ) as Part['on'],
    }));
    const forgets: readonly Command[] = [
      { atMs: 100, do: 'timeout', node: 's1' },
      { atMs: 115, do: 'crash', node: ['s2', 's3'] },
      { atMs: 120, do: 'restart', node: ['s2', 's3'] },
      { atMs: 121, do: 'timeout', node: 's2' },
    ];
    const slow = { network: { delayMs: 10 }, untilMs: 3000 };
    const broken = [...found(store(forgets, slow), forgetful).values()]
      .filter(({ verdict }) => verdict === 'bug')
      .map(({ id }) => id);
    expect(broken).toContain('raft:R6');
    for (const id of broken) expect(id).toMatch(/^raft:/);
    expect(found(store(forgets, slow)).get('raft:R6')).toMatchObject({ verdict: 'holds' });
  });
});
