/** Examples of PaxosLease with what to watch: the typical course, the best and the worst, and how it fails. */
import type { Json, Preset } from '../../../engine/protocol';

function preset(id: string, scenario: { readonly [key: string]: Json }): Preset {
  const { params, ...rest } = scenario;
  return {
    id: `lease-${id}`,
    title: `preset.lease-${id}.title`,
    watch: `preset.lease-${id}.watch`,
    scenario: {
      ...{ v: 1, algorithm: 'paxos', nodes: 3, seed: '7', network: { delayMs: 10 } },
      ...rest,
      params: {
        variant: 'lease',
        retryMs: 2000,
        ...(params as { readonly [name: string]: Json } | undefined),
      },
    },
  };
}

/** n1 holds the lease and is cut off; the others crash and come back. */
const FORGETFUL: Json = [
  { atMs: 1500, do: 'partition', groups: [['n1'], ['rest']] },
  { atMs: 2000, do: 'crash', node: ['n2', 'n3'] },
  { atMs: 2200, do: 'restart', node: ['n2', 'n3'] },
];

export const leasePresets: readonly Preset[] = [
  preset('typical', {
    nodes: 5,
    network: { delayMs: [5, 15] },
    commands: [
      { atMs: 3000, do: 'crash', node: 'leader' },
      { atMs: 14_000, do: 'restart', node: 'crashed' },
    ],
    untilMs: 26_000,
  }),
  preset('best', { nodes: 5, params: { proposers: ['n1'] }, untilMs: 8000 }),
  preset('worst', { initial: { leader: 'n1' }, commands: FORGETFUL, untilMs: 20_000 }),
  preset('too-short', {
    params: { leaseMs: 21, retryMs: 200, proposers: ['n1'] },
    network: { delayMs: [10, 11] },
    untilMs: 1000,
  }),
  preset('release', {
    initial: { leader: 'n1' },
    commands: [
      { atMs: 2500, do: 'act', node: 'n1', action: 'release', args: null },
      // In the middle of an extension: proposed at 3567 ms, accepted at 3587.
      { atMs: 3575, do: 'act', node: 'n3', action: 'release', args: null },
      { atMs: 3600, do: 'act', node: 'n1', action: 'release', args: null },
    ],
    untilMs: 8000,
  }),
  preset('amnesia', {
    initial: { leader: 'n1' },
    params: { restartWaitMs: null },
    commands: FORGETFUL,
    untilMs: 12_000,
  }),
  preset('drift', {
    initial: { leader: 'n1' },
    clocks: { n1: { ppm: -200_000 }, n2: { ppm: 200_000 }, n3: { ppm: 200_000 } },
    commands: [{ atMs: 1800, do: 'partition', groups: [['n1'], ['rest']] }],
    untilMs: 14_000,
  }),
  preset('pause', {
    initial: { leader: 'n1' },
    commands: [{ atMs: 1500, do: 'pause', node: 'n1', forMs: 12_000, resumeFirst: 'messages' }],
    untilMs: 18_000,
  }),
  // n4 answers n1 before it hears of n5; what n1 proposes reaches n3 only after its silence.
  preset('late-answer', {
    nodes: 5,
    network: {
      delayMs: 10,
      links: {
        'n5>n4': { delayMs: 300 },
        'n5>n1': { delayMs: 600 },
        'n5>n2': { delayMs: 600 },
        'n3>n5': { delayMs: 840 },
      },
    },
    params: {
      ...{ leaseMs: 1000, retryMs: 900, restartWaitMs: 1100 },
      ...{ proposers: ['n1', 'n5'], proposeAtMs: [250, 0] },
    },
    commands: [
      { atMs: 15, do: 'crash', node: 'n3' },
      { atMs: 16, do: 'restart', node: 'n3' },
      { atMs: 265, do: 'set', link: { from: 'n1', to: 'n4', oneWay: true, delayMs: 100 } },
      { atMs: 265, do: 'set', link: { from: 'n1', to: 'n3', oneWay: true, delayMs: 860 } },
      { atMs: 700, do: 'set', link: { from: 'n5', to: ['n1', 'n4'], oneWay: true, delayMs: 10 } },
    ],
    untilMs: 1500,
  }),
];
