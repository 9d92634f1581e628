/** etcd in its own troubles: leases, the queue and both leaders, with replicas among those that fail. */
import type { Trouble } from './troubles';

const QUICK = { ttlMs: 3000, keepAliveMs: 800 };

export const ETCD: readonly Trouble[] = [
  {
    name: 'the times of the sources, one replica',
    nodes: 4,
    seed: '301',
    commands: [
      { atMs: 20_000, do: 'crash', node: 'leader' },
      { atMs: 50_000, do: 'act', node: 'leader', action: 'resign' },
      { atMs: 90_000, do: 'crash', node: 's1' },
      { atMs: 92_000, do: 'restart', node: ['s1', 'crashed'] },
    ],
    untilMs: 130_000,
  },
  {
    name: 'three replicas, slow disks, loss and copies',
    nodes: 3,
    seed: '302',
    disk: { writeMs: [1, 6] },
    network: { delayMs: [2, 30], loss: 0.05, duplicate: 0.1 },
    params: { ...QUICK, replicas: 3 },
    commands: [
      { atMs: 4000, do: 'crash', node: 'store-leader' },
      { atMs: 6500, do: 'restart', node: 'crashed' },
      { atMs: 8000, do: 'pause', node: 'leader', forMs: 4500, resumeFirst: 'messages' },
      { atMs: 13_500, do: 'act', node: 'leader', action: 'campaign', args: 'word' },
    ],
    untilMs: 16_000,
  },
  {
    name: 'five replicas, cuts and clocks, asked by hand',
    nodes: 3,
    seed: '303',
    params: { ...QUICK, replicas: 5, preVote: true, tickMs: null },
    clocks: { n1: { ppm: 20_000 }, s2: { ppm: -100_000 }, n2: { ppm: 15_000, offsetMs: -500 } },
    commands: [
      { atMs: 3000, do: 'partition', groups: [['store-leader', 'n1'], ['rest']] },
      { atMs: 3200, do: 'act', node: ['n1', 'n2', 'n3'], action: 'close' },
      { atMs: 7000, do: 'heal' },
      { atMs: 8000, do: 'timeout', node: 's3' },
      { atMs: 8500, do: 'timeout', node: 'n2', timer: 'leaseEnd' },
      { atMs: 9000, do: 'clock', node: 's1', ppm: 0, jumpMs: 900 },
    ],
    untilMs: 12_000,
  },
];
