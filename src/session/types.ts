/**
 * What the player shows to those who draw, speak and control: types only.
 *
 * `RunView` is the read-only face of a run with a playhead; scene, narration and page read nothing
 * else. `Session` adds what a person can do. Virtual time only: no wall clock in here.
 */
import type {
  Running,
  AnyMessage,
  Attempt,
  EventKind,
  EventRecord,
  Fact,
  Fate,
  Flight,
  NodeId,
  Pending,
  Sent,
  Step,
  UnseatReason,
  Us,
  WorldView,
} from '../engine/protocol';
import type { Finding } from '../properties/types';
import type { Command, Deed, LinkContent, Scenario } from '../scenario/types';

/** Where the picture stands: events handled, and the instant (at or after the last of them). */
export interface Playhead {
  readonly event: number;
  readonly us: Us;
}

/** The packed trace, read by index. Grows at the frontier only; a fork truncates it. */
export interface TraceView {
  readonly length: number;
  readonly sends: number;
  timeUs(event: number): Us;
  kind(event: number): EventKind;
  event(event: number): EventRecord;
  sent(index: number): Sent;
  /** Number of events whose time is <= us. */
  countAt(us: Us): number;
  /** For deliver, drop, arrive: index of the send; else -1. */
  messageOf(event: number): number;
  /** Index of the acting node among all actors; -1 for commands. */
  actorOf(event: number): number;
}

/** The span in which one leader was seated. */
export interface Reign {
  readonly leader: NodeId;
  readonly attempt: Attempt;
  readonly fromEvent: number;
  readonly fromUs: Us;
  /** Null while it lasts. */
  readonly toEvent: number | null;
  readonly toUs: Us | null;
  readonly why: UnseatReason | null;
}

/** An election record (design section 5). */
export interface Election {
  readonly startEvent: number;
  readonly startUs: Us;
  /** The node whose loss opened it; null at the run's start and at a reign's end. */
  readonly opener: NodeId | null;
  readonly electedUs: Us | null;
  readonly endEvent: number | null;
  readonly endUs: Us | null;
  readonly winner: NodeId | null;
  readonly rounds: number;
}

/** A span in which a live node believed itself leader. */
export interface SelfBelief {
  readonly node: NodeId;
  readonly attempt: Attempt;
  readonly fromUs: Us;
  readonly toUs: Us | null;
}

/** A command as it stands in the log, with what became of it (null: not fired yet). */
export interface CommandRecord {
  readonly index: number;
  readonly command: Command;
  readonly us: Us;
  readonly origin: 'script' | 'hand';
  readonly outcome: {
    readonly event: number;
    readonly us: Us;
    readonly targets: readonly NodeId[];
    readonly effect: 'done' | 'missed';
    readonly why: string;
    /** Index of the send that a command on one message meant. */
    readonly message?: number;
  } | null;
}

/** A run with a playhead, read-only. */
export interface RunView {
  readonly scenario: Scenario;
  readonly algorithm: Running;
  /** Resolved parameters (microseconds), as handlers read them. */
  readonly params: object;
  /** The world at the playhead. */
  readonly world: WorldView;
  readonly playhead: Playhead;
  /** How far the run has been computed. Everything listed below reaches to here. */
  readonly frontier: Playhead;
  readonly trace: TraceView;
  readonly facts: readonly Fact[];
  readonly reigns: readonly Reign[];
  readonly elections: readonly Election[];
  readonly selfBeliefs: readonly SelfBelief[];
  readonly commands: readonly CommandRecord[];
  /** Findings at the frontier; recomputed on call. */
  findings(): readonly Finding[];
  /** Messages on their way at the playhead, in sending order. */
  flights(): readonly Flight[];
  /** What is about to happen at the playhead, soonest first: what can be held and chosen. */
  pending(): readonly Pending[];
  /** Detail of one event, by replay. Throws RangeError outside [0, trace.length). */
  step(event: number): Step;
  /** The message with its fields, by replay. */
  message(sent: number): AnyMessage;
  /** Shortest and mean one-way delay the scenario's network draws, for pace. */
  readonly delayUs: { readonly min: Us; readonly mean: Us; readonly max: Us };
  /** Raised whenever a fork, undo or open replaced part of the run. */
  readonly revision: number;
  /** The run can go no further: `until`, a guard, a broken property the run stops at, or an error. */
  readonly ended: RunEnd | null;
}

/** Why a run goes no further. */
export interface RunEnd {
  /** `held`: nothing happens by itself; what is held waits to be chosen. */
  readonly reason: 'until' | 'guardInstant' | 'guardEvents' | 'quiet' | 'held' | 'error';
  readonly us: Us;
  /** For `error`: the message of the invariant that failed. */
  readonly detail: string;
}

/** What acting did. */
export interface Acted {
  /** Index in the command log. */
  readonly index: number;
  /** Later hand commands that the fork dropped. */
  readonly dropped: readonly CommandRecord[];
}

/** What one change of the run was, for undo's label. */
export interface Change {
  readonly kind: 'act' | 'edit';
  readonly deed: Deed | null;
}

/** What a person can do with a run. All times virtual. */
export interface Session extends RunView {
  /** Replaces the run. The old one is one undo away. */
  open(scenario: Scenario, algorithm: Running, at?: number): void;
  /**
   * Goes over the run from its start with the properties that have been loaded since; what it shows and
   * where it stands stay as they are. For a page that showed itself before it had them.
   */
  checkAnew(): void;
  /**
   * Moves the playhead forward to `us`, or to the end of the run, over at most `eventsMax` events;
   * false if there are more of them before it.
   */
  advanceTo(us: Us, eventsMax: number): boolean;
  /**
   * Computes the run on to `us`, or to its end, without moving the playhead, over at most `eventsMax`
   * events; false if there are more of them before it.
   */
  computeTo(us: Us, eventsMax: number): boolean;
  /** Handles exactly one event; false if there is none. */
  stepForward(): boolean;
  /** Takes back exactly one event; false at the start. */
  stepBack(): boolean;
  seekEvent(event: number): void;
  /** Past the frontier it computes as far as needed, within the guards. */
  seekUs(us: Us): void;
  /** Acts at the playhead: later hand commands are dropped, script commands stay. */
  act(deed: Deed): Acted;
  undo(): Change | null;
  redo(): Change | null;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  /** Hash after `event` events (default: the playhead's), 32 hexadecimal digits. */
  hashAt(event?: number): string;
  /** The scenario with every command up to now in it, as a link or a file holds it. */
  toScenario(): Scenario;
  toLink(): LinkContent;
}

export type { Fate, Flight };
