/** Shows what an edit keeps and what it drops, and that every edited scenario is one the schema accepts. */
import { describe, expect, it } from 'vitest';
import { loadAlgorithm } from '../../algorithms/registry';
import { libraryOf } from '../../scenario/library';
import { validate } from '../../scenario/schema';
import type { Scenario } from '../../scenario/types';
import { edited } from './edits';

const FULL: Scenario = {
  v: 1,
  name: 'The old leader is cut off',
  about: 'words',
  algorithm: 'raft',
  nodes: 5,
  seed: '7',
  params: { heartbeatMs: 40 },
  network: { loss: 0.1, links: { 'n1>n5': { loss: 1 } } },
  clocks: { n5: { ppm: 10 } },
  commands: [
    { atMs: 100, do: 'crash', node: 'n5' },
    { atMs: 200, do: 'heal', origin: 'hand' },
  ],
  untilMs: 9000,
};

describe('another seed', () => {
  it('keeps everything but the name, the words and the acts of a person', () => {
    const { name: _name, about: _about, ...rest } = FULL;
    expect(edited(FULL, { seed: '8' })).toEqual({
      ...rest,
      seed: '8',
      commands: [FULL.commands![0]],
    });
  });
});

describe('other nodes', () => {
  it('drops whatever names a node', () => {
    expect(edited(FULL, { nodes: 3 })).toEqual({
      v: 1,
      algorithm: 'raft',
      nodes: 3,
      seed: '7',
      params: { heartbeatMs: 40 },
      network: { loss: 0.1 },
      untilMs: 9000,
    });
  });
});

describe('another algorithm', () => {
  it('drops the parameters of the old one too', () => {
    const next = edited(FULL, { algorithm: 'bully' });
    expect([next.algorithm, next.nodes, next.params]).toEqual(['bully', 5, undefined]);
  });
});

describe('what the leader is for', () => {
  it('stays, whatever else is changed', () => {
    const workload = { kind: 'payments', fence: 'bank' };
    const on: Scenario = { ...FULL, workload };
    for (const change of [{ seed: '8' }, { nodes: 3 }, { algorithm: 'etcd' }]) {
      expect(edited(on, change).workload).toEqual(workload);
    }
  });
});

it('makes no scenario that the schema refuses, from any of the library', async () => {
  const raft = (await loadAlgorithm('raft'))!;
  const bully = (await loadAlgorithm('bully'))!;
  const ring = (await loadAlgorithm('ring'))!;
  let count = 0;
  for (const entry of [...libraryOf(raft), ...libraryOf(bully), ...libraryOf(ring)]) {
    const loaded = entry.load();
    if (!loaded.ok) throw new Error(entry.id);
    const { scenario, algorithm } = loaded.value;
    for (const nodes of [1, 2, 25]) {
      expect(validate(edited(scenario, { nodes }), algorithm, 'link').ok, entry.id).toBe(true);
    }
    expect(validate(edited(scenario, { seed: 'x' }), algorithm, 'link').ok, entry.id).toBe(true);
    const other = algorithm === raft ? bully : raft;
    const swapped = edited(scenario, { algorithm: other.id });
    expect(validate(swapped, other, 'link').ok, entry.id).toBe(true);
    count += 1;
  }
  expect(count).toBeGreaterThanOrEqual(8);
});

it('forgets who begins where other nodes will stand, and keeps limits that are set or off', () => {
  const params = { variant: 'list', initiators: ['n4'], ackWaitMs: null, restartMs: 900 };
  const given = { v: 1 as const, algorithm: 'ring', nodes: 5, params };
  expect(edited(given, { nodes: 3 }).params).toEqual({
    variant: 'list',
    ackWaitMs: null,
    restartMs: 900,
  });
  expect(edited(given, { seed: '2' }).params).toEqual(params);
});
