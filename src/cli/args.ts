/**
 * The arguments of a verb: how many things it is given, and its options. Anything else is a usage
 * error with one sentence.
 */
import { parseArgs } from 'node:util';
import { usage } from './exit';

/** What a verb takes. */
export interface Signature {
  /** The words for what it is given, in order: `FILE-or-LINK`. All are required. */
  readonly given: readonly string[];
  /** Its options; each takes a value. */
  readonly options: readonly string[];
}

/** What a verb was called with. */
export interface Args {
  readonly given: readonly string[];
  readonly options: { readonly [name: string]: string };
}

/** Reads the arguments after the verb. Throws `Ended` for wrong ones. */
export function readArgs(
  verb: string,
  { given, options }: Signature,
  argv: readonly string[],
): Args {
  const { tokens } = parseArgs({
    args: [...argv],
    options: Object.fromEntries(options.map((name) => [name, { type: 'string' as const }])),
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  const values: { [name: string]: string } = {};
  const positionals: string[] = [];
  for (const token of tokens) {
    if (token.kind === 'positional') positionals.push(token.value);
    if (token.kind !== 'option') continue;
    if (!options.includes(token.name)) {
      const known = options.map((name) => `--${name}`).join(', ');
      throw usage(
        `${verb} has no option ${token.rawName}; it has ${known === '' ? 'none' : known}.`,
      );
    }
    if (token.value === undefined || token.value === '') {
      throw usage(`The option ${token.rawName} needs a value.`);
    }
    values[token.name] = token.value;
  }
  if (positionals.length !== given.length) {
    const wanted = given.length === 0 ? 'nothing' : given.join(' and ');
    throw usage(`${verb} must be given ${wanted}, and ${positionals.length} were given.`);
  }
  return { given: positionals, options: values };
}

/** A number given as an option, in its bounds. Throws `Ended` for anything else. */
export function numberOption(name: string, text: string, min: number, max: number): number {
  const value = /^[0-9]+(\.[0-9]+)?$/.test(text) ? Number(text) : NaN;
  if (value >= min && value <= max) return value;
  throw usage(`--${name} must be a number from ${min} to ${max}, not ${text}.`);
}

/** A whole number given as an option, in its bounds. Throws `Ended` for anything else. */
export function wholeOption(name: string, text: string, min: number, max: number): number {
  const value = /^[0-9]{1,15}$/.test(text) ? Number(text) : NaN;
  if (value >= min && value <= max) return value;
  throw usage(`--${name} must be a whole number from ${min} to ${max}, not ${text}.`);
}
