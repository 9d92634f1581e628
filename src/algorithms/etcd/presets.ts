/** Examples with what to watch: the typical hand-over, the best and the worst case, and how it fails. */
import type { Json, Preset } from '../../engine/protocol';

/** Leases of 3 s, so that one sees them run out; Raft's times are etcd's own. */
const QUICK = { ttlMs: 3000, keepAliveMs: 1000 } as const;

function preset(id: string, scenario: { readonly [key: string]: Json }): Preset {
  const { params, ...rest } = scenario;
  return {
    id,
    title: `preset.${id}.title`,
    watch: `preset.${id}.watch`,
    scenario: {
      ...{ v: 1, algorithm: 'etcd', nodes: 3, seed: '7', network: { delayMs: 10 } },
      ...rest,
      params: { ...QUICK, ...(params as { readonly [name: string]: Json } | undefined) },
    },
  };
}

const THREE = { replicas: 3 } as const;

export const presets: readonly Preset[] = [
  preset('typical', { commands: [{ atMs: 5000, do: 'crash', node: 'leader' }] }),
  preset('best', {
    nodes: 5,
    params: THREE,
    commands: [
      { atMs: 5000, do: 'act', node: 'leader', action: 'resign' },
      { atMs: 6500, do: 'act', node: 'leader', action: 'close' },
    ],
  }),
  preset('worst', {
    params: { ...THREE, ttlMs: 5000 },
    commands: [
      { atMs: 5000, do: 'crash', node: 'leader' },
      { atMs: 9000, do: 'crash', node: 'store-leader' },
      { atMs: 12_000, do: 'restart', node: ['s1', 's2', 's3'] },
    ],
  }),
  preset('pause', {
    commands: [{ atMs: 5000, do: 'pause', node: 'leader', forMs: 6000, resumeFirst: 'messages' }],
  }),
  preset('mid-queue', {
    nodes: 4,
    params: THREE,
    commands: [{ atMs: 5000, do: 'crash', node: 'n2' }],
  }),
  preset('store-cut', {
    params: THREE,
    commands: [
      { atMs: 5000, do: 'partition', groups: [['s1'], ['s2'], ['rest']] },
      { atMs: 12_000, do: 'heal' },
    ],
  }),
  preset('proclaim', {
    commands: [{ atMs: 5000, do: 'act', node: 'leader', action: 'campaign', args: 'another word' }],
  }),
  preset('stale-store', {
    params: THREE,
    commands: [
      { atMs: 5000, do: 'cut', from: 'store-leader', to: ['s1', 's2', 's3'] },
      { atMs: 5100, do: 'act', node: 'leader', action: 'resign' },
      { atMs: 8500, do: 'heal' },
    ],
  }),
  preset('just-too-late', {
    commands: [{ atMs: 5000, do: 'pause', node: 'leader', forMs: 2100 }],
  }),
  preset('fenced', {
    commands: [
      { atMs: 3000, do: 'clock', node: 'n1', ppm: -500_000 },
      { atMs: 5000, do: 'pause', node: 'n1', forMs: 3000, resumeFirst: 'messages' },
      { atMs: 7000, do: 'act', node: 'n1', action: 'campaign', args: 'still me' },
    ],
  }),
  preset('drift', {
    commands: [
      { atMs: 3000, do: 'clock', node: 'n2', ppm: -500_000 },
      { atMs: 5000, do: 'crash', node: 'n1' },
      { atMs: 5000, do: 'pause', node: 'n2', forMs: 3300, resumeFirst: 'messages' },
    ],
  }),
  preset('split-vote', {
    params: THREE,
    commands: [
      { atMs: 100, do: 'timeout', node: ['s1', 's2', 's3'] },
      { atMs: 700, do: 'timeout', node: ['s1', 's2'] },
      { atMs: 5000, do: 'timeout', node: 'store-leader' },
    ],
  }),
  preset('all-restart', {
    seed: '3',
    params: THREE,
    network: { delayMs: [5, 15], loss: 0.2 },
    commands: [
      { atMs: 5000, do: 'crash', node: ['s1', 's2', 's3'] },
      { atMs: 6000, do: 'restart', node: ['s1', 's2', 's3'] },
    ],
  }),
  preset('pre-vote', {
    params: { ...THREE, preVote: true, checkQuorum: false },
    commands: [
      { atMs: 100, do: 'timeout', node: ['s1', 's2'] },
      { atMs: 3500, do: 'partition', groups: [['s3'], ['rest']] },
      { atMs: 4000, do: 'act', node: 'leader', action: 'resign' },
      { atMs: 6000, do: 'heal' },
      { atMs: 6000, do: 'timeout', node: 's3' },
    ],
  }),
];
