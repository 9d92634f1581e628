/**
 * The election of the paper: see that nobody above is alive, halt everybody below, and only then appoint
 * oneself and hand out the task. H. Garcia-Molina, "Elections in a Distributed Computing System", 1982,
 * the Bully algorithm, procedure Election. Start reading at `elect`; who is called answers in `answers.ts`.
 */
import type { NodeId } from '../../../engine/protocol';
import type {
  Call,
  OriginalContext,
  OriginalMessageContext,
  OriginalState,
  OriginalTimer,
} from '../types';
import { beginCalls, callNext, isAnswer, stopCalls } from './calls';
import { roleAtRest, watch } from './resting';

const TIMERS: readonly OriginalTimer[] = ['callWait', 'pingWait', 'silence', 'coordWait', 'check'];

function byRank(nodes: readonly NodeId[], ctx: OriginalContext): readonly NodeId[] {
  return nodes.slice().sort((a, b) => ctx.rank(a) - ctx.rank(b));
}

/** Stops all calls and all waits. */
export function stopAll(s: OriginalState, ctx: OriginalContext): void {
  stopCalls(s, ctx);
  for (const timer of TIMERS) ctx.cancelTimer(timer);
}

/** Election(): step 1, is anyone above alive? `why` is the reason of the role shown on the page. */
export function elect(s: OriginalState, why: string, ctx: OriginalContext): void {
  stopAll(s, ctx);
  // The paper has no terms; the number is made of the node's place and its own count and never sent.
  ctx.attempt(s.bids * ctx.all.length + ctx.all.indexOf(ctx.self) + 1);
  s.bids += 1;
  const above = ctx.peers.filter((peer) => ctx.rank(peer) > ctx.rank(ctx.self));
  if (above.length === 0) {
    halt(s, why, ctx);
    return;
  }
  ctx.rule('AS1');
  ctx.becomes('asking', why);
  beginCalls(s, 'higher', byRank(above, ctx), ctx);
}

/** Step 2: nobody above is alive. Halts itself, then those below, the highest first. */
function halt(s: OriginalState, why: string, ctx: OriginalContext): void {
  ctx.rule('HA1');
  s.s = 'ELECTION';
  s.h = ctx.self;
  s.c = null;
  s.up = [];
  ctx.becomes('halting', why);
  const below = ctx.peers.filter((peer) => ctx.rank(peer) < ctx.rank(ctx.self));
  if (below.length === 0) {
    appoint(s, ctx);
    return;
  }
  ctx.believes(null, null);
  beginCalls(s, 'halting', byRank(below, ctx).toReversed(), ctx);
}

/** Step 3: all that are alive below have stopped. From here on this node is the coordinator. */
function appoint(s: OriginalState, ctx: OriginalContext): void {
  ctx.rule('NC1');
  s.c = ctx.self;
  s.s = 'REORGANIZATION';
  ctx.becomes('appointing', 'haltedAll');
  ctx.believes(ctx.self, ctx.rank(ctx.self));
  if (s.up.length === 0) handOut(s, ctx);
  else beginCalls(s, 'informing', s.up, ctx);
}

/** Step 4: the task. Any would do; here it is the list of those that the coordinator counts on. */
function handOut(s: OriginalState, ctx: OriginalContext): void {
  ctx.rule('RD1');
  s.d = [ctx.self, ...s.up];
  if (s.up.length === 0) begin(s, ctx);
  else beginCalls(s, 'readying', s.up, ctx);
}

/** Step 5: the work begins. */
function begin(s: OriginalState, ctx: OriginalContext): void {
  ctx.rule('NO1');
  s.s = 'NORMAL';
  stopCalls(s, ctx);
  ctx.becomes('leader', 'allReady');
  watch(s, ctx);
}

/** A node above is alive: it will take over. If it does not, the next time-out comes back to it. */
export function onHigherThere(s: OriginalState, ctx: OriginalMessageContext): void {
  ctx.rule('AS2');
  stopCalls(s, ctx);
  ctx.becomes(roleAtRest(s, ctx), 'answered');
  watch(s, ctx);
}

export function onHaltReply(s: OriginalState, m: Call, ctx: OriginalMessageContext): void {
  if (!isAnswer(s, m, ctx)) return;
  ctx.rule('HA2');
  s.up = [...s.up, ctx.from];
  if (!callNext(s, ctx)) appoint(s, ctx);
}

export function onNewCoordinatorReply(
  s: OriginalState,
  m: Call,
  ctx: OriginalMessageContext,
): void {
  if (!isAnswer(s, m, ctx)) return;
  ctx.rule('NC2');
  if (!callNext(s, ctx)) handOut(s, ctx);
}

export function onReadyReply(s: OriginalState, m: Call, ctx: OriginalMessageContext): void {
  if (!isAnswer(s, m, ctx)) return;
  ctx.rule('RD2');
  if (!callNext(s, ctx)) begin(s, ctx);
}

/** A call of an election got no answer: the node is down. */
export function onElectionSilence(s: OriginalState, ctx: OriginalContext): void {
  if (s.stage === 'higher') {
    ctx.rule('AS3');
    if (!callNext(s, ctx)) halt(s, 'silence', ctx);
  } else if (s.stage === 'halting') {
    ctx.rule('HA3');
    if (!callNext(s, ctx)) appoint(s, ctx);
  } else {
    ctx.rule('NC3');
    elect(s, 'lostOne', ctx);
  }
}
