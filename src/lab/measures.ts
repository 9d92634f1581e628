/**
 * From the rows of many runs to what `sim lab` reports: percentiles of what was measured, and beside
 * them how many elections never ended. Nothing is dropped silently; nothing is rounded.
 */
import type { LabRow } from './batch';

/** How a measure is spread over the runs; null where there is nothing to measure. */
export interface Measure {
  readonly min: number | null;
  readonly p5: number | null;
  readonly p25: number | null;
  readonly p50: number | null;
  readonly p75: number | null;
  readonly p95: number | null;
  readonly p99: number | null;
  readonly max: number | null;
  readonly mean: number | null;
}

/** What `sim lab` prints. */
export interface LabReport {
  /** Runs that were made. */
  readonly runs: number;
  /** Elections that had not ended when their run did, and runs that had no such election. */
  readonly unfinished: number;
  /** Of the elections that ended; `splitBrainMs` of all runs. */
  readonly measures: {
    readonly downtimeMs: Measure;
    readonly electedMs: Measure;
    readonly rounds: Measure;
    /** Sends of all types together. */
    readonly messages: Measure;
    readonly splitBrainMs: Measure;
  };
  readonly perRun: readonly LabRow[];
}

/**
 * The percentile by nearest rank: the smallest value such that at least `percent` of all are no
 * larger. Always a value that occurred.
 */
export function percentile(sorted: readonly number[], percent: number): number | null {
  const rank = Math.max(1, Math.ceil((percent * sorted.length) / 100));
  return sorted[rank - 1] ?? null;
}

/** The spread of these values, whatever their order. */
export function measure(values: readonly number[]): Measure {
  const sorted = [...values].sort((a, b) => a - b);
  // Summed in sorted order, so that not even the last bit hangs on how they came in.
  const sum = sorted.reduce((total, value) => total + value, 0);
  return {
    min: sorted[0] ?? null,
    p5: percentile(sorted, 5),
    p25: percentile(sorted, 25),
    p50: percentile(sorted, 50),
    p75: percentile(sorted, 75),
    p95: percentile(sorted, 95),
    p99: percentile(sorted, 99),
    max: sorted.at(-1) ?? null,
    mean: sorted.length === 0 ? null : sum / sorted.length,
  };
}

/** Messages of all types within the election. */
export function messagesOf({ messages }: LabRow): number {
  // A sum: the order of the types makes no difference.

  return Object.values(messages).reduce((total, sends) => total + sends, 0);
}

/** The report of all rows, which must be in the order of their seeds. */
export function report(rows: readonly LabRow[], runs: number): LabReport {
  const ended = rows.filter((row) => row.endMs !== null);
  const of = (value: (row: LabRow) => number | null): Measure =>
    measure(ended.map(value).filter((one) => one !== null));
  // Rows of one run follow each other and share what is of the run.
  const firstOfRun = rows.filter((row, index) => row.seed !== rows[index - 1]?.seed);
  return {
    runs,
    unfinished: rows.length - ended.length,
    measures: {
      downtimeMs: of((row) => row.downtimeMs),
      electedMs: of((row) => row.electedMs),
      rounds: of((row) => row.rounds),
      messages: of(messagesOf),
      splitBrainMs: measure(firstOfRun.map((row) => row.splitBrainMs)),
    },
    perRun: rows,
  };
}
