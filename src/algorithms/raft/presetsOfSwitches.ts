/**
 * Examples of what is not in Figure 2: PreVote, CheckQuorum, reads, leases, leadership transfer, ticks; with
 * their texts. What each promises is what `presetsOfSwitches.test.ts` checks.
 */
import type { Json, Preset } from '../../engine/protocol';

type Params = { readonly [name: string]: Json };
type Commands = readonly { readonly [field: string]: Json }[];

/** Five servers, n1 leading. */
function five(id: string, name: string, params: Params, commands: Commands): Preset {
  const scenario = {
    ...{ v: 1, name, algorithm: 'raft', nodes: 5, seed: '1', params },
    ...{ initial: { leader: 'n1' }, commands },
  };
  return { id, title: `preset.${id}.title`, watch: `preset.${id}.watch`, scenario };
}

function put(atMs: number, node: string, value: string): Commands[number] {
  return { atMs, do: 'request', node, op: { put: ['x', value] } };
}

function get(atMs: number, node: string): Commands[number] {
  return { atMs, do: 'request', node, op: { get: 'x' } };
}

/** n5 is away for a while, and misses an entry. */
const AWAY: Commands = [
  { atMs: 300, do: 'partition', groups: [['n5'], ['rest']] },
  put(600, 'leader', 'one'),
  { atMs: 1500, do: 'heal' },
  // Its timer happens to ring before a heartbeat comes.
  { atMs: 1501, do: 'timeout', node: 'n5' },
];

/** n2 hears nobody, and all hear n2. */
const DEAF_FOLLOWER: Commands = [
  { atMs: 300, do: 'cut', from: ['n1', 'n3', 'n4', 'n5'], to: 'n2', oneWay: true },
  { atMs: 3000, do: 'heal' },
];

/** The old leader is left with one follower; the others write; the old leader is asked. */
const OLD_LEADER: Commands = [
  put(200, 'n1', 'old'),
  { atMs: 400, do: 'partition', groups: [['n1', 'n2'], ['rest']] },
  put(1300, 'leader', 'new'),
  get(1500, 'n1'),
  { atMs: 2000, do: 'heal' },
];

const returning: readonly Preset[] = [
  five('returning-server', 'A server returns, without PreVote', {}, AWAY),
  five('returning-pre-vote', 'A server returns, with PreVote', { preVote: true }, AWAY),
];

const oneWay: readonly Preset[] = [
  five('one-way-link', 'A one-way link: no leader lasts', {}, DEAF_FOLLOWER),
  five(
    'one-way-link-checked',
    'A one-way link: CheckQuorum keeps the leader',
    { checkQuorum: true },
    DEAF_FOLLOWER,
  ),
  five('deaf-leader', 'A leader that hears nobody', { checkQuorum: true }, [
    { atMs: 300, do: 'cut', from: ['n2', 'n3', 'n4', 'n5'], to: 'n1', oneWay: true },
    put(320, 'n1', 'one'),
    { atMs: 2000, do: 'heal' },
  ]),
];

const reading: readonly Preset[] = [
  five('stale-read', 'A read from the old leader', { reads: 'leader' }, OLD_LEADER),
  five('read-index', 'The old leader asks before it answers', { reads: 'readIndex' }, [
    ...OLD_LEADER.slice(0, -1),
    get(1600, 'leader'),
    { atMs: 2000, do: 'heal' },
  ]),
  five('lease-read', 'Reads under a lease', { reads: 'lease', leaderLease: true }, [
    put(200, 'n1', 'old'),
    get(300, 'n1'),
    ...OLD_LEADER.slice(1),
    get(2500, 'leader'),
  ]),
];

const handing: readonly Preset[] = [
  {
    ...five('hand-over', 'The leader hands over', { checkQuorum: true }, []),
    scenario: {
      ...{ v: 1, name: 'The leader hands over', algorithm: 'raft', nodes: 5, seed: '1' },
      ...{ params: { checkQuorum: true }, network: { delayMs: 10 }, initial: { leader: 'n1' } },
      commands: [
        { atMs: 150, do: 'cut', from: 'n1', to: 'n3' },
        put(210, 'n1', 'one'),
        { atMs: 300, do: 'join', from: 'n1', to: 'n3' },
        { atMs: 305, do: 'act', node: 'n2', action: 'transfer' },
        { atMs: 305, do: 'act', node: 'n1', action: 'transfer', args: { to: 'n3' } },
        put(310, 'n1', 'refused'),
        { atMs: 1005, do: 'act', node: 'leader', action: 'transfer', args: { to: 'n1' } },
      ],
    },
  },
  five('hand-over-fails', 'The successor is cut off', {}, [
    { atMs: 300, do: 'partition', groups: [['n3'], ['rest']] },
    { atMs: 400, do: 'act', node: 'n1', action: 'transfer', args: { to: 'n3' } },
    put(450, 'n1', 'refused'),
    put(700, 'n1', 'kept'),
    { atMs: 800, do: 'heal' },
  ]),
];

const ticking: readonly Preset[] = [
  {
    ...five('ticks', 'Ticks make ties', {}, []),
    scenario: {
      ...{ v: 1, name: 'Ticks make ties', algorithm: 'raft', nodes: 5, seed: '9' },
      params: { electionTimeoutMs: [300, 600], heartbeatMs: 100, tickMs: 100 },
      network: { delayMs: [20, 40] },
      initial: { leader: 'n1' },
      commands: [{ atMs: 1000, do: 'crash', node: 'n1' }],
    },
  },
];

export const presetsOfSwitches: readonly Preset[] = [
  ...returning,
  ...oneWay,
  ...reading,
  ...handing,
  ...ticking,
];

/** Titles and what to watch, by key. */
export const presetTexts: { readonly [key: string]: string } = {
  'preset.returning-server.title': 'A server returns, without PreVote',
  'preset.returning-server.watch':
    'n5 is cut off and asks for votes again and again: its term climbs. When it comes back, its high term deposes the healthy leader, though n5 itself cannot win, because it lacks an entry.',
  'preset.returning-pre-vote.title': 'A server returns, with PreVote',
  'preset.returning-pre-vote.watch':
    'The same, but n5 first asks who would vote for it. Nobody answers while it is cut off, so its term stays 1, and when it comes back the leader goes on as if nothing had been.',
  'preset.one-way-link.title': 'A one-way link: no leader lasts',
  'preset.one-way-link.watch':
    'n2 hears nobody, but all hear n2. It asks for votes in ever newer terms, and each request deposes whoever leads. Nobody gets to work until the link is whole again.',
  'preset.one-way-link-checked.title': 'A one-way link: CheckQuorum keeps the leader',
  'preset.one-way-link-checked.watch':
    'The same link with CheckQuorum: whoever has just heard from a leader does not even look at the requests of n2. n1 leads on. When the link is whole again, the high term of n2 is made good by one election.',
  'preset.deaf-leader.title': 'A leader that hears nobody',
  'preset.deaf-leader.watch':
    'The heartbeats of n1 arrive, the answers do not. Without CheckQuorum all would follow n1 for ever and nothing would be committed. With it n1 notices that no majority answers and steps down in its own term, and the others elect a leader that works.',
  'preset.stale-read.title': 'A read from the old leader',
  'preset.stale-read.watch':
    'The other side has elected a leader and written x = new. Asked for x, n1 still believes that it leads and answers from its own table: old. Nothing in the log is wrong, and yet somebody was told what is no longer true.',
  'preset.read-index.title': 'The old leader asks before it answers',
  'preset.read-index.watch':
    'With ReadIndex n1 sends a round of heartbeats before it answers and waits for a majority. It gets none, so it never answers; when the network heals, it learns that it leads no more. The new leader asks too, gets its answers and says: new.',
  'preset.lease-read.title': 'Reads under a lease',
  'preset.lease-read.watch':
    'The ring around n1 is its lease, renewed by each round of heartbeats that a majority answers. While it runs, reads are answered at once. Cut off, it runs out and n1 stops leading before anybody else can win: asked then, it refuses.',
  'preset.hand-over.title': 'The leader hands over',
  'preset.hand-over.watch':
    'n1 is asked to hand over to n3, which lacks an entry. n1 takes no more requests, sends what is missing, then tells n3 to stand at once. The others would ignore anybody else, for they have just heard from n1; this request they answer. Later leadership goes back.',
  'preset.hand-over-fails.title': 'The successor is cut off',
  'preset.hand-over-fails.watch':
    'n1 wants to hand over to n3, which is cut off. Requests are refused meanwhile. After the shortest election timeout n1 gives it up and takes requests again.',
  'preset.ticks.title': 'Ticks make ties',
  'preset.ticks.watch':
    'Timers count ticks of 100 ms, each node in its own phase, and a timeout is one of only three numbers. So two of the four ring within the same few milliseconds more often than they would on a clock that runs continuously: votes split, and the next round decides.',
};
