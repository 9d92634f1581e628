/** ZooKeeper's election in its own troubles: logs that decide, connections that break, limits that run out. */
import type { Trouble } from './troubles';

export const ZOOKEEPER_FLE: readonly Trouble[] = [
  {
    name: 'one server alone, asked before and after a crash',
    nodes: 1,
    seed: '91',
    commands: [
      { atMs: 500, do: 'request', node: 'n1', op: { put: ['x', '1'] } },
      { atMs: 700, do: 'crash', node: 'n1' },
      { atMs: 900, do: 'restart', node: 'n1' },
      { atMs: 1500, do: 'request', node: 'n1', op: { get: 'x' } },
    ],
    untilMs: 2500,
  },
  {
    name: 'leaders fall while they are asked, on slow disks',
    nodes: 5,
    seed: '92',
    disk: { writeMs: [1, 6] },
    network: { delayMs: [2, 20] },
    commands: [
      { atMs: 600, do: 'request', node: 'leader', op: { put: ['x', '1'] } },
      { atMs: 605, do: 'request', node: 'leader', op: { put: ['y', '1'] } },
      { atMs: 620, do: 'crash', node: 'leader' },
      { atMs: 2400, do: 'restart', node: 'crashed' },
      { atMs: 2600, do: 'request', node: 'leader', op: { put: ['x', '2'] } },
      { atMs: 2610, do: 'crash', node: 'leader' },
    ],
    untilMs: 5000,
  },
  {
    name: 'logs of several epochs',
    nodes: 5,
    seed: '93',
    initial: {
      logs: { n1: [1, 1, 2, 3], n2: [1, 1, 2], n3: [1, 1, 2, 2], n4: [1, 1, 1], n5: [1] },
    },
    network: { delayMs: { dist: 'longTail', p50: 8, p99: 60, min: 1 } },
    commands: [
      { atMs: 900, do: 'request', node: 'leader', op: { put: ['x', '1'] } },
      { atMs: 1200, do: 'partition', groups: [['leader', 'any'], ['rest']] },
      { atMs: 1300, do: 'request', node: 'leader', op: { put: ['x', '2'] } },
      { atMs: 3000, do: 'heal' },
    ],
    untilMs: 6000,
  },
  {
    name: 'messages are lost, and doubled for those that can be',
    nodes: 5,
    seed: '94',
    network: { delayMs: [2, 40], loss: 0.08, duplicate: 0.1 },
    params: { pingEveryMs: 30, syncLimitMs: 180, connectMs: 40 },
    commands: [
      { atMs: 1000, do: 'request', node: 'leader', op: { put: ['x', '1'] } },
      { atMs: 1500, do: 'timeout', node: 'follower' },
      { atMs: 2500, do: 'set', params: { finalizeWaitMs: 60, resendMs: 90 } },
      { atMs: 2600, do: 'crash', node: 'leader' },
      { atMs: 3600, do: 'restart', node: 'crashed' },
    ],
    untilMs: 5000,
  },
  {
    name: 'a clock that is slow, a pause, and votes by hand',
    nodes: 7,
    seed: '95',
    initial: { leader: 'n3' },
    clocks: { n3: { ppm: -400_000 }, n5: { ppm: 200_000, offsetMs: 77 } },
    commands: [
      { atMs: 300, do: 'partition', groups: [['n3', 'n1'], ['rest']] },
      { atMs: 2200, do: 'heal' },
      { atMs: 2500, do: 'pause', node: 'leader', forMs: 1500, resumeFirst: 'messages' },
      { atMs: 3000, do: 'timeout', node: ['n1', 'n2'] },
      { atMs: 3010, do: 'block', types: ['NEWLEADER'], to: 'n6' },
      { atMs: 5000, do: 'unblock', types: ['NEWLEADER'], to: 'n6' },
      { atMs: 5500, do: 'wipe', node: 'n7' },
      { atMs: 5600, do: 'restart', node: 'n7' },
    ],
    untilMs: 8000,
  },
];
