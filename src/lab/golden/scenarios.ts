/**
 * The golden scenarios: the runs whose hashes are written down in `golden-hashes.json` and must come
 * out the same everywhere and for ever. Each algorithm goes through every trouble there is, and through
 * some that only it knows. Documents as a link holds them; nothing here runs them.
 */
import type { Command, Scenario } from '../../scenario/types';
import { CHUBBY } from './chubby';
import { ETCD } from './etcd';
import { HAND_TROUBLES } from './handTroubles';
import { PAXOS } from './paxos';
import { PAXOS_LEASE } from './paxosLease';
import { ORIGINAL_TROUBLES } from './originalTroubles';
import { CONSUL, KUBERNETES } from './services';
import type { Trouble } from './troubles';
import { TROUBLES } from './troubles';
import { WORKLOADS } from './workloads';
import { ZOOKEEPER } from './zookeeper';
import { ZOOKEEPER_FLE } from './zookeeperFle';

/** A scenario under a name of its own: `raft: slow disks`. */
export interface GoldenScenario {
  readonly name: string;
  readonly scenario: Scenario;
}

function put(atMs: number, node: string, value: string): Command {
  return { atMs, do: 'request', node, op: { put: ['x', value] } };
}

/** Raft: requests, logs, its own messages, timers and parameters. */
const RAFT: readonly Trouble[] = [
  {
    name: 'requests and slow disks',
    nodes: 5,
    seed: '61',
    disk: { writeMs: [1, 6] },
    commands: [
      put(700, 'leader', 'one'),
      put(750, 'leader', 'two'),
      { atMs: 900, do: 'request', node: 'follower', op: { get: 'x' } },
      { atMs: 1000, do: 'crash', node: 'leader' },
      put(1900, 'leader', 'three'),
    ],
    untilMs: 3000,
  },
  {
    name: 'logs that disagree are mended',
    nodes: 7,
    seed: '62',
    params: { noop: true },
    initial: {
      logs: {
        n1: [1, 1, 1, 4, 4, 5, 5, 6, 6, 6],
        n2: [1, 1, 1, 4, 4, 5, 5, 6, 6],
        n3: [1, 1, 1, 4],
        n4: [1, 1, 1, 4, 4, 5, 5, 6, 6, 6, 6],
        n5: [1, 1, 1, 4, 4, 5, 5, 6, 6, 6, 7, 7],
        n6: [1, 1, 1, 4, 4, 4, 4],
        n7: [1, 1, 1, 2, 2, 2, 3, 3, 3, 3, 3],
      },
    },
    commands: [{ atMs: 100, do: 'timeout', node: 'n1' }, put(600, 'leader', 'new')],
    untilMs: 2000,
  },
  {
    name: 'a seated leader with a log is cut off',
    nodes: 5,
    seed: '63',
    initial: { leader: 'n1', logs: { n1: [1, 2], n2: [1, 2], n3: [1, 2], n4: [1] } },
    commands: [
      { atMs: 400, do: 'partition', groups: [['n1', 'n2'], ['rest']] },
      put(600, 'n1', 'lost'),
      put(1300, 'leader', 'kept'),
      { atMs: 2000, do: 'heal' },
    ],
    untilMs: 3500,
  },
  {
    name: 'no votes for a while',
    nodes: 5,
    seed: '64',
    commands: [
      { atMs: 100, do: 'block', types: ['RequestVoteReply'] },
      { atMs: 900, do: 'unblock', types: ['RequestVoteReply'] },
      { atMs: 1500, do: 'block', types: ['AppendEntries'], from: 'leader', to: ['n1', 'n2'] },
    ],
    untilMs: 3000,
  },
  {
    name: 'timeouts that are too short',
    nodes: 5,
    seed: '65',
    params: { electionTimeoutMs: [15, 40], heartbeatMs: 10 },
    network: { delayMs: [5, 25] },
    untilMs: 2000,
  },
  {
    name: 'parameters change while it runs',
    nodes: 5,
    seed: '66',
    commands: [
      { atMs: 800, do: 'set', params: { heartbeatMs: 400 } },
      { atMs: 2000, do: 'set', params: { heartbeatMs: 20, electionTimeoutMs: [80, 120] } },
    ],
    untilMs: 3500,
  },
  {
    name: 'timers and writes are chosen',
    nodes: 3,
    seed: '67',
    network: { delayMs: 5 },
    disk: { writeMs: 4 },
    commands: [
      { atMs: 50, do: 'hold', kinds: ['timers', 'writes'] },
      { atMs: 400, do: 'choose', node: 'n2', timer: 'election' },
      { atMs: 420, do: 'choose', node: 'n2', write: true },
      { atMs: 421, do: 'choose', node: ['n1', 'n3'], write: true },
      { atMs: 600, do: 'unhold' },
    ],
    untilMs: 1500,
  },
];

function get(atMs: number, node: string): Command {
  return { atMs, do: 'request', node, op: { get: 'x' } };
}

/** Raft with its switches turned. */
const RAFT_SWITCHED: readonly Trouble[] = [
  {
    name: 'a server returns, with PreVote',
    nodes: 5,
    seed: '161',
    params: { preVote: true },
    commands: [
      { atMs: 700, do: 'partition', groups: [['n5'], ['rest']] },
      put(1000, 'leader', 'one'),
      { atMs: 1600, do: 'heal' },
      { atMs: 2200, do: 'crash', node: 'leader' },
    ],
    untilMs: 3500,
  },
  {
    name: 'PreVote as etcd reads it, on ticks',
    nodes: 5,
    seed: '162',
    params: { preVote: true, preVoteReading: 'etcd', checkQuorum: true, tickMs: 25 },
    disk: { writeMs: [1, 6] },
    commands: [
      { atMs: 900, do: 'cut', from: ['n1', 'n2', 'n3'], to: 'n4', oneWay: true },
      { atMs: 1700, do: 'heal' },
      { atMs: 2000, do: 'crash', node: 'leader' },
      { atMs: 2700, do: 'restart', node: 'crashed' },
    ],
    untilMs: 4000,
  },
  {
    name: 'reads under a lease that ends',
    nodes: 5,
    seed: '163',
    params: { reads: 'lease', leaderLease: true, noop: true },
    clocks: { n2: { ppm: 40_000 } },
    commands: [
      put(800, 'leader', 'one'),
      get(900, 'leader'),
      { atMs: 1000, do: 'partition', groups: [['leader', 'any'], ['rest']] },
      get(1050, 'n1'),
      { atMs: 2000, do: 'heal' },
      get(2600, 'leader'),
    ],
    untilMs: 3500,
  },
  {
    name: 'ReadIndex, and leadership handed over',
    nodes: 5,
    seed: '164',
    params: { reads: 'readIndex', checkQuorum: true },
    initial: { leader: 'n1', logs: { n1: [1, 1], n2: [1, 1], n3: [1] } },
    commands: [
      get(100, 'n1'),
      { atMs: 300, do: 'act', node: 'n1', action: 'transfer', args: { to: 'n3' } },
      put(301, 'n1', 'refused'),
      get(600, 'leader'),
      put(700, 'leader', 'two'),
      get(900, 'leader'),
      { atMs: 1200, do: 'act', node: 'leader', action: 'transfer' },
    ],
    untilMs: 2500,
  },
];

/** Bully: its variants, its own messages, timers and parameters. */
const BULLY: readonly Trouble[] = [
  {
    name: 'the lowest notices',
    nodes: 5,
    seed: '71',
    initial: { leader: 'n5' },
    commands: [
      { atMs: 400, do: 'crash', node: 'n5' },
      { atMs: 500, do: 'timeout', node: 'n1' },
    ],
    untilMs: 2500,
  },
  {
    name: 'the shortcut, announced to all',
    nodes: 5,
    seed: '72',
    params: { shortcut: true, announceTo: 'all', incumbent: 'coordinator' },
    initial: { leader: 'n5' },
    commands: [
      { atMs: 400, do: 'crash', node: 'n5' },
      { atMs: 500, do: 'timeout', node: 'n4' },
      { atMs: 1500, do: 'restart', node: 'n5' },
    ],
    untilMs: 3000,
  },
  {
    name: 'a wait that is too short',
    nodes: 5,
    seed: '73',
    params: { okWaitMs: 40, pingWaitMs: 200 },
    network: { delayMs: 30 },
    initial: { leader: 'n5' },
    commands: [
      { atMs: 400, do: 'crash', node: 'n5' },
      { atMs: 500, do: 'timeout', node: 'n3' },
    ],
    untilMs: 2500,
  },
  {
    name: 'no announcements for a while',
    nodes: 5,
    seed: '74',
    commands: [
      { atMs: 0, do: 'block', types: ['COORDINATOR'], to: ['n1', 'n2'] },
      { atMs: 900, do: 'unblock', types: ['COORDINATOR'], to: ['n1', 'n2'] },
      { atMs: 1500, do: 'block', types: ['PONG'], from: 'leader' },
      { atMs: 3000, do: 'unblock', types: ['PONG'], from: 'n5' },
    ],
    untilMs: 4500,
  },
  {
    name: 'pings often, then seldom',
    nodes: 5,
    seed: '75',
    params: { pingEveryMs: 60 },
    commands: [
      { atMs: 800, do: 'set', params: { pingEveryMs: 20, pingWaitMs: 15 } },
      { atMs: 1500, do: 'set', params: { pingEveryMs: 500, pingWaitMs: 60, okWaitMs: 80 } },
      { atMs: 2000, do: 'crash', node: 'leader' },
    ],
    untilMs: 4000,
  },
  {
    name: 'timers are chosen',
    nodes: 5,
    seed: '76',
    initial: { leader: 'n5' },
    network: { delayMs: 5 },
    commands: [
      { atMs: 50, do: 'hold', kinds: ['timers'] },
      { atMs: 400, do: 'crash', node: 'n5' },
      { atMs: 1500, do: 'choose', node: 'n2', timer: 'ping' },
      { atMs: 1700, do: 'choose', node: 'n2', timer: 'pingWait' },
      { atMs: 1900, do: 'unhold' },
    ],
    untilMs: 3500,
  },
  {
    name: 'priorities against the order of the list',
    nodes: [
      { id: 'n1', priority: 50 },
      { id: 'n2', priority: 40 },
      { id: 'n3', priority: 30 },
      { id: 'n4', priority: 20 },
      { id: 'n5', priority: 10 },
    ],
    seed: '77',
    network: { loss: 0.1 },
    commands: [
      { atMs: 700, do: 'crash', node: 'n1' },
      { atMs: 2500, do: 'restart', node: 'n1' },
    ],
    untilMs: 4000,
  },
];

/** Ids of 10 to 70 that neither rise nor fall along the ring. */
const MIXED: Trouble['nodes'] = [40, 10, 70, 30, 60, 20, 50].map((priority, index) => ({
  id: `n${index + 1}`,
  priority,
}));

/** The ring elections: every variant, closing up over dead nodes, two rings, ids placed at random. */
const RING: readonly Trouble[] = [
  {
    name: 'chang-roberts closes up over the dead',
    nodes: MIXED,
    seed: '81',
    params: { ackWaitMs: 50, restartMs: 600, pingEveryMs: 300 },
    commands: [
      { atMs: 700, do: 'crash', node: 'leader' },
      { atMs: 1500, do: 'crash', node: 'leader' },
      { atMs: 2500, do: 'restart', node: 'crashed' },
    ],
    untilMs: 4000,
  },
  {
    name: 'the lowest wins, ids at random, messages are lost',
    nodes: 6,
    seed: '82',
    params: { winner: 'min', placement: 'random', ackWaitMs: 40, restartMs: 500 },
    network: { delayMs: [2, 15], loss: 0.15, duplicate: 0.1 },
    commands: [{ atMs: 1200, do: 'timeout', node: 'follower' }],
    untilMs: 3000,
  },
  {
    name: 'passive, two begin',
    nodes: MIXED,
    seed: '83',
    params: { variant: 'passive', initiators: ['n2', 'n5'] },
    commands: [
      { atMs: 500, do: 'timeout', node: 'n4' },
      { atMs: 700, do: 'timeout', node: 'n3' },
    ],
    untilMs: 2500,
  },
  {
    name: 'list, two rings and one again',
    nodes: 5,
    seed: '84',
    params: { variant: 'list', pingEveryMs: 200 },
    initial: { leader: 'n5' },
    commands: [
      { atMs: 300, do: 'partition', groups: [['n1', 'n2', 'n3'], ['rest']] },
      { atMs: 1500, do: 'heal' },
      { atMs: 1600, do: 'timeout', node: ['n1', 'n4'] },
      { atMs: 2400, do: 'pause', node: 'leader', forMs: 500 },
    ],
    untilMs: 4000,
  },
  {
    name: 'hirschberg-sinclair',
    nodes: MIXED,
    seed: '85',
    params: { variant: 'hirschberg-sinclair', pingEveryMs: 300 },
    network: { delayMs: [1, 30] },
    commands: [
      { atMs: 900, do: 'timeout', node: 'follower' },
      { atMs: 1300, do: 'crash', node: 'leader' },
      { atMs: 1320, do: 'restart', node: 'crashed' },
    ],
    untilMs: 3000,
  },
  {
    name: 'peterson',
    nodes: MIXED,
    seed: '86',
    params: { variant: 'peterson', pingEveryMs: 300 },
    network: { delayMs: [1, 30] },
    commands: [
      { atMs: 900, do: 'timeout', node: 'follower' },
      { atMs: 1300, do: 'crash', node: 'leader' },
      { atMs: 1320, do: 'restart', node: 'crashed' },
    ],
    untilMs: 3000,
  },
];

function golden(algorithm: string, troubles: readonly Trouble[]): readonly GoldenScenario[] {
  return troubles.map(({ name, ...trouble }) => ({
    name: `${algorithm}: ${name}`,
    scenario: { v: 1, name, algorithm, ...trouble },
  }));
}

/** All of them, algorithm by algorithm. */
export const GOLDEN: readonly GoldenScenario[] = [
  ...golden('raft', [...TROUBLES, ...HAND_TROUBLES, ...RAFT, ...RAFT_SWITCHED]),
  ...golden('bully', [...TROUBLES, ...HAND_TROUBLES, ...BULLY, ...ORIGINAL_TROUBLES]),
  ...golden('ring', RING),
  ...golden('paxos', [...PAXOS, ...PAXOS_LEASE]),
  ...golden('zookeeper-fle', ZOOKEEPER_FLE),
  ...golden('zookeeper', ZOOKEEPER),
  ...golden('chubby', CHUBBY),
  ...golden('consul', CONSUL),
  ...golden('kubernetes', KUBERNETES),
  ...golden('etcd', ETCD),
  ...WORKLOADS.map(({ name, ...run }) => ({ name, scenario: { v: 1, name, ...run } as const })),
];
