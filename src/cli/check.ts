/**
 * `check`: the swarm. Random trials of every algorithm on worker threads; what went wrong is told with
 * one command and one link that show it again.
 */
import { availableParallelism } from 'node:os';
import type { Algorithm } from '../engine/protocol';
import type { Report } from '../lab/reachAndTeach';
import type { SwarmBatch, SwarmReport } from '../lab/swarm';
import type { TrialVerdict } from '../lab/trial';
import { registry } from '../algorithms/registry';
import { SEEDS_MIN } from '../lab/reachAndTeach';
import { SWIFT, swarmJobs, swarmReport } from '../lab/swarm';
import { loadProperties } from '../properties/registry';
import { loadOnTop } from '../scenario/onTop';
import { workloadKinds } from '../workloads/registry';
import type { Args } from './args';
import type { ExitCode } from './exit';
import type { Io } from './io';
import { wholeOption } from './args';
import { EXIT, usage } from './exit';
import { runJobs } from './pool';
import type { TeachJob } from './worker';

const RUNS_USUAL = 200;
const RUNS_MAX = 1_000_000;
const FIRST_SEED_MAX = 1_000_000_000;
const JOBS_MAX = 64;
/** Seeds in one job. */
const JOB_RUNS = 25;
/** Most seeds a side for what must be seen and taught. */
const SEEDS_MAX = 500;
/** From so many runs on, their spread is judged. */
const ENOUGH_RUNS = 200;

/** The exit code of each way a trial can go wrong, the gravest first. */
const CODES: readonly (readonly [TrialVerdict, ExitCode])[] = [
  ['crash', EXIT.crash],
  ['nondeterminism', EXIT.nondeterminism],
  ['safety', EXIT.safety],
  ['liveness', EXIT.liveness],
  ['budget', EXIT.budget],
];

async function algorithmsOf(
  wanted: string | undefined,
  workload: string | undefined,
): Promise<readonly Algorithm[]> {
  const ids = registry.map(({ id }) => id);
  if (wanted !== undefined && !ids.includes(wanted)) {
    throw usage(`There is no algorithm ${wanted}; there are ${ids.join(', ')}.`);
  }
  const algorithms: Algorithm[] = [];
  for (const id of wanted === undefined ? ids : [wanted]) {
    const algorithm = await loadOnTop(id, workload);
    if (algorithm !== null) algorithms.push(algorithm);
  }
  return algorithms;
}

async function swarmOf(
  algorithm: Algorithm,
  firstSeed: number,
  runs: number,
  workers: number,
  io: Io,
): Promise<SwarmReport> {
  const workload = algorithm.workload?.id;
  const jobs = swarmJobs(algorithm.id, firstSeed, runs, JOB_RUNS, workload);
  const onDone = (done: number, of: number): void =>
    io.progress?.(done === of ? '' : `${algorithm.id} ${Math.floor((100 * done) / of)} %`);
  const batches = await runJobs<SwarmBatch>('swarm', jobs, workers, { onDone });
  const properties = await loadProperties(algorithm.id, workload);
  return swarmReport(algorithm, properties, firstSeed, batches);
}

/** True if too many runs took longer to find a leader than they may. */
function isSlow({ runs, settled }: SwarmReport): boolean {
  return runs >= ENOUGH_RUNS && settled.p99 > SWIFT;
}

/** What is wrong in a report, in words; the code of the gravest. */
function codesOf(report: SwarmReport, io: Io): readonly ExitCode[] {
  const { algorithm, engine, version, runs, verdicts, settled, unseen, failures } = report;
  const codes: ExitCode[] = [];
  for (const [verdict, code] of CODES) if ((verdicts[verdict] ?? 0) > 0) codes.push(code);
  if (isSlow(report)) codes.push(EXIT.liveness);
  if (unseen.length > 0) codes.push(EXIT.weak);
  const wrong = runs - (verdicts['fine'] ?? 0);
  io.say(
    `${algorithm}: ${runs} runs, ${wrong} went wrong, ${unseen.length} things never seen; ` +
      `a leader after ${settled.p50} (half), ${settled.p99} (99 of 100), ${settled.max} (all) of the longest waits.`,
  );
  for (const { seed, verdict, why, command, link } of failures) {
    io.say(`  ${verdict}, seed ${seed} (engine ${engine}, ${algorithm} ${version}): ${why}`);
    io.say(`    ${command}`);
    io.say(`    ${link === null ? 'too long for a link' : `npm run -s sim -- run '${link}'`}`);
  }
  if (isSlow(report)) io.say(`  More than one run in 100 took longer than ${SWIFT} of them.`);
  if (unseen.length > 0) io.say(`  Never seen: ${unseen.join(', ')}.`);
  return codes;
}

/** What must be seen and what faults must do, of each algorithm; says what is not as it should be. */
async function taught(
  algorithms: readonly Algorithm[],
  seedsASide: number,
  workers: number,
  io: Io,
): Promise<readonly Report[]> {
  const jobs = algorithms.map(({ id, workload }): TeachJob => ({
    ...{ algorithm: id, seedsASide },
    ...(workload && { workload: workload.id }),
  }));
  const reports = await runJobs<Report>('teach', jobs, workers);
  for (const { algorithm, rows } of reports) {
    const wrong = rows.filter(({ verdict }) => verdict !== 'ok');
    io.say(
      `${algorithm}: ${rows.length} things that must be seen or taught, ${seedsASide} seeds a side, ${wrong.length} are not.`,
    );
    for (const { id, verdict, why } of wrong) io.say(`  ${verdict}, ${id}: ${why}`);
  }
  return reports;
}

/** `check [--runs N] [--algorithm ID] [--workload KIND] [--first-seed K] [--jobs J]`: prints a report as JSON. */
export async function check({ options }: Args, io: Io): Promise<ExitCode> {
  const runs = wholeOption('runs', options['runs'] ?? String(RUNS_USUAL), 1, RUNS_MAX);
  const firstSeed = wholeOption('first-seed', options['first-seed'] ?? '1', 0, FIRST_SEED_MAX);
  const usualJobs = String(Math.min(JOBS_MAX, availableParallelism()));
  const workers = wholeOption('jobs', options['jobs'] ?? usualJobs, 1, JOBS_MAX);
  const workload = options['workload'];
  if (workload !== undefined && !workloadKinds.includes(workload)) {
    throw usage(`There is no workload ${workload}; there are ${workloadKinds.join(', ')}.`);
  }
  const algorithms = await algorithmsOf(options['algorithm'], workload);
  const swarm: SwarmReport[] = [];
  const codes = new Set<ExitCode>();
  for (const algorithm of algorithms) {
    const report = await swarmOf(algorithm, firstSeed, runs, workers, io);
    swarm.push(report);
    for (const code of codesOf(report, io)) codes.add(code);
  }
  // Who asks for a few trials wants to see those again.
  const seedsASide = Math.min(runs, SEEDS_MAX);
  const teach = runs < SEEDS_MIN ? [] : await taught(algorithms, seedsASide, workers, io);
  if (teach.some(({ ok }) => !ok)) codes.add(EXIT.weak);
  io.out(`${JSON.stringify({ swarm, teach }, null, 2)}\n`);
  const gravest = [...CODES.map(([, code]) => code), EXIT.weak].find((code) => codes.has(code));
  return gravest ?? EXIT.fine;
}
