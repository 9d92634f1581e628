/**
 * What faults do to Chubby: leases that outlast a promise, writes that outlast a lock, cells and clients left
 * alone for too long. Left out: emptied disks, which the wait after a restart hides for as long as a lease.
 */
import type { Command, Scenario } from '../../scenario/types';
import { breaks, isLeaderless } from './facts';
import type { Cell } from './types';

/** Always true of it, whatever happens. */
const SAFE = ['M1', 'C2', 'C3', 'C4', 'C5', 'C8'];

/** Sessions at a tenth of the paper's times. */
const QUICK = {
  leaseMs: 600,
  renewEveryMs: 200,
  backoffMs: [50, 250],
  sessionLeaseMs: 1200,
  graceMs: 4500,
  lockDelayMs: 2000,
} as const;

/** Five replicas, n1 their master, and two clients. */
function cellOf(
  seed: string,
  untilMs: number,
  commands: readonly Command[],
  params: NonNullable<Scenario['params']> = {},
): Scenario {
  return {
    ...{ v: 1, algorithm: 'chubby', nodes: 5, seed, commands, untilMs },
    initial: { leader: 'n1' },
    params: { ...QUICK, ...params },
  };
}

function cell(rest: Omit<Cell, 'algorithm' | 'properties' | 'unbroken'> & Partial<Cell>): Cell {
  return { algorithm: 'chubby', properties: SAFE, unbroken: SAFE, ...rest };
}

const drift = cell({
  id: 'chubby/drift',
  what: 'Two masters, each with a lease that is valid by its own clock.',
  fault: 'the clock of a master that is cut off runs slower than the margin allows for',
  properties: [...SAFE, 'C1'],
  scenario: (seed, isFaulty) =>
    cellOf(seed, 4000, [
      ...(isFaulty
        ? [{ atMs: 1000, do: 'clock' as const, node: 'n1', ppm: -400_000 }]
        : [{ atMs: 1000, do: 'clock' as const, node: 'n1', ppm: -20_000 }]),
      { atMs: [1000, 1200], do: 'partition', groups: [['n1'], ['rest']] },
    ]),
  isSeen: (run) => breaks(run, 'C1'),
});

const late = cell({
  id: 'chubby/no-lock-delay',
  what: 'A write of the old primary comes in when another has the lock: only its sequencer gives it away.',
  fault: 'the lock-delay is 0 and messages are slow; on the other side it is longer than they take',
  properties: [...SAFE, 'C7'],
  unbroken: SAFE,
  scenario: (seed, isFaulty) =>
    cellOf(
      seed,
      8000,
      [
        {
          ...{ atMs: [1000, 1800], do: 'set' },
          link: { from: 'c1', to: 'n1', oneWay: true, delayMs: 2500 },
        },
      ],
      { lockDelayMs: isFaulty ? 0 : 4000 },
    ),
  isSeen: (run) => breaks(run, 'C7'),
});

const alone = cell({
  id: 'chubby/no-majority',
  what: 'No master, and nobody takes itself for one: a minority cannot promise enough.',
  fault: 'three of five replicas are down; on the other side two',
  scenario: (seed, isFaulty) =>
    cellOf(seed, 5000, [
      { atMs: [1000, 1500], do: 'crash', node: isFaulty ? ['n1', 'n2', 'n3'] : ['n1', 'n2'] },
    ]),
  isSeen: (run) => isLeaderless(run),
});

const given = cell({
  id: 'chubby/grace-over',
  what: 'Sessions are given up: no master came within the grace period.',
  fault: 'the whole cell is down for longer than lease and grace; on the other side for less',
  scenario: (seed, isFaulty) => {
    const node = ['n1', 'n2', 'n3', 'n4', 'n5'];
    return cellOf(seed, 10_000, [
      { atMs: [1000, 1500], do: 'crash', node },
      { atMs: isFaulty ? 7500 : 4000, do: 'restart', node },
    ]);
  },
  isSeen: ({ facts }) => facts.some((fact) => fact.fact === 'role' && fact.role === 'expired'),
});

/** A client crashes before it has a session, and comes back. */
export function crashesOutside(seed: string): Scenario {
  return cellOf(seed, 1000, [
    { atMs: 5, do: 'crash', node: 'c1' },
    { atMs: 300, do: 'restart', node: 'c1' },
  ]);
}

/** What faults do to Chubby. */
export const chubbyCells: readonly Cell[] = [drift, late, alone, given];
