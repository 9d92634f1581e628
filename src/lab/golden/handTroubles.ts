/**
 * Runs that any algorithm can be put through, without the algorithm: faults of nodes and links, hands on
 * single messages and timers, holds. The quieter ones are in `troubles.ts`.
 */
import type { Trouble } from './troubles';

const EVERYBODY = ['n1', 'n2', 'n3', 'n4', 'n5'];

/** Nodes that crash, forget, sleep and read wrong clocks. */
const NODES: readonly Trouble[] = [
  {
    name: 'messages wait for a crashed node',
    nodes: 5,
    seed: '31',
    network: { crashedInbox: 'kept' },
    commands: [
      { atMs: 700, do: 'crash', node: ['n2', 'leader'] },
      { atMs: 1400, do: 'restart', node: 'crashed' },
      { atMs: 1800, do: 'restart', node: ['n2'] },
    ],
    untilMs: 3000,
  },
  {
    name: 'an emptied disk',
    nodes: 5,
    seed: '32',
    disk: { writeMs: 3 },
    commands: [
      { atMs: 1000, do: 'wipe', node: 'leader' },
      { atMs: 1600, do: 'restart', node: 'crashed' },
      { atMs: 2000, do: 'crash', node: 'n3' },
      { atMs: 2100, do: 'wipe', node: 'n3' },
      { atMs: 2200, do: 'restart', node: 'n3' },
    ],
    untilMs: 3500,
  },
  {
    name: 'pauses of both orders',
    nodes: 5,
    seed: '33',
    commands: [
      { atMs: 800, do: 'pause', node: 'leader', forMs: 700, resumeFirst: 'messages' },
      { atMs: 1200, do: 'pause', node: 'follower', resumeFirst: 'timers' },
      { atMs: 1900, do: 'resume', node: EVERYBODY },
      { atMs: 2200, do: 'pause', node: ['n1', 'n2'], resumeFirst: 'messages' },
      { atMs: 2900, do: 'resume', node: EVERYBODY },
    ],
    untilMs: 4000,
  },
  {
    name: 'clocks are set while it runs',
    nodes: 5,
    seed: '34',
    commands: [
      { atMs: 300, do: 'clock', node: 'n1', ppm: 400_000 },
      { atMs: 400, do: 'clock', node: ['n2', 'n3'], ppm: -300_000, jumpMs: 5000 },
      { atMs: 900, do: 'clock', node: 'leader', jumpMs: -250.5 },
      { atMs: 1500, do: 'clock', node: EVERYBODY, ppm: 0 },
      { atMs: 1600, do: 'crash', node: 'leader' },
    ],
    untilMs: 3500,
  },
  {
    name: 'everybody restarts',
    nodes: 5,
    seed: '35',
    commands: [
      { atMs: 900, do: 'crash', node: EVERYBODY },
      { atMs: 1300, do: 'restart', node: EVERYBODY },
    ],
    untilMs: 3000,
  },
];

/** Links that are cut, joined and changed. */
const LINKS: readonly Trouble[] = [
  {
    name: 'cut apart and healed',
    nodes: 5,
    seed: '41',
    commands: [
      { atMs: 1000, do: 'partition', groups: [['leader', 'any'], ['rest']] },
      { atMs: 2500, do: 'heal' },
    ],
    untilMs: 4000,
  },
  {
    name: 'one way only',
    nodes: 5,
    seed: '42',
    commands: [
      { atMs: 700, do: 'cut', from: 'leader', to: 'rest', oneWay: true },
      { atMs: 1500, do: 'cut', from: 'n1', to: ['n2', 'n3'] },
      { atMs: 2000, do: 'join', from: 'n2', to: 'n1', oneWay: true },
      { atMs: 2300, do: 'heal' },
    ],
    untilMs: 3500,
  },
  {
    name: 'the network changes and changes back',
    nodes: 5,
    seed: '43',
    commands: [
      {
        atMs: 600,
        do: 'set',
        network: { delayMs: { dist: 'normal', p50: 30, p99: 80, min: 10 }, loss: 0.2 },
      },
      { atMs: 1200, do: 'set', network: { duplicate: 0.5, fifo: true } },
      {
        atMs: 2000,
        do: 'set',
        network: { delayMs: [5, 15], loss: 0, duplicate: 0, fifo: false },
      },
    ],
    untilMs: 3500,
  },
  {
    name: 'single links change',
    nodes: 5,
    seed: '44',
    commands: [
      { atMs: 600, do: 'set', link: { from: 'leader', to: 'rest', oneWay: true, loss: 1 } },
      {
        atMs: 1400,
        do: 'set',
        link: {
          from: 'n1',
          to: ['n2', 'n3'],
          delayMs: { dist: 'longTail', p50: 9, p99: 200, min: 3 },
        },
      },
      { atMs: 2000, do: 'set', link: { from: 'any', to: 'leader', delayMs: 70, duplicate: 1 } },
    ],
    untilMs: 3500,
  },
];

/** What a person does to single messages and timers, and when. */
const HANDS: readonly Trouble[] = [
  {
    name: 'hands on single messages',
    nodes: 5,
    seed: '51',
    network: { delayMs: 10 },
    commands: [
      { atMs: 1, do: 'timeout', node: 'n1' },
      { atMs: 5, do: 'drop', message: 'n1>n2#1' },
      { atMs: 5, do: 'duplicate', message: 'n1>n3#1' },
      { atMs: 5, do: 'delay', message: 'n1>n4#1', byMs: 33.3 },
      { atMs: 6, do: 'deliver', message: 'n1>n5#1' },
      { atMs: 7, do: 'deliver', message: 'n1>n3#1b' },
      { atMs: 8, do: 'drop', message: 'n1>n2#99' },
    ],
    untilMs: 2000,
  },
  {
    name: 'timers made to ring',
    nodes: 5,
    seed: '52',
    commands: [
      { atMs: 100, do: 'timeout', node: ['n1', 'n2'] },
      { atMs: 900, do: 'timeout', node: 'follower' },
      { atMs: [1500, 1600], do: 'timeout', node: 'any', id: 'late' },
      { atMs: 1900, do: 'timeout', node: 'leader' },
    ],
    untilMs: 3000,
  },
  {
    name: 'held, chosen and let go',
    nodes: 5,
    seed: '53',
    network: { delayMs: 10 },
    commands: [
      { atMs: 1, do: 'timeout', node: 'n1' },
      { atMs: 2, do: 'hold' },
      { atMs: 20, do: 'choose', message: 'n1>n3#1' },
      { atMs: 21, do: 'choose', message: 'n1>n2#1' },
      { atMs: 40, do: 'choose', message: 'n3>n1#1' },
      { atMs: 45, do: 'choose', message: 'n1>n5#77' },
      { atMs: 300, do: 'unhold' },
      { atMs: 900, do: 'hold', kinds: ['messages'], nodes: ['n1', 'n2'] },
      { atMs: 1300, do: 'hold', kinds: ['timers'], nodes: 'leader' },
      { atMs: 1800, do: 'unhold' },
    ],
    untilMs: 3000,
  },
  {
    name: 'a hold without an end',
    nodes: 3,
    seed: '54',
    commands: [{ atMs: 400, do: 'hold', kinds: ['messages', 'writes'] }],
    untilMs: 1500,
  },
  {
    name: 'many at one instant, in a given place',
    nodes: 5,
    seed: '55',
    commands: [
      { atMs: 0, do: 'cut', from: 'n1', to: 'n5' },
      { atMs: 0, after: 2, do: 'crash', node: 'n2' },
      { atMs: 0, after: 5, do: 'restart', node: 'n2', origin: 'hand' },
      { atMs: 1000, do: 'crash', node: 'any' },
      { atMs: 1000, do: 'crash', node: 'any' },
      { atMs: 1000, do: 'restart', node: 'crashed' },
      { atMs: [1000, 1000.004], do: 'heal' },
    ],
    untilMs: 2500,
  },
];

/** Everything at a time. */
const STORMS: readonly Trouble[] = [
  {
    name: 'a storm',
    nodes: 7,
    seed: 'storm',
    network: {
      delayMs: { dist: 'longTail', p50: 10, p99: 90, min: 2 },
      loss: 0.05,
      duplicate: 0.05,
      crashedInbox: 'kept',
    },
    disk: { writeMs: [0, 9] },
    clocks: { n1: { ppm: 90_000 }, n2: { ppm: -90_000, offsetMs: 1e6 } },
    initial: { timers: 'random' },
    commands: [
      { atMs: [300, 500], do: 'crash', node: 'leader' },
      { atMs: [500, 900], do: 'partition', groups: [['any', 'any', 'any'], ['rest']] },
      { atMs: [900, 1200], do: 'wipe', node: 'follower' },
      { atMs: [1000, 1300], do: 'pause', node: 'any', forMs: 300, resumeFirst: 'messages' },
      { atMs: [1300, 1500], do: 'clock', node: 'any', ppm: 250_000, jumpMs: -50 },
      { atMs: [1500, 1700], do: 'restart', node: 'crashed' },
      { atMs: 1800, do: 'hold', kinds: ['timers'], nodes: 'any' },
      { atMs: 1950, do: 'unhold' },
      { atMs: 2000, do: 'heal' },
      { atMs: 2100, do: 'set', network: { loss: 0, delayMs: [1, 3] } },
      { atMs: 2500, do: 'restart', node: 'crashed' },
    ],
    untilMs: 4000,
  },
  {
    name: 'twenty seconds with a fault a second',
    nodes: 5,
    seed: 'long',
    network: { loss: 0.02, duplicate: 0.02 },
    commands: Array.from({ length: 18 }, (_, second) =>
      second % 2 === 0
        ? { atMs: 1000 * (second + 1), do: 'crash' as const, node: 'leader' as const }
        : { atMs: 1000 * (second + 1), do: 'restart' as const, node: 'crashed' as const },
    ),
    untilMs: 20_000,
  },
];

export const HAND_TROUBLES: readonly Trouble[] = [...NODES, ...LINKS, ...HANDS, ...STORMS];
