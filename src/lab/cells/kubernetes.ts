/**
 * What faults do to the Kubernetes leader election: pauses and clocks that outlast a lease, an API server
 * that cannot be reached.
 */
import type { Command, Scenario } from '../../scenario/types';
import { breaks, isLeaderless } from './facts';
import type { Cell } from './types';

/** Always true of it, whatever happens. */
const SAFE = ['K1', 'K2', 'K4', 'K5'];

/** A tenth of the usual times. */
const QUICK = { leaseDurationMs: 1500, renewDeadlineMs: 1000, retryPeriodMs: 200 } as const;

function three(seed: string, untilMs: number, commands: readonly Command[]): Scenario {
  return { v: 1, algorithm: 'kubernetes', nodes: 3, seed, params: QUICK, commands, untilMs };
}

function cell(rest: Omit<Cell, 'algorithm' | 'properties' | 'unbroken'> & Partial<Cell>): Cell {
  return { algorithm: 'kubernetes', properties: SAFE, unbroken: SAFE, ...rest };
}

const pause = cell({
  id: 'kubernetes/pause',
  what: 'Two believe that they lead: the old one has stood still and does not know of it.',
  fault: 'the leader is paused for twice the lease; on the other side for a fifth of it',
  properties: [...SAFE, 'K7'],
  scenario: (seed, isFaulty) =>
    three(seed, 6000, [
      { atMs: [1000, 1400], do: 'pause', node: 'leader', forMs: isFaulty ? 3000 : 300 },
    ]),
  isSeen: (run) => breaks(run, 'K7'),
});

const drift = cell({
  id: 'kubernetes/drift',
  what: 'Two believe that they lead: by the clock of the old one there is time left.',
  fault: 'the clock of a leader that is cut off runs at half the rate; on the other side 10 % slow',
  properties: [...SAFE, 'K7'],
  scenario: (seed, isFaulty) =>
    three(seed, 6000, [
      { atMs: 1000, do: 'clock', node: 'leader', ppm: isFaulty ? -500_000 : -100_000 },
      { atMs: [1500, 1900], do: 'partition', groups: [['leader'], ['rest']] },
    ]),
  isSeen: (run) => breaks(run, 'K7'),
});

const alone = cell({
  id: 'kubernetes/no-server',
  what: 'Nobody leads: who cannot renew stops, and nobody can take over.',
  fault: 'the API server stays down; on the other side it is back within a third of the deadline',
  scenario: (seed, isFaulty) =>
    three(seed, 5000, [
      { atMs: 1500, do: 'crash', node: 's1' },
      ...(isFaulty ? [] : [{ atMs: 1800, do: 'restart' as const, node: 's1' }]),
    ]),
  isSeen: (run) => isLeaderless(run),
});

/** What faults do to it. */
export const kubernetesCells: readonly Cell[] = [pause, drift, alone];
