/** The golden scenarios of PaxosLease: acquired, extended, lost, released, and with every way to fail. */
import type { Trouble } from './troubles';

export const PAXOS_LEASE: readonly Trouble[] = [
  {
    name: 'lease, the holder crashes and returns',
    nodes: 5,
    seed: '91',
    params: { variant: 'lease' },
    commands: [
      { atMs: 3000, do: 'crash', node: 'leader' },
      { atMs: 12_000, do: 'restart', node: 'crashed' },
      { atMs: 20_000, do: 'act', node: 'leader', action: 'release', args: null },
    ],
    untilMs: 26_000,
  },
  {
    name: 'lease, messages are lost, doubled and late',
    nodes: 5,
    seed: '92',
    params: { variant: 'lease', leaseMs: 2000, retryMs: [400, 700], restartWaitMs: 3000 },
    network: {
      delayMs: { dist: 'longTail', p50: 20, p99: 150, min: 2 },
      loss: 0.1,
      duplicate: 0.1,
    },
    commands: [
      { atMs: 4000, do: 'partition', groups: [['leader', 'any'], ['rest']] },
      { atMs: 8000, do: 'heal' },
      { atMs: 9000, do: 'pause', node: 'leader', forMs: 2500, resumeFirst: 'messages' },
    ],
    untilMs: 14_000,
  },
  {
    name: 'lease, refusals unsaid, three acceptors restart',
    nodes: 5,
    seed: '93',
    params: {
      ...{ variant: 'lease', nack: false, leaseMs: 1500, retryMs: 500, restartWaitMs: 2200 },
      ...{ proposers: ['n1', 'n2', 'n4'], proposeAtMs: [0, 15, 30] },
    },
    commands: [
      { atMs: 1000, do: 'crash', node: ['n3', 'n4', 'n5'] },
      { atMs: 1200, do: 'restart', node: ['n3', 'n4', 'n5'] },
      { atMs: 5000, do: 'timeout', node: 'n2' },
      { atMs: 6000, do: 'timeout', node: 'n3', timer: 'accepted' },
    ],
    untilMs: 8000,
  },
  {
    name: 'lease, two holders by clocks and by amnesia',
    nodes: 3,
    seed: '94',
    params: { variant: 'lease', leaseMs: 2000, retryMs: 400, restartWaitMs: null },
    initial: { leader: 'n1' },
    clocks: { n1: { ppm: -200_000 }, n2: { ppm: 200_000, offsetMs: 700 }, n3: { ppm: 200_000 } },
    commands: [
      { atMs: 500, do: 'partition', groups: [['n1'], ['rest']] },
      { atMs: 4000, do: 'heal' },
      { atMs: 5000, do: 'cut', from: 'leader', to: 'rest' },
      { atMs: 5100, do: 'crash', node: ['n2', 'n3'] },
      { atMs: 5150, do: 'restart', node: ['n2', 'n3'] },
      { atMs: 6000, do: 'clock', node: 'n1', jumpMs: -300 },
    ],
    untilMs: 9000,
  },
];
