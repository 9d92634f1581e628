/**
 * Terms and roles: what every server does when it hears of a newer term, and how it becomes a
 * follower. Raft §5.1; Figure 2, "Rules for Servers".
 */
import type { NodeId } from '../../engine/protocol';
import { unanswered } from './log';
import { NO_FLAGS, NO_PEERS, NO_READS, NO_ROUNDS, NO_VOTES } from './state';
import { drawElectionTimeout } from './timing';
import type { RaftContext, RaftState } from './types';

/** Arms the election timer with a new random timeout (Raft §5.2). */
export function resetElectionTimer(s: RaftState, ctx: RaftContext): void {
  s.electionTimeoutUs = drawElectionTimeout(s, ctx);
  s.waitingSinceUs = ctx.now;
  ctx.setTimer('election', s.electionTimeoutUs);
}

/** Takes `leader` for the leader of the current term; null: hears from none. */
export function believe(s: RaftState, leader: NodeId | null, ctx: RaftContext): void {
  s.leaderHint = leader;
  ctx.believes(leader, leader === null ? null : s.stable.currentTerm);
}

/** A candidate or leader of `term` gives up; a follower stays one. */
export function becomeFollower(s: RaftState, term: number, why: string, ctx: RaftContext): void {
  if (s.role === 'follower') return;
  const wasLeader = s.role === 'leader';
  s.role = 'follower';
  s.votes = NO_VOTES;
  ctx.becomes('follower', why);
  if (!wasLeader) return; // A candidate's election timer is running and stays as it is.
  const left = unanswered(s, term);
  if (left > 0) {
    ctx.rule('CR4');
    ctx.note(`leadership lost: ${left} requests without an outcome`);
  }
  leaveOffice(s, ctx);
  resetElectionTimer(s, ctx);
}

/** What only a leader keeps is forgotten, its timers end. */
function leaveOffice(s: RaftState, ctx: RaftContext): void {
  s.nextIndex = NO_PEERS;
  s.matchIndex = NO_PEERS;
  s.overdue = NO_FLAGS;
  s.active = NO_FLAGS;
  s.round = 0;
  s.answeredRound = NO_PEERS;
  s.openRounds = NO_ROUNDS;
  s.leaseUntilUs = 0;
  s.reading = NO_READS;
  s.handedOver = false;
  ctx.cancelTimer('heartbeat');
  if (ctx.params.checkQuorum) ctx.cancelTimer('quorum');
  if (ctx.params.leaderLease) ctx.cancelTimer('lease');
  if (s.transferee !== null) ctx.cancelTimer('transfer');
  s.transferee = null;
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
  const { currentTerm } = s.stable;
  s.stable.currentTerm = term;
  s.stable.votedFor = null;
  becomeFollower(s, currentTerm, 'newerTerm', ctx);
  if (leader !== null || s.leaderHint !== null) believe(s, leader, ctx);
  return true;
}
