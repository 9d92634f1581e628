/**
 * How single-decree Paxos looks: the ring of promises, then of acceptances, the ballot a message
 * carries, and whom each acceptor has accepted. Data and pure functions of a state; nothing is drawn here.
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
} from '../../../engine/protocol';
import { majority } from '../../shared/quorum';
import type { SingleParams, SingleState } from '../types';
import { sentences } from './sentences';
import { en } from './texts';

const LOOKS: { readonly [type: string]: MessageFace } = {
  Prepare: { word: 'word.prepare', initial: 'P', shape: 'request', colour: 'ask' },
  Promise: { word: 'word.promise', initial: 'Pr', shape: 'grant', colour: 'yes' },
  Bound: { word: 'word.promiseBound', initial: 'Pr', shape: 'grant', colour: 'yes' },
  Accept: { word: 'word.accept', initial: 'A', shape: 'request', colour: 'ask' },
  Accepted: { word: 'word.accepted', initial: 'Ac', shape: 'grant', colour: 'yes' },
  Nack: { word: 'word.nack', initial: 'N', shape: 'refusal', colour: 'no' },
  Chosen: { word: 'word.chosen', initial: 'C', shape: 'announce', colour: 'lead' },
};

/** The look of a message by its kind. */
export function looks(kind: string): MessageFace {
  return LOOKS[kind] ?? { word: kind, initial: kind, shape: 'answer', colour: 'quiet' };
}

/** Phase 1 and refusals carry a ballot, phase 2 and what follows the value; so does a promise that has one. */
const withBallot =
  (kind: string) =>
  ({ b }: AnyMessage): MessageFace => ({ ...looks(kind), carries: Number(b) });
const withValue =
  (kind: string) =>
  ({ v }: AnyMessage): MessageFace => ({ ...looks(kind), carries: String(v) });

const messages: Face['messages'] = {
  Prepare: withBallot('Prepare'),
  Promise: (message) =>
    message['vVal'] === null
      ? withBallot('Promise')(message)
      : { ...looks('Bound'), carries: String(message['vVal']) },
  Accept: withValue('Accept'),
  Accepted: withValue('Accepted'),
  Nack: (message) => ({ ...looks('Nack'), carries: Number(message['maxBal']) }),
  Chosen: withValue('Chosen'),
};

/** A ring of answers to a proposer: a segment for each acceptor, in its position. */
export function answers(
  all: readonly NodeId[],
  yes: readonly NodeId[],
  no: readonly NodeId[],
  label: string,
): Ornament {
  return {
    kind: 'voters',
    notch: majority(all.length),
    voters: all.map((node) => ({
      node,
      vote: yes.includes(node) ? 'yes' : no.includes(node) ? 'no' : 'pending',
    })),
    label,
  };
}

function ornaments(state: PartState, world: WorldView, _node: NodeId): readonly Ornament[] {
  const { phase, ballot, promises, refusals, acceptances, stable } = state as SingleState;
  const shown: Ornament[] = [];
  if (phase === 'preparing') {
    const yes = promises.map(({ from }) => from);
    shown.push(answers(world.candidates, yes, refusals, 'paxos.promises'));
  }
  if (phase === 'accepting') {
    const yes = acceptances.find((one) => one.ballot === ballot)?.from ?? [];
    shown.push(answers(world.candidates, yes, refusals, 'paxos.acceptances'));
  }
  if (stable.maxVal !== null) {
    shown.push({ kind: 'token', value: stable.maxVal, label: 'paxos.accepted' });
  }
  return shown;
}

function one(name: string, value: Json, durable = false) {
  return { name, value, durable, help: `var.${name}` };
}

function variables(state: PartState): ReturnType<Face['variables']> {
  const s = state as SingleState;
  const { lastTried, maxBal, maxVBal, maxVal } = s.stable;
  return [
    one('lastTried', lastTried, true),
    one('maxBal', maxBal, true),
    one('maxVBal', maxVBal, true),
    one('maxVal', maxVal, true),
    one('phase', s.phase),
    one('ballot', s.ballot),
    one('value', s.value),
    one(
      'promises',
      s.promises.map(({ from, vVal, vBal }) =>
        vVal === null ? from : `${from} (${vVal} in ${vBal})`,
      ),
    ),
    one('refusals', [...s.refusals]),
    one('heard', s.heard),
    one(
      'acceptances',
      s.acceptances.map(({ ballot, from }) => `${ballot}: ${from.join(' ')}`),
    ),
    one('chosen', s.chosen),
  ];
}

export const singleFace: Face = {
  roles: {
    acceptor: { glyph: 'plain', word: 'role.acceptor' },
    preparing: { glyph: 'hand', word: 'role.preparing' },
    accepting: { glyph: 'waiting', word: 'role.accepting' },
    learner: { glyph: 'plain', word: 'role.learner' },
    leader: { glyph: 'crown', word: 'role.leader' },
  },
  messages,
  routine: () => false,
  waits: {
    propose: { word: 'wait.propose', arc: true },
    retry: { word: 'wait.retry', arc: true, detection: true },
  },
  periods: (params) => {
    const { retryUsMax } = params as SingleParams;
    return { routineUs: retryUsMax, detectionUs: retryUsMax };
  },
  badge: (state) => {
    const { maxBal } = (state as SingleState).stable;
    return maxBal === 0 ? null : { word: 'badge.ballot', value: maxBal };
  },
  sentences,
  variables,
  ornaments,
  about: {
    assumes: ['about.assumes.1', 'about.assumes.2'],
    differs: ['about.differs.1', 'about.differs.2'],
  },
  layout: 'circle',
  texts: { en },
};
