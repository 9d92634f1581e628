/**
 * Runs that any algorithm can be put through, without the algorithm: sizes, networks, disks and clocks.
 * Those that live by their commands are in `handTroubles.ts`; `scenarios.ts` makes golden scenarios of
 * them all. Plain documents.
 */
import type { Scenario } from '../../scenario/types';

/** A scenario that does not yet say which algorithm it runs. */
export type Trouble = Omit<Scenario, 'v' | 'algorithm'> & { readonly name: string };

/** Small clusters and large ones. */
const SIZES: readonly Trouble[] = [
  {
    name: 'one node alone',
    nodes: 1,
    commands: [
      { atMs: 500, do: 'crash', node: 'n1' },
      { atMs: 900, do: 'restart', node: 'n1' },
    ],
    untilMs: 3000,
  },
  {
    name: 'two nodes, one is lost',
    nodes: 2,
    seed: '2',
    commands: [
      { atMs: 900, do: 'crash', node: 'leader' },
      { atMs: 2400, do: 'restart', node: 'crashed' },
    ],
    untilMs: 4000,
  },
  {
    name: 'three nodes with names and priorities',
    nodes: [
      { id: 'ada', priority: 30 },
      { id: 'bob', priority: 7 },
      { id: 'eve', priority: 19 },
    ],
    seed: 'names',
    commands: [{ atMs: 1000, do: 'crash', node: 'ada' }],
    untilMs: 3000,
  },
  {
    name: 'five nodes, nothing happens',
    nodes: 5,
    seed: '3',
    untilMs: 5000,
  },
  {
    name: 'nine nodes, leaders fall one after the other',
    nodes: 9,
    seed: '9',
    commands: [
      { atMs: 800, do: 'crash', node: 'leader' },
      { atMs: 1600, do: 'crash', node: 'leader' },
      { atMs: 2400, do: 'crash', node: 'leader' },
      { atMs: 3200, do: 'restart', node: 'crashed' },
    ],
    untilMs: 4000,
  },
  {
    name: 'twenty-five nodes',
    nodes: 25,
    seed: '25',
    commands: [{ atMs: 900, do: 'crash', node: 'leader' }],
    untilMs: 2000,
  },
];

/** Every distribution of delays, and what else links can do to messages. */
const NETWORKS: readonly Trouble[] = [
  {
    name: 'every delay the same',
    nodes: 5,
    seed: '11',
    network: { delayMs: 10 },
    commands: [{ atMs: 1000, do: 'crash', node: 'leader' }],
    untilMs: 3000,
  },
  {
    name: 'delays about a median',
    nodes: 5,
    seed: '12',
    network: { delayMs: { dist: 'normal', p50: 12, p99: 30, min: 2 } },
    commands: [{ atMs: 1000, do: 'crash', node: 'leader' }],
    untilMs: 3000,
  },
  {
    name: 'delays with a long tail',
    nodes: 5,
    seed: '13',
    network: { delayMs: { dist: 'longTail', p50: 8, p99: 120, min: 1 } },
    commands: [{ atMs: 1000, do: 'crash', node: 'leader' }],
    untilMs: 3000,
  },
  {
    name: 'a tenth lost, a tenth doubled',
    nodes: 5,
    seed: '14',
    network: { delayMs: [1, 40], loss: 0.1, duplicate: 0.1 },
    commands: [{ atMs: [1000, 1100], do: 'crash', node: 'leader' }],
    untilMs: 4000,
  },
  {
    name: 'links that keep the order',
    nodes: 5,
    seed: '15',
    network: { delayMs: [1, 90], duplicate: 0.3, fifo: true },
    untilMs: 3000,
  },
  {
    name: 'links that differ',
    nodes: 5,
    seed: '16',
    network: {
      delayMs: [5, 15],
      links: {
        'n1>n2': { delayMs: 60 },
        'n2>n1': { loss: 0.5 },
        'n3>n5': { duplicate: 1, fifo: true },
        'n5>n3': { delayMs: { dist: 'longTail', p50: 20, p99: 300, min: 5 } },
      },
    },
    untilMs: 3000,
  },
];

/** Disks, clocks, timers and seats. */
const MACHINES: readonly Trouble[] = [
  {
    name: 'slow disks',
    nodes: 5,
    seed: '21',
    disk: { writeMs: [2, 12] },
    commands: [
      { atMs: 900, do: 'crash', node: 'leader' },
      { atMs: 1500, do: 'restart', node: 'crashed' },
    ],
    untilMs: 3000,
  },
  {
    name: 'clocks that run apart',
    nodes: 5,
    seed: '22',
    clocks: {
      n1: { ppm: 200_000, offsetMs: 7_000 },
      n2: { ppm: -200_000 },
      n4: { offsetMs: -1234.567 },
      n5: { ppm: 333 },
    },
    commands: [{ atMs: 1500, do: 'crash', node: 'leader' }],
    untilMs: 4000,
  },
  {
    name: 'timers that run already',
    nodes: 7,
    seed: '23',
    initial: { timers: 'random' },
    untilMs: 2500,
  },
  {
    name: 'a seated leader falls',
    nodes: 5,
    seed: '24',
    initial: { leader: 'n5' },
    commands: [{ atMs: 500, do: 'crash', node: 'n5' }],
    untilMs: 3000,
  },
];

export const TROUBLES: readonly Trouble[] = [...SIZES, ...NETWORKS, ...MACHINES];
