/** The golden scenarios of single-decree Paxos and of Multi-Paxos: decided, duelled, crashed, cut, slow. */
import type { Command } from '../../scenario/types';
import type { Trouble } from './troubles';

function put(atMs: number, node: string, value: string): Command {
  return { atMs, do: 'request', node, op: { put: ['x', value] } };
}

const SINGLE: readonly Trouble[] = [
  {
    name: 'five propose, slow disks',
    nodes: 5,
    seed: '101',
    disk: { writeMs: [1, 6] },
    commands: [
      { atMs: 25, do: 'crash', node: 'n5' },
      { atMs: 200, do: 'restart', node: 'n5' },
      { atMs: 1200, do: 'timeout', node: 'any' },
    ],
    untilMs: 2500,
  },
  {
    name: 'two duel',
    nodes: 3,
    seed: '102',
    network: { delayMs: 10 },
    params: { proposers: ['n1', 'n2'], proposeAtMs: [0, 15], retryMs: 30 },
    commands: [{ atMs: 900, do: 'set', params: { retryMs: [40, 90] } }],
    untilMs: 2000,
  },
  {
    name: 'refused in silence, all learn, messages are lost and doubled',
    nodes: 7,
    seed: '103',
    network: { delayMs: [2, 40], loss: 0.15, duplicate: 0.15 },
    params: { nack: false, learners: 'all', proposeAtMs: [0, 20, 60] },
    commands: [
      { atMs: 100, do: 'partition', groups: [['n1', 'n2', 'n3'], ['rest']] },
      { atMs: 900, do: 'heal' },
    ],
    untilMs: 3000,
  },
  {
    name: 'a disk is emptied',
    nodes: 3,
    seed: '104',
    params: { proposers: ['n1', 'n3'], proposeAtMs: [0, 400] },
    commands: [
      { atMs: 0, do: 'partition', groups: [['n1', 'n2'], ['n3']] },
      { atMs: 100, do: 'crash', node: ['n1', 'n2'] },
      { atMs: 200, do: 'wipe', node: 'n2' },
      { atMs: 300, do: 'heal' },
      { atMs: 300, do: 'restart', node: 'n2' },
    ],
    untilMs: 1500,
  },
];

const MULTI: readonly Trouble[] = [
  {
    name: 'log, requests and slow disks',
    nodes: 5,
    seed: '105',
    disk: { writeMs: [1, 6] },
    commands: [
      put(700, 'leader', 'one'),
      put(720, 'leader', 'two'),
      put(730, 'follower', 'refused'),
      { atMs: 1000, do: 'crash', node: 'leader' },
      put(1900, 'leader', 'three'),
      { atMs: 2200, do: 'restart', node: 'crashed' },
    ],
    untilMs: 3500,
  },
  {
    name: 'log, laid down with gaps between the nodes',
    nodes: 5,
    seed: '106',
    initial: { leader: 'n2', logs: { n1: [1, 1, 3], n2: [1], n3: [1, 2, 2, 2], n5: [1, 1] } },
    commands: [put(300, 'leader', 'new'), { atMs: 500, do: 'timeout', node: 'n4' }],
    untilMs: 1500,
  },
  {
    name: 'log, the leader is cut off and returns',
    nodes: 5,
    seed: '107',
    params: { nack: false },
    initial: { leader: 'n1' },
    commands: [
      { atMs: 200, do: 'partition', groups: [['n1', 'n2'], ['rest']] },
      put(400, 'n1', 'lost'),
      put(1200, 'leader', 'kept'),
      { atMs: 2000, do: 'heal' },
    ],
    untilMs: 3500,
  },
  {
    name: 'log, messages are lost, doubled and overtake each other',
    nodes: 6,
    seed: '108',
    network: { delayMs: { dist: 'longTail', p50: 8, p99: 60, min: 1 }, loss: 0.1, duplicate: 0.1 },
    commands: [
      put(800, 'leader', 'a'),
      put(850, 'leader', 'b'),
      put(900, 'leader', 'c'),
      { atMs: 1500, do: 'pause', node: 'leader', forMs: 700, resumeFirst: 'messages' },
      put(2600, 'leader', 'd'),
    ],
    untilMs: 4000,
  },
].map((trouble) => ({ ...trouble, params: { variant: 'multi', ...trouble.params } }) as Trouble);

export const PAXOS: readonly Trouble[] = [...SINGLE, ...MULTI];
