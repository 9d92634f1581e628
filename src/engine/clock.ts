/**
 * A node's local clock: local = base + dt + floor(dt * ppm / 10^6), whole microseconds throughout.
 * It is rebased at each change of rate, so that the products stay below 2^53 for four hours.
 */
import type { Us } from './protocol';

const MILLION = 1_000_000;

/** A clock from the true instant `trueUs` on, at which it shows `localUs`. */
export interface Clock {
  readonly trueUs: Us;
  readonly localUs: Us;
  /** Deviation of its rate in parts per million, at most 500,000 either way. */
  readonly ppm: number;
}

export function localTime(clock: Clock, trueUs: Us): Us {
  const dt = trueUs - clock.trueUs;
  if (clock.ppm === 0) return clock.localUs + dt;
  return clock.localUs + dt + Math.floor((dt * clock.ppm) / MILLION);
}

/** The first true instant, not before `nowUs`, at which the clock shows `localDue` or more. */
export function trueDue(clock: Clock, localDue: Us, nowUs: Us): Us {
  const wanted = localDue - clock.localUs;
  let due = clock.trueUs + wanted;
  if (clock.ppm !== 0) {
    due = clock.trueUs + Math.floor((wanted * MILLION) / (MILLION + clock.ppm)) - 2;
    while (localTime(clock, due) < localDue) due++;
  }
  return due > nowUs ? due : nowUs;
}
