/**
 * A second kernel that can stand anywhere in what the recorder has computed, silently. The player
 * shows the world through one of these; details of single events come from another.
 */
import { Kernel } from '../engine/kernel';
import type { Step } from '../engine/protocol';
import type { CommandSpec } from '../engine/spec';
import type { Recorder } from './recorder';

/** Someone watches: so handlers work on copies, and a state that was shown never changes again. */
const COPYING = { trace: null, facts: null, onStep: () => undefined } as const;

export class Replay {
  readonly kernel: Kernel;
  private step: Step | null = null;

  constructor(private readonly recorder: Recorder) {
    this.kernel = new Kernel(recorder.spec);
    this.kernel.observe(COPYING);
  }

  /** Takes another list of commands: what it knew of the future is void. */
  setCommands(commands: readonly CommandSpec[]): void {
    this.step = null;
    this.kernel.setCommands(commands);
    this.kernel.restore(this.recorder.keyframes.before(0).snapshot);
  }

  /** Stands after `events` events, which the recorder must have reached. */
  moveTo(events: number): void {
    const { kernel } = this;
    const frame = this.recorder.keyframes.before(events);
    if (kernel.events > events || kernel.events < frame.events) kernel.restore(frame.snapshot);
    while (kernel.events < events) {
      if (!kernel.step())
        throw new Error(`Replay ended after ${kernel.events} of ${events} events`);
    }
  }

  /** The step of one event, whole; its world stands just after it until the next call. */
  stepOf(event: number): Step {
    const known = this.step;
    if (known !== null && known.event.number === event && this.kernel.events === event + 1)
      return known;
    this.moveTo(event);
    this.kernel.observe({ trace: null, facts: null, onStep: (step) => (this.step = step) });
    this.kernel.step();
    this.kernel.observe(COPYING);
    const step = this.step;
    if (step === null) throw new Error(`Event ${event} left no step`);
    this.step = { ...step, event: this.recorder.trace.event(event) };
    return this.step;
  }
}
