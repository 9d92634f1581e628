/**
 * How the headless command ends: one number and, where it is not fine, one sentence on stderr.
 */
import type { Problem } from '../scenario/types';

/** The exit codes, by what they mean. */
export const EXIT = {
  fine: 0,
  usage: 1,
  /** The scenario, link or file was refused. */
  refused: 2,
  /** The simulator itself failed. */
  crash: 10,
  /** A property that must hold was broken. */
  safety: 11,
  /** Nothing came of it although it should have. */
  liveness: 12,
  /** The same scenario gave two different runs. */
  nondeterminism: 13,
  /** Something that many runs should have shown was never seen. */
  weak: 14,
  /** A run stopped at a guard: too many events. */
  budget: 15,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** Ends a verb early with a code and the words for it; caught in `command.ts` and nowhere else. */
export class Ended extends Error {
  constructor(
    readonly code: ExitCode,
    readonly lines: readonly string[],
  ) {
    super(lines.join('\n'));
  }
}

/** The command was called wrongly. */
export function usage(sentence: string): Ended {
  return new Ended(EXIT.usage, [sentence]);
}

/** One problem in one line: `commands[2].node: There is no node "n9". The nodes are n1, n2 or n3.` */
export function problemLine({ path, problem, hint }: Problem): string {
  return `${path === '' ? '' : `${path}: `}${problem} ${hint}`;
}

/** What was to be opened cannot be. */
export function refused(source: string, problems: readonly Problem[]): Ended {
  const count = problems.length === 1 ? 'it has a problem' : `it has ${problems.length} problems`;
  return new Ended(EXIT.refused, [
    `${source} cannot be opened: ${count}.`,
    ...problems.map((problem) => `  ${problemLine(problem)}`),
  ]);
}
