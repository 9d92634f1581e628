/**
 * How the ring elections look: the coin with the id a node stands for, what it swallowed, the id that a
 * message carries. Data and pure functions of a state; nothing is drawn here.
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
import { neighbour } from './order';
import { sentences } from './sentences';
import { en } from './texts';
import type { RingParams, RingState } from './types';

const TAKING: MessageFace = {
  word: 'word.election',
  initial: 'E',
  shape: 'request',
  colour: 'ask',
};
const LIST: MessageFace = { ...TAKING, word: 'word.list' };
const PROBE: MessageFace = { ...TAKING, word: 'word.probe' };
const FIRST: MessageFace = { ...TAKING, word: 'word.first' };
const SECOND: MessageFace = { word: 'word.second', initial: 'E2', shape: 'request', colour: 'ask' };
const REPLY: MessageFace = { word: 'word.reply', initial: 'R', shape: 'grant', colour: 'yes' };
const LEADS: MessageFace = {
  word: 'word.elected',
  initial: 'L',
  shape: 'announce',
  colour: 'lead',
};
const ACK: MessageFace = { word: 'word.ack', initial: 'OK', shape: 'routine', colour: 'quiet' };
const PING: MessageFace = { word: 'word.ping', initial: 'P', shape: 'routine', colour: 'quiet' };
const PONG: MessageFace = { word: 'word.pong', initial: 'A', shape: 'routine', colour: 'quiet' };

/** The same look with the id the message carries. */
function carrying(face: MessageFace): (message: AnyMessage) => MessageFace {
  return ({ id }) => ({ ...face, carries: Number(id) });
}

const signs: Face['messages'] = { PING: () => PING, PONG: () => PONG };
const common: Face['messages'] = { ACK: () => ACK, ...signs };

/** What travels in each of the forms. */
const changRoberts: Face['messages'] = {
  ELECTION: carrying(TAKING),
  ELECTED: carrying(LEADS),
  ...common,
};
const list: Face['messages'] = {
  ELECTION: (message) => ({ ...LIST, carries: (message['list'] as readonly NodeId[]).length }),
  COORDINATOR: (message) => ({ ...LEADS, carries: String(message['leader']) }),
  ...common,
};
const hirschbergSinclair: Face['messages'] = {
  PROBE: carrying(PROBE),
  REPLY: carrying(REPLY),
  ELECTED: carrying(LEADS),
  ...signs,
};
const peterson: Face['messages'] = {
  ELECTION: (message) => carrying(message['second'] === true ? SECOND : FIRST)(message),
  ELECTED: carrying(LEADS),
  ...signs,
};

/** The coin: the id for which a node stands, and the one it stopped last. */
function ornaments(state: PartState, world: WorldView, node: NodeId): readonly Ornament[] {
  const { status, tid, swallowed } = state as RingState;
  const value = tid ?? world.node(node).priority;
  const isRunning = status === 'running';
  return [
    {
      kind: 'token',
      value,
      label: tid !== null && isRunning ? 'ring.standsFor' : 'ring.id',
      ...(swallowed !== null && isRunning && { swallowed }),
    },
  ];
}

/** The same where ids change hands: who only passes on has none, or one id would stand at two nodes. */
function standing(state: PartState, world: WorldView, node: NodeId): readonly Ornament[] {
  return (state as RingState).status === 'outbid' ? [] : ornaments(state, world, node);
}

/**
 * Whom a node sends to now: the one that owes it an acknowledgement; else, where the dead are skipped, the
 * next live one; else the next, dead or alive.
 */
function sendsTo(state: PartState, world: WorldView, node: NodeId): NodeId {
  const { ackWaitUs } = world.params as RingParams;
  const all = world.candidates;
  const awaited = (state as RingState).unacked.at(-1);
  if (awaited !== undefined) return awaited.to;
  let to = neighbour(all, node, 'right');
  if (ackWaitUs === null) return to;
  while (to !== node && !world.node(to).up) to = neighbour(all, to, 'right');
  return to;
}

function one(name: string, value: Json, durable = false) {
  return { name, value, durable, help: `var.${name}` };
}

function shared(s: RingState): ReturnType<Face['variables']> {
  return [
    one('id', s.stable.id, true),
    one('status', s.status),
    one('leader', s.leader),
    one('swallowed', s.swallowed),
    one(
      'unacked',
      s.unacked.map(({ to, token }) => `${token.type} to ${to}`),
    ),
    one('awaitingPong', s.awaitingPong),
    one('bids', s.bids),
  ];
}

function faceOf(
  messages: Face['messages'],
  own: (s: RingState) => ReturnType<Face['variables']>,
  differs: readonly string[],
  bothWays = false,
): Face {
  return {
    roles: {
      idle: { glyph: 'plain', word: 'role.idle' },
      running: { glyph: 'hand', word: 'role.running' },
      outbid: { glyph: 'waiting', word: 'role.outbid' },
      follower: { glyph: 'plain', word: 'role.follower' },
      leader: { glyph: 'crown', word: 'role.leader' },
    },
    messages,
    routine: ({ type }) => type === 'PING' || type === 'PONG' || type === 'ACK',
    waits: {
      ping: { word: 'wait.ping', arc: false, detection: true },
      pingWait: { word: 'wait.pingWait', arc: true },
      ackWait: { word: 'wait.ackWait', arc: false },
      restart: { word: 'wait.restart', arc: false },
    },
    periods: (params) => {
      const { pingEveryUs, pingWaitUs } = params as RingParams;
      return { routineUs: pingEveryUs, detectionUs: pingEveryUs + pingWaitUs };
    },
    badge: () => null,
    sentences,
    variables: (state) => [...shared(state as RingState), ...own(state as RingState)],
    ornaments,
    about: {
      assumes: ['about.assumes.1', 'about.assumes.2'],
      differs: ['about.differs.1', 'about.differs.2', ...differs],
    },
    layout: 'ring',
    ring: { bothWays: () => bothWays, next: sendsTo },
    texts: { en },
  };
}

export const changRobertsFace = faceOf(changRoberts, () => [], ['about.differs.restart']);
export const passiveFace = faceOf(changRoberts, () => [], ['about.differs.passive']);
export const listFace = faceOf(list, (s) => [one('members', [...s.members])], [
  'about.differs.list',
]);
export const hirschbergSinclairFace = faceOf(
  hirschbergSinclair,
  (s) => [one('phase', s.phase), one('answered', [...s.answered])],
  ['about.differs.hirschberg-sinclair'],
  true,
);
export const petersonFace: Face = {
  ...faceOf(peterson, (s) => [one('tid', s.tid), one('ntid', s.ntid)], ['about.differs.peterson']),
  ornaments: standing,
};
