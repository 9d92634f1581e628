/**
 * The state of a server at birth, and how it is copied. Nested values are shared by copies and replaced
 * whole when they change; nothing here decides anything.
 */
import type { Env } from '../../engine/protocol';
import { empty } from '../../lib/list';
import type { FleParams, FleState, Learners, Votes } from './types';

export const NO_VOTES: Votes = {};
export const NO_LEARNERS: Learners = {};

/** A server that has never run: epoch 0, an empty log, round 0. */
export function init({ self }: Env<FleParams>): FleState {
  return {
    stable: { acceptedEpoch: 0, currentEpoch: 0, log: empty() },
    state: 'LOOKING',
    zab: 'ELECTION',
    round: 0,
    vote: { leader: self, zxid: 0, peerEpoch: 0 },
    recvset: NO_VOTES,
    outofelection: NO_VOTES,
    finalizing: false,
    agreedAtUs: 0,
    notTimeoutUs: 0,
    tries: 0,
    synced: false,
    epoch: 0,
    learners: NO_LEARNERS,
    pings: 0,
    committed: 0,
  };
}

export function copyState(s: FleState): FleState {
  const { acceptedEpoch, currentEpoch, log } = s.stable;
  return {
    stable: { acceptedEpoch, currentEpoch, log },
    state: s.state,
    zab: s.zab,
    round: s.round,
    vote: s.vote,
    recvset: s.recvset,
    outofelection: s.outofelection,
    finalizing: s.finalizing,
    agreedAtUs: s.agreedAtUs,
    notTimeoutUs: s.notTimeoutUs,
    tries: s.tries,
    synced: s.synced,
    epoch: s.epoch,
    learners: s.learners,
    pings: s.pings,
    committed: s.committed,
  };
}
