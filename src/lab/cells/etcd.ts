/**
 * What faults do to etcd's election: a belief that outlasts its key, a store without a majority, leases that
 * start anew. Left out: emptied disks, which with one replica empty the store.
 */
import type { Command, Scenario } from '../../scenario/types';
import { isLeaderless, ledTogether } from './facts';
import type { Cell } from './types';

/** Always true of it, whatever happens. */
const SAFE = ['K1', 'K2', 'K3', 'K4', 'K5', 'K8'];

function store(
  seed: string,
  untilMs: number,
  commands: readonly Command[],
  params: NonNullable<Scenario['params']> = {},
): Scenario {
  return {
    ...{ v: 1, algorithm: 'etcd', nodes: 3, seed, commands, untilMs },
    params: { ttlMs: 3000, ...params },
  };
}

function cell(rest: Omit<Cell, 'algorithm' | 'properties' | 'unbroken'> & Partial<Cell>): Cell {
  return { algorithm: 'etcd', properties: SAFE, unbroken: SAFE, ...rest };
}

const pause = cell({
  id: 'etcd/pause',
  what: 'Two believe that they lead: the sleeper has not noticed that its lease is over.',
  fault: 'the leader pauses for longer than its lease; on the other side for less',
  scenario: (seed, isFaulty) =>
    store(seed, 11_000, [
      { atMs: [4000, 5000], do: 'pause', node: 'leader', forMs: isFaulty ? 5000 : 1000 },
    ]),
  isSeen: (run) => ledTogether(run),
});

const drift = cell({
  id: 'etcd/drift',
  what: 'Two believe that they lead, both by their own clocks.',
  fault:
    'the clock of a leader that is cut off runs at half its rate; on the other side it is right',
  scenario: (seed, isFaulty) =>
    store(seed, 11_000, [
      { atMs: 4000, do: 'clock', node: 'leader', ppm: isFaulty ? -500_000 : 0 },
      { atMs: [4500, 5000], do: 'partition', groups: [['leader'], ['rest']] },
    ]),
  isSeen: (run) => ledTogether(run),
});

const majority = cell({
  id: 'etcd/no-majority',
  what: 'Nobody leads: without a majority of the replicas no lease is renewed and no key deleted.',
  fault: 'two of three replicas are down; on the other side one',
  scenario: (seed, isFaulty) =>
    store(
      seed,
      14_000,
      [{ atMs: [4000, 4500], do: 'crash', node: isFaulty ? ['s1', 's2'] : ['s1'] }],
      { replicas: 3 },
    ),
  isSeen: (run) => isLeaderless(run),
});

const renewed = cell({
  id: 'etcd/leases-anew',
  what: 'The lease of a dead leader lasts longer: a new store leader gives it its full time again.',
  fault: 'the store leader crashes two seconds after the leader did; on the other side it stays',
  scenario: (seed, isFaulty) =>
    store(
      seed,
      9000,
      [
        { atMs: 4000, do: 'crash', node: 'leader' },
        ...(isFaulty ? [{ atMs: 6000, do: 'crash' as const, node: 'store-leader' }] : []),
      ],
      { replicas: 3 },
    ),
  isSeen: (run) => isLeaderless(run),
});

/** Replicas that stand, and candidates that have just begun, crash and come back. */
export function crashesStanding(seed: string): Scenario {
  return {
    ...store(
      seed,
      6000,
      [
        { atMs: 100, do: 'timeout', node: ['s1', 's2', 's3'] },
        { atMs: 105, do: 'crash', node: ['s1'] },
        { atMs: 400, do: 'restart', node: ['s1'] },
        ...[1100, 1300, 1500, 1700, 1900, 2100, 2300, 2500].flatMap((atMs): readonly Command[] => [
          { atMs: [atMs, atMs + 30], do: 'crash', node: ['n1', 'n2'] },
          { atMs: atMs + 40, do: 'restart', node: ['n1', 'n2'] },
        ]),
      ],
      { replicas: 3 },
    ),
    network: { delayMs: [5, 15], links: { 's1>n1': { delayMs: 80 }, 's2>n1': { delayMs: 80 } } },
  };
}

/** A leader with a slow clock sleeps through the end of its lease, and proclaims. */
export function proclaimsTooLate(seed: string): Scenario {
  return store(seed, 11_000, [
    { atMs: 3000, do: 'clock', node: ['n1', 'n2', 'n3'], ppm: -500_000 },
    { atMs: 5000, do: 'pause', node: ['n1', 'n2', 'n3'], forMs: 3000, resumeFirst: 'messages' },
    { atMs: 7000, do: 'act', node: ['n1', 'n2', 'n3'], action: 'campaign', args: 'still me' },
  ]);
}

/** What faults do to etcd's election. */
export const etcdCells: readonly Cell[] = [pause, drift, majority, renewed];
