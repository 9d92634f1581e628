/**
 * The session: one run with a playhead, and what a person can do with it. Owns the truth, outside
 * React; knows no wall clock. Start reading at `act`.
 */
import type { Running, AnyMessage, Flight, Pending, Step, Us, WorldView } from '../engine/protocol';
import type { RunSpec } from '../engine/spec';
import { propertiesOf } from '../properties/registry';
import { History } from '../properties/reigns';
import type { Finding, Property } from '../properties/types';
import { assemble, assembleCommand } from '../scenario/assemble';
import { madeNow } from '../scenario/made';
import type { Command, Deed, LinkContent, Scenario } from '../scenario/types';
import { CommandLog, byHand, splitAt } from './commandLog';
import { Details } from './details';
import { Recorder, delaysOf } from './recorder';
import { Replay } from './replay';
import type {
  Acted,
  Change,
  CommandRecord,
  Election,
  Playhead,
  Reign,
  RunEnd,
  SelfBelief,
  Session,
  TraceView,
} from './types';

/** Changes that can be taken back, at most. */
const UNDO_MAX = 100;

/** Undo and redo compute at most so many events of the future that was known before. */
const REACH_AGAIN_EVENTS = 100_000;

/** The properties to check, by algorithm. */
export type PropertiesOf = (algorithmId: string, workload?: string) => readonly Property[];

/** A state of the run that undo and redo go between. */
interface Version {
  readonly scenario: Scenario;
  readonly algorithm: Running;
  readonly commands: readonly Command[];
  readonly playhead: Playhead;
  readonly frontierUs: Us;
}

interface Done {
  readonly change: Change;
  readonly before: Version;
  readonly after: Version;
  /** Both versions are the same run up to here; -1: different runs. */
  readonly forkEvent: number;
}

/** No fraction, nothing below 0, and 0 for what is no number. */
function whole(value: number): number {
  return value > 0 ? Math.floor(value) : 0;
}

class Player implements Session {
  revision = 0;
  private document!: Scenario;
  private module!: Running;
  private spec!: RunSpec;
  private log = new CommandLog([], []);
  private recorder!: Recorder;
  private viewer!: Replay;
  private details!: Details;
  delayUs!: { readonly min: Us; readonly mean: Us; readonly max: Us };
  private head: Playhead = { event: 0, us: 0 };
  private history = new History([]);
  private readonly undone: Done[] = [];
  private readonly done: Done[] = [];

  constructor(
    scenario: Scenario,
    algorithm: Running,
    private readonly propertiesOf: PropertiesOf,
    at?: number,
  ) {
    this.start(scenario, algorithm, scenario.commands ?? []);
    if (at !== undefined) this.seekEvent(at);
  }

  // ------------------------------------------------------------------------------- the run

  private start(scenario: Scenario, algorithm: Running, commands: readonly Command[]): void {
    this.document = scenario;
    this.module = algorithm;
    this.spec = assemble({ ...scenario, commands }, algorithm);
    this.recorder = new Recorder(
      this.spec,
      this.propertiesOf(algorithm.id, algorithm.workload?.id),
    );
    this.log = new CommandLog(commands, this.recorder.kernel.commandTimes());
    this.viewer = new Replay(this.recorder);
    this.details = new Details(this.recorder);
    this.delayUs = delaysOf(this.spec);
    const candidates = this.spec.actors.filter((actor) => actor.candidate).map(({ id }) => id);
    this.history = new History(candidates, (this.spec.initial.seating?.leader ?? null) !== null);
    this.head = { event: 0, us: 0 };
    this.revision++;
  }

  /** Takes other commands from `event` on; the past stays as it is. */
  private fork(event: number, us: Us, commands: readonly Command[]): void {
    const specs = commands.map(assembleCommand);
    this.recorder.fork(event, us, specs);
    this.log = new CommandLog(commands, this.recorder.kernel.commandTimes());
    this.viewer.setCommands(specs);
    this.details.setCommands(specs);
    this.revision++;
    this.moveHead(event, us);
  }

  private moveHead(event: number, us: Us): void {
    this.viewer.moveTo(event);
    this.head = { event, us };
  }

  get scenario(): Scenario {
    return this.document;
  }
  get algorithm(): Running {
    return this.spec.algorithm;
  }
  get params(): object {
    return this.viewer.kernel.view.params;
  }
  get world(): WorldView {
    return this.viewer.kernel.view;
  }
  get playhead(): Playhead {
    return this.head;
  }
  get frontier(): Playhead {
    return { event: this.recorder.events, us: this.recorder.reachedUs };
  }
  get trace(): TraceView {
    return this.recorder.trace;
  }
  get facts(): Recorder['facts'] {
    return this.recorder.facts;
  }
  get ended(): RunEnd | null {
    return this.recorder.ended;
  }
  get reigns(): readonly Reign[] {
    return this.history.upTo(this.recorder.facts, this.revision).reigns;
  }
  get elections(): readonly Election[] {
    return this.history.upTo(this.recorder.facts, this.revision).elections;
  }
  get selfBeliefs(): readonly SelfBelief[] {
    return this.history.upTo(this.recorder.facts, this.revision).selfBeliefs;
  }
  get commands(): readonly CommandRecord[] {
    return this.log.upTo(this.recorder.facts).records;
  }

  findings(): readonly Finding[] {
    return this.recorder.findings();
  }

  flights(): readonly Flight[] {
    return this.viewer.kernel.flights();
  }

  pending(): readonly Pending[] {
    return this.viewer.kernel.pending();
  }

  step(event: number): Step {
    return this.details.step(event);
  }

  message(sent: number): AnyMessage {
    const { sentBy } = this.recorder.trace.sent(sent);
    for (const effect of this.step(sentBy).effects) {
      if (effect.do === 'send' && effect.sent === sent) return effect.message;
    }
    throw new Error(`Message ${sent} is not among the sends of event ${sentBy}`);
  }

  // --------------------------------------------------------------------------- the playhead

  advanceTo(us: Us, eventsMax: number): boolean {
    const goal = Math.max(this.head.us, this.recorder.clamp(whole(us)));
    // Behind the frontier the events are there already; going over them is cheap but not free.
    const known = this.recorder.trace.countAt(goal) - this.head.event;
    if (goal <= this.recorder.reachedUs && known <= eventsMax) {
      this.moveHead(this.head.event + known, goal);
      return true;
    }
    if (known > eventsMax) {
      const event = this.head.event + Math.max(0, eventsMax);
      this.moveHead(event, Math.max(this.head.us, this.timeAt(event)));
      return false;
    }
    const there = this.recorder.reach(goal, eventsMax - known);
    const reached = there ? this.recorder.clamp(goal) : this.recorder.kernel.us;
    this.moveHead(this.recorder.events, Math.max(this.head.us, reached));
    return there;
  }

  computeTo(us: Us, eventsMax: number): boolean {
    return this.recorder.reach(whole(us), eventsMax);
  }

  stepForward(): boolean {
    const { event } = this.head;
    if (event >= this.recorder.events && !this.recorder.step()) return false;
    this.moveHead(event + 1, this.recorder.trace.timeUs(event));
    return true;
  }

  stepBack(): boolean {
    const { event } = this.head;
    if (event === 0) return false;
    this.seekEvent(event - 1);
    return true;
  }

  seekEvent(event: number): void {
    const wanted = whole(event);
    this.recorder.reachEvent(wanted);
    const there = Math.min(wanted, this.recorder.events);
    this.moveHead(there, there === 0 ? 0 : this.recorder.trace.timeUs(there - 1));
  }

  seekUs(us: Us): void {
    const wanted = whole(us);
    if (wanted > this.recorder.reachedUs) this.recorder.reach(wanted, Infinity);
    const goal = this.recorder.clamp(wanted);
    this.moveHead(this.recorder.trace.countAt(goal), goal);
  }

  // ---------------------------------------------------------------------------------- doing

  act(deed: Deed): Acted {
    const { event, us } = this.head;
    const { kernel } = this.viewer;
    const before = this.version();
    const { kept, dropped } = splitAt(this.commands, event);
    const command = byHand(deed, us, kernel.us === us ? kernel.instantCount : 0);
    this.fork(event, us, [...kept, command]);
    const index = kept.length;
    // A command of the script that stands at the same place comes first.
    while (this.commands[index]?.outcome === null && this.stepForward());
    this.remember({ kind: 'act', deed }, before, event);
    return { index, dropped };
  }

  open(scenario: Scenario, algorithm: Running, at?: number): void {
    const before = this.version();
    this.start(scenario, algorithm, scenario.commands ?? []);
    if (at !== undefined) this.seekEvent(at);
    this.remember({ kind: 'edit', deed: null }, before, -1);
  }

  checkAnew(): void {
    const { event, us } = this.head;
    const reached = this.frontier;
    this.start(this.document, this.module, this.log.commands);
    this.recorder.reach(reached.us, Infinity);
    this.recorder.reachEvent(reached.event);
    this.moveHead(event, us);
  }

  private version(): Version {
    return {
      scenario: this.document,
      algorithm: this.module,
      commands: this.log.commands,
      playhead: this.head,
      frontierUs: this.recorder.reachedUs,
    };
  }

  private remember(change: Change, before: Version, forkEvent: number): void {
    this.done.push({ change, before, after: this.version(), forkEvent });
    if (this.done.length > UNDO_MAX) this.done.shift();
    this.undone.length = 0;
  }

  get canUndo(): boolean {
    return this.done.length > 0;
  }
  get canRedo(): boolean {
    return this.undone.length > 0;
  }

  undo(): Change | null {
    const last = this.done.pop();
    if (last === undefined) return null;
    // Where the run had got to meanwhile: redo returns there.
    this.undone.push({ ...last, after: this.version() });
    this.goTo(last.before, last.forkEvent);
    return last.change;
  }

  redo(): Change | null {
    const next = this.undone.pop();
    if (next === undefined) return null;
    this.done.push(next);
    this.goTo(next.after, next.forkEvent);
    return next.change;
  }

  private goTo(version: Version, forkEvent: number): void {
    if (forkEvent < 0) this.start(version.scenario, version.algorithm, version.commands);
    else this.fork(forkEvent, this.timeAt(forkEvent), version.commands);
    // A long future comes back when somebody goes there: nobody waits a second for an undo.
    this.recorder.reach(version.frontierUs, REACH_AGAIN_EVENTS);
    this.recorder.reachEvent(version.playhead.event);
    this.moveHead(version.playhead.event, version.playhead.us);
  }

  private timeAt(events: number): Us {
    return events === 0 ? 0 : this.recorder.trace.timeUs(events - 1);
  }

  // -------------------------------------------------------------------------------- sharing

  hashAt(event = this.head.event): string {
    if (event === this.head.event) return this.viewer.kernel.hash();
    return this.details.hashAt(event);
  }

  /** How somebody looked at it when it was opened is not repeated: that has changed since. */
  toScenario(): Scenario {
    const { commands: _commands, view: _view, ...rest } = this.document;
    const { commands } = this.log;
    return commands.length === 0 ? rest : { ...rest, commands };
  }

  toLink(): LinkContent {
    const { event } = this.head;
    return {
      scenario: this.toScenario(),
      at: { event, hash: this.hashAt() },
      made: madeNow(this.module),
    };
  }
}

/**
 * A session on a scenario that the schema has accepted, at event `at` (default: the start). The
 * properties of the algorithm must have been loaded.
 */
export function createSession(
  scenario: Scenario,
  algorithm: Running,
  at?: number,
  properties: PropertiesOf = propertiesOf,
): Session {
  return new Player(scenario, algorithm, properties, at);
}
