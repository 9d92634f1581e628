/** Examples of single-decree Paxos: its course, its best and worst case, and what it does not do. */
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
      params: { variant: 'single', ...(params as { readonly [name: string]: Json } | undefined) },
    },
  };
}

/** Two proposers, the second one and a half message delays behind the first. */
function duel(id: string, retryMs: number): Preset {
  return preset(id, {
    nodes: 3,
    params: { proposers: ['n1', 'n2'], proposeAtMs: [0, 15], retryMs },
  });
}

export const singlePresets: readonly Preset[] = [
  preset('typical', { network: { delayMs: [5, 15] } }),
  preset('best', { params: { proposers: ['n5'] } }),
  duel('duel', 30),
  duel('duel-ends', 42),
  preset('bound', {
    params: { proposers: ['n1', 'n5'], proposeAtMs: [0, 100] },
    // Its value has reached the others, their answers have not come back.
    commands: [{ atMs: 35, do: 'crash', node: 'n1' }],
  }),
  preset('dead-leader', {
    params: { proposers: ['n5'] },
    commands: [
      { atMs: 100, do: 'crash', node: 'n5' },
      { atMs: 200, do: 'crash', node: 'n1' },
      { atMs: 250, do: 'restart', node: 'n1' },
      { atMs: 400, do: 'timeout', node: 'n1' },
    ],
  }),
  preset('no-majority', {
    params: { proposers: ['n1', 'n2'], proposeAtMs: [100] },
    commands: [
      { atMs: 50, do: 'crash', node: ['n3', 'n4', 'n5'] },
      { atMs: 2000, do: 'restart', node: 'n3' },
    ],
  }),
];
