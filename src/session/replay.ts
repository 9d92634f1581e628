/**
 * A second kernel that can stand anywhere in what the recorder has computed, silently. The player
 * shows the world through one of these; details of single events come from another (`details.ts`).
 */
import { Kernel } from '../engine/kernel';
import type { Snapshot } from '../engine/kernel';
import type { Step } from '../engine/protocol';
import type { CommandSpec } from '../engine/spec';
import type { Recorder } from './recorder';

/** Someone watches: so handlers work on copies, and a state that was shown never changes again. */
const COPYING = { trace: null, facts: null, onStep: () => undefined } as const;
/** While going back, a snapshot is kept every so many events, so that the next step back is short. */
const FINE_SPACING_LEAST = 64;
const FINE_PER_INTERVAL = 32;

interface Fine {
  readonly events: number;
  readonly snapshot: Snapshot;
}

export class Replay {
  readonly kernel: Kernel;
  /** Snapshots between one keyframe and the next, ascending. */
  private fine: Fine[] = [];
  /** The keyframe that they follow. */
  private fineFrom = -1;

  constructor(private readonly recorder: Recorder) {
    this.kernel = new Kernel(recorder.spec);
    this.kernel.observe(COPYING);
  }

  /** Takes another list of commands: what it knew of the future is void. */
  setCommands(commands: readonly CommandSpec[]): void {
    this.fine = [];
    this.fineFrom = -1;
    this.kernel.setCommands(commands);
    this.kernel.restore(this.recorder.keyframes.before(0).snapshot);
  }

  /** Stands after `events` events, which the recorder must have reached. */
  moveTo(events: number, onStep: ((step: Step) => void) | null = null): void {
    const { kernel } = this;
    const frame = this.nearest(events);
    const isBack = kernel.events > events;
    // Who wants to see the steps must not be carried past them by a snapshot.
    const mayJump = onStep === null && kernel.events < frame.events;
    if (isBack || mayJump) kernel.restore(frame.snapshot);
    if (kernel.events === events) return;
    if (onStep !== null) kernel.observe({ ...COPYING, onStep });
    while (kernel.events < events) {
      if (!kernel.step()) {
        throw new Error(`Replay ended after ${kernel.events} of ${events} events`);
      }
      if (isBack) this.keepFine();
    }
    if (onStep !== null) kernel.observe(COPYING);
  }

  /** The last snapshot at or before `events`, of the recorder or of its own. */
  private nearest(events: number): Fine {
    const frame = this.recorder.keyframes.before(events);
    if (frame.events !== this.fineFrom) return frame;
    return this.fine.findLast((one) => one.events <= events) ?? frame;
  }

  private keepFine(): void {
    const { events } = this.kernel;
    const frame = this.recorder.keyframes.before(events);
    if (frame.events !== this.fineFrom) {
      this.fine = [];
      this.fineFrom = frame.events;
    }
    const last = this.fine.at(-1)?.events ?? frame.events;
    const spacing = Math.max(
      FINE_SPACING_LEAST,
      Math.floor(this.recorder.keyframes.spacing / FINE_PER_INTERVAL),
    );
    if (events - last < spacing) return;
    this.fine.push({ events, snapshot: this.kernel.snapshot() });
  }
}
