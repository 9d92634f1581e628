/** The state of a node at birth, and how it is copied. Nothing here decides anything. */
import type { Env } from '../../engine/protocol';
import type { RingParams, RingState } from './types';

/** A node that knows its own id and nobody's leader. */
export function init(env: Env<RingParams>): RingState {
  return {
    stable: { id: env.self },
    status: 'idle',
    leader: null,
    awaitingPong: false,
    bids: 0,
    serial: 0,
    unacked: [],
    seen: [],
    swallowed: null,
    members: [],
    phase: 0,
    answered: [],
    tid: null,
    ntid: null,
  };
}

export function copyState(s: RingState): RingState {
  return {
    stable: { id: s.stable.id },
    status: s.status,
    leader: s.leader,
    awaitingPong: s.awaitingPong,
    bids: s.bids,
    serial: s.serial,
    unacked: s.unacked,
    seen: s.seen,
    swallowed: s.swallowed,
    members: s.members,
    phase: s.phase,
    answered: s.answered,
    tid: s.tid,
    ntid: s.ntid,
  };
}
