/**
 * What a node does that takes its leader for dead. How it comes to that is not part of the election:
 * followers ping their leader (`shared/pinging.ts`).
 */
import { above, becomeLeader, openBid, startElection } from './election';
import type { BullyContext, BullyState } from './types';

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
