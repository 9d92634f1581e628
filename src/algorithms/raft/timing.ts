/**
 * How long a server waits: continuous timers, or timers that count the ticks of its own clock as etcd's
 * do (etcd-io/raft, `tickElection`). Ticks come at the same distance for ever, so a timer that is set to
 * ring at the n-th tick from now counts them; each server has a phase of its own. Decides no role.
 */
import type { Context, Us } from '../../engine/protocol';
import type { RaftContext, RaftMessages, RaftParams, RaftState, RaftTimer } from './types';

/** By so much may one clock run faster than another while leases are safe: thesis 6.4.1, driftBound. */
export const DRIFT_BOUND = { of: 11, to: 10 } as const;

type Timing = Pick<RaftParams, 'electionTimeoutUsMin' | 'electionTimeoutUsMax' | 'tickUs'>;

/** So many ticks last a time in us, at least one. */
export function ticksIn(us: Us, tickUs: Us): number {
  return Math.max(1, Math.round(us / tickUs));
}

/** The range of an election timeout in ticks: E to 2E - 1 where the range in ms is [E, 2E]. */
export function electionTicks({ electionTimeoutUsMin, electionTimeoutUsMax }: Timing, tickUs: Us) {
  const least = ticksIn(electionTimeoutUsMin, tickUs);
  return { least, most: Math.max(least, ticksIn(electionTimeoutUsMax, tickUs) - 1) };
}

/** With ticks: draws when this server last ticked; what its clock reads decides nothing. */
export function drawPhase(s: RaftState, ctx: RaftContext): void {
  const { tickUs } = ctx.params;
  if (tickUs !== null) s.tickedUs = ctx.now - ctx.random.between(0, tickUs - 1);
}

/** From now to the n-th tick of this server, in us of its clock. */
function untilTick(s: RaftState, count: number, tickUs: Us, now: Us): Us {
  const gone = (((now - s.tickedUs) % tickUs) + tickUs) % tickUs;
  return count * tickUs - gone;
}

/** A new random election timeout, from now, in us. */
export function drawElectionTimeout(s: RaftState, ctx: RaftContext): Us {
  const { electionTimeoutUsMin, electionTimeoutUsMax, tickUs } = ctx.params;
  if (tickUs === null) return ctx.random.between(electionTimeoutUsMin, electionTimeoutUsMax);
  const { least, most } = electionTicks(ctx.params, tickUs);
  return untilTick(s, ctx.random.between(least, most), tickUs, ctx.now);
}

/** Arms a timer for a fixed time: with ticks, for as many of them as it lasts. */
export function setTimer(
  s: RaftState,
  name: RaftTimer,
  us: Us,
  ctx: Context<RaftMessages, RaftTimer, RaftParams>,
): void {
  const { tickUs } = ctx.params;
  ctx.setTimer(name, tickUs === null ? us : untilTick(s, ticksIn(us, tickUs), tickUs, ctx.now));
}

/** True if less than the shortest election timeout has gone since an instant of the local clock. */
function isRecent(s: RaftState, sinceUs: Us, now: Us, params: RaftParams): boolean {
  const { electionTimeoutUsMin, tickUs } = params;
  if (now < sinceUs) return false; // Its clock was set back: nothing can be said.
  if (tickUs === null) return now - sinceUs < electionTimeoutUsMin;
  const tickAt = (us: Us): number => Math.floor((us - s.tickedUs) / tickUs);
  return tickAt(now) - tickAt(sinceUs) < ticksIn(electionTimeoutUsMin, tickUs);
}

/** Leads, or knows a leader and has heard from it within the shortest election timeout. */
export function hasLeader(s: RaftState, now: Us, params: RaftParams): boolean {
  if (s.role === 'leader') return true;
  const { leaderHint, heardLeaderUs } = s;
  return leaderHint !== null && heardLeaderUs !== null && isRecent(s, heardLeaderUs, now, params);
}

/**
 * How long a lease lasts, on the leader's clock: no voter votes for another before its own clock has
 * gone through the shortest election timeout, and no clock is faster than `DRIFT_BOUND`.
 */
export function leaseUs({ electionTimeoutUsMin, tickUs }: RaftParams): Us {
  // Of E ticks, the first may come at once.
  const guardedUs =
    tickUs === null ? electionTimeoutUsMin : (ticksIn(electionTimeoutUsMin, tickUs) - 1) * tickUs;
  return Math.floor((guardedUs * DRIFT_BOUND.to) / DRIFT_BOUND.of);
}

/** True if a leader keeps a lease: of a timeout of one tick, nothing is left that it could trust. */
export function keepsLease(params: RaftParams): boolean {
  return params.leaderLease && leaseUs(params) > 0;
}
