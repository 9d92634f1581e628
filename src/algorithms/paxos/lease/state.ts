/** The state of a node at birth, and how it is copied. Nothing here decides anything. */
import type { LeaseState } from './types';

/** A node that has promised nothing and knows of no lease. */
export function init(): LeaseState {
  return {
    stable: { restarts: 0 },
    run: 0,
    phase: 'none',
    ballot: 0,
    roundUntilUs: 0,
    untilUs: 0,
    timer: 'a',
    open: [],
    against: [],
    accepts: [],
    held: null,
    silent: false,
    promised: 0,
    accepted: null,
    hint: null,
  };
}

export function copyState(s: LeaseState): LeaseState {
  return {
    stable: { restarts: s.stable.restarts },
    run: s.run,
    phase: s.phase,
    ballot: s.ballot,
    roundUntilUs: s.roundUntilUs,
    untilUs: s.untilUs,
    timer: s.timer,
    open: s.open,
    against: s.against,
    accepts: s.accepts,
    held: s.held,
    silent: s.silent,
    promised: s.promised,
    accepted: s.accepted,
    hint: s.hint,
  };
}
