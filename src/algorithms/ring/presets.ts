/** Examples with what to watch: the typical course, the best and the worst case, and how rings fail. */
import type { Json, Preset } from '../../engine/protocol';

/** Nodes of these ids in the order of the ring. */
function ringOf(ids: readonly number[]): Json {
  return ids.map((priority, index) => ({ id: `n${index + 1}`, priority }));
}

function preset(id: string, variant: string, scenario: { readonly [key: string]: Json }): Preset {
  const { params, ...rest } = scenario;
  return {
    id,
    title: `preset.${id}.title`,
    watch: `preset.${id}.watch`,
    scenario: {
      v: 1,
      algorithm: 'ring',
      nodes: 5,
      seed: '7',
      network: { delayMs: 10 },
      ...rest,
      params: { variant, ...(params as { readonly [name: string]: Json } | undefined) },
    },
  };
}

const SEATED: Json = { leader: 'n5' };

export const presets: readonly Preset[] = [
  preset('typical', 'chang-roberts', { nodes: ringOf([3, 1, 4, 2, 5]) }),
  preset('best', 'chang-roberts', {}),
  preset('worst', 'chang-roberts', { nodes: ringOf([5, 4, 3, 2, 1]) }),
  preset('lost-token', 'chang-roberts', {
    initial: SEATED,
    commands: [
      { atMs: 200, do: 'crash', node: 'n5' },
      { atMs: 300, do: 'timeout', node: 'n1' },
    ],
  }),
  preset('orphan', 'chang-roberts', {
    params: { ackWaitMs: 50, restartMs: 2000, initiators: ['n1'] },
    commands: [{ atMs: 75, do: 'crash', node: 'n5' }],
  }),
  preset('passive', 'passive', { params: { initiators: ['n2', 'n4'] } }),
  preset('list', 'list', {
    initial: SEATED,
    commands: [
      { atMs: 200, do: 'crash', node: ['n4', 'n5'] },
      { atMs: 300, do: 'timeout', node: 'n1' },
    ],
  }),
  preset('two-lists', 'list', {
    initial: SEATED,
    commands: [
      { atMs: 200, do: 'crash', node: 'n5' },
      { atMs: 300, do: 'timeout', node: ['n1', 'n3'] },
    ],
  }),
  preset('two-rings', 'list', {
    initial: SEATED,
    commands: [{ atMs: 200, do: 'partition', groups: [['n1', 'n2', 'n3'], ['rest']] }],
  }),
  preset('hirschberg-sinclair', 'hirschberg-sinclair', {
    nodes: ringOf([3, 8, 1, 5, 2, 7, 4, 6]),
  }),
  preset('peterson', 'peterson', { nodes: ringOf([3, 8, 1, 5, 2, 7, 4, 6]) }),
];
