/**
 * PreVote (thesis 9.6): before it begins a term, a server asks whether the others would vote for it. Nothing
 * is written, no term changes and no timer of a voter is set. On a majority of yes the real election starts.
 * etcd-io/raft splits the voter's two checks: PreVote looks at the log, CheckQuorum at the leader.
 */
import { startElection } from './election';
import { isUpToDate, lastIndex, lastTerm } from './log';
import { ignores } from './contact';
import { becomeFollower, believe, resetElectionTimer, updateTerm } from './terms';
import { hasLeader } from './timing';
import { countAnswer } from './voting';
import type {
  PreVote,
  PreVoteReply,
  RaftContext,
  RaftMessageContext,
  RaftParams,
  RaftState,
} from './types';

/** The election timer rang: would they vote for it? */
export function startPreVote(s: RaftState, ctx: RaftContext): void {
  ctx.rule('PV1');
  s.role = 'precandidate';
  s.votes = { [ctx.self]: true };
  ctx.becomes('precandidate', 'timeout');
  if (s.leaderHint !== null) believe(s, null, ctx);
  resetElectionTimer(s, ctx);
  const { currentTerm, log } = s.stable;
  ctx.broadcast({
    type: 'PreVote',
    term: currentTerm + 1,
    candidate: ctx.self,
    lastLogIndex: lastIndex(log),
    lastLogTerm: lastTerm(log),
  });
  // Alone, nobody else will ever answer.
  if (ctx.peers.length === 0) {
    ctx.send(ctx.self, { type: 'PreVoteReply', term: currentTerm + 1, granted: true });
  }
}

/** What a voter finds against a pre-vote; null: nothing. */
export function objection(
  s: RaftState,
  m: PreVote,
  now: number,
  params: RaftParams,
): 'PV2' | 'PV3' | 'PV4' | null {
  if (m.term <= s.stable.currentTerm) return 'PV2';
  if (!isUpToDate(m.lastLogIndex, m.lastLogTerm, s.stable.log)) return 'PV3';
  if (params.preVoteReading === 'thesis' && hasLeader(s, now, params)) return 'PV4';
  return null;
}

export function onPreVote(s: RaftState, m: PreVote, ctx: RaftMessageContext): void {
  if (ignores(s, m.term, false, ctx)) return;
  const found = objection(s, m, ctx.now, ctx.params);
  ctx.rule(found ?? 'PV5');
  const granted = found === null;
  const term = granted ? m.term : s.stable.currentTerm;
  ctx.reply({ type: 'PreVoteReply', term, granted });
}

export function onPreVoteReply(s: RaftState, m: PreVoteReply, ctx: RaftMessageContext): void {
  // A yes names the term that would be begun, a no the voter's own.
  if (!m.granted && updateTerm(s, m.term, null, ctx)) {
    ctx.persist();
    return;
  }
  const asked = s.stable.currentTerm + 1;
  if (s.role !== 'precandidate' || (m.granted && m.term !== asked)) {
    ctx.rule('PVR1');
    return;
  }

  ctx.rule('PVR2');
  const outcome = countAnswer(s, m.granted, ctx);
  if (outcome === 'won') {
    ctx.rule('PVR3');
    startElection(s, 'preVoted', false, ctx);
  } else if (outcome === 'lost') {
    ctx.rule('PVR4');
    becomeFollower(s, s.stable.currentTerm, 'refused', ctx);
  }
}
