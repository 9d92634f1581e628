/**
 * How Consul looks: the servers above and the candidates below, each tied to its server, sessions as two
 * arcs. Raft's marks are Raft's own. Data and pure functions of a state.
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
import { NO_KEY } from './database';
import { presetTexts } from './presetTexts';
import { WITHOUT } from './rules';
import { sentences } from './sentences';
import { en } from './texts';
import type { ClientState, ConsulParams, ServerState } from './types';

const raft = embeddedFace(RAFT, WITHOUT);

function look(
  word: string,
  initial: string,
  shape: MessageFace['shape'],
  colour: MessageFace['colour'],
): MessageFace {
  return { word: `word.${word}`, initial, shape, colour };
}

function carrying(face: MessageFace, value: unknown): MessageFace {
  return { ...face, carries: typeof value === 'string' ? value : Number(value) };
}

const messages: Face['messages'] = {
  SessionCreate: () => look('SessionCreate', 'S', 'request', 'ask'),
  SessionCreateReply: ({ session }) =>
    carrying(look('SessionCreateReply', 'S', 'grant', 'yes'), session),
  SessionRenew: () => look('SessionRenew', 'R', 'routine', 'quiet'),
  SessionRenewReply: ({ done }) =>
    done === true
      ? look('SessionRenewReply', 'R', 'routine', 'quiet')
      : look('SessionRenewReply.gone', 'X', 'refusal', 'no'),
  SessionDestroy: ({ session }) =>
    carrying(look('SessionDestroy', 'D', 'announce', 'ask'), session),
  SessionDestroyReply: () => look('SessionDestroyReply', 'D', 'answer', 'yes'),
  Acquire: () => look('Acquire', 'A', 'request', 'ask'),
  AcquireReply: (message) =>
    message['done'] === true
      ? carrying(look('AcquireReply.yes', 'Y', 'grant', 'yes'), message['lockIndex'])
      : look('AcquireReply.no', 'N', 'refusal', 'no'),
  Release: () => look('Release', 'F', 'announce', 'ask'),
  ReleaseReply: () => look('ReleaseReply', 'F', 'answer', 'yes'),
  Query: ({ index }) =>
    Number(index) > 0
      ? look('Query.blocking', 'Q', 'request', 'quiet')
      : look('Query', '?', 'request', 'ask'),
  QueryReply: ({ holder }: AnyMessage) =>
    typeof holder === 'string'
      ? carrying(look('QueryReply', 'H', 'answer', 'quiet'), holder)
      : look('QueryReply.free', 'F', 'answer', 'lead'),
  NotLeader: () => look('NotLeader', 'N', 'refusal', 'no'),
  ...raft.messages,
};

const ROUTINE: readonly string[] = ['SessionRenew', 'SessionRenewReply'];

// -------------------------------------------------------------------------------- ornaments

/** Until when the store keeps a session, on the clock of the server that leads it. */
function keptBy(
  session: number,
  world: WorldView,
): { readonly untilUs: number; readonly clock: NodeId } | null {
  for (const id of world.ids) {
    const { kind, up, state } = world.node(id);
    if (kind !== 'replica' || !up) continue;
    const found = (state as ServerState).timers.find((one) => one.session === session);
    if (found !== undefined) return { untilUs: found.endUs, clock: id };
  }
  return null;
}

function ofClient(s: ClientState, world: WorldView, node: NodeId): readonly Ornament[] {
  const { ttlUs } = world.params as ConsulParams;
  const worn: Ornament[] = [];
  if (s.store !== null) worn.push({ kind: 'tie', to: s.store, label: 'mark.tie' });
  if (s.lockIndex !== null) {
    const key = latest(world)?.key;
    const spent = key !== undefined && key?.holder !== node;
    worn.push({ kind: 'token', value: s.lockIndex, spent, label: 'mark.lock' });
  }
  if (s.session !== null && s.sessionEnd !== null) {
    worn.push({
      kind: 'lease',
      wholeUs: 2 * ttlUs,
      holder: { untilUs: s.sessionEnd, clock: node },
      service: keptBy(s.session, world),
      label: 'mark.session',
    });
  }
  return worn;
}

function ofServer(s: ServerState, world: WorldView, node: NodeId): readonly Ornament[] {
  const { lockDelayUs } = world.params as ConsulParams;
  const isShown = s.role === 'leader' && s.freeAt !== null;
  if (!isShown || s.freeAt === null || world.node(node).clock.localUs >= s.freeAt) {
    return raft.ornaments(world, node);
  }
  const until = { untilUs: s.freeAt, clock: node };
  return [
    { kind: 'arc', until, wholeUs: lockDelayUs, label: 'mark.lockDelay' },
    ...raft.ornaments(world, node),
  ];
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
    one('session', s.session),
    one('sessionEnd', ms(s.sessionEnd)),
    one('held', s.lockIndex),
    one('token', s.token),
    one('request', s.awaited?.what ?? null),
  ];
}

function serverVariables(state: PartState): ReturnType<Face['variables']> {
  const { database, ...s } = state as ServerState;
  const key = database.key ?? NO_KEY;
  return [
    one('id', s.stable.id, true),
    one('storeLeader', s.leader),
    one('ready', s.ready),
    one('applied', s.applied),
    one('index', database.index),
    one('holder', key.holder),
    one('lockIndex', key.lockIndex),
    one('modifyIndex', database.modifyIndex),
    one(
      'sessions',
      database.sessions.map(({ session, client }) => `${session}: ${client}`),
    ),
    one(
      'timers',
      s.timers.map(({ session, endUs }) => `${session}: ${endUs / 1000} ms`),
    ),
    one('freeAt', ms(s.freeAt)),
    one(
      'blocked',
      s.blocked.map(({ client }) => client),
    ),
  ];
}

export const face: Face = {
  roles: {
    outside: { glyph: 'plain', word: 'role.outside' },
    standby: { glyph: 'plain', word: 'role.standby' },
    leader: { glyph: 'crown', word: 'role.leader' },
    storeFollower: { glyph: 'plain', word: 'role.storeFollower' },
    storeCandidate: { glyph: 'electing', word: 'role.storeCandidate' },
    storeLeader: { glyph: 'keeps', word: 'role.storeLeader' },
  },
  kinds: {
    replica: {
      ...{ glyph: 'store', word: 'kind.replica', place: 'service' },
      badge: (state) => ({ word: 'badge.index', value: (state as ServerState).database.index }),
      variables: serverVariables,
      parts: { raft: { variables: (state) => raft.variables(state as RaftState) } },
    },
    candidate: { glyph: 'client', word: 'kind.candidate', place: 'main' },
  },
  messages,
  routine: (message) =>
    raft.routine(message) || (ROUTINE.includes(message.type) && message['done'] !== false),
  waits: {
    ...raft.waits,
    session: { word: 'wait.session', arc: false, detection: true },
    block: { word: 'wait.block', arc: false },
    answer: { word: 'wait.answer', arc: false },
    renew: { word: 'wait.renew', arc: false },
    sessionEnd: { word: 'wait.sessionEnd', arc: false },
    retry: { word: 'wait.retry', arc: true },
  },
  periods: (params) => {
    const { ttlUs, lockDelayUs, retryUs } = params as ConsulParams;
    return {
      routineUs: Math.max(1, Math.floor(ttlUs / 2)),
      detectionUs: 2 * ttlUs + lockDelayUs + retryUs,
    };
  },
  attemptWord: 'attempt.lock',
  badge: (state) => {
    const { session } = state as ClientState;
    return session === null ? null : { word: 'badge.session', value: session };
  },
  sentences: { ...sentences, ...raft.sentences },
  variables: clientVariables,
  ornaments: (state, world, node) =>
    world.node(node).kind === 'replica'
      ? ofServer(state as ServerState, world, node)
      : ofClient(state as ClientState, world, node),
  about: {
    assumes: ['about.assumes.1', 'about.assumes.2'],
    differs: ['about.differs.1', 'about.differs.2', 'about.differs.3', 'about.differs.4'],
  },
  layout: 'tiers',
  texts: { en: { ...raft.texts, ...en, ...presetTexts } },
};
