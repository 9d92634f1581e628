/**
 * The state of a server at birth, and how it is copied. Nested values are shared by copies and
 * replaced whole when they change; nothing here decides anything.
 */
import type { Env } from '../../engine/protocol';
import { empty } from '../../lib/list';
import type {
  Answer,
  ByPeer,
  Flags,
  Machine,
  PendingRead,
  RaftParams,
  RaftState,
  Round,
  Votes,
} from './types';

export const NO_VOTES: Votes = {};
export const NO_PEERS: ByPeer = {};
export const NO_FLAGS: Flags = {};
export const NO_ROUNDS: readonly Round[] = [];
export const NO_READS: readonly PendingRead[] = [];
const NO_ANSWERS: readonly Answer[] = [];
const EMPTY: Machine = {};

/** A server that has never run: term 0, no vote, an empty log. */
export function init(_env: Env<RaftParams>): RaftState {
  return {
    stable: { currentTerm: 0, votedFor: null, log: empty() },
    role: 'follower',
    commitIndex: 0,
    lastApplied: 0,
    leaderHint: null,
    electionTimeoutUs: 0,
    waitingSinceUs: 0,
    votes: NO_VOTES,
    nextIndex: NO_PEERS,
    matchIndex: NO_PEERS,
    overdue: NO_FLAGS,
    machine: EMPTY,
    tickedUs: 0,
    heardLeaderUs: null,
    active: NO_FLAGS,
    round: 0,
    answeredRound: NO_PEERS,
    openRounds: NO_ROUNDS,
    leaseUntilUs: 0,
    leaseLengthUs: 0,
    transferee: null,
    handedOver: false,
    readsTaken: 0,
    reading: NO_READS,
    answered: NO_ANSWERS,
  };
}

export function copyState(s: RaftState): RaftState {
  const { currentTerm, votedFor, log } = s.stable;
  return {
    stable: { currentTerm, votedFor, log },
    role: s.role,
    commitIndex: s.commitIndex,
    lastApplied: s.lastApplied,
    leaderHint: s.leaderHint,
    electionTimeoutUs: s.electionTimeoutUs,
    waitingSinceUs: s.waitingSinceUs,
    votes: s.votes,
    nextIndex: s.nextIndex,
    matchIndex: s.matchIndex,
    overdue: s.overdue,
    machine: s.machine,
    tickedUs: s.tickedUs,
    heardLeaderUs: s.heardLeaderUs,
    active: s.active,
    round: s.round,
    answeredRound: s.answeredRound,
    openRounds: s.openRounds,
    leaseUntilUs: s.leaseUntilUs,
    leaseLengthUs: s.leaseLengthUs,
    transferee: s.transferee,
    handedOver: s.handedOver,
    readsTaken: s.readsTaken,
    reading: s.reading,
    answered: s.answered,
  };
}
