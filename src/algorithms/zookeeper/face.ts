/**
 * How the recipe looks: the service above, the candidates below, each tied to its server and looking at the
 * node it watches, sessions as two arcs (what the service waits outside, what the candidate trusts inside).
 * Data and pure functions of a state. The servers' own election brings its own looks.
 */
import type {
  AnyMessage,
  Face,
  Json,
  KindFace,
  MessageFace,
  NodeId,
  Ornament,
  PartState,
  Until,
  WorldView,
} from '../../engine/protocol';
import { embeddedFace, embeddingIn } from '../zookeeper-fle/embedded';
import { newestTree } from './authority';
import { NEVER } from './rules';
import { sentences } from './sentences';
import { en } from './texts';
import { treeOf } from './tree';
import type { ClientState, ServerState, ZooKeeperParams } from './types';

/** The servers' own election, as it looks in here. */
export const EMBEDDING = embeddingIn('replica');
const fle = embeddedFace(EMBEDDING, NEVER);

function looks(
  word: string,
  initial: string,
  shape: MessageFace['shape'],
  colour: MessageFace['colour'],
): () => MessageFace {
  return () => ({ word: `word.${word}`, initial, shape, colour });
}

/** The same with a number that it carries. */
function carrying(face: () => MessageFace, field: string): (message: AnyMessage) => MessageFace {
  return (message) => {
    const value = message[field];
    return typeof value === 'number' ? { ...face(), carries: value } : face();
  };
}

/** A yes or a no, by one field of the message. */
function either(
  isYes: (message: AnyMessage) => boolean,
  yes: () => MessageFace,
  no: () => MessageFace,
): (message: AnyMessage) => MessageFace {
  return (message) => (isYes(message) ? yes() : no());
}

const messages: Face['messages'] = {
  Connect: either(
    ({ session }) => session === null,
    looks('Connect.new', 'S', 'request', 'ask'),
    looks('Connect.again', 'S', 'request', 'ask'),
  ),
  ConnectReply: either(
    ({ session }) => session !== null,
    looks('ConnectReply.yes', 'Y', 'grant', 'yes'),
    looks('ConnectReply.no', 'X', 'refusal', 'no'),
  ),
  Closed: looks('Closed', 'X', 'refusal', 'no'),
  Create: looks('Create', 'C', 'request', 'ask'),
  CreateReply: carrying(looks('CreateReply', 'N', 'grant', 'yes'), 'node'),
  GetChildren: looks('GetChildren', '?', 'request', 'quiet'),
  GetChildrenReply: looks('GetChildrenReply', 'Q', 'answer', 'quiet'),
  Exists: carrying(looks('Exists', 'W', 'request', 'ask'), 'node'),
  ExistsReply: either(
    ({ exists }) => exists === true,
    looks('ExistsReply.yes', 'W', 'answer', 'yes'),
    looks('ExistsReply.no', 'G', 'answer', 'no'),
  ),
  Delete: carrying(looks('Delete', 'D', 'request', 'ask'), 'node'),
  DeleteReply: carrying(looks('DeleteReply', 'D', 'grant', 'yes'), 'node'),
  Ping: looks('Ping', 'p', 'routine', 'quiet'),
  PingReply: looks('PingReply', 'p', 'routine', 'quiet'),
  NodeDeleted: carrying(looks('NodeDeleted', '!', 'announce', 'lead'), 'node'),
  Request: looks('Request', 'R', 'request', 'ask'),
  Revalidate: looks('Revalidate', 'V', 'request', 'ask'),
  RevalidateReply: looks('RevalidateReply', 'V', 'grant', 'yes'),
  Touch: looks('Touch', 't', 'routine', 'quiet'),
  ...fle.messages,
};

const ROUTINE: readonly string[] = [
  'Ping',
  'PingReply',
  'GetChildren',
  'GetChildrenReply',
  'Touch',
];

// -------------------------------------------------------------------------------- ornaments

/** The servers by the place that a candidate counts them in. */
function serversIn(world: WorldView): readonly NodeId[] {
  return world.ids.filter((id) => isServer(world, id));
}

function isServer(world: WorldView, id: NodeId): boolean {
  const { kind } = world.node(id);
  return kind === 'server' || kind === 'replica';
}

/** Until when the server that leads keeps this session. */
function keptUntil(session: number | null, world: WorldView): Until | null {
  for (const id of serversIn(world)) {
    const { up, state } = world.node(id);
    const tracked = (state as ServerState).tracked.find((one) => one.session === session);
    if (up && tracked !== undefined) return { untilUs: tracked.expireUs, clock: id };
  }
  return null;
}

function ofClient(s: ClientState, world: WorldView, node: NodeId): readonly Ornament[] {
  const { sessionTimeoutUs } = world.params as ZooKeeperParams;
  const worn: Ornament[] = [];
  const servers = serversIn(world);
  const server = servers[s.at % Math.max(1, servers.length)];
  if (s.link === 'connected' && server !== undefined) {
    worn.push({ kind: 'tie', to: server, label: 'mark.tie' });
  }
  const nodes = newestTree(world)?.nodes ?? [];
  const place = nodes.findIndex((one) => one.owner === node && one.node === s.node);
  if (place >= 0 && s.node !== null) {
    worn.push({ kind: 'queue', place: place + 1, number: s.node, label: 'mark.queue' });
  }
  const watched = nodes.find((one) => one.node === s.watching);
  if (watched !== undefined && watched.owner !== node) {
    worn.push({ kind: 'sight', to: watched.owner, label: 'mark.sight' });
  }
  if (s.leads && s.czxid !== null) {
    worn.push({ kind: 'token', value: s.czxid, spent: place < 0, label: 'mark.token' });
  }
  const isArmed = world.node(node).timers.some(({ name }) => name === 'silence');
  const holder = isArmed ? { timer: 'silence', of: node } : null;
  const service = keptUntil(s.session, world);
  if (s.session !== null && (holder !== null || service !== null)) {
    worn.push({
      ...{ kind: 'lease', wholeUs: sessionTimeoutUs, holder, service, label: 'mark.session' },
    });
  }
  return worn;
}

function ornaments(state: PartState, world: WorldView, node: NodeId): readonly Ornament[] {
  const { kind } = world.node(node);
  if (kind === 'client') return ofClient(state as ClientState, world, node);
  return kind === 'replica' ? fle.ornaments(world, node).filter((one) => one.kind !== 'log') : [];
}

// -------------------------------------------------------------------------------- variables

function one(name: string, value: Json, durable = false) {
  return { name, value, durable, help: `var.${name}` };
}

function serverVariables(state: PartState): ReturnType<Face['variables']> {
  const s = state as ServerState;
  const { zxid, sessions, nodes } = treeOf(s);
  const isKept = s.stable.tree !== null;
  return [
    one('role', s.role),
    one('zxid', zxid, isKept),
    one(
      'nodes',
      nodes.map(({ node, owner }) => `n_${node}: ${owner}`),
      isKept,
    ),
    one(
      'sessions',
      sessions.map(({ session, client }) => `${session}: ${client}`),
      isKept,
    ),
    one(
      'connections',
      s.conns.map(({ client }) => client),
    ),
    one(
      'watches',
      s.watches.map(({ node, client }) => `${client} waits for the end of n_${node}`),
    ),
    one(
      'expires',
      s.tracked.map(({ session, expireUs }) => `${session}: ${expireUs / 1000} ms`),
    ),
    one('touched', [...s.touched]),
  ];
}

function clientVariables(state: PartState): ReturnType<Face['variables']> {
  const s = state as ClientState;
  return [
    one('link', s.link),
    one('session', s.session),
    one('node', s.node === null ? null : `n_${s.node}`),
    one('guid', s.guid),
    one('czxid', s.czxid),
    one('leads', s.leads),
    one('watching', s.watching === null ? null : `n_${s.watching}`),
    one('first', s.first?.owner ?? null),
    one('asked', [...s.asked]),
  ];
}

const server: KindFace = {
  glyph: 'store',
  word: 'kind.server',
  place: 'service',
  badge: (state) => ({ word: 'badge.zxid', value: treeOf(state as ServerState).zxid }),
  variables: serverVariables,
};

const replica: KindFace = {
  ...server,
  parts: { fle: { variables: fle.variables } },
};

export const face: Face = {
  roles: {
    outside: { glyph: 'plain', word: 'role.outside' },
    queued: { glyph: 'plain', word: 'role.queued' },
    leader: { glyph: 'crown', word: 'role.leader' },
    suspended: { glyph: 'waiting', word: 'role.suspended' },
    apart: { glyph: 'waiting', word: 'role.apart' },
    serving: { glyph: 'plain', word: 'role.serving' },
    looking: { glyph: 'waiting', word: 'fle.role.looking' },
    joining: { glyph: 'plain', word: 'fle.role.joining' },
    following: { glyph: 'plain', word: 'fle.role.following' },
    elected: { glyph: 'hand', word: 'fle.role.elected' },
    leading: { glyph: 'keeps', word: 'role.leading' },
  },
  kinds: {
    client: { glyph: 'client', word: 'kind.client', place: 'main' },
    server,
    replica,
  },
  messages,
  routine: (message) => ROUTINE.includes(message.type) || fle.routine(message),
  waits: {
    ...fle.waits,
    silence: { word: 'wait.silence', arc: false, detection: true },
    connectWait: { word: 'wait.connectWait', arc: false },
    reconnect: { word: 'wait.reconnect', arc: false },
    reply: { word: 'wait.reply', arc: false },
    idle: { word: 'wait.idle', arc: false },
    tick: { word: 'wait.tick', arc: false },
    touch: { word: 'wait.touch', arc: false },
  },
  periods: (params) => {
    const { idleUs, sessionTimeoutUs, tickUs } = params as ZooKeeperParams;
    return { routineUs: idleUs, detectionUs: sessionTimeoutUs + tickUs };
  },
  attemptWord: 'attempt.transaction',
  badge: (state) => {
    const { czxid } = state as ClientState;
    return czxid === null ? null : { word: 'badge.czxid', value: czxid };
  },
  sentences: { ...fle.sentences, ...sentences },
  variables: clientVariables,
  ornaments,
  about: {
    assumes: ['about.assumes.1', 'about.assumes.2'],
    differs: ['about.differs.1', 'about.differs.2', 'about.differs.3', 'about.differs.4'],
  },
  layout: 'tiers',
  texts: { en: { ...fle.texts, ...en } },
};
