/**
 * What a scenario is: the versioned document that determines a run. Types only, open to every room.
 *
 * Times are milliseconds with at most three decimals; `assemble` turns them into microseconds.
 * `schema.ts` checks documents against these types and is the only way to make one from JSON.
 */
import type { Json, NodeId, Op } from '../engine/protocol';

/** The schema version written today. */
export type ScenarioVersion = 1;

/** A number, or a range [lo, hi] from which each draw is uniform. */
export type Range = number | readonly [number, number];

/** One-way delay: fixed, uniform, normal-like or long-tailed (ms). */
export type Delay =
  | Range
  | {
      readonly dist: 'normal' | 'longTail';
      /** Median. */
      readonly p50: number;
      /** 99th percentile; larger than p50. */
      readonly p99: number;
      /** Smallest possible value. */
      readonly min: number;
    };

/** How a link behaves. Ratios are 0..1. */
export interface LinkRules {
  readonly delayMs?: Delay;
  readonly loss?: number;
  readonly duplicate?: number;
  readonly fifo?: boolean;
}

export interface Network extends LinkRules {
  /** By directed link: `n1>n2`. */
  readonly links?: { readonly [link: string]: LinkRules };
  /** What becomes of a message that reaches a crashed node: `kept` waits for its restart. */
  readonly crashedInbox?: 'lost' | 'kept';
}

/** An id, or a role found out when the command fires. */
export type Target = NodeId | 'leader' | 'store-leader' | 'follower' | 'any' | 'crashed' | 'rest';

/** When a command fires. `after`: events of that instant already handled (acting by hand). */
export interface CommandBase {
  readonly atMs: Range;
  readonly after?: number;
  /** Stable name; draws of this command come from the stream of that name. */
  readonly id?: string;
  /** Set by the player on commands of a person; absent: `script`. */
  readonly origin?: 'hand';
}

export type Targets = Target | readonly Target[];

/** What a command does, without its time. */
export type Deed =
  | { readonly do: 'crash'; readonly node: Targets }
  | { readonly do: 'restart'; readonly node: Targets }
  | {
      readonly do: 'pause';
      readonly node: Targets;
      readonly forMs?: number;
      /** On resume: held timers first, or held messages first. Default `timers`. */
      readonly resumeFirst?: 'timers' | 'messages';
    }
  | { readonly do: 'resume'; readonly node: Targets }
  | { readonly do: 'partition'; readonly groups: readonly (readonly Target[])[] }
  | { readonly do: 'heal' }
  | { readonly do: 'cut'; readonly from: Targets; readonly to: Targets; readonly oneWay?: boolean }
  | { readonly do: 'join'; readonly from: Targets; readonly to: Targets; readonly oneWay?: boolean }
  | {
      readonly do: 'block';
      readonly types: readonly string[];
      readonly from?: Targets;
      readonly to?: Targets;
    }
  | {
      readonly do: 'unblock';
      readonly types: readonly string[];
      readonly from?: Targets;
      readonly to?: Targets;
    }
  | {
      readonly do: 'timeout';
      readonly node: Targets;
      readonly timer?: string;
      readonly key?: string;
    }
  | { readonly do: 'request'; readonly node: Targets; readonly op: Op }
  /** Crashes the node if it is up and empties its disk: it restarts without anything it ever wrote. */
  | { readonly do: 'wipe'; readonly node: Targets }
  /** A new rate from now on (parts per million off), a jump of the reading (timers keep their due). */
  | {
      readonly do: 'clock';
      readonly node: Targets;
      readonly ppm?: number;
      readonly jumpMs?: number;
    }
  /** What to do with one message on its way: `n1>n2#14`, a duplicate `n1>n2#14b`. */
  | ({ readonly do: 'drop' | 'duplicate' | 'deliver' } & OneMessage)
  | ({ readonly do: 'delay'; readonly byMs: number } & OneMessage)
  /** What the algorithm lets a person ask of a node (transfer, resign, release). */
  | { readonly do: 'act'; readonly node: Targets; readonly action: string; readonly args?: Json }
  /** New rules of every link, of some links, or new values of parameters marked live. */
  | { readonly do: 'set'; readonly network: LinkRules }
  | { readonly do: 'set'; readonly link: LinkChange }
  | { readonly do: 'set'; readonly params: { readonly [name: string]: Json } }
  /** Keeps what falls due from happening until it is chosen or let go. Default: everything, everywhere. */
  | { readonly do: 'hold'; readonly kinds?: readonly HeldKind[]; readonly nodes?: Targets }
  /** Lets one held thing happen: at once, or when it falls due. */
  | ({ readonly do: 'choose' } & Chosen)
  | { readonly do: 'unhold' };

/** What can be held: deliveries, timers, the ends of disk writes. */
export type HeldKind = 'messages' | 'timers' | 'writes';

/** The one thing that is chosen: a message by its name, a node's timer, a node's disk write. */
export type Chosen =
  | OneMessage
  | { readonly node: Targets; readonly timer: string; readonly key?: string }
  | { readonly node: Targets; readonly write: true };

/** One message on its way; `type`: missed if it is of another type (the run has changed meanwhile). */
export interface OneMessage {
  readonly message: string;
  readonly type?: string;
}

/** New rules of the links from some nodes to others, and back unless `oneWay`. */
export interface LinkChange extends LinkRules {
  readonly from: Targets;
  readonly to: Targets;
  readonly oneWay?: boolean;
}

export type Command = CommandBase & Deed;

/** State from which the run starts, instead of an empty one. */
export interface Initial {
  /** `fresh`: every timer armed at 0 with a full draw; `random`: first due uniform over [0, draw]. */
  readonly timers?: 'fresh' | 'random';
  readonly leader?: NodeId;
  /** Terms of the entries of each node's log. */
  readonly logs?: { readonly [node: NodeId]: readonly number[] };
}

/** How a person last looked at the run. Never part of the run's identity. */
export interface ViewHints {
  /** Events handled when it was copied. */
  readonly at?: number;
  /** Virtual ms per wall second, or Auto. */
  readonly pace?: 'auto' | number;
  readonly messages?: 'focus' | 'all';
  readonly select?: NodeId;
  /** What the timeline shows, from and to; without it the timeline is closed. */
  readonly windowMs?: readonly [number, number];
  readonly seats?: { readonly [node: NodeId]: readonly [number, number] };
}

/** What the leader is for: a kind of workload on top of the algorithm, and its parameters. */
export interface WorkloadChoice {
  readonly kind: string;
  readonly [name: string]: Json;
}

/** Everything that determines a run, and how it is described. */
export interface Scenario {
  readonly v: ScenarioVersion;
  readonly name?: string;
  readonly about?: string;
  readonly algorithm: string;
  /** A count makes n1..nN; a list gives ids and priorities in list order. */
  readonly nodes: number | readonly { readonly id: NodeId; readonly priority?: number }[];
  readonly seed?: string;
  readonly params?: { readonly [name: string]: Json };
  readonly workload?: WorkloadChoice;
  readonly network?: Network;
  readonly disk?: { readonly writeMs?: Range };
  readonly clocks?: {
    readonly [node: NodeId]: { readonly ppm?: number; readonly offsetMs?: number };
  };
  readonly initial?: Initial;
  readonly commands?: readonly Command[];
  readonly untilMs?: number;
  /** What to look at, by beat. */
  readonly watch?: readonly { readonly beat: number; readonly say: string }[];
  readonly notes?: string;
  readonly view?: ViewHints;
}

/** What is wrong with a document, where, and what to do. */
export interface Problem {
  /** `commands[2].node`; empty for the whole document. */
  readonly path: string;
  readonly problem: string;
  readonly hint: string;
}

export type Result<T> =
  | { readonly ok: true; readonly value: T; readonly notes?: readonly Problem[] }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** Which builds made a link: integers that rise with behaviour. */
export interface Made {
  readonly engine: number;
  readonly algorithm: number;
  readonly workload?: number;
}

/** What a link holds. */
export interface LinkContent {
  readonly scenario: Scenario;
  /** The exact event it was copied at, and the run's hash there. */
  readonly at?: { readonly event: number; readonly hash: string };
  readonly made: Made;
}
