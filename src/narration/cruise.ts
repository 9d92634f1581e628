/**
 * Playing in Auto: moves a session on by a span of wall time that the caller measured. One frame is cut
 * into strides, because a message can set out in the middle of it and must be slowed for at once:
 * asked once a frame, Auto would let it fly by unseen. Keeps nothing between calls.
 */
import type { Us } from '../engine/protocol';
import type { RunView } from '../session/types';
import { autoPace, eased } from './pace';
import type { AutoPace } from './pace';

/** What cruising needs of a session. */
export type Cruised = RunView & { advanceTo(us: Us, eventsMax: number): boolean };

/** Where playing stands between two frames. */
export interface Cruise {
  /** The playhead, with the fraction that a whole microsecond cannot hold. */
  readonly exactUs: number;
  /** The pace at which it runs, on its way to the one wanted. */
  readonly msPerSecond: number;
}

/** A stride is this part of the shortest delay: what a message can lose of its time on screen. */
const STRIDES_PER_DELAY = 16;
/** At most so many strides a frame: at the fastest paces a frame is coarse anyway. */
const STRIDES_MAX = 64;

/**
 * Moves on by `seconds` of wall time, computing at most `eventsMax` events. Returns where it stands, what
 * Auto wants there and why, and whether it got as far as it should. `advanceTo`: what moves the playhead
 * in place of the session, if it may stop earlier.
 */
export function cruise(
  session: Cruised,
  from: Cruise,
  seconds: number,
  eventsMax: number,
  advanceTo: Cruised['advanceTo'] = (us, most) => session.advanceTo(us, most),
): Cruise & { readonly auto: AutoPace; readonly arrived: boolean } {
  const strideUs = Math.max(1, session.delayUs.min / STRIDES_PER_DELAY);
  const eventsEnd = session.playhead.event + eventsMax;
  let { exactUs, msPerSecond } = from;
  let auto = autoPace(session, session.playhead.us);
  let left = seconds;
  let arrived = true;
  for (let stride = 1; left > 0 && arrived; stride++) {
    const pace = Math.max(msPerSecond, auto.msPerSecond);
    const span = stride === STRIDES_MAX ? left : Math.min(left, strideUs / (pace * 1000));
    msPerSecond = eased(msPerSecond, auto.msPerSecond, span);
    exactUs += msPerSecond * 1000 * span;
    left -= span;
    arrived = advanceTo(Math.floor(exactUs), Math.max(1, eventsEnd - session.playhead.event));
    auto = autoPace(session, session.playhead.us);
  }
  if (!arrived) exactUs = session.playhead.us;
  return { exactUs, msPerSecond, auto, arrived };
}
