/**
 * What makes a server stand for election: its timer, or the leader's word. Raft §5.2; thesis 3.10 and 9.6.
 */
import { startElection } from './election';
import { startPreVote } from './preVote';
import { updateTerm } from './terms';
import type { RaftContext, RaftMessageContext, RaftState, TimeoutNow } from './types';

/** The election timer rang: nobody was heard from for too long. */
export function onElectionTimeout(s: RaftState, ctx: RaftContext): void {
  if (s.role === 'leader') ctx.rule('E3');
  else if (ctx.params.preVote) startPreVote(s, ctx);
  else startElection(s, 'timeout', false, ctx);
}

/** The leader hands over: no pre-vote, and no voter may ignore the request. */
export function onTimeoutNow(s: RaftState, m: TimeoutNow, ctx: RaftMessageContext): void {
  updateTerm(s, m.term, m.leader, ctx); // What it changes is written with the election below.
  if (m.term < s.stable.currentTerm || s.role === 'leader') {
    ctx.rule('TN1');
    return;
  }
  ctx.rule('TN2');
  startElection(s, 'told', true, ctx);
}
