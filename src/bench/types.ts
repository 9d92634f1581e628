/**
 * What a benchmark hands to the runner (`scripts/bench.mjs`). Not a test: figures differ from machine
 * to machine, so a goal is stated against the yardstick, against n, or as a time a person would feel.
 */

/** One figure. */
export interface BenchResult {
  /** Stable name, compared between one day's figures and the next: `engine/raft-5/hash`. */
  readonly id: string;
  readonly value: number;
  /** `events/s` is also shown as a share of the yardstick. */
  readonly unit: 'events/s' | 'ns/event' | 'ms' | 'fps' | 'MB' | 'ratio';
  /** The runner fails below or above it. `share`: of the yardstick, for `events/s` only. */
  readonly goal?: {
    readonly atLeast?: number;
    readonly atMost?: number;
    readonly share?: number;
  };
  /** Places the figure in a table of growth: same `series`, growing `n`. */
  readonly growth?: {
    readonly series: string;
    readonly n: number;
    /** The runner fails if value(n) / value(smallest n) is above it. */
    readonly atMostTimes?: number;
  };
}

/** A file `src/bench/*.bench.ts` exports one of these as `bench`. */
export interface Bench {
  readonly name: string;
  /** May take seconds. Asserts that what it measured did its work. */
  run(): readonly BenchResult[] | Promise<readonly BenchResult[]>;
}
