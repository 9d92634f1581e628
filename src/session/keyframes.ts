/**
 * Keyframes of a run: snapshots from which any earlier event is reached by re-running a little. At
 * most 512; when full, every second one goes and the spacing doubles.
 */
import type { Snapshot } from '../engine/kernel';

export const KEYFRAMES_MAX = 512;
export const SPACING_FIRST = 256;

/** A snapshot after `events` events, with what the checkers need to go back there. */
export interface Keyframe {
  readonly events: number;
  readonly snapshot: Snapshot;
  readonly mark: unknown;
}

export class Keyframes {
  /** Events between two keyframes. */
  spacing = SPACING_FIRST;
  private frames: Keyframe[] = [];

  get size(): number {
    return this.frames.length;
  }

  /** True if a keyframe should be taken after `events` events. */
  wants(events: number): boolean {
    const last = this.frames[this.frames.length - 1];
    return last === undefined || events - last.events >= this.spacing;
  }

  add(frame: Keyframe): void {
    this.frames.push(frame);
    if (this.frames.length < KEYFRAMES_MAX) return;
    this.frames = this.frames.filter((_, index) => index % 2 === 0);
    this.spacing *= 2;
  }

  /** The last keyframe at or before `events`. The first one, at 0, is always there. */
  before(events: number): Keyframe {
    let low = 0;
    let high = this.frames.length;
    while (high - low > 1) {
      const middle = (low + high) >>> 1;
      if ((this.frames[middle] as Keyframe).events <= events) low = middle;
      else high = middle;
    }
    const frame = this.frames[low];
    if (frame === undefined) throw new Error('A run without its first keyframe');
    return frame;
  }

  /** Forgets the keyframes after `events`. */
  truncate(events: number): void {
    this.frames = this.frames.filter((frame) => frame.events <= events);
  }
}
