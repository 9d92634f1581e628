/**
 * The conditions of the ring elections' rules, with the values that made them true or false in one step.
 * They are read from the state before the step and its message; no handler is called and nothing is
 * decided here. The conformance suite compares them with what was applied, both ways.
 */
import type { Guard, Guards, NodeId, Step } from '../../engine/protocol';
import type { Ask } from '../shared/guards';
import {
  applies,
  compares,
  either,
  equals,
  guard,
  onEvent,
  onMessage,
  onTimer,
  shown,
} from '../shared/guards';
import { pingingGuards } from '../shared/pingingGuards';
import { takesPart } from './leading';
import { neighbour } from './order';
import type {
  Ack,
  Election,
  ListCoordinator,
  ListElection,
  Marked,
  PetersonElected,
  PetersonElection,
  Probe,
  Reply,
  RingParams,
  RingState,
} from './types';

function params(step: Step): RingParams {
  return step.params as RingParams;
}

function idOf(step: Step, node: NodeId | null = step.node): number {
  return node === null ? 0 : step.world.node(node).priority;
}

// ------------------------------------------------------------------------------ conditions

/** `x = id` or `x ≠ id`. */
function isOwn(step: Step, x: number, own: boolean): Guard {
  const id = idOf(step);
  return guard(own ? 'x = id' : 'x ≠ id', `${x} ${x === id ? '=' : '≠'} ${id}`, (x === id) === own);
}

/** Which of two ids is better. */
function better(step: Step, left: string, a: number, right: string, b: number, is: boolean): Guard {
  const wantsMore = params(step).winner === 'max';
  const sign = is ? (wantsMore ? '>' : '<') : wantsMore ? '<=' : '>=';
  return compares(left, a, sign, right, b);
}

function part(s: RingState, takes: boolean): Guard {
  const text = takes ? 'i takes part' : 'i takes no part yet';
  return guard(text, s.status, takesPart(s) === takes);
}

function began(step: Step, initiator: NodeId, did: boolean): Guard {
  const text = did ? 'i began it' : 'i did not begin it';
  return guard(text, `${initiator} began`, (initiator === step.node) === did);
}

function isRunning(s: RingState, is: boolean): Guard {
  return guard(is ? 'i stands' : 'i stands no longer', s.status, (s.status === 'running') === is);
}

// ------------------------------------------------------------------------------- beginning

/** The scenario named a leader: a start says so by how it takes its role. */
function named(step: Step, isNamed: boolean): Guard {
  const found = step.effects.some((effect) => effect.do === 'becomes' && effect.why === 'seated');
  const text = isNamed ? 'the scenario names a leader' : 'the scenario names no leader';
  return guard(text, '', found === isNamed);
}

function isInitiator(step: Step, is: boolean): Guard {
  const { initiators } = params(step);
  const found = initiators === 'all' || initiators.includes(step.node ?? '');
  const value = typeof initiators === 'string' ? initiators : initiators.join(', ');
  const text = is ? 'i is an initiator' : 'i is no initiator';
  return guard(text, value, (initiators !== 'detector' && found) === is);
}

const starts = onEvent(['start'], (_s, step) => [named(step, false), isInitiator(step, true)]);
const returns = onEvent(['restart'], () => []);
const suspects = onTimer<RingState>('pingWait', (s) => [part(s, false)]);
const noResult = onTimer<RingState>('restart', (s) => [part(s, true)]);

const beginning: Guards = {
  ST1: starts,
  ST2: onEvent(['start'], (_s, step) => [named(step, false), isInitiator(step, false)]),
  ST3: returns,
  ST4: onEvent(['start'], (_s, step) => [named(step, true)]),
  SU1: suspects,
  SU2: onTimer<RingState>('pingWait', (s) => [part(s, true)]),
  SU3: noResult,
};

/** Reached from every rule by which an election begins. */
function begins(...more: readonly Ask[]): Ask {
  const all = [starts, returns, suspects, noResult, ...more];
  return (step) => (all.some((ask) => applies(ask(step))) ? [] : null);
}

// ------------------------------------------------------------------------------ passing on

const TRAVELLING = ['ELECTION', 'ELECTED', 'COORDINATOR'];

/** What travels, in the forms in which it bears a mark. */
function onMarked(ask: (s: RingState, m: Marked, step: Step) => readonly Guard[] | null): Ask {
  const asks = TRAVELLING.map((type) =>
    onMessage<RingState, Marked>(type, (s, m, _from, step) =>
      isForm(step, 'chang-roberts', 'passive', 'list') ? ask(s, m, step) : null,
    ),
  );
  return either(...asks);
}

const acknowledged: Ask = onMarked((_s, { origin }) => [
  guard('sends are acknowledged', '', origin !== null),
]);

/** It has come before. */
const isAgain = (s: RingState, { origin, number }: Marked): boolean =>
  origin !== null && s.seen.includes(`${origin}/${number}`);

const again: Ask = onMarked((s, m, step) =>
  // A list on which the node stands is dropped for that.
  applies(isListedBy(step))
    ? null
    : [guard('it has come before', m.origin === null ? '' : `made by ${m.origin}`, isAgain(s, m))],
);

/** A rule on something that travels: it is come to by what has not come before. */
function onToken<M extends Marked>(
  type: string,
  ask: (s: RingState, m: M, from: NodeId, step: Step) => readonly Guard[] | null,
): Ask {
  return onMessage<RingState, M>(type, (s, m, from, step) =>
    isAgain(s, m) ? null : ask(s, m, from, step),
  );
}

const onAck = (awaited: boolean): Ask =>
  onMessage<RingState, Ack>('ACK', (s, { origin, number }, from) => {
    const found = s.unacked.some(
      ({ to, token }) => token.origin === origin && token.number === number && to === from,
    );
    const text = awaited ? 'i waits for this ACK' : 'i does not wait for this ACK';
    return [guard(text, shown(s.unacked.map(({ to }) => to)), found === awaited)];
  });

const skips = (alone: boolean): Ask =>
  onTimer<RingState>('ackWait', (s, step) => {
    const { key } = step.event.timer ?? {};
    const unanswered = s.unacked.find(({ token }) => `${token.origin}/${token.number}` === key);
    if (unanswered === undefined || step.node === null) return null;
    const next = neighbour(step.world.candidates, unanswered.to, unanswered.way);
    const text = alone ? 'the node after that one is i' : 'the node after that one is not i';
    return [guard(text, next, (next === step.node) === alone)];
  });

const passing: Guards = {
  PA1: acknowledged,
  PA2: onAck(true),
  PA3: skips(false),
  PA4: onAck(false),
  PA5: skips(true),
  PA6: again,
};

// --------------------------------------------------------------------------- Chang-Roberts

/** In the passive form, who does not stand passes everything on. */
function passesAll(step: Step, s: RingState): boolean {
  return params(step).variant === 'passive' && s.status !== 'running' && s.leader !== step.node;
}

function leads(step: Step, s: RingState): Guard {
  return guard('i leads', `leader ${shown(s.leader)}`, s.leader === step.node && !takesPart(s));
}

/** The conditions on an id that is not the node's own. */
function foreign(more: (s: RingState, x: number, step: Step) => readonly Guard[] | null): Ask {
  return onToken<Election>('ELECTION', (s, { id }, _from, step) => {
    if (!isForm(step, 'chang-roberts', 'passive')) return null;
    const asked = more(s, id, step);
    return asked === null ? null : [isOwn(step, id, false), ...asked];
  });
}

function isForm(step: Step, ...forms: readonly RingParams['variant'][]): boolean {
  return forms.includes(params(step).variant);
}

const replaces = foreign((s, x, step) =>
  params(step).variant === 'passive'
    ? null
    : [better(step, 'x', x, 'id', idOf(step), false), part(s, false)],
);

const onElected = (own: boolean, ...forms: readonly RingParams['variant'][]): Ask =>
  onToken<Election>('ELECTED', (_s, { id }, _from, step) =>
    isForm(step, ...forms) ? [isOwn(step, id, own)] : null,
  );

const changRoberts: Guards = {
  CR1: (step) => (isForm(step, 'chang-roberts', 'passive') ? begins()(step) : null),
  CR2: foreign((s, x, step) => {
    if (passesAll(step, s)) return null;
    return [better(step, 'x', x, 'id', idOf(step), true)];
  }),
  CR3: replaces,
  CR4: foreign((s, x, step) => {
    if (passesAll(step, s)) return null;
    return [better(step, 'x', x, 'id', idOf(step), false), part(s, true)];
  }),
  CR5: onToken<Election>('ELECTION', (_s, { id }, _from, step) =>
    isForm(step, 'chang-roberts', 'passive') ? [isOwn(step, id, true)] : null,
  ),
  CR6: foreign((s, _x, step) => {
    if (params(step).variant !== 'passive') return null;
    return [guard('i neither stands nor leads', s.status, passesAll(step, s))];
  }),
  CR9: foreign((s, x, step) => {
    if (params(step).variant !== 'passive') return null;
    return [better(step, 'x', x, 'id', idOf(step), false), leads(step, s)];
  }),
  CR7: onElected(false, 'chang-roberts', 'passive'),
  CR8: onElected(true, 'chang-roberts', 'passive'),
};

// ------------------------------------------------------------------------------------ list

function listed(step: Step, list: readonly NodeId[], is: boolean): Guard {
  const text = is ? 'i is on the list' : 'i is not on the list';
  return guard(text, list.join(', '), list.includes(step.node ?? '') === is);
}

/** Looked at before anything else: whether it has come before plays no part. */
function isListedBy(step: Step): readonly Guard[] | null {
  const ask = onMessage<RingState, ListElection>('ELECTION', (_s, m) =>
    isForm(step, 'list') ? [began(step, m.initiator, false), listed(step, m.list, true)] : null,
  );
  return ask(step);
}

function lists(ask: (m: ListElection, step: Step) => readonly Guard[]): Ask {
  return onToken<ListElection>('ELECTION', (_s, m, _from, step) =>
    isForm(step, 'list') ? ask(m, step) : null,
  );
}

const news = (ask: (s: RingState, m: ListCoordinator, step: Step) => readonly Guard[]): Ask =>
  onToken<ListCoordinator>('COORDINATOR', (s, m, _from, step) => ask(s, m, step));

const list: Guards = {
  LI1: (step) => (isForm(step, 'list') ? begins()(step) : null),
  LI2: lists((m, step) => [began(step, m.initiator, false), listed(step, m.list, false)]),
  LI3: lists((m, step) => [began(step, m.initiator, true)]),
  LI4: isListedBy,
  LI5: news((_s, m, step) => [began(step, m.initiator, false)]),
  LI6: news((_s, m, step) => [began(step, m.initiator, true)]),
};

// --------------------------------------------------------------------- Hirschberg-Sinclair

function probes(ask: (s: RingState, m: Probe, step: Step) => readonly Guard[]): Ask {
  return onMessage<RingState, Probe>('PROBE', (s, m, _from, step) => ask(s, m, step));
}

function replies(ask: (s: RingState, m: Reply, step: Step) => readonly Guard[]): Ask {
  return onMessage<RingState, Reply>('REPLY', (s, m, _from, step) => ask(s, m, step));
}

const worse = probes((_s, { id }, step) => [
  isOwn(step, id, false),
  better(step, 'x', id, 'id', idOf(step), false),
]);

/** An answer that this node waits for. */
function awaited(s: RingState, { phase, right }: Reply, is: boolean): Guard {
  const side = right ? 'left' : 'right';
  const found = s.status === 'running' && phase === s.phase && !s.answered.includes(side);
  const text = is ? 'i waits for it' : 'i no longer waits for it';
  return guard(text, `phase ${phase}, now ${s.phase}; ${s.status}`, found === is);
}

const hirschbergSinclair: Guards = {
  HS1: (step) => {
    if (!isForm(step, 'hirschberg-sinclair')) return null;
    const wakes: Ask = (one) =>
      applies(worse(one)) && !takesPart(one.before as RingState) ? [] : null;
    return begins(wakes)(step);
  },
  HS2: probes((_s, { id, hopsLeft }, step) => [
    isOwn(step, id, false),
    better(step, 'x', id, 'id', idOf(step), true),
    compares('hops', hopsLeft, '>', '1', 1),
  ]),
  HS3: probes((_s, { id, hopsLeft }, step) => [
    isOwn(step, id, false),
    better(step, 'x', id, 'id', idOf(step), true),
    compares('hops', hopsLeft, '<=', '1', 1),
  ]),
  HS4: worse,
  HS5: replies((_s, { id }, step) => [isOwn(step, id, false)]),
  HS6: replies((s, m, step) => [isOwn(step, m.id, true), awaited(s, m, true)]),
  HS7: probes((s, { id }, step) => [isOwn(step, id, true), isRunning(s, true)]),
  HS8: either(
    probes((s, { id }, step) => [isOwn(step, id, true), isRunning(s, false)]),
    replies((s, m, step) => [isOwn(step, m.id, true), awaited(s, m, false)]),
  ),
  HS9: onElected(false, 'hirschberg-sinclair'),
  HS10: onElected(true, 'hirschberg-sinclair'),
};

// -------------------------------------------------------------------------------- Peterson

/** What the node stands for when it looks at the message: one that takes no part yet begins first. */
function standing(s: RingState, step: Step): Pick<RingState, 'status' | 'tid' | 'ntid'> {
  if (takesPart(s)) return s;
  return { status: 'running', tid: idOf(step), ntid: null };
}

function compared(
  isSecond: boolean,
  ask: (s: ReturnType<typeof standing>, m: PetersonElection, step: Step) => readonly Guard[],
): Ask {
  return onMessage<RingState, PetersonElection>('ELECTION', (s, m, _from, step) => {
    if (!isForm(step, 'peterson') || m.second !== isSecond) return null;
    const now = standing(s, step);
    return now.status === 'running' ? ask(now, m, step) : null;
  });
}

function isTid(s: ReturnType<typeof standing>, x: number, is: boolean): Guard {
  const found = s.tid === x;
  return guard(
    is ? 'x = tid' : 'x ≠ tid',
    `${x} ${found ? '=' : '≠'} ${shown(s.tid)}`,
    found === is,
  );
}

/** `ntid` beats both, or does not. */
function localBest(step: Step, s: ReturnType<typeof standing>, x: number, is: boolean): Guard {
  const { tid, ntid } = s;
  const wantsMore = params(step).winner === 'max';
  const beats = (a: number, b: number): boolean => (wantsMore ? a > b : a < b);
  const found = tid !== null && ntid !== null && !beats(tid, ntid) && !beats(x, ntid);
  const text = is ? 'ntid is better than tid and x' : 'ntid is not better than tid and x';
  return guard(text, `ntid ${shown(ntid)}, tid ${shown(tid)}, x ${x}`, found === is);
}

const hasFirst = (s: ReturnType<typeof standing>, has: boolean): Guard =>
  guard(has ? 'a first has come' : 'no first has come', shown(s.ntid), (s.ntid !== null) === has);

const announced = (own: boolean): Ask =>
  onMessage<RingState, PetersonElected>('ELECTED', (_s, { by }, _from, step) => {
    if (!isForm(step, 'peterson')) return null;
    const text = own ? 'i announced it' : 'another node announced it';
    return [guard(text, by, (by === step.node) === own)];
  });

const peterson: Guards = {
  PD1: (step) => {
    if (!isForm(step, 'peterson')) return null;
    const woken = onMessage<RingState, object>('ELECTION', (s) => [part(s, false)]);
    return begins(woken)(step);
  },
  PD2: compared(false, (s, { id }) => [isTid(s, id, false)]),
  PD3: compared(true, (s, { id }, step) => [hasFirst(s, true), localBest(step, s, id, true)]),
  PD4: compared(true, (s, { id }, step) => [hasFirst(s, true), localBest(step, s, id, false)]),
  PD5: onMessage<RingState, PetersonElection>('ELECTION', (s, _m, _from, step) =>
    isForm(step, 'peterson') ? [equals('status', standing(s, step).status, ['outbid'])] : null,
  ),
  PD6: compared(false, (s, { id }) => [isTid(s, id, true)]),
  PD7: announced(false),
  PD8: compared(true, (s) => [hasFirst(s, false)]),
  PD9: announced(true),
};

export const guards: Guards = {
  ...beginning,
  ...passing,
  ...pingingGuards,
  ...changRoberts,
  ...list,
  ...hirschbergSinclair,
  ...peterson,
};
