/**
 * Leader election: RequestVote and its answers. Raft §5.2 and §5.4.1. What makes a server stand is in
 * `suspicion.ts`; how a winner takes up its work is in `replication.ts`.
 */
import { ignores } from './contact';
import { isUpToDate, lastIndex, lastTerm } from './log';
import { becomeLeader } from './replication';
import { becomeFollower, believe, resetElectionTimer, updateTerm } from './terms';
import { countAnswer } from './voting';
import type {
  RaftContext,
  RaftMessageContext,
  RaftState,
  RequestVote,
  RequestVoteReply,
} from './types';

/** Begins a term of its own: by its timer, after a pre-vote, or because the leader said so. */
export function startElection(
  s: RaftState,
  why: 'timeout' | 'preVoted' | 'told',
  transfer: boolean,
  ctx: RaftContext,
): void {
  ctx.rule('E1');
  s.stable.currentTerm += 1;
  s.stable.votedFor = ctx.self;
  s.role = 'candidate';
  s.votes = { [ctx.self]: true };
  ctx.becomes('candidate', why);
  ctx.attempt(s.stable.currentTerm);
  if (s.leaderHint !== null) believe(s, null, ctx);
  resetElectionTimer(s, ctx);

  ctx.rule('E2');
  const { currentTerm, log } = s.stable;
  ctx.broadcast({
    type: 'RequestVote',
    term: currentTerm,
    candidate: ctx.self,
    lastLogIndex: lastIndex(log),
    lastLogTerm: lastTerm(log),
    ...(transfer && { transfer }),
  });
  // The requests may travel during the write: the node counts no answer before its own vote is
  // on disk, because it handles nothing until then.
  ctx.persist();
  // Alone, nobody else will ever answer: its own vote, now on disk, is the answer that decides.
  if (ctx.peers.length === 0) {
    ctx.send(ctx.self, { type: 'RequestVoteReply', term: currentTerm, granted: true });
  }
}

export function onRequestVote(s: RaftState, m: RequestVote, ctx: RaftMessageContext): void {
  if (ignores(s, m.term, m.transfer === true, ctx)) return;
  const termIsNew = updateTerm(s, m.term, null, ctx);
  const { currentTerm, votedFor } = s.stable;
  if (m.term < currentTerm) {
    ctx.rule('RV1');
    ctx.reply({ type: 'RequestVoteReply', term: currentTerm, granted: false });
    return;
  }

  const voteIsFree = votedFor === null || votedFor === m.candidate; // RV3 (§5.2)
  const logIsUpToDate = isUpToDate(m.lastLogIndex, m.lastLogTerm, s.stable.log); // RV2 (§5.4.1)
  const granted = voteIsFree && logIsUpToDate;
  ctx.rule(granted ? 'RV4' : voteIsFree ? 'RV2' : 'RV3');

  if (granted) {
    s.stable.votedFor = m.candidate;
    resetElectionTimer(s, ctx); // Only a granted vote is a reason to wait longer.
  }
  if (termIsNew || s.stable.votedFor !== votedFor) ctx.persist();
  ctx.reply({ type: 'RequestVoteReply', term: currentTerm, granted });
}

export function onRequestVoteReply(
  s: RaftState,
  m: RequestVoteReply,
  ctx: RaftMessageContext,
): void {
  if (updateTerm(s, m.term, null, ctx)) {
    ctx.persist();
    return;
  }
  if (s.role !== 'candidate' || m.term < s.stable.currentTerm) {
    ctx.rule('RVR1');
    return;
  }

  ctx.rule('RVR2');
  const outcome = countAnswer(s, m.granted, ctx);
  if (outcome === 'won') {
    ctx.rule('RVR3');
    becomeLeader(s, 'majority', ctx);
  } else if (outcome === 'lost') {
    ctx.rule('RVR4');
    becomeFollower(s, s.stable.currentTerm, 'refused', ctx);
  }
}
