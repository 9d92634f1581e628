/**
 * `run`: one run of a scenario or a link to its end, and what came of it.
 */
import type { Scenario } from '../scenario/types';
import type { Loaded } from '../scenario/load';
import type { Summary } from '../session/summary';
import type { Session } from '../session/types';
import { loadProperties } from '../properties/registry';
import { LABEL_POINTS_MAX, TIME_MS_MAX, TIME_MS_MIN } from '../scenario/limits';
import { validate } from '../scenario/schema';
import { runToEnd } from '../session/runToEnd';
import { exitCodeOf, summarise } from '../session/summary';
import type { Args } from './args';
import type { ExitCode } from './exit';
import type { Io } from './io';
import { numberOption } from './args';
import { EXIT, usage } from './exit';
import { compareWithLink } from './reproduced';
import { openSource } from './source';
import { writeTrace } from './trace';

/** The scenario with the seed and the end that the options say. */
export function withOptions({ scenario, algorithm }: Loaded, options: Args['options']): Scenario {
  const { seed, until } = options;
  const changed = {
    ...scenario,
    ...(seed !== undefined && { seed }),
    ...(until !== undefined && {
      untilMs: numberOption('until', until, TIME_MS_MIN, TIME_MS_MAX),
    }),
  };
  const checked = validate(changed, algorithm, 'link');
  if (checked.ok) return checked.value;
  throw usage(`--seed must be plain text of at most ${LABEL_POINTS_MAX} characters.`);
}

/** Writes the trace; a file that cannot be written is the caller's mistake. */
async function traceTo(path: string, session: Session, io: Io): Promise<void> {
  let sink;
  try {
    sink = await io.lines(path);
  } catch (error) {
    const why = error instanceof Error ? error.message : 'no reason';
    throw usage(`${path} cannot be written (${why}).`);
  }
  await writeTrace(session, sink);
  await sink.close();
}

/** Says what is not as it should be; nothing if all is well. */
function sayFailures(summary: Summary, session: Session, io: Io): void {
  const { ended } = session;
  if (ended?.reason === 'error') {
    io.say(`The simulator failed at ${ended.us / 1000} ms: ${ended.detail}`);
  }
  for (const { id, verdict, why } of summary.properties) {
    if (verdict === 'bug' || verdict === 'stalled') io.say(`${id}: ${verdict}. ${why}`);
  }
  if (ended?.reason === 'guardInstant' || ended?.reason === 'guardEvents') {
    const limit =
      ended.reason === 'guardInstant' ? '10,000 events at one instant' : '5,000,000 events';
    io.say(`Stopped at ${ended.us / 1000} ms: the run reached its limit of ${limit}.`);
  }
}

/** `run FILE-or-LINK [--seed S] [--until MS] [--trace OUT.ndjson]`: prints the summary. */
export async function run({ given, options }: Args, io: Io): Promise<ExitCode> {
  const [source = ''] = given;
  const loaded = await openSource(source, io);
  const scenario = withOptions(loaded, options);
  await loadProperties(loaded.algorithm.id, loaded.algorithm.workload?.id);
  const session = runToEnd(scenario, loaded.algorithm);
  if (options['trace'] !== undefined) await traceTo(options['trace'], session, io);
  const isSame = options['seed'] !== undefined || compareWithLink(loaded, io);
  const summary = summarise(session);
  io.out(`${JSON.stringify(summary, null, 2)}\n`);
  sayFailures(summary, session, io);
  const code = exitCodeOf(summary);
  return isSame || code === EXIT.crash ? code : EXIT.nondeterminism;
}
