/**
 * How trouble is noticed: the coordinator looks at the others once a period (the paper's Check), the
 * others look after a coordinator that is silent, and nobody stands still in ELECTION for ever (Timeout).
 */
import type {
  Call,
  NormalAnswer,
  OriginalContext,
  OriginalMessageContext,
  OriginalState,
} from '../types';
import { beginCalls, callNext, isAnswer, stopCalls } from './calls';
import { elect, onElectionSilence, onHigherThere } from './election';
import { watch } from './resting';

/** Check: is everybody that can be reached NORMAL? */
export function onCheck(s: OriginalState, ctx: OriginalContext): void {
  // Made to ring by hand: only a coordinator at work looks.
  if (s.s !== 'NORMAL' || s.c !== ctx.self || ctx.peers.length === 0) return;
  ctx.setTimer('check', ctx.params.pingEveryUs);
  if (s.stage !== null) return; // Still at the last look: so many do not answer.
  ctx.rule('CK1');
  beginCalls(s, 'checking', ctx.peers, ctx);
}

export function onAreYouNormalReply(
  s: OriginalState,
  m: NormalAnswer,
  ctx: OriginalMessageContext,
): void {
  if (!isAnswer(s, m, ctx)) return;
  if (m.normal) {
    ctx.rule('CK2');
    checkNext(s, ctx);
    return;
  }
  ctx.rule('CK3');
  elect(s, 'notNormal', ctx);
}

function checkNext(s: OriginalState, ctx: OriginalContext): void {
  if (!callNext(s, ctx)) stopCalls(s, ctx);
}

/** A call got no answer in time. */
export function onCallWait(s: OriginalState, ctx: OriginalContext): void {
  // Made to ring by hand: no such call is open.
  if (s.stage === null || s.stage === 'asking') return;
  if (s.stage !== 'checking') {
    onElectionSilence(s, ctx);
    return;
  }
  // Who is down is no reason for an election: it will make itself known when it recovers.
  ctx.rule('CK4');
  checkNext(s, ctx);
}

/** Timeout in NORMAL or REORGANIZATION: nothing was heard of the coordinator for a period. */
export function onSilence(s: OriginalState, ctx: OriginalContext): void {
  // Made to ring by hand: it is busy, or has nobody else to look after.
  if (s.stage !== null || s.s === 'ELECTION' || s.c === null || s.c === ctx.self) return;
  ctx.rule('TO1');
  beginCalls(s, 'asking', [s.c], ctx);
}

export function onAreYouThereReply(s: OriginalState, m: Call, ctx: OriginalMessageContext): void {
  if (!isAnswer(s, m, ctx)) return;
  if (s.stage === 'higher') {
    onHigherThere(s, ctx);
    return;
  }
  ctx.rule('TO2');
  stopCalls(s, ctx);
  watch(s, ctx);
}

/** The coordinator did not say that it is there, or a person says that it is not. */
export function onSuspect(s: OriginalState, ctx: OriginalContext): void {
  if (s.stage !== null && s.stage !== 'asking' && s.stage !== 'checking') return; // It is at it.
  ctx.rule('TO3');
  elect(s, 'suspects', ctx);
}

/** Timeout in ELECTION: whoever halted this node has not come back to it. */
export function onStandstill(s: OriginalState, ctx: OriginalContext): void {
  const standsStill = s.s === 'ELECTION' || (s.s === 'REORGANIZATION' && s.c === ctx.self);
  if (!standsStill || s.stage !== null) return; // Made to ring by hand.
  ctx.rule('TO4');
  elect(s, 'standstill', ctx);
}
