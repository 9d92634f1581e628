/**
 * Whom a node takes for the leader, and for how long it waits for it. Belief needs no safety: two leaders
 * cost progress, never agreement. L. Lamport, "Paxos Made Simple" (2001), section 3.
 */
import type { NodeId } from '../../../engine/protocol';
import { ownerOf, proposersOf } from '../ballots';
import type { Ballot, MultiContext, MultiState } from '../types';

export function isProposer({ self, all, rank, params }: MultiContext): boolean {
  return proposersOf(params, all, rank).includes(self);
}

/** Waits anew before it tries to lead itself, if it is one that does. */
export function waitForLeader(ctx: MultiContext): void {
  if (!isProposer(ctx)) return;
  ctx.setTimer('retry', ctx.random.between(ctx.params.retryUsMin, ctx.params.retryUsMax));
}

export function believe(
  s: MultiState,
  leader: NodeId | null,
  ballot: Ballot,
  ctx: MultiContext,
): void {
  if (s.leader === leader && s.leaderBallot === ballot) return;
  s.leader = leader;
  s.leaderBallot = ballot;
  ctx.believes(leader, leader === null ? null : ballot);
}

/** Neither leads nor tries to, from now on. `why` is the reason of the role shown on the page. */
export function standDown(s: MultiState, why: string, ctx: MultiContext): void {
  if (s.role === 'follower') return;
  const led = s.role === 'leader';
  s.role = 'follower';
  s.promises = [];
  s.refusals = [];
  s.reported = [];
  s.proposals = [];
  ctx.becomes('follower', why);
  if (!led) return;
  ctx.cancelTimer('heartbeat');
  if (s.leader === ctx.self) believe(s, null, 0, ctx);
  waitForLeader(ctx);
}

/** A ballot that is at least as high as all it has promised and followed shows a leader at work. */
export function isCurrent(s: MultiState, ballot: Ballot): boolean {
  return ballot >= s.stable.maxBal && ballot >= s.leaderBallot;
}

/** Follows the leader of this ballot, and waits anew. */
export function follow(s: MultiState, ballot: Ballot, ctx: MultiContext): void {
  const leader = ownerOf(ballot, ctx.all);
  if (leader === ctx.self) return;
  if (ballot > s.ballot) standDown(s, 'deposed', ctx);
  believe(s, leader, ballot, ctx);
  waitForLeader(ctx);
}
