/**
 * A trial of the lab is the run that `sim run` makes with the same seed: same hash, same elections,
 * same counts. Compared with the player, which keeps a whole trace, copies states and checks as it goes.
 */
import { describe, expect, it } from 'vitest';
import type { Algorithm } from '../engine/protocol';
import { algorithm as bully } from '../algorithms/bully/index';
import { algorithm as raft } from '../algorithms/raft/index';
import type { Scenario } from '../scenario/types';
import { runToEnd } from '../session/runToEnd';
import { summarise } from '../session/summary';
import type { LabRow, Selection } from './batch';
import { Batch, runBatch } from './batch';

const CRASH: Scenario = {
  v: 1,
  algorithm: 'raft',
  nodes: 5,
  commands: [{ atMs: 1000, do: 'crash', node: 'leader' }],
  untilMs: 2000,
};

/** Everything that makes counting hard: losses, copies, disks, pauses, a leader from the start. */
const ROUGH: Scenario = {
  v: 1,
  algorithm: 'raft',
  nodes: 5,
  initial: { leader: 'n2', timers: 'random' },
  network: { delayMs: [5, 15], loss: 0.05, duplicate: 0.2 },
  disk: { writeMs: [1, 4] },
  commands: [
    { atMs: 400, do: 'pause', node: 'leader', forMs: 500 },
    { atMs: [1200, 1400], do: 'crash', node: 'leader' },
    { atMs: 1900, do: 'restart', node: 'crashed' },
    { atMs: 2200, do: 'partition', groups: [['leader', 'any'], ['rest']] },
    { atMs: 3200, do: 'heal' },
  ],
  untilMs: 4000,
};

const SPLIT: Scenario = {
  v: 1,
  algorithm: 'bully',
  nodes: 5,
  commands: [
    { atMs: 1000, do: 'partition', groups: [['n1', 'n2'], ['rest']] },
    { atMs: 3000, do: 'heal' },
  ],
  untilMs: 4000,
};

/** What the player says of the same run, as rows. */
function rowsOfPlayer(scenario: Scenario, algorithm: Algorithm, seed: string): readonly LabRow[] {
  const { traceHash, splitBrainMs, elections } = summarise(
    runToEnd({ ...scenario, seed }, algorithm, () => []),
  );
  return elections.map((election) => ({ seed, traceHash, ...election, splitBrainMs }));
}

function rows(scenario: Scenario, algorithm: Algorithm, election: Selection): readonly LabRow[] {
  return runBatch({ scenario, firstSeed: 11, runs: 8, election }, algorithm).rows;
}

const SEEDS = Array.from({ length: 8 }, (_, n) => String(11 + n));

describe('a batch', () => {
  it.each([
    ['a crashed leader of Raft', CRASH, raft],
    ['Raft among losses, copies, slow disks, pauses and cuts', ROUGH, raft],
    ['Bully in two halves', SPLIT, bully],
  ] as const)('gives what the player gives: %s', (_, scenario, algorithm) => {
    const expected = SEEDS.flatMap((seed) => rowsOfPlayer(scenario, algorithm, seed));
    expect(expected.length).toBeGreaterThan(SEEDS.length);
    expect(rows(scenario, algorithm, 'all')).toEqual(expected);
  });

  it('selects the first, the last or the Nth election of each run', () => {
    const first = rows(CRASH, raft, 'first');
    expect(first.map(({ startMs }) => startMs)).toEqual(SEEDS.map(() => 0));
    expect(rows(CRASH, raft, 1)).toEqual(first);
    const last = rows(CRASH, raft, 'last');
    expect(last.map(({ startMs }) => startMs)).toEqual(SEEDS.map(() => 1000));
    expect(rows(CRASH, raft, 2)).toEqual(last);
  });

  it('has a row for a run without the election that was asked for', () => {
    const third = rows(CRASH, raft, 3);
    expect(third.map(({ seed }) => seed)).toEqual(SEEDS);
    for (const row of third) {
      expect(row).toMatchObject({ startMs: null, endMs: null, rounds: 0, messages: {} });
      expect(row.traceHash).toMatch(/^[0-9a-f]{32}$/);
    }
  });

  it('keeps an election open that has not ended with the run', () => {
    const cut = rows({ ...CRASH, untilMs: 1020 }, raft, 'last');
    for (const row of cut) {
      expect(row).toMatchObject({ startMs: 1000, endMs: null, electedMs: null, winner: null });
    }
  });

  it('has no memory: a trial is the same whatever was run before it', () => {
    const batch = new Batch(ROUGH, raft);
    const alone = new Batch(ROUGH, raft).run('17', 'all');
    for (const seed of ['5', '99', '6']) batch.run(seed, 'all');
    expect(batch.run('17', 'all')).toEqual(alone);
    expect(batch.run('18', 'all')).not.toEqual(alone);
  });

  it('names the run that a guard stops', () => {
    // Timers and delays of nothing at all, which no scenario may have: time stands still.
    const endless: Scenario = {
      v: 1,
      algorithm: 'raft',
      nodes: 2,
      params: { electionTimeoutMs: [0, 0], heartbeatMs: 0 },
      network: { delayMs: 0 },
      untilMs: 1000,
    };
    const { stopped, rows: found } = new Batch(endless, raft).run('1', 'last');
    expect(stopped).toEqual([{ seed: '1', reason: 'guardInstant' }]);
    expect(found).toHaveLength(1);
  });
});
