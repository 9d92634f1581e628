/**
 * Examples with what to watch: how the lead changes hands at its best, usually and at its worst, the herd,
 * and how a session fails to keep two candidates apart.
 */
import type { Json, Preset } from '../../engine/protocol';

function preset(id: string, scenario: { readonly [key: string]: Json }): Preset {
  return {
    id,
    title: `preset.${id}.title`,
    watch: `preset.${id}.watch`,
    scenario: {
      ...{ v: 1, algorithm: 'zookeeper', nodes: 5, seed: '7', network: { delayMs: [5, 15] } },
      ...scenario,
    },
  };
}

export const presets: readonly Preset[] = [
  preset('typical', {
    commands: [
      { atMs: 1000, do: 'crash', node: 'leader' },
      { atMs: 3000, do: 'restart', node: 'crashed' },
    ],
    untilMs: 5000,
  }),
  preset('best', {
    commands: [{ atMs: 1000, do: 'act', node: 'leader', action: 'resign' }],
    untilMs: 2000,
  }),
  preset('worst', {
    commands: [
      { atMs: 1000, do: 'crash', node: 's1' },
      { atMs: 3000, do: 'restart', node: 's1' },
    ],
    untilMs: 5000,
  }),
  preset('mid-queue', { commands: [{ atMs: 1000, do: 'crash', node: 'n2' }], untilMs: 3000 }),
  preset('herd', {
    nodes: 8,
    params: { variant: 'herd' },
    commands: [{ atMs: 1000, do: 'crash', node: 'leader' }],
    untilMs: 3000,
  }),
  preset('pause', {
    commands: [{ atMs: 1000, do: 'pause', node: 'leader', forMs: 2000, resumeFirst: 'messages' }],
    untilMs: 5000,
  }),
  preset('stubborn', {
    params: { obeyDisconnected: false },
    commands: [
      { atMs: 1000, do: 'partition', groups: [['leader'], ['rest']] },
      { atMs: 4000, do: 'heal' },
    ],
    untilMs: 6000,
  }),
  preset('drift', {
    params: { tickMs: 50 },
    commands: [
      { atMs: 900, do: 'clock', node: 'leader', ppm: -500_000 },
      { atMs: 1000, do: 'partition', groups: [['leader'], ['rest']] },
      { atMs: 4000, do: 'heal' },
    ],
    untilMs: 6000,
  }),
  preset('store-leader', {
    params: { replicas: 3 },
    commands: [
      { atMs: 2000, do: 'crash', node: 'store-leader' },
      { atMs: 5000, do: 'restart', node: 'crashed' },
    ],
    untilMs: 7000,
  }),
  preset('expiry-saved', {
    params: { replicas: 3 },
    commands: [
      { atMs: 2000, do: 'crash', node: 'leader' },
      { atMs: 2400, do: 'crash', node: 'store-leader' },
    ],
    untilMs: 6000,
  }),
  preset('moved', {
    nodes: 3,
    params: { replicas: 3 },
    commands: [
      { atMs: 800, do: 'cut', from: ['n1', 'n2', 'n3'], to: 's3' },
      { atMs: 2000, do: 'set', link: { from: 's1', to: 's3', oneWay: true, delayMs: 600 } },
      { atMs: 2050, do: 'act', node: ['n1', 'n2', 'n3'], action: 'resign' },
    ],
    untilMs: 4000,
  }),
  preset('lost-create', {
    nodes: 3,
    network: { delayMs: 10 },
    commands: [
      { atMs: 0, do: 'block', types: ['CreateReply'], to: ['n1'] },
      { atMs: 400, do: 'unblock', types: ['CreateReply'], to: ['n1'] },
    ],
    untilMs: 3000,
  }),
  preset('cut-off-server', {
    nodes: 3,
    params: { replicas: 3 },
    commands: [
      { atMs: 800, do: 'cut', from: ['n1', 'n2', 'n3'], to: 's3' },
      { atMs: 2000, do: 'join', from: ['n1', 'n2', 'n3'], to: 's3' },
      { atMs: 2000, do: 'cut', from: 's1', to: ['s2', 's3'] },
      { atMs: 2000, do: 'cut', from: ['n1', 'n2'], to: 's1' },
    ],
    untilMs: 5000,
  }),
  preset('hard-times', {
    nodes: 3,
    seed: '8',
    params: { replicas: 5 },
    network: { delayMs: [5, 15], loss: 0.1 },
    commands: [
      { atMs: 1000, do: 'crash', node: 'store-leader' },
      { atMs: 2800, do: 'restart', node: 'crashed' },
      { atMs: 3500, do: 'partition', groups: [['store-leader'], ['rest']] },
      { atMs: 5500, do: 'heal' },
      { atMs: 6500, do: 'crash', node: ['s1', 's2', 's3'] },
      { atMs: 8500, do: 'restart', node: ['s1', 's2', 's3'] },
    ],
    untilMs: 12_000,
  }),
];
