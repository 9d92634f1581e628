/** Examples of Multi-Paxos: its course, its best and worst case, and how it fails. */
import type { Json, Preset } from '../../../engine/protocol';

function preset(id: string, scenario: { readonly [key: string]: Json }): Preset {
  const { params, ...rest } = scenario;
  return {
    id,
    title: `preset.${id}.title`,
    watch: `preset.${id}.watch`,
    scenario: {
      v: 1,
      algorithm: 'paxos',
      nodes: 5,
      seed: '7',
      network: { delayMs: 10 },
      ...rest,
      params: { variant: 'multi', ...(params as { readonly [name: string]: Json } | undefined) },
    },
  };
}

function put(atMs: number, node: string, value: string): Json {
  return { atMs, do: 'request', node, op: { put: ['x', value] } };
}

export const multiPresets: readonly Preset[] = [
  preset('multi-typical', {
    commands: [
      put(600, 'leader', '1'),
      put(800, 'leader', '2'),
      { atMs: 1000, do: 'crash', node: 'leader' },
      put(1800, 'leader', '3'),
    ],
  }),
  preset('multi-stable', {
    initial: { leader: 'n1' },
    commands: [put(100, 'n1', '1'), put(200, 'n1', '2'), put(300, 'n1', '3')],
  }),
  preset('multi-gap', {
    initial: { leader: 'n1' },
    commands: [
      // The first of two requests reaches nobody, the second n2 alone.
      { atMs: 100, do: 'cut', from: 'n1', to: ['n2', 'n3', 'n4', 'n5'], oneWay: true },
      put(100, 'n1', 'lost'),
      { atMs: 111, do: 'heal' },
      { atMs: 111, do: 'cut', from: 'n1', to: ['n3', 'n4', 'n5'], oneWay: true },
      put(111, 'n1', 'kept'),
      { atMs: 115, do: 'crash', node: 'n1' },
      { atMs: 130, do: 'heal' },
      { atMs: 200, do: 'timeout', node: 'n2' },
    ],
  }),
  preset('multi-impatient', { nodes: 3, params: { retryMs: 35 } }),
  preset('multi-cut-off', {
    initial: { leader: 'n1' },
    commands: [
      { atMs: 200, do: 'partition', groups: [['n1', 'n2'], ['rest']] },
      put(400, 'n1', 'lost'),
      put(1200, 'leader', 'kept'),
      { atMs: 2000, do: 'heal' },
      // It knows nothing of the ballots of the others.
      { atMs: 2000, do: 'timeout', node: 'n2' },
    ],
  }),
  preset('multi-silent', {
    initial: { leader: 'n1' },
    params: { nack: false },
    commands: [
      { atMs: 190, do: 'partition', groups: [['n1', 'n2'], ['rest']] },
      put(195, 'n1', 'lost'),
      { atMs: 995, do: 'heal' },
    ],
  }),
];
