/** The ZooKeeper recipe in its own troubles: sessions that run out, servers that fail, packets that are missing. */
import type { Trouble } from './troubles';

export const ZOOKEEPER: readonly Trouble[] = [
  {
    name: 'one server, leaders die, resign and come back',
    nodes: 5,
    seed: '111',
    network: { delayMs: [2, 20] },
    disk: { writeMs: [0, 4] },
    commands: [
      { atMs: 1000, do: 'crash', node: 'leader' },
      { atMs: 2500, do: 'restart', node: 'crashed' },
      { atMs: 3000, do: 'act', node: 'leader', action: 'resign' },
      { atMs: 4000, do: 'pause', node: 'leader', forMs: 1500, resumeFirst: 'messages' },
    ],
    untilMs: 7000,
  },
  {
    name: 'a herd under loss and long delays',
    nodes: 8,
    seed: '112',
    params: { variant: 'herd' },
    network: { delayMs: { dist: 'longTail', p50: 8, p99: 60, min: 1 }, loss: 0.05, duplicate: 0.1 },
    commands: [
      { atMs: 1500, do: 'crash', node: 'leader' },
      { atMs: 3500, do: 'timeout', node: 'leader', timer: 'silence' },
      { atMs: 4500, do: 'crash', node: 's1' },
      { atMs: 5500, do: 'restart', node: 's1' },
    ],
    untilMs: 8000,
  },
  {
    name: 'three servers, their leader lost and cut off',
    nodes: 4,
    seed: '113',
    params: { replicas: 3 },
    network: { delayMs: [3, 18], loss: 0.03 },
    disk: { writeMs: [1, 5] },
    commands: [
      { atMs: 1500, do: 'crash', node: 'store-leader' },
      { atMs: 3500, do: 'restart', node: 'crashed' },
      { atMs: 5000, do: 'partition', groups: [['store-leader', 'n1'], ['rest']] },
      { atMs: 8000, do: 'heal' },
    ],
    untilMs: 11_000,
  },
  {
    name: 'five servers, clocks at their own rates, a leader that will not listen',
    nodes: 3,
    seed: '114',
    params: { replicas: 5, obeyDisconnected: false, tickMs: 100 },
    clocks: { n1: { ppm: -300_000 }, n2: { ppm: 100_000, offsetMs: 900 }, s5: { ppm: 50_000 } },
    commands: [
      { atMs: 1500, do: 'partition', groups: [['leader'], ['rest']] },
      { atMs: 4000, do: 'heal' },
      { atMs: 5000, do: 'clock', node: 's4', ppm: 0, jumpMs: 700 },
      { atMs: 6000, do: 'cut', from: 's5', to: ['s1', 's2'] },
    ],
    untilMs: 9000,
  },
];
