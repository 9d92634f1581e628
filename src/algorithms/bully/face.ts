/**
 * How Bully looks: glyphs, pills, and the answer window that an OK snaps shut and silence lets run out.
 * Data and pure functions of a state; nothing is drawn here.
 */
import type {
  AnyMessage,
  Face,
  Json,
  MessageFace,
  Ornament,
  PartState,
} from '../../engine/protocol';
import { sentences } from './sentences';
import { en } from './texts';
import type { BullyParams, BullyState } from './types';

const ELECTION: MessageFace = {
  word: 'word.election',
  initial: 'A?',
  shape: 'request',
  colour: 'ask',
};
/** An answer from above: neither yes nor no to the bid below, but word that somebody higher takes over. */
const OK: MessageFace = { word: 'word.ok', initial: 'OK', shape: 'answer', colour: 'quiet' };
const COORDINATOR: MessageFace = {
  word: 'word.coordinator',
  initial: 'L',
  shape: 'announce',
  colour: 'lead',
};
const PING: MessageFace = { word: 'word.ping', initial: 'P', shape: 'routine', colour: 'quiet' };
const PONG: MessageFace = { word: 'word.pong', initial: 'A', shape: 'routine', colour: 'quiet' };

function isRoutine(message: AnyMessage): boolean {
  return message.type === 'PING' || message.type === 'PONG';
}

function ornaments(state: PartState): readonly Ornament[] {
  const { status } = state as BullyState;
  if (status === 'electing') return [{ kind: 'window', timer: 'okWait', label: 'wait.okWait' }];
  if (status === 'waiting') {
    return [{ kind: 'window', timer: 'coordWait', label: 'wait.coordWait' }];
  }
  return [];
}

function variables(state: PartState): ReturnType<Face['variables']> {
  const s = state as BullyState;
  const one = (name: string, value: Json, durable = false) => {
    return { name, value, durable, help: `var.${name}` };
  };
  return [
    one('id', s.stable.id, true),
    one('status', s.status.toUpperCase()),
    one('leader', s.leader),
    one('awaitingPong', s.awaitingPong),
    one('announcedMs', s.announcedUs === null ? null : s.announcedUs / 1000),
    one('bids', s.bids),
  ];
}

export const face: Face = {
  roles: {
    leader: { glyph: 'crown', word: 'role.leader' },
    follower: { glyph: 'plain', word: 'role.follower' },
    electing: { glyph: 'hand', word: 'role.electing' },
    waiting: { glyph: 'waiting', word: 'role.waiting' },
  },
  messages: {
    ELECTION: () => ELECTION,
    OK: () => OK,
    COORDINATOR: () => COORDINATOR,
    PING: () => PING,
    PONG: () => PONG,
  },
  routine: isRoutine,
  waits: {
    ping: { word: 'wait.ping', arc: true },
    pingWait: { word: 'wait.pingWait', arc: true, detection: true },
    okWait: { word: 'wait.okWait', arc: false },
    coordWait: { word: 'wait.coordWait', arc: false },
  },
  periods: (params) => {
    const { pingEveryUs, pingWaitUs } = params as BullyParams;
    return { routineUs: pingEveryUs, detectionUs: pingEveryUs + pingWaitUs };
  },
  badge: () => null,
  sentences,
  variables,
  ornaments,
  about: {
    assumes: ['about.assumes.1', 'about.assumes.2'],
    differs: ['about.differs.1', 'about.differs.2', 'about.differs.3'],
  },
  layout: 'circle',
  texts: { en },
};
