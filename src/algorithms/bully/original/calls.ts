/**
 * Remote calls as the paper has them: one at a time, each answered at once or taken for proof that the
 * other is down. A call bears a number; an answer with another number, or of another node, is late and
 * means nothing. What follows from an answer or a silence is not here but in `election.ts` and `watching.ts`.
 */
import type { NodeId } from '../../../engine/protocol';
import type { Call, OriginalContext, OriginalMessageContext, OriginalState, Stage } from '../types';

/** Numbers of calls begin anywhere below this, so that an answer from before a crash finds no taker. */
const FIRST_CALL_MAX = 999_999;
const CALLS_EACH = 1000;

/** Draws where the numbers of this incarnation begin. */
export function beginNumbers(s: OriginalState, ctx: OriginalContext): void {
  s.call = ctx.random.between(0, FIRST_CALL_MAX) * CALLS_EACH;
}

/** Begins to call these nodes one after another, for what the stage says. There is at least one. */
export function beginCalls(
  s: OriginalState,
  stage: Stage,
  nodes: readonly NodeId[],
  ctx: OriginalContext,
): void {
  s.stage = stage;
  s.calling = nodes;
  callFirst(s, ctx);
}

/** Goes on to the next node; false if that was the last one. */
export function callNext(s: OriginalState, ctx: OriginalContext): boolean {
  s.calling = s.calling.slice(1);
  if (s.calling.length === 0) return false;
  callFirst(s, ctx);
  return true;
}

/** Calls nobody any more, whatever it was for. */
export function stopCalls(s: OriginalState, ctx: OriginalContext): void {
  s.stage = null;
  s.calling = [];
  ctx.cancelTimer('callWait');
  ctx.cancelTimer('pingWait');
}

function callFirst(s: OriginalState, ctx: OriginalContext): void {
  const to = s.calling[0];
  if (to === undefined) return;
  s.call += 1;
  const { call } = s;
  if (s.stage === 'halting') ctx.send(to, { type: 'Halt', call });
  else if (s.stage === 'informing') ctx.send(to, { type: 'NewCoordinator', call });
  else if (s.stage === 'readying') ctx.send(to, { type: 'Ready', call, d: s.d });
  else if (s.stage === 'checking') ctx.send(to, { type: 'AreYouNormal', call });
  else ctx.send(to, { type: 'AreYouThere', call });
  if (s.stage === 'asking') ctx.setTimer('pingWait', ctx.params.pingWaitUs);
  else ctx.setTimer('callWait', ctx.params.okWaitUs);
}

/** True if this answers the call that is open now; says so by rule where it does not. */
export function isAnswer(s: OriginalState, m: Call, ctx: OriginalMessageContext): boolean {
  if (s.stage !== null && m.call === s.call && ctx.from === s.calling[0]) {
    ctx.cancelTimer('callWait');
    ctx.cancelTimer('pingWait');
    return true;
  }
  ctx.rule('LA1');
  return false;
}
