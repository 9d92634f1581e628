/** Examples with what to watch: the typical course, the best and the worst case, and how it fails. */
import type { Json, Preset } from '../../engine/protocol';

function preset(id: string, scenario: { readonly [key: string]: Json }): Preset {
  return {
    id,
    title: `preset.${id}.title`,
    watch: `preset.${id}.watch`,
    scenario: { v: 1, algorithm: 'zookeeper-fle', nodes: 5, seed: '7', ...scenario },
  };
}

export const presets: readonly Preset[] = [
  preset('typical', {
    initial: { leader: 'n5', logs: { n1: [1, 1], n2: [1, 1], n3: [1, 1], n4: [1, 1], n5: [1, 1] } },
    commands: [
      { atMs: 300, do: 'crash', node: 'leader' },
      { atMs: 2500, do: 'restart', node: 'crashed' },
    ],
    untilMs: 4000,
  }),
  preset('best', { network: { delayMs: 10 }, untilMs: 1000 }),
  preset('longest-log', {
    initial: { logs: { n1: [1, 2, 3], n2: [1, 2, 3], n3: [1, 2], n4: [1, 2], n5: [1] } },
    untilMs: 1000,
  }),
  preset('late-joiner', {
    initial: { leader: 'n4' },
    commands: [
      { atMs: 200, do: 'crash', node: 'n5' },
      { atMs: 600, do: 'restart', node: 'n5' },
    ],
    untilMs: 1500,
  }),
  preset('elected-dies', {
    network: { delayMs: 10 },
    commands: [{ atMs: 150, do: 'crash', node: 'n5' }],
    untilMs: 5000,
  }),
  preset('hasty', {
    nodes: 3,
    params: { finalizeWaitMs: 1 },
    network: {
      delayMs: 10,
      links: {
        'n1>n2': { delayMs: 100 },
        'n1>n3': { delayMs: 170 },
        'n2>n3': { delayMs: 140 },
      },
    },
    initial: { logs: { n1: [1, 1, 1], n2: [1, 1], n3: [1, 1] } },
    commands: [{ atMs: 200, do: 'pause', node: 'n2', forMs: 500 }],
    untilMs: 2500,
  }),
  preset('cut-off', {
    initial: { leader: 'n5' },
    commands: [
      { atMs: 300, do: 'partition', groups: [['n5', 'n1'], ['rest']] },
      { atMs: 500, do: 'request', node: 'n5', op: { put: ['x', '1'] } },
      { atMs: 3000, do: 'heal' },
    ],
    untilMs: 8000,
  }),
  preset('forgetful', {
    nodes: 3,
    initial: { leader: 'n2' },
    commands: [
      { atMs: 100, do: 'crash', node: 'n1' },
      { atMs: 200, do: 'request', node: 'n2', op: { put: ['x', '1'] } },
      { atMs: 400, do: 'crash', node: ['n2', 'n3'] },
      { atMs: 410, do: 'wipe', node: 'n3' },
      { atMs: 420, do: 'restart', node: ['n1', 'n3'] },
    ],
    untilMs: 2500,
  }),
  preset('majority-lost', {
    initial: { leader: 'n5' },
    commands: [
      { atMs: 300, do: 'crash', node: ['n3', 'n4', 'n5'] },
      { atMs: 5000, do: 'restart', node: 'n4' },
    ],
    untilMs: 10_000,
  }),
];
