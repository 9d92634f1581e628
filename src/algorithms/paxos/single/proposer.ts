/**
 * The proposer: phase 1a and 2a. It asks a majority for a promise, takes over the value of the highest
 * ballot that they report, its own id if there is none, and asks them to accept it. L. Lamport, "Paxos
 * Made Simple" (2001), section 2.2.
 */
import type { NodeId } from '../../../engine/protocol';
import { majority } from '../../shared/quorum';
import { nextBallot } from '../ballots';
import type {
  Nack,
  Promised,
  PromiseMessage,
  SingleContext,
  SingleMessageContext,
  SingleMessages,
  SingleState,
} from '../types';

type Message = { [K in keyof SingleMessages]: { readonly type: K } & SingleMessages[K] };

/** To every node, itself last: it is an acceptor like the others. */
export function toAll(message: Message[keyof Message], ctx: SingleContext): void {
  ctx.broadcast(message);
  ctx.send(ctx.self, message);
}

/** Counted from here on, a ballot takes too long. */
export function waitToRetry(ctx: SingleContext): void {
  ctx.setTimer('retry', ctx.random.between(ctx.params.retryUsMin, ctx.params.retryUsMax));
}

/** Phase 1a with a ballot above all it has seen. `why` is the reason of the role shown on the page. */
export function beginBallot(s: SingleState, why: string, ctx: SingleContext): void {
  ctx.rule('BB1');
  const { lastTried, maxBal } = s.stable;
  const ballot = nextBallot(Math.max(lastTried, maxBal, s.heard), ctx.self, ctx.all);
  s.stable.lastTried = ballot;
  s.phase = 'preparing';
  s.ballot = ballot;
  s.promises = [];
  s.refusals = [];
  s.value = null;
  ctx.becomes('preparing', why);
  ctx.attempt(ballot);
  // A ballot must never be used again, not even after a crash.
  ctx.persist();
  waitToRetry(ctx);
  toAll({ type: 'Prepare', b: ballot }, ctx);
}

/** Its turn has come, or its ballot has taken too long. */
export function onTurn(why: 'turn' | 'timeout'): (s: SingleState, ctx: SingleContext) => void {
  return (s, ctx) => {
    if (s.chosen !== null) {
      ctx.rule('RT2');
      return;
    }
    ctx.rule('RT1');
    beginBallot(s, why, ctx);
  };
}

/** The value of the highest ballot that was reported; null: nobody has accepted anything. */
export function reportedValue(promises: readonly Promised[]): NodeId | null {
  let highest = 0;
  let value: NodeId | null = null;
  for (const { vBal, vVal } of promises) {
    if (vBal <= highest) continue;
    highest = vBal;
    value = vVal;
  }
  return value;
}

export function onPromise(s: SingleState, m: PromiseMessage, ctx: SingleMessageContext): void {
  if (m.b !== s.ballot || s.phase !== 'preparing') {
    ctx.rule('PM4');
    return;
  }
  ctx.rule('PM1');
  const isNew = s.promises.every(({ from }) => from !== ctx.from);
  if (isNew) s.promises = [...s.promises, { from: ctx.from, vBal: m.vBal, vVal: m.vVal }];
  if (s.promises.length < majority(ctx.all.length)) return;

  const reported = reportedValue(s.promises);
  ctx.rule(reported === null ? 'PM2' : 'PM3');
  s.phase = 'accepting';
  s.value = reported ?? ctx.self;
  s.refusals = [];
  ctx.becomes('accepting', reported === null ? 'free' : 'bound');
  toAll({ type: 'Accept', b: s.ballot, v: s.value }, ctx);
}

/** Some acceptor has promised a higher ballot: this one may be lost, and the next must be above that. */
export function onNack(s: SingleState, m: Nack, ctx: SingleMessageContext): void {
  if (m.maxBal > s.heard) s.heard = m.maxBal;
  if (m.b !== s.ballot || s.phase === 'idle') {
    ctx.rule('NK3');
    return;
  }
  ctx.rule('NK1');
  if (!s.refusals.includes(ctx.from)) s.refusals = [...s.refusals, ctx.from];
  if (ctx.all.length - s.refusals.length >= majority(ctx.all.length)) return;
  ctx.rule('NK2');
  s.phase = 'idle';
  ctx.becomes('acceptor', 'refused');
}
