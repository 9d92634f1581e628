/**
 * How Multi-Paxos looks: the ring of promises, the stack of slots with its gaps, the ballot that leads.
 * Data and pure functions of a state; nothing is drawn here.
 */
import type {
  AnyMessage,
  Face,
  Json,
  MessageFace,
  Ornament,
  PartState,
  WorldView,
} from '../../../engine/protocol';
import { at } from '../../../lib/list';
import { answers, looks } from '../single/face';
import type { MultiParams, MultiState, NumberedSlot } from '../types';
import { sentences } from './sentences';
import { en } from './texts';

/** So many cells of a log are shown. */
const CELLS = 6;

const HEARTBEAT: MessageFace = {
  word: 'word.heartbeat',
  initial: 'H',
  shape: 'routine',
  colour: 'quiet',
};
const HEARD: MessageFace = { word: 'word.heard', initial: 'h', shape: 'routine', colour: 'quiet' };

const withBallot =
  (kind: string) =>
  ({ b }: AnyMessage): MessageFace => ({ ...looks(kind), carries: Number(b) });
const withSlot =
  (kind: string) =>
  ({ slot }: AnyMessage): MessageFace => ({ ...looks(kind), carries: `#${String(slot)}` });

const messages: Face['messages'] = {
  Prepare: withBallot('Prepare'),
  Promise: (message) => {
    const { length } = message['slots'] as readonly NumberedSlot[];
    return withBallot(length === 0 ? 'Promise' : 'Bound')(message);
  },
  Accept: withSlot('Accept'),
  Accepted: withSlot('Accepted'),
  Nack: (message) => ({ ...looks('Nack'), carries: Number(message['maxBal']) }),
  Chosen: withSlot('Chosen'),
  Heartbeat: ({ b }) => ({ ...HEARTBEAT, carries: Number(b) }),
  HeartbeatReply: () => HEARD,
};

/** The last slots: the ballot in which each was accepted or chosen; null where there is nothing yet. */
function cells({ stable }: MultiState): Ornament | null {
  const { accepted, ledger } = stable;
  const last = Math.max(accepted.length, ledger.length);
  if (last === 0) return null;
  const first = Math.max(1, last - CELLS + 1);
  const shown: (number | null)[] = [];
  for (let slot = first; slot <= last; slot++) {
    shown.push((at(accepted, slot - 1) ?? at(ledger, slot - 1))?.bal ?? null);
  }
  return { kind: 'log', first, cells: shown, committed: ledger.length };
}

function ornaments(state: PartState, world: WorldView): readonly Ornament[] {
  const s = state as MultiState;
  const shown: Ornament[] = [];
  if (s.role === 'preparing') {
    shown.push(answers(world.candidates, s.promises, s.refusals, 'paxos.promises'));
  }
  const open = s.proposals[0];
  if (s.role === 'leader' && open !== undefined) {
    shown.push(answers(world.candidates, open.from, [], 'paxos.acceptances'));
  }
  const log = cells(s);
  if (log !== null) shown.push(log);
  return shown;
}

function one(name: string, value: Json, durable = false) {
  return { name, value, durable, help: `var.${name}` };
}

/** The last slots in words: `3: put x 1 (ballot 7)`. */
function told({ length, chunks }: MultiState['stable']['accepted']): readonly string[] {
  const list = { length, chunks };
  const first = Math.max(1, length - CELLS + 1);
  return Array.from({ length: length - first + 1 }, (_, i) => {
    const slot = at(list, first + i - 1);
    return slot === null || slot === undefined
      ? `${first + i}: empty`
      : `${first + i}: ${slot.command ?? 'no-op'} (ballot ${slot.bal})`;
  });
}

function variables(state: PartState): ReturnType<Face['variables']> {
  const s = state as MultiState;
  const { lastTried, maxBal, accepted, ledger } = s.stable;
  return [
    one('lastTried', lastTried, true),
    one('maxBal', maxBal, true),
    one('accepted', told(accepted), true),
    one('ledger', told(ledger), true),
    one('role', s.role),
    one('ballot', s.ballot),
    one('leader', s.leader),
    one('promises', [...s.promises]),
    one('refusals', [...s.refusals]),
    one('heard', s.heard),
    one(
      'reported',
      s.reported.map(({ slot, bal }) => `${slot} in ballot ${bal}`),
    ),
    one(
      'proposals',
      s.proposals.map(({ slot, from }) => `${slot}: ${from.join(' ') || 'nobody yet'}`),
    ),
    one('nextSlot', s.nextSlot),
    one(
      'beyond',
      s.beyond.map(({ slot }) => slot),
    ),
  ];
}

export const multiFace: Face = {
  roles: {
    follower: { glyph: 'plain', word: 'role.follower' },
    preparing: { glyph: 'hand', word: 'role.preparing' },
    leader: { glyph: 'crown', word: 'role.leader' },
  },
  messages,
  routine: ({ type }) => type === 'Heartbeat' || type === 'HeartbeatReply',
  waits: {
    retry: { word: 'wait.retry', arc: true, detection: true },
    heartbeat: { word: 'wait.heartbeat', arc: false },
  },
  periods: (params) => {
    const { heartbeatUs, retryUsMax } = params as MultiParams;
    return { routineUs: heartbeatUs, detectionUs: retryUsMax };
  },
  badge: (state) => {
    const { maxBal } = (state as MultiState).stable;
    return maxBal === 0 ? null : { word: 'badge.ballot', value: maxBal };
  },
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
