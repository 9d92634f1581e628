/**
 * Examples with what to watch: the typical fail-over, the best and the worst case, and how leases and
 * sessions fail.
 */
import type { Json, Preset } from '../../engine/protocol';

/** Sessions at a tenth of the paper's times, so that one sees them run out. */
const QUICK = {
  leaseMs: 600,
  renewEveryMs: 200,
  backoffMs: [50, 250],
  sessionLeaseMs: 1200,
  graceMs: 4500,
  lockDelayMs: 2000,
} as const;

function preset(id: string, scenario: { readonly [key: string]: Json }): Preset {
  const { params, ...rest } = scenario;
  return {
    id,
    title: `preset.${id}.title`,
    watch: `preset.${id}.watch`,
    scenario: {
      ...{ v: 1, algorithm: 'chubby', nodes: 5, seed: '7', network: { delayMs: [5, 15] } },
      initial: { leader: 'n1' },
      ...rest,
      params: { ...QUICK, ...(params as { readonly [name: string]: Json } | undefined) },
    },
  };
}

/** The whole cell is down for a while; about 0.75 s after it is back there is a master again. */
function gone(untilMs: number): Json {
  const node = ['n1', 'n2', 'n3', 'n4', 'n5'];
  return [
    { atMs: 2000, do: 'crash', node },
    { atMs: untilMs, do: 'restart', node },
  ];
}

export const presets: readonly Preset[] = [
  preset('typical', { commands: [{ atMs: 2000, do: 'crash', node: 'leader' }] }),
  preset('best', { commands: [{ atMs: 2000, do: 'act', node: 'c1', action: 'release' }] }),
  preset('worst', { commands: [{ atMs: 2000, do: 'crash', node: 'c1' }] }),
  preset('split-vote', {
    nodes: 4,
    initial: {},
    network: { delayMs: 10, links: { 'n2>n4': { delayMs: 5 } } },
    commands: [{ atMs: 30, do: 'timeout', node: ['n1', 'n2'] }],
  }),
  preset('cut-off', {
    commands: [
      { atMs: 2000, do: 'partition', groups: [['c1'], ['rest']] },
      { atMs: 6000, do: 'heal' },
    ],
  }),
  preset('jeopardy-safe', { disk: { writeMs: 20 }, commands: gone(5650) }),
  preset('jeopardy-expired', { commands: gone(7050) }),
  preset('drift', {
    commands: [
      { atMs: 2000, do: 'clock', node: 'n1', ppm: -400_000 },
      { atMs: 2000, do: 'partition', groups: [['n1', 'c1'], ['rest']] },
      { atMs: 2650, do: 'act', node: 'c1', action: 'release' },
      { atMs: 5000, do: 'heal' },
    ],
  }),
  preset('late-write', {
    params: { lockDelayMs: 0 },
    commands: [
      { atMs: 2000, do: 'set', link: { from: 'c1', to: 'n1', oneWay: true, delayMs: 2500 } },
    ],
  }),
  preset('stale-answer', {
    network: { delayMs: 10 },
    commands: [
      // A copy of the answer that gives c1 the lock, three seconds late.
      { atMs: 95, do: 'duplicate', message: 'n1>c1#3', type: 'LOCK' },
      { atMs: 96, do: 'delay', message: 'n1>c1#3b', type: 'LOCK', byMs: 3000 },
      { atMs: 1000, do: 'act', node: 'c1', action: 'release' },
    ],
  }),
  preset('worn-out', {
    nodes: 3,
    commands: [
      { atMs: 1000, do: 'partition', groups: [['n2'], ['rest']] },
      { atMs: 2500, do: 'heal' },
      { atMs: 4000, do: 'partition', groups: [['n3'], ['rest']] },
      { atMs: 5500, do: 'heal' },
    ],
  }),
];
