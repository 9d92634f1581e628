/**
 * The headless command: finds the verb, reads its arguments, runs it, and turns every way it can end
 * into an exit code. JSON goes to stdout and nothing else does; words go to stderr.
 */
import type { Args, Signature } from './args';
import type { ExitCode } from './exit';
import type { Io } from './io';
import { readArgs } from './args';
import { check } from './check';
import { algorithms, describe } from './describe';
import { EXIT, Ended } from './exit';
import { lab } from './lab';
import { link, open } from './links';
import { run } from './run';

interface Verb extends Signature {
  readonly name: string;
  /** One line for the help. */
  readonly does: string;
  readonly perform: (args: Args, io: Io) => Promise<ExitCode> | ExitCode;
}

const VERBS: readonly Verb[] = [
  {
    name: 'run',
    given: ['FILE-or-LINK'],
    options: ['seed', 'until', 'trace'],
    does: 'one run; prints its summary',
    perform: run,
  },
  {
    name: 'lab',
    given: ['FILE-or-LINK'],
    options: ['runs', 'first-seed', 'jobs', 'election', 'csv', 'until'],
    does: 'many runs with a seed each; prints percentiles and every run',
    perform: lab,
  },
  {
    name: 'check',
    given: [],
    options: ['runs', 'algorithm', 'workload', 'first-seed', 'jobs'],
    does: 'the swarm: random faults, every property, then progress; prints what came of it',
    perform: check,
  },
  {
    name: 'link',
    given: ['FILE'],
    options: ['base'],
    does: 'a scenario to a link',
    perform: link,
  },
  { name: 'open', given: ['LINK'], options: [], does: 'a link to its scenario', perform: open },
  {
    name: 'algorithms',
    given: [],
    options: [],
    does: 'what there is, one line each',
    perform: algorithms,
  },
  {
    name: 'describe',
    given: ['ID'],
    options: [],
    does: 'all of one algorithm or workload: parameters, messages, commands, actions, rules, properties',
    perform: describe,
  },
];

/** What the value of an option is, for the help. */
const VALUES: { readonly [option: string]: string } = {
  seed: 'S',
  until: 'MS',
  trace: 'OUT.ndjson',
  runs: 'N',
  workload: 'KIND',
  'first-seed': 'K',
  jobs: 'WORKERS',
  election: 'first|last|N|all',
  csv: 'OUT.csv',
  algorithm: 'ID',
  base: 'URL',
};

function callOf({ name, given, options }: Verb): string {
  const optional = options.map((option) => `[--${option} ${VALUES[option] ?? 'VALUE'}]`);
  return [name, ...given, ...optional].join(' ');
}

function helpLines(): string[] {
  const calls = VERBS.map(callOf);
  const width = Math.max(...calls.map((call) => call.length));
  return [
    'Usage: npm run -s sim -- VERB ...',
    '',
    ...VERBS.map(({ does }, index) => `  ${(calls[index] ?? '').padEnd(width)}  ${does}`),
    '',
    'FILE is the name of a scenario file, or - for stdin. A LINK begins with #s= or is a whole',
    'address; put it in quotes. JSON goes to stdout, words to stderr.',
    '',
    'Exit codes: 0 fine, 1 called wrongly, 2 scenario or link refused, 10 the simulator failed,',
    '11 a safety property broken, 12 no progress where there should be, 13 a run that differs when',
    'repeated, 14 something never seen that should be, 15 stopped at a limit.',
  ];
}

function verbOf(name: string): Verb {
  const verb = VERBS.find((one) => one.name === name);
  if (verb !== undefined) return verb;
  const known = VERBS.map((one) => one.name).join(', ');
  throw new Ended(EXIT.usage, [`There is no verb ${name}; there are ${known}. Try --help.`]);
}

/** Runs the command with these arguments. Never throws; the answer is the exit code. */
export async function command(argv: readonly string[], io: Io): Promise<ExitCode> {
  try {
    const [name, ...rest] = argv;
    if (name === '--help' || name === '-h' || name === 'help') {
      for (const line of helpLines()) io.say(line);
      return EXIT.fine;
    }
    if (name === undefined) {
      throw new Ended(EXIT.usage, ['Say what to do.', ...helpLines()]);
    }
    const verb = verbOf(name);
    if (rest.includes('--help') || rest.includes('-h')) {
      io.say(`${callOf(verb)}  ${verb.does}`);
      return EXIT.fine;
    }
    return await verb.perform(readArgs(verb.name, verb, rest), io);
  } catch (ended) {
    if (ended instanceof Ended) {
      for (const line of ended.lines) io.say(line);
      return ended.code;
    }
    io.say(`The simulator failed: ${ended instanceof Error ? ended.message : String(ended)}`);
    if (ended instanceof Error && ended.stack !== undefined) io.say(ended.stack);
    return EXIT.crash;
  }
}
