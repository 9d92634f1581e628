/**
 * What many seeds cost: ten thousand times "start, crash the leader, elect again" with five nodes of
 * Raft, against the yardstick doing the same ten thousand trials, and with two workers against one.
 */
import { availableParallelism } from 'node:os';
import { algorithm as raft } from '../algorithms/raft/index';
import { runJobs, startWorker } from '../cli/pool';
import { runBatch } from '../lab/batch';
import type { BatchResult } from '../lab/batch';
import { runLab } from '../lab/lab';
import type { Scenario } from '../scenario/types';
import { secondsOf } from './measure';
import type { Bench, BenchResult } from './types';
import { runYardstickTrial } from './yardstick';

const TRIALS = 10_000;
const ROUNDS = 5;
const CRASH_MS = 1000;
const END_MS = 2000;
/**
 * Enough for threads to be worth their start: in each of them the first ten thousand trials go by while
 * the code is still being compiled, which two threads on two cores do against each other.
 */
const THREADED_TRIALS = 4 * TRIALS;

/** The yardstick's own set-up: delays 10 to 15 ms, timeouts 100 to 200, heartbeat 50. */
const SCENARIO: Scenario = {
  v: 1,
  algorithm: 'raft',
  nodes: 5,
  params: { electionTimeoutMs: [100, 200], heartbeatMs: 50 },
  network: { delayMs: [10, 15] },
  commands: [{ atMs: CRASH_MS, do: 'crash', node: 'leader' }],
  untilMs: END_MS,
};

const order = (runs: number) =>
  ({ scenario: SCENARIO, runs, firstSeed: 1, election: 'last' }) as const;

/** The trials in ten parts; each part's first seed. */
const PART = TRIALS / 10;
const PARTS = Array.from({ length: 10 }, (_, part) => 1 + part * PART);

/**
 * Seconds of all trials: the sum, over the parts, of each part's quickest round. Small parts, because
 * whatever else the machine does hits some of them and spares others.
 */
function secondsOfAll(work: (firstSeed: number) => number): number {
  work(1);
  const best = PARTS.map(() => Infinity);
  for (let round = 0; round < ROUNDS; round += 1) {
    PARTS.forEach((firstSeed, part) => {
      let elected = 0;
      const seconds = secondsOf(() => {
        elected = work(firstSeed);
      });
      if (elected < 0.99 * PART) throw new Error(`only ${elected} of ${PART} trials elected`);
      best[part] = Math.min(best[part] ?? Infinity, seconds);
    });
  }
  return best.reduce((sum, seconds) => sum + seconds, 0);
}

/** One part by the yardstick; how many trials elected again. */
function yardstickPart(firstSeed: number): number {
  let elected = 0;
  for (let seed = firstSeed; seed < firstSeed + PART; seed += 1) {
    const trial = runYardstickTrial(seed, CRASH_MS * 1000, END_MS * 1000);
    if (trial.reelectedUs !== null) elected += 1;
  }
  return elected;
}

/** One part by the lab, rows and all. */
function labPart(firstSeed: number): number {
  const { rows }: BatchResult = runBatch({ ...order(PART), firstSeed }, raft);
  return rows.filter(({ startMs, endMs }) => startMs === CRASH_MS && endMs !== null).length;
}

/** Seconds of the quicker of two rounds: threads start anew in each, so there is nothing to warm up. */
async function bestSeconds(work: () => Promise<void>): Promise<number> {
  let best = Infinity;
  for (let round = 0; round < 2; round += 1) {
    const from = performance.now();
    await work();
    best = Math.min(best, (performance.now() - from) / 1000);
  }
  return best;
}

/** The whole lab, rows brought home and counted, on so many workers: threads even where it is one. */
async function threaded(workers: number): Promise<void> {
  const { report } = await runLab(order(THREADED_TRIALS), (kind, jobs) =>
    runJobs(kind, jobs, workers, { start: startWorker }),
  );
  if (report.perRun.length !== THREADED_TRIALS) throw new Error('the lab lost a row');
}

export const bench: Bench = {
  name: 'lab',
  run: async () => {
    const yardstick = secondsOfAll(yardstickPart);
    const lab = secondsOfAll(labPart);
    const results: BenchResult[] = [
      { id: 'lab/yardstick/10000-trials', value: 1000 * yardstick, unit: 'ms' },
      { id: 'lab/raft-5/10000-trials', value: 1000 * lab, unit: 'ms' },
      {
        id: 'lab/raft-5/times-yardstick',
        value: lab / yardstick,
        unit: 'ratio',
        goal: { atMost: 8 },
      },
    ];
    if (availableParallelism() < 2) return results;
    const one = await bestSeconds(() => threaded(1));
    const two = await bestSeconds(() => threaded(2));
    const goal = { atLeast: 1.6 };
    return [...results, { id: 'lab/two-workers', value: one / two, unit: 'ratio', goal }];
  },
};
