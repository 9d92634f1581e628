/**
 * `lab`: one scenario under many seeds, on worker threads, and how its elections spread. The figures
 * are the same however many workers there are; only the time differs.
 */
import { availableParallelism } from 'node:os';
import type { Selection } from '../lab/batch';
import type { LabReport } from '../lab/measures';
import type { RunJobs } from '../lab/lab';
import { csvLines } from '../lab/csv';
import { runLab } from '../lab/lab';
import type { Args } from './args';
import type { ExitCode } from './exit';
import type { Io, LineSink } from './io';
import { wholeOption } from './args';
import { EXIT, usage } from './exit';
import { runJobs } from './pool';
import { withOptions } from './run';
import { openSource } from './source';

const RUNS_MAX = 200_000;
const FIRST_SEED_MAX = 1_000_000_000;
const JOBS_MAX = 64;
const ELECTION_MAX = 10_000;
/** Runs that a guard stopped are named, so many of them at most. */
const STOPPED_NAMED_MAX = 5;

function electionOption(text: string): Selection {
  if (text === 'first' || text === 'last' || text === 'all') return text;
  if (/^[1-9][0-9]{0,4}$/.test(text) && Number(text) <= ELECTION_MAX) return Number(text);
  const wanted = `first, last, all or a number from 1 to ${ELECTION_MAX}`;
  throw usage(`--election must be ${wanted}, not ${text}.`);
}

/** A file that cannot be written is found out before the work, not after it. */
async function csvSink(path: string | undefined, io: Io): Promise<LineSink | null> {
  if (path === undefined) return null;
  try {
    return await io.lines(path);
  } catch (error) {
    const why = error instanceof Error ? error.message : 'no reason';
    throw usage(`${path} cannot be written (${why}).`);
  }
}

/** Rows that are made into text at a time: all of them could be more than one string can hold. */
const ROWS_AT_ONCE = 1000;

/** JSON with a line for each row: ten thousand runs stay readable, and can be searched line by line. */
function printReport({ runs, unfinished, measures, perRun }: LabReport, io: Io): void {
  const head = JSON.stringify({ runs, unfinished, measures }, null, 2).slice(0, -2);
  io.out(`${head},\n  "perRun": [`);
  for (let from = 0; from < perRun.length; from += ROWS_AT_ONCE) {
    const rows = perRun.slice(from, from + ROWS_AT_ONCE);
    io.out(
      `${from === 0 ? '' : ','}\n    ${rows.map((row) => JSON.stringify(row)).join(',\n    ')}`,
    );
  }
  io.out('\n  ]\n}\n');
}

/** The pool of threads as the lab wants it, telling how far it is where a person looks on. */
function poolOf(workers: number, io: Io): RunJobs {
  const onDone = (done: number, of: number): void =>
    io.progress?.(done === of ? '' : `${Math.floor((100 * done) / of)} %`);
  return (kind, jobs) => runJobs(kind, jobs, workers, { onDone });
}

/** `lab FILE-or-LINK --runs N ...`: prints measures and one row for each election that was asked for. */
export async function lab({ given, options }: Args, io: Io): Promise<ExitCode> {
  const [source = ''] = given;
  if (options['runs'] === undefined) throw usage('lab needs --runs N: how many seeds to run.');
  const runs = wholeOption('runs', options['runs'], 1, RUNS_MAX);
  const firstSeed = wholeOption('first-seed', options['first-seed'] ?? '1', 0, FIRST_SEED_MAX);
  const defaultJobs = String(Math.min(JOBS_MAX, availableParallelism()));
  const workers = wholeOption('jobs', options['jobs'] ?? defaultJobs, 1, JOBS_MAX);
  const election = electionOption(options['election'] ?? 'last');
  const loaded = await openSource(source, io);
  const { until } = options;
  const scenario = withOptions(loaded, until === undefined ? {} : { until });
  const sink = await csvSink(options['csv'], io);
  const order = { scenario, runs, firstSeed, election };
  const { report, stopped } = await runLab(order, poolOf(workers, io));
  if (sink !== null) {
    for (const line of csvLines(report.perRun)) await sink.line(line);
    await sink.close();
  }
  printReport(report, io);
  if (report.unfinished > 0) {
    io.say(
      `${report.unfinished} of ${report.perRun.length} elections did not end, or never began.`,
    );
  }
  for (const { seed, reason } of stopped.slice(0, STOPPED_NAMED_MAX)) {
    const where = reason === 'guardInstant' ? 'at one instant' : 'in one run';
    io.say(`The run of seed ${seed} was stopped: too many events ${where}.`);
  }
  if (stopped.length > STOPPED_NAMED_MAX) io.say(`In all ${stopped.length} runs were stopped.`);
  return stopped.length > 0 ? EXIT.budget : EXIT.fine;
}
