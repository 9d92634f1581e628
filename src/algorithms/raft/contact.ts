/**
 * Whether a leader still has its majority: CheckQuorum (etcd-io/raft), the leader lease (thesis 6.4.1, and
 * hashicorp/raft, whose leader ends with its lease), and the voters' side of both: a server that hears from
 * a leader does not listen to others who want to lead (thesis 4.2.3).
 */
import type { NodeId } from '../../engine/protocol';
import { majority, majorityReached } from '../shared/quorum';
import { NO_FLAGS } from './state';
import { becomeFollower, believe } from './terms';
import { hasLeader, keepsLease, leaseUs, setTimer } from './timing';
import type { RaftContext, RaftMessageContext, RaftParams, RaftState } from './types';

/** True if heartbeats are numbered, so that a leader knows which of them a majority has answered. */
export function countsRounds({ leaderLease, reads }: RaftParams): boolean {
  return leaderLease || reads === 'lease' || reads === 'readIndex';
}

/** What a new leader assumes: that nobody has answered it yet. */
export function beginContact(s: RaftState, ctx: RaftContext): void {
  const { checkQuorum, electionTimeoutUsMin } = ctx.params;
  s.round = 0;
  s.leaseUntilUs = 0;
  s.handedOver = false;
  if (checkQuorum) setTimer(s, 'quorum', electionTimeoutUsMin, ctx);
  if (keepsLease(ctx.params)) ctx.setTimer('lease', leaseUs(ctx.params));
}

/** Steps down in its own term: it can do nothing for anybody, and does not know who can. */
function stepDown(s: RaftState, why: string, ctx: RaftContext): void {
  becomeFollower(s, s.stable.currentTerm, why, ctx);
  believe(s, null, ctx);
}

// ------------------------------------------------------------------------------- CheckQuorum

/** Every shortest election timeout: did a majority answer since the last time? */
export function onQuorumTimer(s: RaftState, ctx: RaftContext): void {
  if (s.role !== 'leader') return; // Fired by hand at a server that does not lead.
  const active = 1 + ctx.peers.filter((peer) => s.active[peer] === true).length;
  if (active < majority(ctx.all.length)) {
    ctx.rule('CQ2');
    stepDown(s, 'noQuorum', ctx);
    return;
  }
  ctx.rule('CQ1');
  s.active = NO_FLAGS;
  setTimer(s, 'quorum', ctx.params.electionTimeoutUsMin, ctx);
}

/**
 * True if a request for a vote in `term` is not even looked at, because this server has a leader. One that
 * the leader itself asked for (`transfer`) always is.
 */
export function ignores(
  s: RaftState,
  term: number,
  transfer: boolean,
  ctx: RaftMessageContext,
): boolean {
  const { checkQuorum, leaderLease } = ctx.params;
  if (!(checkQuorum || leaderLease) || transfer || term <= s.stable.currentTerm) return false;
  if (!hasLeader(s, ctx.now, ctx.params)) return false;
  ctx.rule('CQ3');
  return true;
}

// ------------------------------------------------------------------------------- the lease

/** A follower has answered, and so still takes this server for the leader of its term. */
export function noteContact(s: RaftState, from: NodeId, round: number, ctx: RaftContext): void {
  if (ctx.params.checkQuorum && s.active[from] !== true) s.active = { ...s.active, [from]: true };
  if (round <= (s.answeredRound[from] ?? 0)) return;
  s.answeredRound = { ...s.answeredRound, [from]: round };
  renewLease(s, ctx);
}

/** The last round that a majority has answered, this server included; 0: none. */
export function confirmedRound(s: RaftState, peers: readonly NodeId[]): number {
  const answered = peers.map((peer) => s.answeredRound[peer] ?? 0);
  answered.push(s.round);
  return majorityReached(answered);
}

/** The lease runs from when the last round was sent that a majority has answered. */
export function renewLease(s: RaftState, ctx: RaftContext): void {
  if (!keepsLease(ctx.params)) return;
  const confirmed = confirmedRound(s, ctx.peers);
  const last = s.openRounds.findLast(({ round }) => round <= confirmed);
  if (last === undefined) return;
  ctx.rule('LL1');
  s.openRounds = s.openRounds.filter(({ round }) => round > confirmed);
  s.leaseLengthUs = leaseUs(ctx.params);
  s.leaseUntilUs = last.sentUs + s.leaseLengthUs;
  ctx.setTimer('lease', Math.max(0, s.leaseUntilUs - ctx.now));
}

/** The lease has run out: no majority has answered for that long. */
export function onLeaseTimer(s: RaftState, ctx: RaftContext): void {
  if (s.role !== 'leader') return; // Fired by hand at a server that does not lead.
  ctx.rule('LL2');
  stepDown(s, 'leaseOver', ctx);
}
