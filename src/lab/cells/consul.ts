/**
 * What faults do to Consul: pauses and clocks that outlast a session and its lock-delay, a store that nobody
 * leads.
 */
import type { Command, Scenario } from '../../scenario/types';
import { breaks, isLeaderless } from './facts';
import type { Cell } from './types';

/** Always true of it, whatever happens. */
const SAFE = ['K1', 'K2', 'K3', 'K4', 'K5'];

/** Sessions of one second. */
const QUICK = {
  ttlMs: 1000,
  lockDelayMs: 500,
  electionTimeoutMs: [150, 300],
  heartbeatMs: 30,
} as const;

function three(
  seed: string,
  untilMs: number,
  commands: readonly Command[],
  params: NonNullable<Scenario['params']> = {},
): Scenario {
  return {
    ...{ v: 1, algorithm: 'consul', nodes: 3, seed, commands, untilMs },
    params: { ...QUICK, ...params },
  };
}

function cell(rest: Omit<Cell, 'algorithm' | 'properties' | 'unbroken'> & Partial<Cell>): Cell {
  return { algorithm: 'consul', properties: SAFE, unbroken: SAFE, ...rest };
}

const pause = cell({
  id: 'consul/pause',
  what: 'Two believe that they lead: the old one stood still while its session ended.',
  fault: 'the leader is paused for four TTLs; on the other side for a third of one',
  properties: [...SAFE, 'K7'],
  scenario: (seed, isFaulty) =>
    three(seed, 8000, [
      { atMs: [2000, 2400], do: 'pause', node: 'leader', forMs: isFaulty ? 4500 : 300 },
    ]),
  isSeen: (run) => breaks(run, 'K7'),
});

const drift = cell({
  id: 'consul/drift',
  what: 'Two believe that they lead: by the clock of the old one its session is not over.',
  fault:
    'the clock of a leader that is cut off runs at half the rate, that of the server at one and a half, without a lock-delay; on the other side 10 % off',
  properties: [...SAFE, 'K7'],
  scenario: (seed, isFaulty) =>
    three(
      seed,
      6000,
      [
        { atMs: 1500, do: 'clock', node: 'leader', ppm: isFaulty ? -500_000 : -100_000 },
        { atMs: 1500, do: 'clock', node: 's1', ppm: isFaulty ? 500_000 : 100_000 },
        { atMs: [2500, 2900], do: 'partition', groups: [['leader'], ['rest']] },
      ],
      { lockDelayMs: 0 },
    ),
  isSeen: (run) => breaks(run, 'K7'),
});

const alone = cell({
  id: 'consul/no-majority',
  what: 'Nobody leads: no session can be renewed where the servers have no leader.',
  fault: 'two of three servers are down; on the other side one',
  scenario: (seed, isFaulty) =>
    three(
      seed,
      6000,
      [{ atMs: [2000, 2400], do: 'crash', node: isFaulty ? ['s1', 's2'] : ['s1'] }],
      { replicas: 3 },
    ),
  isSeen: (run) => isLeaderless(run),
});

/**
 * No renewal gets through, questions do: its session ends while a leader with a slow clock still trusts it,
 * and the answer says that the lock is free.
 */
export function hearsOfLoss(seed: string): Scenario {
  return three(seed, 5000, [
    { atMs: 1500, do: 'clock', node: 'leader', ppm: -500_000 },
    { atMs: 1500, do: 'clock', node: 's1', ppm: 500_000 },
    { atMs: [2000, 2500], do: 'block', types: ['SessionRenew'] },
  ]);
}

/** Servers that stand, all at once: one of them crashes before anybody has won, and comes back. */
export function crashesStanding(seed: string): Scenario {
  return three(
    seed,
    2000,
    [
      { atMs: 100, do: 'timeout', node: ['s1', 's2', 's3'] },
      { atMs: 105, do: 'crash', node: 's1' },
      { atMs: 400, do: 'restart', node: 's1' },
    ],
    { replicas: 3 },
  );
}

/** What faults do to it. */
export const consulCells: readonly Cell[] = [pause, drift, alone];
