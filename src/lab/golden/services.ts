/** Services and their clients in troubles of their own: leases, sessions and the lock, store leaders lost. */
import type { Trouble } from './troubles';

export const KUBERNETES: readonly Trouble[] = [
  {
    name: 'the usual times, two leaders lost and one that lets go',
    nodes: 4,
    seed: '121',
    commands: [
      { atMs: 20_000, do: 'crash', node: 'leader' },
      { atMs: 50_000, do: 'restart', node: 'crashed' },
      { atMs: 60_000, do: 'act', node: 'leader', action: 'release' },
      { atMs: 80_000, do: 'partition', groups: [['leader'], ['rest']] },
      { atMs: 110_000, do: 'heal' },
    ],
    untilMs: 130_000,
  },
  {
    name: 'slow disks, loss and copies, clocks at their own rates, the API server down',
    nodes: 5,
    seed: '122',
    disk: { writeMs: [1, 6] },
    network: { delayMs: [2, 60], loss: 0.1, duplicate: 0.1 },
    clocks: { n1: { ppm: 20_000 }, n2: { ppm: -300_000, offsetMs: 500 }, s1: { ppm: -15_000 } },
    params: { leaseDurationMs: 1500, renewDeadlineMs: 1000, retryPeriodMs: 200 },
    commands: [
      { atMs: 2000, do: 'pause', node: 'leader', forMs: 2500, resumeFirst: 'messages' },
      { atMs: 6000, do: 'crash', node: 's1' },
      { atMs: 8000, do: 'restart', node: 's1' },
      { atMs: 10_000, do: 'timeout', node: ['n3', 'n4'] },
      { atMs: 11_000, do: 'clock', node: 'n3', ppm: 0, jumpMs: 900 },
    ],
    untilMs: 15_000,
  },
];

const QUICK = {
  ttlMs: 1000,
  lockDelayMs: 600,
  electionTimeoutMs: [150, 300],
  heartbeatMs: 50,
} as const;

export const CONSUL: readonly Trouble[] = [
  {
    name: 'the usual times, one server, a leader lost and one that lets go',
    nodes: 3,
    seed: '131',
    commands: [
      { atMs: 20_000, do: 'crash', node: 'leader' },
      { atMs: 75_000, do: 'restart', node: 'crashed' },
      { atMs: 80_000, do: 'act', node: 'leader', action: 'release' },
    ],
    untilMs: 90_000,
  },
  {
    name: 'three servers, slow disks, loss and copies, leaders of both tiers lost',
    nodes: 4,
    seed: '132',
    disk: { writeMs: [1, 6] },
    network: { delayMs: [2, 20], loss: 0.05, duplicate: 0.1 },
    params: { ...QUICK, replicas: 3, preVote: true },
    commands: [
      { atMs: 2000, do: 'crash', node: 'store-leader' },
      { atMs: 3000, do: 'crash', node: 'leader' },
      { atMs: 4000, do: 'restart', node: ['s1', 's2', 's3', 'n1', 'n2', 'n3', 'n4'] },
      { atMs: 7000, do: 'partition', groups: [['store-leader', 'leader'], ['rest']] },
      { atMs: 9000, do: 'heal' },
    ],
    untilMs: 11_000,
  },
  {
    name: 'keys deleted with their sessions, clocks at their own rates, a long pause',
    nodes: 3,
    seed: '133',
    clocks: { n1: { ppm: 20_000 }, n2: { ppm: -300_000 }, s1: { ppm: 150_000, offsetMs: -500 } },
    params: { ...QUICK, behavior: 'delete' },
    commands: [
      { atMs: 2000, do: 'act', node: 'leader', action: 'destroy' },
      { atMs: 5000, do: 'pause', node: 'leader', forMs: 3500 },
      { atMs: 9500, do: 'clock', node: 's1', ppm: 0, jumpMs: 700 },
    ],
    untilMs: 12_000,
  },
];
