/**
 * Auto: how fast virtual time should run at an instant, and why. A pure function of (run, t): the same
 * forward, backward and when scrubbed. Paces are virtual ms per wall second. Nothing here knows a clock.
 */
import type { Us } from '../engine/protocol';
import type { RunView } from '../session/types';
import { chronicleOf } from './chronicle';
import { storyInFlight } from './story';

/** The paces a person may choose: 1-2-5 steps from 1 to 100,000 virtual ms per wall second. */
export const PACES: readonly number[] = [
  1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 20_000, 50_000, 100_000,
];

/** Quiet: one routine period takes so many wall seconds. */
export const QUIET_SECONDS = 1;
/** Nobody leads: the longest detection timeout takes so many wall seconds. */
export const DETECTION_SECONDS = 8;
/** The shortest possible flight of a story message takes so many wall seconds. */
export const FLIGHT_SECONDS = 0.6;
/** After so many mean delays a message in flight no longer slows. */
export const SLOW_DELAYS = 3;
/**
 * While somebody leads, only so many tries of one node slow: a node that is cut off from the leader
 * tries again and again, and the tenth time is like the second.
 */
export const IDLE_TRIES = 2;
/** Wall seconds in which the pace gets 95 % of the way when it rises; it falls at once. */
export const EASE_SECONDS = 0.3;

/** Auto never leaves these bounds, whatever a scenario's times are. */
const SLOWEST = 0.01;
const FASTEST = 100_000;

export interface AutoPace {
  readonly msPerSecond: number;
  /** Key in this room's catalogue: what the bar says beside the pace. */
  readonly why: 'paceQuiet' | 'paceElection' | 'paceMessage' | 'paceHeld';
}

/** The next faster of `PACES`; the fastest stays. */
export function fasterPace(msPerSecond: number): number {
  return PACES.find((step) => step > msPerSecond * 1.001) ?? FASTEST;
}

/** The next slower of `PACES`; the slowest stays. */
export function slowerPace(msPerSecond: number): number {
  return PACES.findLast((step) => step < msPerSecond * 0.999) ?? (PACES[0] as number);
}

/** The pace of Auto at `us`, which must not lie beyond the frontier: the slowest that applies. */
export function autoPace(run: RunView, us: Us): AutoPace {
  const { routineUs, detectionUs } = run.algorithm.face.periods(run.params);
  const quiet = bounded(routineUs / 1000 / QUIET_SECONDS);
  const election = electionIsOn(run, us)
    ? bounded(detectionUs / 1000 / DETECTION_SECONDS)
    : FASTEST;
  const slowest = Math.min(quiet, election);
  const flight = bounded(shortestUs(run) / 1000 / FLIGHT_SECONDS);
  const chronicle = chronicleOf(run);
  const isHeld = chronicle.holding.at(us).length > 0;
  const isWorthIt = chronicle.idleTries.at(us) <= IDLE_TRIES;
  if (flight < slowest && isWorthIt && storyInFlight(run, us, SLOW_DELAYS * run.delayUs.mean)) {
    return { msPerSecond: flight, why: isHeld ? 'paceHeld' : 'paceMessage' };
  }
  const why = election < quiet ? 'paceElection' : 'paceQuiet';
  return { msPerSecond: slowest, why: isHeld ? 'paceHeld' : why };
}

function bounded(msPerSecond: number): number {
  return msPerSecond > SLOWEST ? Math.min(msPerSecond, FASTEST) : SLOWEST;
}

/** The shortest flight that is worth the time; a minimum near 0 would stop everything. */
function shortestUs({ delayUs }: RunView): Us {
  return Math.max(delayUs.min, delayUs.mean / 4);
}

/** Nobody is seated, and some candidate is up and awake, so that its timers run. */
function electionIsOn(run: RunView, us: Us): boolean {
  const chronicle = chronicleOf(run);
  if (chronicle.seats.at(us).length > 0) return false;
  return run.world.candidates.some((id) => {
    const { up, paused } = chronicle.node(id);
    return up.at(us) && !paused.at(us);
  });
}

/**
 * The pace after `seconds` of wall time on the way from `before` to `wanted`. Braking is immediate: a
 * message that must be seen is often gone before an ease would have slowed. Rising eases.
 */
export function eased(before: number, wanted: number, seconds: number): number {
  if (wanted <= before) return wanted;
  const share = 1 - Math.exp((-3 * seconds) / EASE_SECONDS);
  const pace = before + (wanted - before) * share;
  return pace > wanted * 0.98 ? wanted : pace;
}

/** Wall seconds of one frame, in which `wallSeconds` counts. */
const FRAME_SECONDS = 1 / 60;

/**
 * How long Auto takes from one instant of the computed run to another, easing included, starting at the
 * steady pace of `fromUs`. For tests and benchmarks: it walks frame by frame.
 */
export function wallSeconds(run: RunView, fromUs: Us, toUs: Us): number {
  let us = fromUs;
  let seconds = 0;
  let pace = autoPace(run, us).msPerSecond;
  while (us < toUs) {
    const wanted = autoPace(run, us).msPerSecond;
    const end = Math.min(toUs, nextEventUs(run, us));
    const span = Math.min(FRAME_SECONDS, (end - us) / (Math.min(pace, wanted) * 1000));
    pace = eased(pace, wanted, span);
    const next = Math.min(end, us + pace * 1000 * span);
    seconds += span;
    // Less than a microsecond is left: it is the event itself.
    us = end - next < 1 ? end : next;
  }
  return seconds;
}

function nextEventUs({ trace }: RunView, us: Us): Us {
  const count = trace.countAt(us);
  return count < trace.length ? trace.timeUs(count) : Infinity;
}

/** Looking back, so many changes of pace are followed; before them the pace is taken for constant. */
const LOOKBACK_MAX = 48;

/**
 * The instant from which Auto, without easing, takes `seconds` of wall time to get to `us`; not before
 * the start. It only grows with `us`: what has left the last moments never comes back into them.
 */
export function secondsBefore(run: RunView, us: Us, seconds: number): Us {
  let at = us;
  let left = seconds;
  for (let change = 0; change < LOOKBACK_MAX; change++) {
    const from = previousEventUs(run, at);
    const usPerSecond = autoPace(run, from).msPerSecond * 1000;
    if (at - from >= left * usPerSecond) return at - left * usPerSecond;
    if (from === 0) return 0;
    left -= (at - from) / usPerSecond;
    at = from;
  }
  return Math.max(0, at - left * autoPace(run, at).msPerSecond * 1000);
}

/** The instant of the last event before `us`. */
function previousEventUs({ trace }: RunView, us: Us): Us {
  const count = trace.countAt(Math.ceil(us) - 1);
  return count === 0 ? 0 : trace.timeUs(count - 1);
}
