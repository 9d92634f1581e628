/**
 * Moves a playhead on like the session does, and stops it at the event that meets a breakpoint. What lies
 * ahead is computed an event at a time and looked at before the playhead goes there, so that no pace
 * is too fast; what has been looked at is not looked at again. No clock, no React.
 */
import type { Met, Stop } from '../../../narration/stops';
import { firstMet } from '../../../narration/stops';
import type { Us } from '../../../engine/protocol';
import type { Session } from '../../../session/types';

/** Findings are made anew by asking: with them in view so many events are computed at a time. */
const WITH_FINDINGS = 16;

export interface GatePorts {
  readonly session: Session;
  /** The breakpoints that are on and fit the run. */
  readonly stops: () => readonly Stop[];
  /** The playhead has been put just after the event. */
  readonly onMet: (met: Met) => void;
}

export function createGate({ session, stops, onMet }: GatePorts): Pick<Session, 'advanceTo'> {
  return {
    advanceTo(us: Us, eventsMax: number): boolean {
      const wanted = stops();
      const stride = wanted.some(({ kind }) => kind === 'broken') ? WITH_FINDINGS : 1;
      const last = session.playhead.event + Math.max(0, eventsMax);
      let seen = session.playhead.event;
      for (let isThere = false; ;) {
        const end = Math.min(last, session.trace.countAt(us));
        const met = firstMet(session, wanted, seen, end);
        if (met !== null) {
          session.seekEvent(met.event + 1);
          onMet(met);
          return false;
        }
        seen = Math.max(seen, end);
        if (isThere || seen >= last) return session.advanceTo(us, eventsMax);
        isThere = session.computeTo(us, Math.min(stride, last - seen));
      }
    },
  };
}
