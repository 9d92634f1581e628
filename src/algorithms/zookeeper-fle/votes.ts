/**
 * Comparing and counting votes, as FastLeaderElection does: its total order, its quorums, and the check
 * that a leader is there. Pure functions of votes; handlers and guards ask the same ones.
 */
import type { NodeId } from '../../engine/protocol';
import { majority } from '../shared/quorum';
import { lastZxid } from './zxid';
import type { FleState, Heard, Notification, Vote, Votes } from './types';

export type Rank = (id: NodeId) => number;

/** `totalOrderPredicate`: the newer epoch wins, then the longer log, then the higher id. */
export function isBetter(a: Vote, b: Vote, rank: Rank): boolean {
  if (a.peerEpoch !== b.peerEpoch) return a.peerEpoch > b.peerEpoch;
  if (a.zxid !== b.zxid) return a.zxid > b.zxid;
  return rank(a.leader) > rank(b.leader);
}

/** `Vote.equals`: who already follows or leads is not asked for its round or transaction. */
export function isSame(a: Heard, b: Heard): boolean {
  if (a.leader !== b.leader || a.peerEpoch !== b.peerEpoch) return false;
  if (a.state !== 'LOOKING' && b.state !== 'LOOKING') return true;
  return a.zxid === b.zxid && a.round === b.round;
}

/** The vote that a server begins an election with: itself. */
export function ownVote({ stable }: Pick<FleState, 'stable'>, self: NodeId): Vote {
  return { leader: self, zxid: lastZxid(stable.log), peerEpoch: stable.currentEpoch };
}

/** What the server says of itself: its vote, in its round and state. */
export function toldVote(s: Pick<FleState, 'vote' | 'round' | 'state'>): Heard {
  const { leader, zxid, peerEpoch } = s.vote;
  return { leader, zxid, peerEpoch, round: s.round, state: s.state };
}

/** How many of these servers are known to have voted like `wanted`. */
export function supportersOf(votes: Votes, wanted: Heard, all: readonly NodeId[]): number {
  let count = 0;
  for (const id of all) {
    const vote = votes[id];
    if (vote !== undefined && isSame(vote, wanted)) count += 1;
  }
  return count;
}

export function hasQuorum(votes: Votes, wanted: Heard, all: readonly NodeId[]): boolean {
  return supportersOf(votes, wanted, all) >= majority(all.length);
}

/**
 * `checkLeader`: another one must have said itself that it leads; oneself, only in the round that one is
 * in. Without it, servers that still follow a dead leader would elect it again and again.
 */
export function leaderIsThere(votes: Votes, n: Heard, self: NodeId, round: number): boolean {
  if (n.leader === self) return n.round === round;
  return votes[n.leader]?.state === 'LEADING';
}

/** What a LOOKING server makes of the notification of another LOOKING one. */
export interface Taken {
  readonly kind: 'stale' | 'newer' | 'better' | 'same';
  readonly round: number;
  readonly vote: Vote;
  readonly recvset: Votes;
}

export function heard(n: Notification): Heard {
  const { leader, zxid, peerEpoch, round, state } = n;
  return { leader, zxid, peerEpoch, round, state };
}

/** Round, vote and votes of the round once the notification has been read. */
export function takeIn(
  s: FleState,
  n: Notification,
  from: NodeId,
  self: NodeId,
  rank: Rank,
): Taken {
  const { round, vote, recvset } = s;
  if (n.round < round) return { kind: 'stale', round, vote, recvset };
  const said = heard(n);
  const proposed: Vote = { leader: n.leader, zxid: n.zxid, peerEpoch: n.peerEpoch };
  if (n.round > round) {
    const own = ownVote(s, self);
    const best = isBetter(proposed, own, rank) ? proposed : own;
    return { kind: 'newer', round: n.round, vote: best, recvset: { [from]: said } };
  }
  const isNews = isBetter(proposed, vote, rank);
  return {
    kind: isNews ? 'better' : 'same',
    round,
    vote: isNews ? proposed : vote,
    recvset: { ...recvset, [from]: said },
  };
}

/** True if a quorum of the votes in `recvset` is the server's own vote. */
export function agrees({ round, vote, recvset }: Taken, all: readonly NodeId[]): boolean {
  return hasQuorum(recvset, { ...vote, round, state: 'LOOKING' }, all);
}

/** What a LOOKING server makes of a server that already follows or leads. */
export interface Joined {
  readonly recvset: Votes;
  readonly outofelection: Votes;
  /** A quorum of this very round follows a leader that is there. */
  readonly inRound: boolean;
  /** A quorum of those out of the election, whatever their round, does. */
  readonly outOfRound: boolean;
}

export function takeOut(
  s: FleState,
  n: Notification,
  from: NodeId,
  self: NodeId,
  all: readonly NodeId[],
): Joined {
  const said = heard(n);
  const isOfRound = n.round === s.round;
  const recvset = isOfRound ? { ...s.recvset, [from]: said } : s.recvset;
  const outofelection = { ...s.outofelection, [from]: said };
  const confirmed = (votes: Votes): boolean =>
    hasQuorum(votes, said, all) && leaderIsThere(votes, said, self, s.round);
  const inRound = isOfRound && confirmed(recvset);
  return { recvset, outofelection, inRound, outOfRound: !inRound && confirmed(outofelection) };
}
