/**
 * A pool of worker threads: takes a list of jobs, gives back the list of answers. The answers come in
 * the order of the jobs, whichever thread did them and whichever was done first.
 */
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { Answered, Asked } from './worker';
import { WORKER_DATA, perform } from './worker';

/** How often a job may take its thread down with it before the pool gives up. */
const DEATHS_MAX = 2;

export interface PoolOptions {
  /** Called whenever a job is done. */
  readonly onDone?: (done: number, of: number) => void;
  /** Starts a thread; default: this very bundle, whose `main.ts` sees that it is a worker. */
  readonly start?: () => Worker;
}

/** Starts a thread of this bundle; it ends with the process or when it is terminated. */
export function startWorker(): Worker {
  return new Worker(fileURLToPath(import.meta.url), { workerData: WORKER_DATA });
}

/** The jobs that are still to be done, and what has come of the others. */
class Board<T> {
  private readonly answers: T[] = [];
  private readonly deaths = new Map<number, number>();
  private readonly again: number[] = [];
  private next = 0;
  private done = 0;

  constructor(
    readonly jobs: readonly object[],
    private readonly onDone: PoolOptions['onDone'],
  ) {}

  /** The number of a job that nobody does yet; null if there is none. */
  take(): number | null {
    return this.again.shift() ?? (this.next < this.jobs.length ? this.next++ : null);
  }

  put(job: number, answer: T): void {
    this.answers[job] = answer;
    this.done += 1;
    this.onDone?.(this.done, this.jobs.length);
  }

  /** A thread died with this job: another one tries it once more. Throws if that was the other. */
  died(job: number, why: string): void {
    const deaths = (this.deaths.get(job) ?? 0) + 1;
    if (deaths >= DEATHS_MAX) {
      const which = `${job + 1} of ${this.jobs.length}`;
      throw new Error(`A worker thread stopped twice at the same work (part ${which}): ${why}`);
    }
    this.deaths.set(job, deaths);
    this.again.push(job);
  }

  get all(): T[] {
    return this.answers;
  }
}

/** A thread ended before it had answered. */
class Died extends Error {}

interface Waiting {
  readonly resolve: (answer: unknown) => void;
  readonly reject: (error: Error) => void;
}

/** One thread, asked one thing at a time. It may die at any moment, idle ones too. */
class Thread {
  private waiting: Waiting | null = null;
  private deadOf: string | null = null;

  constructor(private readonly worker: Worker) {
    worker.on('message', (answered: Answered) => this.hear(answered));
    worker.on('messageerror', (error) => this.die(error.message));
    worker.on('error', (error: Error) => this.die(error.message));
    worker.on('exit', (code) => this.die(`it ended with code ${code}`));
  }

  /** Resolves to the answer. Rejects with `Died` if the thread is dead or dies of it. */
  ask(asked: Asked): Promise<unknown> {
    return new Promise((resolve, reject) => {
      this.waiting = { resolve, reject };
      if (this.deadOf === null) this.worker.postMessage(asked);
      else this.die(this.deadOf);
    });
  }

  async end(): Promise<void> {
    await this.worker.terminate();
  }

  private hear(answered: Answered): void {
    const { waiting } = this;
    this.waiting = null;
    if ('answer' in answered) waiting?.resolve(answered.answer);
    else waiting?.reject(Object.assign(new Error(answered.failed), { stack: answered.stack }));
  }

  private die(why: string): void {
    this.deadOf ??= why;
    this.waiting?.reject(new Died(this.deadOf));
    this.waiting = null;
  }
}

/** One place in the pool: does jobs until none is left, in a new thread where the old one died. */
async function workThrough<T>(
  kind: string,
  board: Board<T>,
  start: () => Worker,
  isOver: () => boolean,
): Promise<void> {
  let thread: Thread | null = null;
  try {
    for (let job = board.take(); job !== null && !isOver(); job = board.take()) {
      thread ??= new Thread(start());
      try {
        board.put(job, (await thread.ask({ kind, job: board.jobs[job] as object })) as T);
      } catch (error) {
        if (!(error instanceof Died)) throw error;
        await thread.end();
        thread = null;
        board.died(job, error.message);
      }
    }
  } finally {
    await thread?.end();
  }
}

/** Without threads: for one worker, and for a single job. */
async function inThisThread<T>(kind: string, board: Board<T>): Promise<T[]> {
  for (let job = board.take(); job !== null; job = board.take()) {
    board.put(job, (await perform(kind, board.jobs[job] as object)) as T);
  }
  return board.all;
}

/**
 * Does all jobs of a kind and resolves to their answers, in the order of the jobs. One worker, or one
 * job, needs no thread. A thread that dies is replaced and its job done again, once; the second time,
 * and where a job fails by itself, it rejects and all threads end.
 * @param kind a kind of `worker.ts`
 * @param workers threads at most, from 1
 */
export async function runJobs<T>(
  kind: string,
  jobs: readonly object[],
  workers: number,
  { onDone, start }: PoolOptions = {},
): Promise<T[]> {
  const board = new Board<T>(jobs, onDone);
  const threads = Math.min(workers, jobs.length);
  if (threads <= 1 && start === undefined) return inThisThread(kind, board);
  let over = false;
  const places = Array.from({ length: threads }, () =>
    workThrough(kind, board, start ?? startWorker, () => over).catch((error: unknown) => {
      over = true;
      throw error;
    }),
  );
  // All threads have ended before anybody hears how it went.
  const ends = await Promise.allSettled(places);
  for (const end of ends) if (end.status === 'rejected') throw end.reason;
  return board.all;
}
