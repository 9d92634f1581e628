/** How a node begins: for the first time, after a crash, or in a cluster that has run before. */
import type { Seating } from '../../engine/protocol';
import { above, becomeLeader, follow, openBid, startElection } from './election';
import type { BullyContext, BullyState } from './types';

/** Nothing is remembered, so start and restart are the same. */
export function onStart(s: BullyState, ctx: BullyContext): void {
  if (above(ctx).length === 0) {
    ctx.rule('ST1');
    openBid(s, ctx);
    becomeLeader(s, 'highest', ctx);
    return;
  }
  ctx.rule('ST2');
  startElection(s, 'started', ctx);
}

/** The scenario names a leader: all follow it, nobody has to say anything. */
export function onSeat(s: BullyState, seating: Seating, ctx: BullyContext): void {
  const { leader } = seating;
  if (leader === null) {
    onStart(s, ctx);
    return;
  }
  ctx.rule('ST3');
  if (leader !== ctx.self) {
    follow(s, leader, 'seated', ctx);
    return;
  }
  s.leader = leader;
  ctx.becomes('leader', 'seated');
  ctx.believes(leader, ctx.rank(leader));
}
