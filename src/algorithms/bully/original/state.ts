/** The state of a node of the paper's form at birth, and how it is copied. Nothing here decides anything. */
import type { Env } from '../../../engine/protocol';
import type { OriginalParams, OriginalState } from '../types';

/** A node that has just recovered: in ELECTION, halted by nobody. */
export function init(env: Env<OriginalParams>): OriginalState {
  return {
    stable: { id: env.self },
    s: 'ELECTION',
    c: null,
    h: null,
    d: [],
    up: [],
    stage: null,
    calling: [],
    call: 0,
    bids: 0,
  };
}

export function copyState(state: OriginalState): OriginalState {
  return {
    stable: { id: state.stable.id },
    s: state.s,
    c: state.c,
    h: state.h,
    d: state.d,
    up: state.up,
    stage: state.stage,
    calling: state.calling,
    call: state.call,
    bids: state.bids,
  };
}
