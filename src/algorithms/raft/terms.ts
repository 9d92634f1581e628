/**
 * Terms and roles: what every server does when it hears of a newer term, and how it becomes a
 * follower. Raft §5.1; Figure 2, "Rules for Servers".
 */
import type { NodeId } from '../../engine/protocol';
import { NO_FLAGS, NO_PEERS, NO_VOTES } from './state';
import type { RaftContext, RaftState } from './types';

/** Arms the election timer with a new random timeout (Raft §5.2). */
export function resetElectionTimer(s: RaftState, ctx: RaftContext): void {
  const { electionTimeoutUsMin, electionTimeoutUsMax } = ctx.params;
  s.electionTimeoutUs = ctx.random.between(electionTimeoutUsMin, electionTimeoutUsMax);
  s.waitingSinceUs = ctx.now;
  ctx.setTimer('election', s.electionTimeoutUs);
}

/** Takes `leader` for the leader of the current term; null: hears from none. */
export function believe(s: RaftState, leader: NodeId | null, ctx: RaftContext): void {
  s.leaderHint = leader;
  ctx.believes(leader, leader === null ? null : s.stable.currentTerm);
}

/** A candidate or leader gives up; a follower stays one. */
export function becomeFollower(s: RaftState, why: string, ctx: RaftContext): void {
  if (s.role === 'follower') return;
  const wasLeader = s.role === 'leader';
  s.role = 'follower';
  s.votes = NO_VOTES;
  ctx.becomes('follower', why);
  if (!wasLeader) return; // A candidate's election timer is running and stays as it is.
  s.nextIndex = NO_PEERS;
  s.matchIndex = NO_PEERS;
  s.overdue = NO_FLAGS;
  ctx.cancelTimer('heartbeat');
  resetElectionTimer(s, ctx);
}

/**
 * UpdateTerm, at the top of every message handler: a newer term is adopted before anything else.
 * `leader` is the sender of an AppendEntries, else null. True if `stable` changed and so must be
 * written before the answer.
 */
export function updateTerm(
  s: RaftState,
  term: number,
  leader: NodeId | null,
  ctx: RaftContext,
): boolean {
  if (term <= s.stable.currentTerm) return false;
  ctx.rule('T1');
  s.stable.currentTerm = term;
  s.stable.votedFor = null;
  becomeFollower(s, 'newerTerm', ctx);
  if (leader !== null || s.leaderHint !== null) believe(s, leader, ctx);
  return true;
}
