/**
 * The conditions of the rules of PaxosLease, with the values that made them true or false in one step. They
 * are read from the state before the step and its message; no handler is called here.
 */
import type { Guard, Guards, NodeId, Step } from '../../../engine/protocol';
import {
  applies,
  compares,
  either,
  guard,
  onEvent,
  onMessage,
  onTimer,
  shown,
} from '../../shared/guards';
import type { Ask } from '../../shared/guards';
import { majority } from '../../shared/quorum';
import { proposersOf } from '../ballots';
import { named } from './ballot';
import { leastUs } from './proposer';
import type {
  LeaseLearn,
  LeaseNack,
  LeaseParams,
  LeasePrepare,
  LeasePrepareReply,
  LeaseProposeReply,
  LeasePropose,
  LeaseRelease,
  LeaseState,
} from './types';

// ---------------------------------------------------------------- what the conditions look at

const params = (step: Step): LeaseParams => step.params as LeaseParams;
const isForm = (step: Step): boolean => params(step).variant === 'lease';
const all = (step: Step): readonly NodeId[] => step.world.candidates;
const ms = (us: number): string => `${us / 1000} ms`;

/** Of this form only: others have timers and messages of the same names. */
function own(ask: Ask): Ask {
  return (step) => (isForm(step) ? ask(step) : null);
}

function nowOf(step: Step): number {
  return step.node === null ? 0 : step.world.node(step.node).clock.localUs;
}

function wants(step: Step, is: boolean): Guard {
  const { world, node } = step;
  const who = proposersOf(params(step), all(step), (id) => world.node(id).priority);
  const found = node !== null && who.includes(node);
  return guard(is ? 'i is a proposer' : 'i is no proposer', who.join(', '), found === is);
}

function holds(s: LeaseState, is: boolean): Guard {
  const found = s.held !== null;
  return guard(is ? 'i holds the lease' : 'i does not hold the lease', '', found === is);
}

function seats(step: Step, is: boolean): Guard {
  const found = step.effects.some((one) => one.do === 'becomes' && one.why === 'seated');
  return guard(is ? 'the scenario names a holder' : 'the scenario names nobody', '', found === is);
}

const loud = (s: LeaseState): Guard => guard('i is not silent', '', !s.silent);

function ballots(step: Step, b: number, s: LeaseState, isEnough: boolean): Guard {
  const nodes = all(step);
  const sign = b < s.promised ? '<' : b === s.promised ? '=' : '>';
  const value = `${named(b, nodes)} ${sign} ${named(s.promised, nodes)}`;
  return guard(isEnough ? 'b >= promised' : 'b < promised', value, b >= s.promised === isEnough);
}

// --------------------------------------------------------------------------------- starting

const onStarting = (ask: (step: Step) => readonly Guard[]): Ask =>
  own((step) => (step.event.kind === 'start' ? ask(step) : null));
const onRestarting = (ask: (step: Step) => readonly Guard[]): Ask =>
  own((step) => (step.event.kind === 'restart' ? ask(step) : null));

const starting: Guards = {
  LST1: onStarting((step) => [seats(step, false), wants(step, true)]),
  LST3: onRestarting(() => []),
  LST4: onRestarting(() => []),
  LST6: onStarting((step) => [seats(step, true)]),
};

// ------------------------------------------------------------------- proposer: counting answers

/** An answer to Prepare that counts: of this round, in time, and the first of its acceptor. */
function awaited(s: LeaseState, m: LeasePrepareReply, from: NodeId, step: Step): readonly Guard[] {
  const nodes = all(step);
  const isRound = s.phase === 'prepare' && m.b === s.ballot;
  const heard = s.open.includes(from) || s.against.includes(from);
  return [
    guard('of this round', `${named(m.b, nodes)}, ${named(s.ballot, nodes)} ${s.phase}`, isRound),
    guard('not heard before', shown(from), !heard),
    guard('before retry', '', nowOf(step) < s.roundUntilUs),
  ];
}

function isOpen(m: LeasePrepareReply, step: Step, is: boolean): Guard {
  const found = m.owner === null || m.owner === step.node;
  return guard(
    is ? 'empty, or the own proposal' : 'another owner',
    m.owner ?? 'empty',
    found === is,
  );
}

const onReply = (
  ask: (s: LeaseState, m: LeasePrepareReply, step: Step, from: NodeId) => readonly Guard[],
): Ask =>
  own(
    onMessage<LeaseState, LeasePrepareReply>('PrepareReply', (s, m, from, step) =>
      ask(s, m, step, from),
    ),
  );

const counted: Ask = onReply((s, m, step, from) => [
  ...awaited(s, m, from, step),
  isOpen(m, step, true),
]);
const countedAgainst: Ask = onReply((s, m, step, from) => [
  ...awaited(s, m, from, step),
  isOpen(m, step, false),
]);

/** Those against, this one included, leave no majority. */
function hopeless(s: LeaseState, step: Step): Guard {
  const left = all(step).length - s.against.length - 1;
  return compares('those left', left, '<', 'majority', majority(all(step).length));
}

/** A Nack that counts in the round it is about. */
const onRefusal = (ask: (s: LeaseState, isCounted: boolean, step: Step) => readonly Guard[]): Ask =>
  own(
    onMessage<LeaseState, LeaseNack>('Nack', (s, m, from, step) =>
      ask(s, s.phase !== 'none' && m.b === s.ballot && !s.against.includes(from), step),
    ),
  );
const refused: Ask = onRefusal((_s, isCounted) => [
  guard('of this round, not heard before', '', isCounted),
]);

const stateOf = (step: Step): LeaseState => step.before as LeaseState;

const majorityOpen: Ask = onReply((s, _m, step) => [
  compares('open', s.open.length + 1, '>=', 'majority', majority(all(step).length)),
]);

const onAcceptance = (
  ask: (s: LeaseState, m: LeaseProposeReply, from: NodeId, step: Step) => readonly Guard[] | null,
): Ask => own(onMessage<LeaseState, LeaseProposeReply>('ProposeReply', ask));

/** What is left of the own timer. */
const leftUs = (s: LeaseState, step: Step): number => s.untilUs - nowOf(step);

/** An acceptance that counts: of this proposal, the first of its acceptor, and not too late. */
function isAcceptance(s: LeaseState, m: LeaseProposeReply, from: NodeId, step: Step): boolean {
  const isCurrent = s.phase === 'propose' && m.b === s.ballot && !s.accepts.includes(from);
  return isCurrent && leftUs(s, step) >= leastUs(params(step).leaseUs);
}

function acceptance(
  s: LeaseState,
  m: LeaseProposeReply,
  from: NodeId,
  step: Step,
  is: boolean,
): readonly Guard[] {
  const text = is
    ? 'of this proposal, not counted before, T/14 left'
    : 'not of this proposal, counted, or too late';
  const found = isAcceptance(s, m, from, step);
  const value = s.phase === 'propose' ? `${ms(leftUs(s, step))} left` : s.phase;
  return [guard(text, `${named(m.b, all(step))}, ${value}`, found === is)];
}

const answers: Guards = {
  LPR2: counted,
  LPR3: (step) => (applies(counted(step)) ? majorityOpen(step) : null),
  LPR4: countedAgainst,
  LPR5: (step) => {
    const isAgainst = applies(countedAgainst(step)) || applies(refused(step));
    return isAgainst ? [hopeless(stateOf(step), step)] : null;
  },
  LPR6: onReply((s, m, step, from) => [
    guard(
      'not of this round, heard before, or late',
      `${named(m.b, all(step))}, ${named(s.ballot, all(step))} ${s.phase}`,
      !applies(awaited(s, m, from, step)),
    ),
  ]),
  LPP1: onAcceptance((s, m, from, step) => acceptance(s, m, from, step, true)),
  LPP2: onAcceptance((s, m, from, step) =>
    isAcceptance(s, m, from, step)
      ? [compares('accepted', s.accepts.length + 1, '>=', 'majority', majority(all(step).length))]
      : null,
  ),
  LPP3: onAcceptance((s, m, from, step) => acceptance(s, m, from, step, false)),
  LNK1: refused,
  LNK2: onRefusal((_s, isCounted) => [guard('not of this round, or heard before', '', !isCounted)]),
};

// ----------------------------------------------------------------------------------- timers

const key = (step: Step): string => step.event.timer?.key ?? '';

const ownTimer: Guards = {
  LLE1: own(
    onTimer<LeaseState>('lease', (s, step) => {
      const isLease = s.held?.timer === key(step);
      const isProposal = s.phase === 'propose' && s.timer === key(step);
      const value = isLease ? 'holds the lease' : s.phase;
      return [guard('i holds the lease or has proposed', value, isLease || isProposal)];
    }),
  ),
};

// --------------------------------------------------------------------------------- acceptor

const onSilent = (type: string): Ask =>
  onMessage<LeaseState, object>(type, (s) => [guard('i is silent', '', s.silent)]);

const asked = (isEnough: boolean): Ask =>
  onMessage<LeaseState, LeasePrepare>('Prepare', (s, m, _from, step) => [
    loud(s),
    ballots(step, m.b, s, isEnough),
  ]);
const proposed = (isEnough: boolean): Ask =>
  onMessage<LeaseState, LeasePropose>('Propose', (s, m, _from, step) => [
    loud(s),
    ballots(step, m.b, s, isEnough),
  ]);
const released = (is: boolean): Ask =>
  onMessage<LeaseState, LeaseRelease>('Release', (s, m, _from, step) => {
    const found = s.accepted?.ballot === m.b;
    const value = `${named(s.accepted?.ballot ?? 0, all(step))}, ${named(m.b, all(step))}`;
    return [loud(s), guard(is ? 'accepted in b' : 'not accepted in b', value, found === is)];
  });

const acceptor: Guards = {
  LAC1: own(asked(true)),
  LAC2: own(either(asked(false), proposed(false))),
  LAC3: own(proposed(true)),
  LAC4: own(
    onTimer<LeaseState>('accepted', (s) => [
      guard('something is accepted', shown(s.accepted?.owner), s.accepted !== null),
    ]),
  ),
  LAC5: own(released(true)),
  LAC6: own(released(false)),
  LAC7: own(either(onSilent('Prepare'), onSilent('Propose'), onSilent('Release'))),
  LAC8: own(onTimer<LeaseState>('silence', (s) => [guard('i is silent', '', s.silent)])),
};

// ---------------------------------------------------------------------------------- learner

function ignored(s: LeaseState, m: LeaseLearn, step: Step): boolean {
  const isBusy = s.held !== null || s.phase === 'propose';
  const isOld = s.hint !== null && m.b < s.hint.ballot;
  return isBusy || isOld || m.forUs <= leastUs(params(step).leaseUs);
}

const onLearn = (is: boolean): Ask =>
  own(
    onMessage<LeaseState, LeaseLearn>('Learn', (s, m, _from, step) => {
      const text = 'i holds or proposes, or it is old, or too late';
      const value = `${s.held === null ? s.phase : 'holds'}, ${ms(m.forUs)} left`;
      return [guard(is ? text : `not so: ${text}`, value, ignored(s, m, step) === is)];
    }),
  );

const hintEnds: Ask = own(
  onTimer<LeaseState>('hint', (s) => [
    guard('a holder is known', shown(s.hint?.owner), s.hint !== null),
  ]),
);
const holderReleases: Ask = own(
  onMessage<LeaseState, LeaseRelease>('Release', (s, _m, from) => [
    guard('from the holder heard of', shown(s.hint?.owner), s.hint?.owner === from),
  ]),
);

const learner: Guards = {
  LLN1: onLearn(false),
  LLN2: onLearn(true),
  LLN3: hintEnds,
  LLN4: holderReleases,
};

// ------------------------------------------------------------------------------- trying, release

const tries: Ask = own(onTimer<LeaseState>('retry', (_s, step) => [wants(step, true)]));
const extends_: Ask = own(onTimer<LeaseState>('extend', (s) => [holds(s, true)]));

function startsAtOnce(step: Step): Guard {
  const { proposeAtUs } = params(step);
  const who = proposersOf(params(step), all(step), (id) => step.world.node(id).priority);
  const place = Math.min(who.indexOf(step.node ?? ''), proposeAtUs.length - 1);
  return compares('proposeAt', (proposeAtUs[place] ?? 0) / 1000, '=', 'now', 0);
}

const trying: Guards = {
  LRT1: tries,
  LEX1: extends_,
  LPR1: (step) => {
    if (applies(tries(step)) || applies(extends_(step))) return [];
    if (applies(starting['LST1']?.(step) ?? null)) return [startsAtOnce(step)];
    const isFree = applies(hintEnds(step)) || applies(holderReleases(step));
    return isFree ? [wants(step, true)] : null;
  },
  LRE1: own(onEvent<LeaseState>(['act'], (s) => [holds(s, true)])),
  LRE2: own(onEvent<LeaseState>(['act'], (s) => [holds(s, false)])),
};

export const leaseGuards: Guards = {
  ...starting,
  ...trying,
  ...answers,
  ...ownTimer,
  ...acceptor,
  ...learner,
};
