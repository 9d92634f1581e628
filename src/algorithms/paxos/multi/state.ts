/** The state of a node of Multi-Paxos at birth, and how it is copied. Decides nothing. */
import type { Env } from '../../../engine/protocol';
import { empty } from '../../../lib/list';
import type { MultiParams, MultiState } from '../types';

/** A node that has promised, accepted and learned nothing. */
export function init(_env: Env<MultiParams>): MultiState {
  return {
    stable: { lastTried: 0, maxBal: 0, accepted: empty(), ledger: empty() },
    role: 'follower',
    ballot: 0,
    firstSlot: 1,
    promises: [],
    refusals: [],
    reported: [],
    heard: 0,
    proposals: [],
    nextSlot: 1,
    beatSlot: 0,
    beatLedger: 0,
    beyond: [],
    leader: null,
    leaderBallot: 0,
  };
}

export function copyState(s: MultiState): MultiState {
  const { lastTried, maxBal, accepted, ledger } = s.stable;
  return {
    stable: { lastTried, maxBal, accepted, ledger },
    role: s.role,
    ballot: s.ballot,
    firstSlot: s.firstSlot,
    promises: s.promises,
    refusals: s.refusals,
    reported: s.reported,
    heard: s.heard,
    proposals: s.proposals,
    nextSlot: s.nextSlot,
    beatSlot: s.beatSlot,
    beatLedger: s.beatLedger,
    beyond: s.beyond,
    leader: s.leader,
    leaderBallot: s.leaderBallot,
  };
}
