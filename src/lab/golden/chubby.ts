/** Chubby in its own troubles: leases, sessions and the lock, with clients among those that fail. */
import type { Trouble } from './troubles';

const QUICK = {
  leaseMs: 600,
  renewEveryMs: 200,
  backoffMs: [50, 250],
  sessionLeaseMs: 1200,
  graceMs: 3000,
  lockDelayMs: 800,
};

export const CHUBBY: readonly Trouble[] = [
  {
    name: 'the times of the paper, masters and a primary lost',
    nodes: 5,
    seed: '101',
    commands: [
      { atMs: 20_000, do: 'crash', node: 'leader' },
      { atMs: 40_000, do: 'crash', node: 'c1' },
      { atMs: 60_000, do: 'restart', node: ['c1', 'crashed'] },
      { atMs: 90_000, do: 'act', node: 'c2', action: 'release' },
    ],
    untilMs: 150_000,
  },
  {
    name: 'slow disks, loss and copies, three clients',
    nodes: 5,
    seed: '102',
    disk: { writeMs: [1, 6] },
    network: { delayMs: [2, 30], loss: 0.05, duplicate: 0.1 },
    params: { ...QUICK, clients: 3 },
    commands: [
      { atMs: 2000, do: 'crash', node: 'leader' },
      { atMs: 4000, do: 'restart', node: 'crashed' },
      { atMs: 6000, do: 'pause', node: 'leader', forMs: 1500, resumeFirst: 'messages' },
      { atMs: 9000, do: 'pause', node: 'c1', forMs: 2500 },
    ],
    untilMs: 14_000,
  },
  {
    name: 'cuts between cell and clients, clocks at their own rates',
    nodes: 4,
    seed: '103',
    initial: { leader: 'n2' },
    params: QUICK,
    clocks: { n1: { ppm: 20_000 }, n2: { ppm: -400_000 }, c1: { ppm: 15_000, offsetMs: -500 } },
    commands: [
      { atMs: 1500, do: 'partition', groups: [['n2', 'c1'], ['rest']] },
      { atMs: 4000, do: 'heal' },
      { atMs: 6000, do: 'cut', from: 'c2', to: 'leader' },
      { atMs: 8000, do: 'clock', node: 'n3', ppm: 0, jumpMs: 900 },
    ],
    untilMs: 12_000,
  },
  {
    name: 'one replica, six clients, asked by hand',
    nodes: 1,
    seed: '104',
    params: { ...QUICK, clients: 6 },
    commands: [
      { atMs: 1500, do: 'act', node: ['c1', 'c2', 'c3', 'c4', 'c5', 'c6'], action: 'release' },
      { atMs: 3000, do: 'crash', node: 'n1' },
      { atMs: 3500, do: 'restart', node: 'n1' },
      { atMs: 6000, do: 'timeout', node: 'c3', timer: 'clientLease' },
    ],
    untilMs: 10_000,
  },
];
