/**
 * How etcd looks: the store above and the candidates below, each tied to its replica, leases as two arcs, a
 * queue of keys. Raft's marks are Raft's own. Data and pure functions of a state.
 */
import type {
  AnyMessage,
  Face,
  Json,
  MessageFace,
  NodeId,
  Ornament,
  PartState,
  WorldView,
} from '../../engine/protocol';
import { embeddedFace } from '../raft/embedded';
import type { RaftState } from '../raft/types';
import { RAFT, latest } from './authority';
import { queue } from './database';
import { presetTexts } from './presetTexts';
import { WITHOUT } from './rules';
import { sentences } from './sentences';
import { en } from './texts';
import type { ClientState, EtcdParams, StoreState } from './types';

const raft = embeddedFace(RAFT, WITHOUT);

type Look = Pick<MessageFace, 'shape' | 'colour'>;

const ASK: Look = { shape: 'request', colour: 'ask' };
const TELL: Look = { shape: 'answer', colour: 'yes' };
const QUIET: Look = { shape: 'routine', colour: 'quiet' };
const NO: Look = { shape: 'refusal', colour: 'no' };

function looks(word: string, initial: string, look: Look): () => MessageFace {
  return () => ({ word: `word.${word}`, initial, ...look });
}

function carrying(face: MessageFace, value: unknown): MessageFace {
  return { ...face, carries: Number(value) };
}

/** A yes or a no, by one field of the message. */
function answers(word: string): (message: AnyMessage) => MessageFace {
  return ({ done }) =>
    done === true
      ? { word: `word.${word}.yes`, initial: 'Y', ...TELL }
      : { word: `word.${word}.no`, initial: 'N', ...NO };
}

const gone = (word: string): MessageFace => ({ word: `word.${word}.gone`, initial: 'X', ...NO });

const messages: Face['messages'] = {
  LeaseGrant: looks('LeaseGrant', 'L', ASK),
  LeaseGrantReply: ({ lease }) =>
    carrying({ word: 'word.LeaseGrantReply', initial: 'L', ...TELL }, lease),
  LeaseKeepAlive: looks('LeaseKeepAlive', 'K', QUIET),
  LeaseKeepAliveReply: ({ ttl }) =>
    ttl === 0
      ? gone('LeaseKeepAliveReply')
      : { word: 'word.LeaseKeepAliveReply', initial: 'K', ...QUIET },
  LeaseRevoke: looks('LeaseRevoke', 'E', ASK),
  LeaseRevokeReply: looks('LeaseRevokeReply', 'E', TELL),
  Campaign: looks('Campaign', 'C', ASK),
  CampaignReply: ({ rev }) =>
    rev === 0
      ? gone('CampaignReply')
      : carrying({ word: 'word.CampaignReply', initial: 'C', ...TELL }, rev),
  Range: looks('Range', '?', ASK),
  RangeReply: ({ before, mine }) => {
    if (mine !== true) return gone('RangeReply');
    return before === 0
      ? { word: 'word.RangeReply.first', initial: '1', shape: 'grant', colour: 'lead' }
      : carrying({ word: 'word.RangeReply', initial: 'B', ...TELL }, before);
  },
  Proclaim: ({ rev }) => carrying({ word: 'word.Proclaim', initial: 'P', ...ASK }, rev),
  ProclaimReply: answers('ProclaimReply'),
  Resign: ({ rev }) => carrying({ word: 'word.Resign', initial: 'R', ...ASK }, rev),
  ResignReply: answers('ResignReply'),
  Watch: ({ rev }) => carrying({ word: 'word.Watch', initial: 'W', ...ASK }, rev),
  Deleted: ({ rev }) =>
    carrying({ word: 'word.Deleted', initial: 'D', shape: 'announce', colour: 'lead' }, rev),
  Leader: ({ owner }) =>
    owner === null
      ? { word: 'word.Leader.none', initial: 'N', shape: 'announce', colour: 'quiet' }
      : {
          ...{ word: 'word.Leader', initial: 'O', shape: 'announce', colour: 'quiet' },
          carries: String(owner),
        },
  NotLeader: looks('NotLeader', 'S', NO),
  ...raft.messages,
};

// -------------------------------------------------------------------------------- ornaments

/** Until when the store keeps a lease, on the clock of the replica that leads it. */
function keptBy(
  lease: number | null,
  world: WorldView,
): { readonly untilUs: number; readonly clock: NodeId } | null {
  for (const id of world.ids) {
    const { kind, up, state } = world.node(id);
    if (kind !== 'replica' || !up) continue;
    const found = (state as StoreState).expiries.find((one) => one.lease === lease);
    if (found !== undefined) return { untilUs: found.endUs, clock: id };
  }
  return null;
}

function ofClient(s: ClientState, world: WorldView, node: NodeId): readonly Ornament[] {
  const worn: Ornament[] = [];
  if (s.store !== null) worn.push({ kind: 'tie', to: s.store, label: 'mark.tie' });
  const database = latest(world);
  const keys = database === null ? [] : queue(database);
  const place = keys.findIndex(({ createRev }) => createRev === s.rev);
  if (s.rev !== null && place > 0) {
    worn.push({ kind: 'queue', place: place + 1, number: s.rev, label: 'mark.queue' });
  } else if (s.rev !== null) {
    const spent = database !== null && place < 0;
    worn.push({ kind: 'token', value: s.rev, spent, label: 'mark.key' });
  }
  if (s.before !== null && s.before.owner !== node && world.ids.includes(s.before.owner)) {
    worn.push({ kind: 'sight', to: s.before.owner, label: 'mark.sight' });
  }
  if (s.lease !== null && s.leaseEnd !== null) {
    worn.push({
      kind: 'lease',
      wholeUs: s.leaseLengthUs,
      holder: { untilUs: s.leaseEnd, clock: node },
      service: keptBy(s.lease, world),
      label: 'mark.lease',
    });
  }
  return worn;
}

// -------------------------------------------------------------------------------- variables

function one(name: string, value: Json, durable = false) {
  return { name, value, durable, help: `var.${name}` };
}

const ms = (us: number | null): Json => (us === null ? null : `${us / 1000} ms`);

function clientVariables(state: PartState): ReturnType<Face['variables']> {
  const s = state as ClientState;
  return [
    one('id', s.stable.id, true),
    one('store', s.store),
    one('lease', s.lease),
    one('leaseEnd', ms(s.leaseEnd)),
    one('rev', s.rev),
    one('value', s.value),
    one('wanted', s.wanted),
    one('before', s.before === null ? null : `${s.before.rev}: ${s.before.owner}`),
    one('observed', s.observed === null ? null : `${s.observed.rev}: ${s.observed.owner}`),
    one('awaited', s.awaited?.what ?? null),
  ];
}

function storeVariables(state: PartState): ReturnType<Face['variables']> {
  const { database, ...s } = state as StoreState;
  return [
    one('id', s.stable.id, true),
    one('storeLeader', s.leader),
    one('applied', s.applied),
    one('revision', database.revision),
    one(
      'keys',
      queue(database).map(({ createRev, owner, value }) => `${createRev}: ${owner} "${value}"`),
    ),
    one(
      'leases',
      database.leases.map(({ lease, owner }) => `${lease}: ${owner}`),
    ),
    one(
      'expiries',
      s.expiries.map(({ lease, endUs }) => `${lease}: ${endUs / 1000} ms`),
    ),
    one(
      'waiting',
      s.waiting.map(({ from }) => from),
    ),
    one(
      'watchers',
      s.watchers.map(({ client, rev }) => `${client}: ${rev}`),
    ),
  ];
}

const ROUTINE: readonly string[] = ['LeaseKeepAlive', 'LeaseKeepAliveReply'];

export const face: Face = {
  roles: {
    outside: { glyph: 'plain', word: 'role.outside' },
    campaigning: { glyph: 'hand', word: 'role.campaigning' },
    waiting: { glyph: 'waiting', word: 'role.waiting' },
    leader: { glyph: 'crown', word: 'role.leader' },
    storeFollower: { glyph: 'plain', word: 'role.storeFollower' },
    storeCandidate: { glyph: 'electing', word: 'role.storeCandidate' },
    storeLeader: { glyph: 'keeps', word: 'role.storeLeader' },
  },
  kinds: {
    replica: {
      ...{ glyph: 'store', word: 'kind.replica', place: 'service' },
      badge: (state) => ({
        word: 'badge.revision',
        value: (state as StoreState).database.revision,
      }),
      variables: storeVariables,
      parts: { raft: { variables: (state) => raft.variables(state as RaftState) } },
    },
    candidate: { glyph: 'client', word: 'kind.candidate', place: 'main' },
  },
  messages,
  routine: (message) =>
    raft.routine(message) || (ROUTINE.includes(message.type) && message['ttl'] !== 0),
  waits: {
    ...raft.waits,
    leaseEnd: { word: 'wait.leaseEnd', arc: false, detection: true },
    answer: { word: 'wait.answer', arc: false },
    renew: { word: 'wait.renew', arc: false },
    expiry: { word: 'wait.expiry', arc: false },
  },
  periods: (params) => {
    const { keepAliveUs, ttlUs, ttlLeastUs, checkUs, electionTimeoutUsMax } = params as EtcdParams;
    return {
      routineUs: keepAliveUs,
      detectionUs: Math.max(ttlUs, ttlLeastUs) + checkUs + electionTimeoutUsMax,
    };
  },
  attemptWord: 'badge.revision',
  badge: (state) => {
    const { rev } = state as ClientState;
    return rev === null ? null : { word: 'badge.leader', value: rev };
  },
  sentences: { ...sentences, ...raft.sentences },
  variables: clientVariables,
  ornaments: (state, world, node) =>
    world.node(node).kind === 'replica'
      ? raft.ornaments(world, node)
      : ofClient(state as ClientState, world, node),
  about: {
    assumes: ['about.assumes.1', 'about.assumes.2'],
    differs: ['about.differs.1', 'about.differs.2', 'about.differs.3', 'about.differs.4'],
  },
  layout: 'tiers',
  texts: { en: { ...en, ...presetTexts, ...raft.texts } },
};
