/**
 * The museum is alive: the swarm finds every mutant within its seeds, and nothing of a mistake is left
 * behind. Here each hunt ends at the first find; with CONCLAVE_DEEP=1 (`npm run test:deep`) it goes
 * through all seeds, prints the table and holds that of README.md against it. UPDATE_MUSEUM=1 as well
 * writes it anew.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { loadAlgorithm } from '../../algorithms/registry';
import { Kernel } from '../../engine/kernel';
import type { Algorithm } from '../../engine/protocol';
import { loadProperties } from '../../properties/registry';
import { assemble } from '../../scenario/assemble';
import type { Scenario } from '../../scenario/types';
import { TABLE_HEAD, collection, labelOf, rowOf, seedsFor } from './collection';
import { engineMutants } from './engine';
import { Trials, hunt } from './hunt';

const isDeep = process.env['CONCLAVE_DEEP'] === '1';
const README = new URL('./README.md', import.meta.url);
const trials = new Map<string, Trials>();
const rows: string[] = [];

/** The algorithms that have mutants. */
const PLAYED: readonly string[] = [
  ...['raft', 'bully', 'ring', 'paxos', 'zookeeper-fle', 'chubby'],
  ...['zookeeper', 'etcd', 'consul', 'kubernetes'],
];

/** Engine mutants are tried on Raft: it uses all that the engine has. */
const playedBy = (of: string): string => (of === 'engine' ? 'raft' : of);

async function algorithmOf(id: string): Promise<Algorithm> {
  const algorithm = await loadAlgorithm(id);
  if (algorithm === null) throw new Error(`There is no algorithm ${id}`);
  return algorithm;
}

beforeAll(async () => {
  for (const id of PLAYED) {
    trials.set(id, new Trials(await algorithmOf(id), await loadProperties(id)));
  }
}, 60_000);

/** The table as README.md shows it, row by row. */
function shownRows(): readonly string[] {
  const text = readFileSync(README, 'utf8');
  const start = text.indexOf(TABLE_HEAD);
  return start < 0
    ? []
    : text
        .slice(start + TABLE_HEAD.length)
        .trim()
        .split('\n');
}

/** Writes the table anew. */
function writeRows(): void {
  const text = readFileSync(README, 'utf8');
  const start = text.indexOf(TABLE_HEAD);
  const kept = start < 0 ? text : text.slice(0, start);
  writeFileSync(README, `${kept}${TABLE_HEAD}\n${rows.join('\n')}\n`);
}

describe('the swarm finds', () => {
  it.each(collection.map((mutant) => [mutant.of, mutant.id, mutant] as const))(
    '%s: %s',
    (_of, _id, mutant) => {
      const swarm = trials.get(playedBy(mutant.of));
      if (swarm === undefined) throw new Error(`No trials for ${mutant.of}`);
      const hunted = hunt(mutant, swarm, seedsFor(mutant), { untilFound: !isDeep });
      if (isDeep) rows.push(rowOf(hunted));
      expect(hunted.firstSeed, rowOf(hunted)).not.toBeNull();
    },
    isDeep ? 600_000 : 20_000,
  );
});

describe('the collection', () => {
  it('has at least five mutants of each algorithm and of the engine, each with a name of its own', () => {
    for (const of of [...PLAYED, 'engine']) {
      expect(collection.filter((mutant) => mutant.of === of).length, of).toBeGreaterThanOrEqual(5);
    }
    const ids = collection.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('is described by the table of README.md, row by row', () => {
    if (isDeep) process.stdout.write(`\n${TABLE_HEAD}\n${rows.join('\n')}\n\n`);
    if (isDeep && process.env['UPDATE_MUSEUM'] === '1') writeRows();
    const shown = shownRows();
    expect(shown.map((row) => row.split(' |').slice(0, 4).join(' |') + ' |')).toEqual(
      collection.map(labelOf),
    );
    for (const row of shown) expect(row).not.toMatch(/never \||\b0 of/);
    if (isDeep) expect(shown).toEqual(rows);
  });
});

describe('no mistake outlives its run', () => {
  const scenario: Scenario = {
    ...{ v: 1, algorithm: 'raft', nodes: 5, seed: '1', untilMs: 3000 },
    network: { delayMs: [5, 15], loss: 0.1, fifo: true },
    disk: { writeMs: [1, 5] },
    commands: [
      { atMs: 900, do: 'crash', node: 'leader' },
      { atMs: 1400, do: 'restart', node: 'crashed' },
    ],
  };
  const hashOf = (algorithm: Algorithm): string => {
    const kernel = new Kernel(assemble(scenario, algorithm));
    while (kernel.step());
    return kernel.hash();
  };

  it.each(engineMutants.map((mutant) => [mutant.id, mutant] as const))(
    '%s, not even if the run throws',
    async (_id, mutant) => {
      const raft = await algorithmOf('raft');
      const before = hashOf(raft);
      const throws = (): never => {
        throw new Error('stopped');
      };
      expect(() => mutant.exhibit(raft, throws)).toThrow('stopped');
      expect(hashOf(raft)).toBe(before);
    },
  );

  it('the algorithm that a mutant was made of is as it was', async () => {
    const raft = await algorithmOf('raft');
    const before = hashOf(raft);
    for (const mutant of collection.filter(({ of }) => of === 'raft')) {
      mutant.exhibit(raft, (changed) => expect(changed).not.toBe(raft));
    }
    expect(hashOf(raft)).toBe(before);
  });
});
