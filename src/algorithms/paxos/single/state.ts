/** The state of a node of single-decree Paxos at birth, and how it is copied. Decides nothing. */
import type { Env } from '../../../engine/protocol';
import type { SingleParams, SingleState } from '../types';

/** A node that has promised, accepted and learned nothing. */
export function init(_env: Env<SingleParams>): SingleState {
  return {
    stable: { lastTried: 0, maxBal: 0, maxVBal: 0, maxVal: null },
    phase: 'idle',
    ballot: 0,
    promises: [],
    refusals: [],
    value: null,
    heard: 0,
    acceptances: [],
    chosen: null,
  };
}

export function copyState(s: SingleState): SingleState {
  const { lastTried, maxBal, maxVBal, maxVal } = s.stable;
  return {
    stable: { lastTried, maxBal, maxVBal, maxVal },
    phase: s.phase,
    ballot: s.ballot,
    promises: s.promises,
    refusals: s.refusals,
    value: s.value,
    heard: s.heard,
    acceptances: s.acceptances,
    chosen: s.chosen,
  };
}
