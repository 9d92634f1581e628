/**
 * The swarm: random trials of one algorithm, seed after seed. A job does some seeds and gives back
 * plain numbers; `swarmReport` puts jobs together, whoever did them and in which order.
 */
import type { Algorithm } from '../engine/protocol';
import { formsOf } from '../engine/forms';
import { Sink, hashText } from '../lib/hash';
import type { Property } from '../properties/types';
import { wireNames } from '../scenario/fitting';
import { encodeLink } from '../scenario/link';
import { madeNow } from '../scenario/made';
import type { Made } from '../scenario/types';
import { classesOf } from './faultClasses';
import { drawTrial, isDiskless } from './schedule';
import type { Trial } from './schedule';
import { runTrial } from './trial';
import type { TrialOutcome, TrialVerdict } from './trial';

/** Consecutive seeds of one algorithm. Plain data. */
export interface SwarmJob {
  readonly algorithm: string;
  /** The workload on top; absent: none. */
  readonly workload?: string;
  readonly firstSeed: number;
  readonly runs: number;
}

/** A trial that went wrong, and all that is needed to see it again. */
export interface SwarmFailure {
  readonly seed: string;
  readonly verdict: TrialVerdict;
  /** The first bad event and what is wrong with it. */
  readonly why: string;
  readonly made: Made;
  /** Does this one trial again, and judges it again. */
  readonly command: string;
  /** The run; null if it is too long for one. */
  readonly link: string | null;
}

/** How often each thing was counted, by name. */
export type Tally = { readonly [name: string]: number };

export interface SwarmBatch {
  /** Hash of each run, in the order of seeds. */
  readonly hashes: readonly string[];
  readonly events: number;
  readonly verdicts: Tally;
  /** Runs in which a property broke that had lost what it assumes. */
  readonly lessons: Tally;
  /** Runs in which a thing was seen. */
  readonly seen: Tally;
  /** From the calm until there was a leader, in longest times of the parameters; -1: there was none. */
  readonly settled: readonly number[];
  readonly failures: readonly SwarmFailure[];
}

/** What many seeds came to. */
export interface SwarmReport {
  readonly algorithm: string;
  readonly engine: number;
  readonly version: number;
  readonly runs: number;
  readonly firstSeed: number;
  readonly events: number;
  /** Of all hashes of all runs: equal wherever the same seeds are run. */
  readonly hash: string;
  readonly verdicts: Tally;
  readonly lessons: Tally;
  /** From the calm until the core had its leader, in longest times of the parameters. */
  readonly settled: { readonly p50: number; readonly p99: number; readonly max: number };
  readonly seen: Tally;
  /** What should have been seen in so many runs and was not. */
  readonly unseen: readonly string[];
  readonly failures: readonly SwarmFailure[];
}

/** Every so many seeds a run is made twice. */
const TWICE_EVERY = 10;
/** Failures that are told; more are only counted. */
const FAILURES_MAX = 20;
/** From so many runs on, what was never seen is missed. */
const ENOUGH_RUNS = 200;
/** A leader within so many of the longest times in 99 runs of 100. */
export const SWIFT = 10;

function add(tally: Map<string, number>, names: readonly string[]): void {
  for (const name of names) tally.set(name, (tally.get(name) ?? 0) + 1);
}

function tallyOf(counts: ReadonlyMap<string, number>): Tally {
  return Object.fromEntries([...counts].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function failureOf(trial: Trial, outcome: TrialOutcome, algorithm: Algorithm): SwarmFailure {
  const { seed, verdict, why } = outcome;
  const made = madeNow(algorithm);
  const link = encodeLink({ scenario: trial.scenario, made });
  const on = algorithm.workload === undefined ? '' : ` --workload ${algorithm.workload.id}`;
  const command = `npm run -s sim -- check --algorithm ${algorithm.id}${on} --first-seed ${seed} --runs 1`;
  return { seed, verdict, why, made, command, link: link.ok ? link.value : null };
}

/** Runs the seeds of a job, each by itself. */
export function runSwarm(
  { firstSeed, runs }: Pick<SwarmJob, 'firstSeed' | 'runs'>,
  algorithm: Algorithm,
  properties: readonly Property[],
): SwarmBatch {
  const verdicts = new Map<string, number>();
  const lessons = new Map<string, number>();
  const seen = new Map<string, number>();
  const hashes: string[] = [];
  const settled: number[] = [];
  const failures: SwarmFailure[] = [];
  let events = 0;
  for (let seed = firstSeed; seed < firstSeed + runs; seed++) {
    const trial = drawTrial(algorithm, String(seed));
    const twice = runs === 1 || seed % TWICE_EVERY === 0;
    const outcome = runTrial(trial, algorithm, properties, { twice });
    hashes.push(outcome.hash);
    events += outcome.events;
    add(verdicts, [outcome.verdict]);
    add(lessons, outcome.lessons);
    add(seen, [...outcome.seen, ...trial.classes.map((name) => `class:${name}`)]);
    const { settledUs } = outcome;
    settled.push(settledUs === null ? -1 : Math.round((100 * settledUs) / trial.longestUs) / 100);
    if (outcome.verdict !== 'fine') failures.push(failureOf(trial, outcome, algorithm));
  }
  return {
    ...{ hashes, events, settled, failures },
    ...{ verdicts: tallyOf(verdicts), lessons: tallyOf(lessons), seen: tallyOf(seen) },
  };
}

/** All that many runs of an algorithm must show: else the swarm is blind to something. */
function wanted(algorithm: Algorithm, properties: readonly Property[]): readonly string[] {
  // What a workload's claims assume may be what this algorithm never has, such as a majority.
  const isAsked = ({ kind }: Property): boolean =>
    kind === 'MUST' || (kind === 'IF' && algorithm.workload === undefined);
  const claims = properties.filter(isAsked);
  const classes = classesOf(algorithm, isDiskless(algorithm));
  const deeds = [
    'crash',
    'restart',
    'pause',
    'resume',
    'partition',
    'cut',
    'join',
    'heal',
    'block',
  ];
  const hands = ['unblock', 'set', 'clock', 'drop', 'duplicate', 'delay', 'deliver', 'timeout'];
  const seats = ['hold', 'choose', 'unhold'];
  const some = (['wipe', 'request', 'act'] as const).filter((one) => classes.includes(one));
  const fates = ['delivered', 'lost', 'cut', 'crashed', 'blocked', 'byHand'];
  return [
    ...classes.map((name) => `class:${name}`),
    ...[...deeds, ...hands, ...seats, ...some].map((word) => `do:${word}`),
    ...fates.map((fate) => `fate:${fate}`),
    ...new Set(formsOf(algorithm).flatMap(seenOf)),
    ...claims.map(({ id }) => `asked:${id}`),
  ];
}

/** The messages and rules of one form. With a workload, no rules: those are asked for without it, and its own
 * in the test of its guards; the rarest of them take a pause of the right node within a few ms. */
function seenOf({ workload, ...form }: Algorithm): readonly string[] {
  const rules = workload === undefined ? form.rules : [];
  return [
    ...wireNames(form).map((type) => `handled:${type}`),
    ...rules.map(({ id }) => `rule:${id}`),
  ];
}

function sum(tallies: readonly Tally[]): Tally {
  const counts = new Map<string, number>();
  for (const tally of tallies) {
    for (const [name, count] of Object.entries(tally)) {
      counts.set(name, (counts.get(name) ?? 0) + count);
    }
  }
  return tallyOf(counts);
}

/** The value below which this share of sorted values lies. */
function quantile(sorted: readonly number[], percent: number): number {
  const place = Math.ceil((sorted.length * percent) / 100) - 1;
  return sorted[Math.max(0, place)] ?? 0;
}

/** Puts the batches of consecutive seeds together, in the order of their seeds. */
export function swarmReport(
  algorithm: Algorithm,
  properties: readonly Property[],
  firstSeed: number,
  batches: readonly SwarmBatch[],
): SwarmReport {
  const hashes = batches.flatMap((batch) => batch.hashes);
  const sink = new Sink();
  for (const hash of hashes) sink.word(hashText(hash));
  const settled = batches.flatMap((batch) => batch.settled).filter((units) => units >= 0);
  settled.sort((a, b) => a - b);
  const seen = sum(batches.map((batch) => batch.seen));
  const isEnough = hashes.length >= ENOUGH_RUNS;
  return {
    algorithm: algorithm.id,
    engine: madeNow(algorithm).engine,
    version: algorithm.version,
    runs: hashes.length,
    firstSeed,
    events: batches.reduce((total, batch) => total + batch.events, 0),
    hash: sink.digest(),
    verdicts: sum(batches.map((batch) => batch.verdicts)),
    lessons: sum(batches.map((batch) => batch.lessons)),
    settled: {
      p50: quantile(settled, 50),
      p99: quantile(settled, 99),
      max: settled[settled.length - 1] ?? 0,
    },
    seen,
    unseen: isEnough
      ? wanted(algorithm, properties).filter((name) => !Object.hasOwn(seen, name))
      : [],
    failures: batches.flatMap((batch) => batch.failures).slice(0, FAILURES_MAX),
  };
}

/** Cuts consecutive seeds into jobs. */
export function swarmJobs(
  algorithm: string,
  firstSeed: number,
  runs: number,
  size: number,
  workload?: string,
): readonly SwarmJob[] {
  const jobs: SwarmJob[] = [];
  for (let done = 0; done < runs; done += size) {
    const job = { algorithm, firstSeed: firstSeed + done, runs: Math.min(size, runs - done) };
    jobs.push(workload === undefined ? job : { ...job, workload });
  }
  return jobs;
}
