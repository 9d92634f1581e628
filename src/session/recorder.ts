/**
 * The frontier of a run: how far it has been computed, with everything that is recorded on the way -
 * trace, facts, findings, keyframes. It only goes forward, except when the future is cut off.
 */
import { Kernel } from '../engine/kernel';
import type { Fact, Us } from '../engine/protocol';
import type { CommandSpec, RunSpec } from '../engine/spec';
import { delayBounds } from '../engine/delay';
import { Trace } from '../engine/trace';
import { watchOf } from '../properties/watch';
import type { Watch } from '../properties/watch';
import type { Finding, Given, Property, RunFacts } from '../properties/types';
import { Keyframes } from './keyframes';
import type { RunEnd } from './types';

/** Shortest, mean and longest one-way delay the links of a run can draw. */
export function delaysOf({ link, links }: RunSpec): { min: Us; mean: Us; max: Us } {
  const bounds = [link, ...links.values()].map((rules) => delayBounds(rules.delay));
  return {
    min: Math.min(...bounds.map((bound) => bound.min)),
    mean: delayBounds(link.delay).mean,
    max: Math.max(...bounds.map((bound) => bound.max)),
  };
}

/**
 * What the checkers may know of a run. `commandAt`: the command of an index, where the list may change
 * while the run is played.
 */
export function runFactsOf(
  spec: RunSpec,
  commandAt: (index: number) => CommandSpec | undefined = (index) => spec.commands[index],
): RunFacts {
  const ranks = new Map(spec.actors.map((actor) => [actor.id, actor.priority]));
  return {
    algorithm: spec.algorithm.id,
    candidates: spec.actors.filter((actor) => actor.candidate).map((actor) => actor.id),
    params: spec.params,
    delayUs: delaysOf(spec),
    writeUsMax: spec.disk.hiUs,
    rank: (id) => ranks.get(id) ?? 0,
    keepsOrder: (from, to) => (spec.links.get(`${from}>${to}`) ?? spec.link).fifo,
    commandAt: (index) => givenOf(commandAt(index)),
  };
}

function givenOf(spec: CommandSpec | undefined): Given | undefined {
  if (spec === undefined) return undefined;
  const { command, rules } = spec;
  return rules?.delay === undefined ? { command } : { command, delayUs: delayBounds(rules.delay) };
}

/** The error that ended a run: the event it happened in is not part of the run. */
interface Failure {
  readonly us: Us;
  readonly detail: string;
}

export class Recorder {
  readonly kernel: Kernel;
  readonly trace: Trace;
  readonly facts: Fact[] = [];
  readonly keyframes = new Keyframes();
  /** Virtual time up to which nothing more can happen before the next event. */
  reachedUs: Us = 0;
  private failed: Failure | null = null;
  private readonly monitor: Watch;
  private commands: readonly CommandSpec[];

  constructor(
    readonly spec: RunSpec,
    properties: readonly Property[],
  ) {
    this.kernel = new Kernel(spec);
    this.commands = spec.commands;
    this.trace = new Trace(spec.actors.map((actor) => actor.id));
    this.monitor = watchOf({
      run: runFactsOf(spec, (index) => this.commands[index]),
      clockPpm: [...spec.clocks.values()].map((clock) => clock.ppm),
      properties,
      sends: this.trace,
      deedOf: (index) => this.commands[index]?.command.do ?? '',
    });
    this.kernel.observe({
      trace: this.trace,
      facts: this.facts,
      onStep: (step) => this.monitor.see(step, this.facts),
    });
    this.takeKeyframe();
  }

  get events(): number {
    return this.kernel.events;
  }

  /** Why the run goes no further; null while it does. */
  get ended(): RunEnd | null {
    if (this.failed !== null) return { reason: 'error', ...this.failed };
    const ended = this.kernel.ended;
    return ended === null ? null : { ...ended, detail: '' };
  }

  /** What every property says of the run as far as it has been computed. */
  findings(): readonly Finding[] {
    const { kernel, reachedUs } = this;
    return this.monitor.findings(kernel.view, reachedUs, kernel.oldestFlightUs());
  }

  /** Handles one event; false if there is none. An error in a handler ends the run, by name. */
  step(): boolean {
    if (this.failed !== null) return false;
    const { events } = this.kernel;
    try {
      if (!this.kernel.step()) return false;
    } catch (error) {
      const detail = error instanceof Error ? error.message : String(error);
      const failed = { us: this.kernel.us, detail };
      // The event was left half done: the run ends just before it.
      this.rewindTo(events);
      this.failed = failed;
      this.reachedUs = failed.us;
      return false;
    }
    this.reachedUs = Math.max(this.reachedUs, this.kernel.us);
    // At once, before anybody looks ahead.
    if (this.keyframes.wants(this.kernel.events)) this.takeKeyframe();
    return true;
  }

  /** Computes all events up to and including `us`, at most `eventsMax`; true if it got there. */
  reach(us: Us, eventsMax: number): boolean {
    for (let left = eventsMax; ; left--) {
      const next = this.failed === null ? this.kernel.nextUs() : null;
      if (next === null || next > us) break;
      if (left <= 0) return false;
      if (!this.step()) break;
    }
    this.reachedUs = Math.max(this.reachedUs, this.clamp(us));
    return true;
  }

  /** Computes up to `events` events in all; true if there were so many. */
  reachEvent(events: number): boolean {
    while (this.kernel.events < events) if (!this.step()) return false;
    return true;
  }

  /** No later than the end of the run. Where nothing is left to happen one can still wait. */
  clamp(us: Us): Us {
    const ended = this.ended;
    const waits = ended?.reason === 'quiet' || ended?.reason === 'held';
    return ended === null || waits ? us : Math.min(us, ended.us);
  }

  /** Cuts off everything after `events` events, and takes these commands from there on. */
  fork(events: number, us: Us, commands: readonly CommandSpec[]): void {
    // The commands that fired up to here are the same in the old list and in the new one. Always from
    // a keyframe, even at the frontier: whoever looked ahead did so under the old commands.
    this.failed = null;
    this.commands = commands;
    this.kernel.setCommands(commands);
    this.rewindTo(events);
    this.reachedUs = Math.max(us, this.kernel.us);
  }

  /** Goes back to the state after `events` events, through the nearest keyframe. */
  private rewindTo(events: number): void {
    const frame = this.keyframes.before(events);
    this.kernel.restore(frame.snapshot);
    this.trace.truncate(frame.events);
    const kept = this.facts.findIndex((fact) => fact.event >= frame.events);
    if (kept >= 0) this.facts.length = kept;
    this.monitor.rewind(frame.mark);
    this.keyframes.truncate(frame.events);
    while (this.kernel.events < events) {
      if (!this.kernel.step()) {
        throw new Error(`The run lost events after ${this.kernel.events} of ${events}`);
      }
      if (this.keyframes.wants(this.kernel.events)) this.takeKeyframe();
    }
  }

  private takeKeyframe(): void {
    const { events } = this.kernel;
    this.keyframes.add({ events, snapshot: this.kernel.snapshot(), mark: this.monitor.mark() });
  }
}
