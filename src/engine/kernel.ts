/**
 * The kernel: one run of one scenario, event by event. Start reading at `step`. It knows virtual time
 * only; who calls it, how often and why makes no difference to what happens.
 */
import { Commands } from './commands';
import { DueCheck } from './due';
import { flightsOf, oldestFlightUs, pendingOf } from './outlook';
import type { Flight, Pending, Us, WorldView } from './protocol';
import type { CommandSpec, RunSpec } from './spec';
import { Stepper } from './stepper';
import { commandStream } from './targets';
import { World } from './world';
import type { Item, Observer, WorldState } from './world';

/** A run stops with a named reason past these. */
export const GUARD = { instantEvents: 10_000, runEvents: 5_000_000 } as const;

/** Why no further event will be handled. */
export interface Ended {
  readonly reason: 'until' | 'guardInstant' | 'guardEvents' | 'quiet' | 'held';
  readonly us: Us;
}

/** All of a kernel that changes, as a value: `restore` continues exactly from here. */
export interface Snapshot {
  readonly world: WorldState;
  readonly fired: number;
}

/** A command with its time drawn and its place in the list. */
interface Timed {
  readonly spec: CommandSpec;
  readonly index: number;
  readonly us: Us;
}

export class Kernel {
  private readonly world: World;
  private readonly stepper: Stepper;
  private readonly due: DueCheck;
  private readonly commands: Commands;
  private timed: readonly Timed[] = [];
  /** How many of `timed` have fired. */
  private fired = 0;

  constructor(readonly spec: RunSpec) {
    this.world = new World(spec);
    this.stepper = new Stepper(this.world);
    this.due = new DueCheck(this.world);
    this.commands = new Commands(this.world, this.stepper);
    this.setCommands(spec.commands);
    for (const actor of this.world.actors) this.world.schedule(0, 'start', actor);
  }

  get view(): WorldView {
    return this.world.view;
  }
  get us(): Us {
    return this.world.us;
  }
  get events(): number {
    return this.world.events;
  }
  /** Events handled at the instant `us`. */
  get instantCount(): number {
    return this.world.instantCount;
  }

  /** Attaches an observer, or with null none: then handlers run on the live state, fastest. */
  observe(observer: Observer | null): void {
    this.world.observer = observer;
  }

  /** Hash of everything that happened so far: 32 hexadecimal digits. */
  hash(): string {
    return this.world.hash.digest();
  }

  // ---------------------------------------------------------------------------------- steps

  /** Handles exactly one event; false if there is none (see `ended`). */
  step(): boolean {
    if (this.guard() !== null) return false;
    const item = this.nextItem();
    const command = this.commandBefore(item);
    if (command !== null) {
      this.moveTo(command.us);
      this.fired++;
      this.commands.fire(command.spec, command.index);
      return true;
    }
    if (item === null || this.isPast(item.time)) return false;
    this.take(item);
    this.moveTo(item.time);
    this.stepper.handleItem(item);
    return true;
  }

  /**
   * Instant of the next event; null if there is none. Looking ahead settles what only waits (a timer
   * that is due for a paused node): take snapshots, and change commands, before looking.
   */
  nextUs(): Us | null {
    if (this.guard() !== null) return null;
    const item = this.nextItem();
    const us = this.commandBefore(item)?.us ?? item?.time ?? null;
    return us === null || this.isPast(us) ? null : us;
  }

  /** Why `step` returns false, or null while it does not. */
  get ended(): Ended | null {
    const guard = this.guard();
    if (guard !== null) return { reason: guard, us: this.world.us };
    if (this.nextUs() !== null) return null;
    const { untilUs } = this.spec;
    const quiet = this.nextItem() === null && this.fired === this.timed.length;
    if (untilUs !== null && !quiet) return { reason: 'until', us: untilUs };
    const held = this.world.holding.items.length > 0;
    return { reason: held ? 'held' : 'quiet', us: this.world.us };
  }

  private guard(): 'guardInstant' | 'guardEvents' | null {
    if (this.world.events >= GUARD.runEvents) return 'guardEvents';
    return this.world.instantCount >= GUARD.instantEvents ? 'guardInstant' : null;
  }

  private isPast(us: Us): boolean {
    return this.spec.untilUs !== null && us > this.spec.untilUs;
  }

  private moveTo(us: Us): void {
    if (us < this.world.us) throw new Error(`Time went back from ${this.world.us} to ${us} us`);
    if (us === this.world.us) return;
    this.world.us = us;
    this.world.instantCount = 0;
  }

  /**
   * The first item that is an event; void ones before it are dropped for good. Nothing is decided
   * about an item that a command comes before: the command may change what becomes of it.
   */
  private nextItem(): Item | null {
    const { immediate, queue } = this.world;
    for (;;) {
      const item = immediate[0] ?? queue.peek();
      if (item === undefined) return null;
      if (item.time > this.world.us && this.isPast(item.time)) return item;
      if (this.commandBefore(item) !== null) return item;
      if (this.due.isLive(item)) return item;
      if (immediate.length > 0) immediate.shift();
      else if (queue.peek() === item) queue.pop();
      else throw new Error('The queue changed under its first item');
    }
  }

  private take(item: Item): void {
    const { immediate, queue } = this.world;
    if (immediate[0] === item) immediate.shift();
    else queue.pop();
  }

  // ------------------------------------------------------------------------------- commands

  /**
   * Replaces the list of commands. Those that have fired must be the same as before: only the future
   * may change.
   */
  setCommands(commands: readonly CommandSpec[]): void {
    const { seed } = this.spec;
    this.timed = commands
      .map((spec, index): Timed => {
        const span = spec.atHiUs - spec.atLoUs;
        const draw = span === 0 ? 0 : commandStream(seed, spec).between(0, span);
        return { spec, index, us: spec.atLoUs + draw };
      })
      .sort((a, b) => a.us - b.us || a.spec.after - b.spec.after || a.index - b.index);
  }

  /** The drawn instant of each command, by index in the list. */
  commandTimes(): readonly Us[] {
    const times = new Array<Us>(this.timed.length).fill(0);
    for (const command of this.timed) times[command.index] = command.us;
    return times;
  }

  /** The next command, if its turn comes before this item (null: there is none). */
  private commandBefore(item: Item | null): Timed | null {
    if (this.fired >= this.timed.length) return null;
    const command = this.timed[this.fired] as Timed;
    if (this.isPast(command.us)) return null;
    if (item === null || command.us < item.time) return command;
    if (command.us > item.time) return null;
    const handled = this.world.us === item.time ? this.world.instantCount : 0;
    return command.spec.after <= handled ? command : null;
  }

  // ------------------------------------------------------------------------------ snapshots

  snapshot(): Snapshot {
    return { world: this.world.save(), fired: this.fired };
  }

  restore(snapshot: Snapshot): void {
    this.world.load(snapshot.world);
    this.fired = snapshot.fired;
  }

  /** Messages on their way or waiting in an inbox, in sending order. */
  flights(): Flight[] {
    return flightsOf(this.world);
  }

  /** What is about to happen, soonest first: what can be held and chosen. */
  pending(): Pending[] {
    return pendingOf(this.world);
  }

  /** When the oldest message that has not ended was sent; null if none is under way. */
  oldestFlightUs(): Us | null {
    return oldestFlightUs(this.world);
  }
}
