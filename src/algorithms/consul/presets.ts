/** Examples with what to watch: the typical hand-over, the best and the worst case, and how it fails. */
import type { Json, Preset } from '../../engine/protocol';

/** Sessions of one second, a fifteenth of the usual times, so that one sees them run out. */
const QUICK = {
  ttlMs: 1000,
  lockDelayMs: 1000,
  electionTimeoutMs: [150, 300],
  heartbeatMs: 30,
} as const;

function preset(id: string, scenario: { readonly [key: string]: Json }): Preset {
  const { params, ...rest } = scenario;
  return {
    id,
    title: `preset.${id}.title`,
    watch: `preset.${id}.watch`,
    scenario: {
      ...{ v: 1, algorithm: 'consul', nodes: 3, seed: '7', network: { delayMs: [5, 15] } },
      ...rest,
      params: { ...QUICK, ...(params as { readonly [name: string]: Json } | undefined) },
    },
  };
}

export const presets: readonly Preset[] = [
  preset('typical', { commands: [{ atMs: 3000, do: 'crash', node: 'leader' }] }),
  preset('best', { commands: [{ atMs: 3000, do: 'act', node: 'leader', action: 'release' }] }),
  preset('worst', {
    params: { replicas: 3 },
    commands: [
      { atMs: 3000, do: 'crash', node: 'leader' },
      { atMs: 4500, do: 'crash', node: 'store-leader' },
      { atMs: 5500, do: 'restart', node: ['s1', 's2', 's3'] },
    ],
  }),
  preset('lock-delay', {
    commands: [{ atMs: 3000, do: 'act', node: 'leader', action: 'destroy' }],
  }),
  preset('pause', {
    commands: [{ atMs: 3000, do: 'pause', node: 'leader', forMs: 4500, resumeFirst: 'messages' }],
  }),
  preset('drift', {
    params: { lockDelayMs: 0 },
    commands: [
      { atMs: 2000, do: 'clock', node: 'leader', ppm: -500_000 },
      { atMs: 2000, do: 'clock', node: 's1', ppm: 500_000 },
      { atMs: 3000, do: 'partition', groups: [['leader'], ['rest']] },
      { atMs: 4400, do: 'heal' },
    ],
  }),
  preset('store-leader', {
    params: { replicas: 3 },
    commands: [
      { atMs: 3000, do: 'crash', node: 'store-leader' },
      { atMs: 6000, do: 'restart', node: ['s1', 's2', 's3'] },
    ],
  }),
  preset('stale-store', {
    params: { replicas: 3 },
    commands: [
      { atMs: 3000, do: 'partition', groups: [['store-leader', 'leader'], ['rest']] },
      { atMs: 3010, do: 'act', node: 'leader', action: 'release' },
      { atMs: 5500, do: 'heal' },
    ],
  }),
  preset('all-restart', {
    seed: '8',
    params: { replicas: 3, preVote: true },
    network: { delayMs: [5, 15], loss: 0.2 },
    commands: [
      { atMs: 3000, do: 'crash', node: ['s1', 's2', 's3'] },
      { atMs: 3500, do: 'restart', node: ['s1', 's2', 's3'] },
    ],
  }),
  preset('pre-vote', {
    params: { replicas: 3, preVote: true, checkQuorum: false, heartbeatMs: 100 },
    commands: [
      { atMs: 3000, do: 'partition', groups: [['s1'], ['rest']] },
      { atMs: 4000, do: 'act', node: 'leader', action: 'release' },
      { atMs: 5000, do: 'heal' },
      { atMs: 5000, do: 'timeout', node: 's1' },
    ],
  }),
  preset('delete', {
    params: { behavior: 'delete', lockDelayMs: 500 },
    commands: [
      { atMs: 3000, do: 'act', node: 'leader', action: 'destroy' },
      { atMs: 6000, do: 'act', node: 'leader', action: 'destroy' },
    ],
  }),
];
