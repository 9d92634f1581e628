/** The state of a node at birth, and how it is copied. Nothing here decides anything. */
import type { Env } from '../../engine/protocol';
import type { BullyParams, BullyState } from './types';

/** A node that knows its own id and nobody's leader. */
export function init(env: Env<BullyParams>): BullyState {
  return {
    stable: { id: env.self },
    status: 'normal',
    leader: null,
    awaitingPong: false,
    announcedUs: null,
    waitingSinceUs: 0,
    bids: 0,
  };
}

export function copyState(s: BullyState): BullyState {
  return {
    stable: { id: s.stable.id },
    status: s.status,
    leader: s.leader,
    awaitingPong: s.awaitingPong,
    announcedUs: s.announcedUs,
    waitingSinceUs: s.waitingSinceUs,
    bids: s.bids,
  };
}
