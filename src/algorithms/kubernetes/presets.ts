/** Examples with what to watch, at a tenth of the usual times, so that one sees leases run out. */
import type { Json, Preset } from '../../engine/protocol';

const QUICK = { leaseDurationMs: 1500, renewDeadlineMs: 1000, retryPeriodMs: 200 } as const;

function preset(id: string, scenario: { readonly [key: string]: Json }): Preset {
  const { params, ...rest } = scenario;
  return {
    id,
    title: `preset.${id}.title`,
    watch: `preset.${id}.watch`,
    scenario: {
      ...{ v: 1, algorithm: 'kubernetes', nodes: 3, seed: '7', network: { delayMs: [5, 15] } },
      ...rest,
      params: { ...QUICK, ...(params as { readonly [name: string]: Json } | undefined) },
    },
  };
}

export const presets: readonly Preset[] = [
  preset('typical', { commands: [{ atMs: 2000, do: 'crash', node: 'leader' }] }),
  preset('best', {
    commands: [{ atMs: 2000, do: 'act', node: 'leader', action: 'release' }],
  }),
  preset('worst', {
    nodes: 1,
    commands: [
      { atMs: 2000, do: 'crash', node: 'leader' },
      { atMs: 2050, do: 'restart', node: 'crashed' },
    ],
  }),
  preset('cut-off', {
    commands: [
      { atMs: 2000, do: 'partition', groups: [['leader'], ['rest']] },
      { atMs: 6000, do: 'heal' },
    ],
  }),
  preset('pause', {
    commands: [{ atMs: 2000, do: 'pause', node: 'leader', forMs: 3000, resumeFirst: 'messages' }],
  }),
  preset('drift', {
    commands: [
      { atMs: 1000, do: 'clock', node: 'leader', ppm: -500_000 },
      { atMs: 2000, do: 'partition', groups: [['leader'], ['rest']] },
      { atMs: 6000, do: 'heal' },
    ],
  }),
  preset('no-server', {
    commands: [
      { atMs: 2000, do: 'crash', node: 's1' },
      { atMs: 5000, do: 'restart', node: 's1' },
    ],
  }),
  preset('lost-answer', {
    commands: [
      { atMs: 2000, do: 'block', types: ['UpdateReply'] },
      { atMs: 2450, do: 'unblock', types: ['UpdateReply'] },
    ],
  }),
  preset('race', {
    nodes: 5,
    network: { delayMs: [5, 100] },
    commands: [
      { atMs: 1500, do: 'act', node: 'leader', action: 'release' },
      { atMs: 1700, do: 'timeout', node: ['n1', 'n2', 'n3', 'n4', 'n5'] },
    ],
  }),
];
