/**
 * The pool with real threads: answers in the order of the jobs, a thread that dies is replaced once,
 * and what fails says why. The threads run a few lines of their own, so that nothing has to be built.
 */
import { Worker } from 'node:worker_threads';
import { describe, expect, it } from 'vitest';
import { runJobs } from './pool';

/**
 * A thread that answers `n * 10` after having held the job back for `rounds` turns of its loop, and
 * does worse where the job says so.
 */
const THREAD = `
const { parentPort, workerData } = require('node:worker_threads');
parentPort.on('message', async ({ kind, job }) => {
  const lives = new Int32Array(workerData);
  if (job.dies !== undefined && Atomics.add(lives, job.n, 1) < job.dies) process.exit(3);
  if (job.throws === true) setImmediate(() => { throw new Error('out of the blue'); });
  if (job.throws === true) return;
  for (let round = 0; round < (job.rounds ?? 0); round++) await new Promise(setImmediate);
  if (job.fails === true) parentPort.postMessage({ failed: 'no such luck', stack: 'there' });
  else parentPort.postMessage({ answer: kind + job.n * 10 });
  if (job.last === true) setImmediate(() => setImmediate(() => process.exit(4)));
});
`;

interface Job {
  readonly n: number;
  /** Turns of the thread's loop before the answer: later jobs are done first. */
  readonly rounds?: number;
  /** How often the job takes its thread with it. */
  readonly dies?: number;
  readonly throws?: boolean;
  readonly fails?: boolean;
  /** The thread dies after the answer, while it has nothing to do. */
  readonly last?: boolean;
}

/** Runs jobs in threads of ours; also says how many were started. */
async function pool(jobs: readonly Job[], workers: number) {
  const lives = new SharedArrayBuffer(4 * jobs.length);
  let started = 0;
  const done: number[] = [];
  const answers = await runJobs<string>('x', jobs, workers, {
    onDone: (count) => done.push(count),
    start: () => {
      started += 1;
      return new Worker(THREAD, { eval: true, workerData: lives });
    },
  });
  return { answers, started, done };
}

const jobs: readonly Job[] = Array.from({ length: 12 }, (_, n) => ({
  n,
  rounds: n % 3 === 0 ? 200 : 0,
}));
const expected = jobs.map(({ n }) => `x${n * 10}`);

describe('a pool of threads', () => {
  it.each([1, 2, 3])('answers in the order of the jobs with %s of them', async (workers) => {
    const { answers, started, done } = await pool(jobs, workers);
    expect(answers).toEqual(expected);
    expect(started).toBe(workers);
    expect(done).toEqual(jobs.map((_, index) => index + 1));
  });

  it('does a job again whose thread has died', async () => {
    const mortal = jobs.map((job) => (job.n === 4 ? { ...job, dies: 1 } : job));
    const { answers, started } = await pool(mortal, 2);
    expect(answers).toEqual(expected);
    expect(started).toBe(3);
  });

  it('goes on where a thread dies between two jobs', async () => {
    const tired = jobs.map((job) => (job.n === 3 || job.n === 7 ? { ...job, last: true } : job));
    expect((await pool(tired, 1)).answers).toEqual(expected);
    expect((await pool(tired, 2)).answers).toEqual(expected);
  });

  it('gives up where a thread dies twice, and says at what', async () => {
    const deadly = jobs.map((job) => (job.n === 4 ? { ...job, dies: 9 } : job));
    await expect(pool(deadly, 2)).rejects.toThrow(
      'A worker thread stopped twice at the same work (part 5 of 12): it ended with code 3',
    );
    const throwing = jobs.map((job) => (job.n === 0 ? { ...job, throws: true } : job));
    await expect(pool(throwing, 2)).rejects.toThrow(/stopped twice.*out of the blue/);
  });

  it('passes on what a job itself fails with, without trying again', async () => {
    const failing = jobs.map((job) => (job.n === 2 ? { ...job, fails: true } : job));
    await expect(pool(failing, 2)).rejects.toMatchObject({
      message: 'no such luck',
      stack: 'there',
    });
  });

  it('knows its kinds', async () => {
    await expect(runJobs('tea', [{}], 1)).rejects.toThrow('There is no kind of job called tea');
  });
});
