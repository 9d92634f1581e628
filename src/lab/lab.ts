/**
 * Many seeds over many workers: cuts the seeds into jobs and puts the answers together again. Who does
 * the jobs is the caller's affair; the outcome does not depend on it.
 */
import type { Scenario } from '../scenario/types';
import type { BatchResult, LabJob, LabRow, Selection, Stopped } from './batch';
import type { LabReport } from './measures';
import { report } from './measures';

/** Does all jobs, anywhere and in any order; resolves to their answers in the order of the jobs. */
export type RunJobs = <T>(kind: string, jobs: readonly object[]) => Promise<readonly T[]>;

export interface LabOrder {
  /** Checked against its algorithm. */
  readonly scenario: Scenario;
  readonly runs: number;
  readonly firstSeed: number;
  readonly election: Selection;
}

/** Seeds in one job: enough to be worth a message, few enough that workers end together. */
const JOB_RUNS_MAX = 250;
const JOBS_MIN = 40;

/** Consecutive seeds, job by job; how they are cut makes no difference to the outcome. */
export function labJobs({ scenario, runs, firstSeed, election }: LabOrder): readonly LabJob[] {
  const size = Math.min(JOB_RUNS_MAX, Math.max(1, Math.ceil(runs / JOBS_MIN)));
  const jobs: LabJob[] = [];
  for (let from = 0; from < runs; from += size) {
    const few = Math.min(size, runs - from);
    jobs.push({ scenario, firstSeed: firstSeed + from, runs: few, election });
  }
  return jobs;
}

/** What came of a lab. `stopped`: runs that a guard ended early; their rows are in the report too. */
export interface LabOutcome {
  readonly report: LabReport;
  readonly stopped: readonly Stopped[];
}

/** Runs all trials. Rejects as the pool does. */
export async function runLab(order: LabOrder, runJobs: RunJobs): Promise<LabOutcome> {
  const results = await runJobs<BatchResult>('lab', labJobs(order));
  const rows: LabRow[] = results.flatMap((one) => one.rows);
  const stopped = results.flatMap((one) => one.stopped);
  return { report: report(rows, order.runs), stopped };
}
