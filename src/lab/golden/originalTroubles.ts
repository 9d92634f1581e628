/** Golden runs of the paper's own Bully: its calls, its states, its timers. Plain documents. */
import type { Trouble } from './troubles';

export const ORIGINAL_TROUBLES: readonly Trouble[] = [
  {
    name: 'the paper’s own, coordinators fall and return',
    nodes: 6,
    seed: '78',
    params: { variant: 'garcia-molina', pingEveryMs: 300 },
    commands: [
      { atMs: 900, do: 'crash', node: 'leader' },
      { atMs: 1900, do: 'crash', node: 'leader' },
      { atMs: 2900, do: 'restart', node: ['n5', 'n6'] },
      { atMs: 3500, do: 'crash', node: 'n2' },
      { atMs: 3510, do: 'restart', node: 'n2' },
    ],
    untilMs: 5000,
  },
  {
    name: 'the paper’s own, calls are lost and doubled',
    nodes: 5,
    seed: '79',
    params: { variant: 'garcia-molina', okWaitMs: 40, coordinatorWaitMs: 100, pingEveryMs: 250 },
    network: { delayMs: [2, 30], loss: 0.1, duplicate: 0.1 },
    commands: [
      { atMs: 1200, do: 'timeout', node: 'follower' },
      { atMs: 2000, do: 'pause', node: 'leader', forMs: 400, resumeFirst: 'messages' },
    ],
    untilMs: 3500,
  },
  {
    name: 'the paper’s own, cut in two',
    nodes: 5,
    seed: '80',
    params: { variant: 'garcia-molina', pingEveryMs: 200 },
    initial: { leader: 'n5' },
    commands: [
      { atMs: 300, do: 'partition', groups: [['n1', 'n2', 'n3'], ['rest']] },
      { atMs: 1500, do: 'heal' },
      { atMs: 1800, do: 'timeout', node: 'n5' },
    ],
    untilMs: 3000,
  },
];
