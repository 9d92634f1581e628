/**
 * How a refusal is put into words: path, what is wrong, what to do, never more than 300 characters in
 * all. Whatever is quoted from a document is cut short and has its invisible characters spelled out.
 */
import type { Problem, Result } from './types';
import { PROBLEM_CHARACTERS_MAX, PROBLEMS_MAX } from './limits';

const PATH_CHARACTERS_MAX = 60;
const HINT_CHARACTERS_MAX = 100;
const QUOTE_CHARACTERS_MAX = 24;

/** A step of a path: a key, or a position in a list from 0. */
export type PathStep = string | number;

/** Cuts a text at `max` characters, not inside a surrogate pair, and marks the cut. */
export function clip(text: string, max: number): string {
  if (text.length <= max) return text;
  const end = /[\ud800-\udbff]/.test(text.charAt(max - 2)) ? max - 2 : max - 1;
  return `${text.slice(0, end)}…`;
}

/** Characters that cannot be seen or that turn the text around them; shown by their number. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}]/gu;

/** Text from a document as it may stand in a sentence of ours. */
export function shown(text: string): string {
  const spelt = clip(text, QUOTE_CHARACTERS_MAX).replace(
    UNSEEN,
    (letter) => `\\u{${(letter.codePointAt(0) ?? 0).toString(16)}}`,
  );
  return clip(spelt, 2 * QUOTE_CHARACTERS_MAX);
}

/** A value from a document as it may stand in a sentence: short, and told apart by its marks. */
export function quote(value: unknown): string {
  if (typeof value === 'string') return `"${shown(value)}"`;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (value === null) return 'null';
  if (value === undefined) return 'nothing';
  return Array.isArray(value) ? 'a list' : typeof value === 'object' ? 'an object' : 'a value';
}

/** `commands[2].node`; keys that are no plain word are put in quotes: `links["n1>n2"]`. */
export function pathText(path: readonly PathStep[]): string {
  let text = '';
  for (const step of path) {
    if (typeof step === 'number') text += `[${step}]`;
    else if (/^[A-Za-z][A-Za-z0-9_]{0,23}$/.test(step)) text += text === '' ? step : `.${step}`;
    else text += `["${shown(step)}"]`;
  }
  return text;
}

/** A problem within its length. `path` is where, `problem` what is wrong, `hint` what to do. */
export function problemAt(
  path: readonly PathStep[] | string,
  problem: string,
  hint: string,
): Problem {
  const where = clip(typeof path === 'string' ? path : pathText(path), PATH_CHARACTERS_MAX);
  const advice = clip(hint, HINT_CHARACTERS_MAX);
  const room = PROBLEM_CHARACTERS_MAX - where.length - advice.length;
  return { path: where, problem: clip(problem, room), hint: advice };
}

/** A refusal with as many problems as anyone reads. */
export function refuse<T>(problems: readonly Problem[]): Result<T> {
  return { ok: false, problems: problems.slice(0, PROBLEMS_MAX) };
}

/** A refusal with one problem. */
export function refuseAt<T>(
  path: readonly PathStep[] | string,
  problem: string,
  hint: string,
): Result<T> {
  return refuse([problemAt(path, problem, hint)]);
}

/** `a, b or c` of at most eight words, for hints. */
export function oneOf(words: readonly string[]): string {
  const few = words.slice(0, 8).map(shown);
  if (words.length > few.length) return `${few.join(', ')} and others`;
  const last = few.pop() ?? '';
  return few.length === 0 ? last : `${few.join(', ')} or ${last}`;
}
