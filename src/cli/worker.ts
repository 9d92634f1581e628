/**
 * What a worker thread can be asked to do: kinds of jobs by name. A job and its answer are plain data,
 * and an answer depends on its job alone, so it makes no difference which thread does it or when. How
 * threads are started and fed is `pool.ts`.
 */
import { parentPort, workerData } from 'node:worker_threads';
import type { LabJob } from '../lab/batch';
import type { SwarmJob } from '../lab/swarm';
import { runBatch } from '../lab/batch';
import { reachAndTeach } from '../lab/reachAndTeach';
import { runSwarm } from '../lab/swarm';
import { loadProperties } from '../properties/registry';
import { loadOnTop } from '../scenario/onTop';

type Perform = (job: never) => Promise<unknown>;

async function lab(job: LabJob): Promise<unknown> {
  const { algorithm: id, workload } = job.scenario;
  const algorithm = await loadOnTop(id, workload?.kind);
  if (algorithm === null) throw new Error(`There is no algorithm ${id}`);
  return runBatch(job, algorithm);
}

async function swarm(job: SwarmJob): Promise<unknown> {
  const algorithm = await loadOnTop(job.algorithm, job.workload);
  if (algorithm === null) throw new Error(`There is no algorithm ${job.algorithm}`);
  return runSwarm(job, algorithm, await loadProperties(job.algorithm, job.workload));
}

async function teach({ algorithm: id, workload, seedsASide }: TeachJob): Promise<unknown> {
  const algorithm = await loadOnTop(id, workload);
  if (algorithm === null) throw new Error(`There is no algorithm ${id}`);
  return reachAndTeach(algorithm, await loadProperties(id, workload), seedsASide);
}

/** What must be seen and taught of one algorithm. */
export interface TeachJob {
  readonly algorithm: string;
  /** Of the workload on top instead; absent: none. */
  readonly workload?: string;
  readonly seedsASide: number;
}

const KINDS: { readonly [kind: string]: Perform } = { lab, swarm, teach };

/** Does one job in this thread. Rejects where the job itself fails. */
export async function perform(kind: string, job: object): Promise<unknown> {
  const does = KINDS[kind];
  if (does === undefined) throw new Error(`There is no kind of job called ${kind}`);
  return does(job as never);
}

/** What a thread of ours is started with, so that it knows itself from any other. */
export const WORKER_DATA = 'conclave:jobs';

/** True in a thread that the pool started. */
export function isWorker(): boolean {
  return parentPort !== null && workerData === WORKER_DATA;
}

/** A job on its way to a thread. */
export interface Asked {
  readonly kind: string;
  readonly job: object;
}

/** What comes back: the answer, or the words and the stack of what went wrong. */
export type Answered =
  { readonly answer: unknown } | { readonly failed: string; readonly stack: string };

/** Answers jobs for as long as the pool asks; a failing job ends neither thread nor pool by itself. */
export function serve(): void {
  parentPort?.on('message', ({ kind, job }: Asked) => {
    perform(kind, job).then(
      (answer) => parentPort?.postMessage({ answer } satisfies Answered),
      (error: unknown) => {
        const failed = error instanceof Error ? error.message : String(error);
        const stack = error instanceof Error ? (error.stack ?? '') : '';
        parentPort?.postMessage({ failed, stack } satisfies Answered);
      },
    );
  });
}
