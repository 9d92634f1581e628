/**
 * How a dead leader is noticed: followers ping it. Not part of the election; the textbooks assume that
 * somebody notices and do not say how.
 */
import { above, becomeLeader, openBid, startElection } from './election';
import type { BullyContext, BullyMessageContext, BullyState } from './types';

/** A period is over: ask the leader for a sign of life. */
export function onPingDue(s: BullyState, ctx: BullyContext): void {
  const { leader } = s;
  if (leader === null || leader === ctx.self) return; // Made to ring by hand: nobody to ask.
  ctx.rule('PI1');
  ctx.send(leader, { type: 'PING' });
  // An unanswered PING keeps its own deadline, however soon the next one is due.
  if (!s.awaitingPong) ctx.setTimer('pingWait', ctx.params.pingWaitUs);
  s.awaitingPong = true;
  ctx.setTimer('ping', ctx.params.pingEveryUs);
}

export function onPing(s: BullyState, _m: object, ctx: BullyMessageContext): void {
  const followsAnother = s.leader !== null && s.leader !== ctx.self;
  if (followsAnother) {
    ctx.rule('PI3');
    return;
  }
  ctx.rule('PI2');
  ctx.reply({ type: 'PONG' });
}

export function onPong(s: BullyState, _m: object, ctx: BullyMessageContext): void {
  if (!s.awaitingPong || ctx.from !== s.leader) {
    ctx.rule('PO2');
    return;
  }
  ctx.rule('PO1');
  s.awaitingPong = false;
  ctx.cancelTimer('pingWait');
}

/** The leader seems dead: a PING was not answered in time, or a person says so. */
export function onSuspect(s: BullyState, ctx: BullyContext): void {
  ctx.rule('SU1');
  const higher = above(ctx);
  const onlyTheDeadOneIsAbove = higher.length === 1 && higher[0] === s.leader;
  if (ctx.params.shortcut && onlyTheDeadOneIsAbove) {
    ctx.rule('SU2');
    openBid(s, ctx);
    becomeLeader(s, 'onlyDeadAbove', ctx);
    return;
  }
  startElection(s, 'suspects', ctx);
}
