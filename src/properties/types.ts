/**
 * What a property is and what it finds. Types only.
 *
 * A checker advances with the frontier of a run, one step at a time, and must be O(change). It can be
 * marked and rewound, because a person may act in the past and so cut the run's future off.
 */
import type { Fact, NodeId, Step, Us, WorldView } from '../engine/protocol';
import type { Command } from '../scenario/types';

/** MUST, IF, COUNT are checked on every run; TEACH and REACH over many seeds. */
export type PropertyKind = 'MUST' | 'IF' | 'COUNT' | 'TEACH' | 'REACH';

/** A property broken at an event. */
export interface Breach {
  readonly event: number;
  readonly us: Us;
  /** Plain words with ids, terms and values: what contradicts the claim. */
  readonly why: string;
  readonly nodes: readonly NodeId[];
}

/** Whether what a property assumes held in this run, read from ground truth. */
export interface Assumed {
  readonly held: boolean;
  /** Which assumption failed first, in plain words; empty if all held. */
  readonly why: string;
}

/** A command as checkers need to know it. */
export interface Given {
  readonly command: Command;
  /** Shortest and longest one-way delay of the rules it sets; absent: it sets no delay. */
  readonly delayUs?: { readonly min: Us; readonly max: Us };
}

/** What a checker knows of the run it checks. */
export interface RunFacts {
  readonly algorithm: string;
  readonly candidates: readonly NodeId[];
  readonly params: object;
  /** Shortest and longest one-way delay the scenario can draw. */
  readonly delayUs: { readonly min: Us; readonly max: Us };
  readonly writeUsMax: Us;
  readonly rank: (id: NodeId) => number;
  /** True if the directed link delivers in sending order; absent: nothing is known of it. */
  readonly keepsOrder?: (from: NodeId, to: NodeId) => boolean;
  /** The command of an index, once it has fired; absent: nothing is known of commands. */
  readonly commandAt?: (index: number) => Given | undefined;
}

/** What really happened to the assumptions so far in this run. */
export interface Ledger {
  /**
   * Largest time from sending to handling, waiting in an inbox included; a message still under way
   * counts with its age.
   */
  readonly delayUsMax: Us;
  readonly lost: number;
  readonly duplicated: number;
  /** Messages that ended at a cut link. */
  readonly cut: number;
  /** Messages that ended at a block. */
  readonly blocked: number;
  readonly crashes: number;
  readonly restarts: number;
  /** Longest pause that has begun, in us, up to now. */
  readonly pauseUsMax: Us;
  readonly partitions: number;
  /** True while any link is cut. */
  readonly cutNow: boolean;
  /** Messages that were handled after a later one of their link. */
  readonly reordered: number;
  /** Fastest to slowest clock rate, as a ratio of integers in ppm of nominal. */
  readonly slowestPpm: number;
  readonly fastestPpm: number;
  /** Largest number of microseconds by which a clock's reading jumped, either way. */
  readonly jumpUsMax: Us;
  /** Disks emptied. */
  readonly wiped: number;
  readonly timersForced: number;
  /** Messages and timers whose time a person or a hold decided, and messages a person dropped or copied. */
  readonly byHand: number;
  /** Commands that are faults: the instant of the last one; null if none. */
  readonly lastFaultUs: Us | null;
  /** The longest disk write that was begun. */
  readonly writeUsMax: Us;
}

/** One running check. `see` is called for every event at the frontier, in order. */
export interface Checker {
  see(step: Step, facts: readonly Fact[]): Breach | null;
  /** Called when the run's end is judged (COUNT, liveness); may be called more than once. */
  judge?(world: WorldView, ledger: Ledger): Breach | null;
  /** Whether the assumption held so far. Absent: none is made. */
  assumed?(ledger: Ledger, world: WorldView): Assumed;
  /** False while the property's set-up has not occurred (COUNT): then it is not listed. */
  occurred?(): boolean;
  /** Why it holds though little happened ("no majority was alive"); empty if nothing to say. */
  remark?(world: WorldView, ledger: Ledger): string;
  /** A small value from which `rewind` restores the checker to now. */
  mark(): unknown;
  rewind(mark: unknown): void;
}

/** A claim about runs of one algorithm, or of the engine. */
export interface Property {
  readonly id: string;
  readonly kind: PropertyKind;
  /** True for progress claims: broken with assumptions restored means `stalled`, not `bug`. */
  readonly liveness?: boolean;
  /** The claim in one plain sentence (key in the catalogue of properties). */
  readonly claim: string;
  /** What it assumes, in words; empty where nothing is assumed. */
  readonly assumes: string;
  /**
   * For a MUST: what its source allows no fault to do, and happened all the same ("a disk was
   * emptied"); empty if it did not. Broken with such a reason it is a lesson, else a bug.
   */
  readonly unless?: (ledger: Ledger) => string;
  /** Paper and section. */
  readonly source: string;
  start(run: RunFacts): Checker;
}

/** holds, lesson (an assumption failed), bug, stalled. */
export type Verdict = 'holds' | 'lesson' | 'bug' | 'stalled';

/** What a run says of a property. */
export interface Finding {
  readonly id: string;
  readonly kind: PropertyKind;
  readonly verdict: Verdict;
  /** False: the assumption failed in this run. */
  readonly assumed: boolean;
  readonly claim: string;
  readonly assumes: string;
  readonly breach: Breach | null;
  readonly why: string;
}
