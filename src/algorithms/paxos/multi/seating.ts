/**
 * A cluster that has run before: the scenario lays down what was accepted and may name the leader. Its
 * numbers count as ballots, its entries as no-ops, so that no two can contradict each other.
 */
import type { Seating } from '../../../engine/protocol';
import { append, empty } from '../../../lib/list';
import { nextBallot } from '../ballots';
import type { MultiContext, MultiState, Slot } from '../types';
import { believe, waitForLeader } from './following';
import { propose, sendHeartbeat } from './leader';

export function onSeat(s: MultiState, { leader, logs }: Seating, ctx: MultiContext): void {
  ctx.rule('MST3');
  let highest = 0;
  let longest = 0;
  for (const node of ctx.all) {
    const ballots = logs[node] ?? [];
    highest = ballots.reduce((most, ballot) => Math.max(most, ballot), highest);
    longest = Math.max(longest, ballots.length);
  }
  const own = (logs[ctx.self] ?? []).map((bal): Slot => ({ bal, command: null }));
  const ballot = leader === null ? highest : nextBallot(highest, leader, ctx.all);
  s.stable.accepted = append(empty<Slot | null>(), ...own);
  s.stable.maxBal = ballot;
  // Whoever made these ballots has used them.
  s.stable.lastTried = ballot;
  if (leader !== ctx.self) {
    ctx.becomes('follower', 'seated');
    waitForLeader(ctx);
    if (leader !== null) believe(s, leader, ballot, ctx);
    ctx.persist();
    return;
  }
  s.role = 'leader';
  s.ballot = ballot;
  ctx.becomes('leader', 'seated');
  believe(s, leader, ballot, ctx);
  ctx.persist();
  sendHeartbeat(s, ctx);
  for (let slot = 1; slot <= longest; slot++) propose(s, null, ctx);
}
