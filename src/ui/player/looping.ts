/**
 * The loop while the run plays: no further than its end, there a short rest, then back to its start. A
 * view of the run only; it computes nothing that play would not. Keeps how long it has rested.
 */
import type { Us } from '../../engine/protocol';
import type { Session } from '../../session/types';
import { wholeLoop } from '../timeline/timeStore';
import { atEnd } from './end';

/** A loop rests at its end for so many wall ms, so that one sees how it ends. */
const REST_MS = 500;

export interface Looping {
  /** No later than the end of the loop. */
  clamp(us: Us): Us;
  /** Called before each stretch of play. `rests`: this frame moves nothing; `turned`: it stands at the start. */
  turn(elapsedMs: number): 'goesOn' | 'rests' | 'turned';
  /** True if a run that is over has somewhere to go back to. */
  mayTurn(): boolean;
}

export function createLooping(session: Session): Looping {
  let restedMs = 0;
  return {
    clamp: (us) => Math.min(us, wholeLoop()?.toUs ?? Infinity),
    turn(elapsedMs) {
      const loop = wholeLoop();
      if (loop === null) return 'goesOn';
      const { us } = session.playhead;
      const isOver = us >= loop.toUs || atEnd(session);
      if (!isOver && us >= loop.fromUs) return 'goesOn';
      restedMs += elapsedMs;
      const isInside = us >= loop.fromUs && us <= loop.toUs;
      if (isInside && restedMs < REST_MS) return 'rests';
      restedMs = 0;
      session.seekUs(loop.fromUs);
      return 'turned';
    },
    mayTurn() {
      const loop = wholeLoop();
      return loop !== null && loop.fromUs < session.playhead.us;
    },
  };
}
