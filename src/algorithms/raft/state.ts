/**
 * The state of a server at birth, and how it is copied. Nested values are shared by copies and
 * replaced whole when they change; nothing here decides anything.
 */
import type { Env } from '../../engine/protocol';
import { empty } from '../../lib/list';
import type { ByPeer, Flags, RaftParams, RaftState, Votes } from './types';

export const NO_VOTES: Votes = {};
export const NO_PEERS: ByPeer = {};
export const NO_FLAGS: Flags = {};

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
  };
}
