/**
 * From a phrase to words: how keys and values of a `Phrase` are written, and how times are. Shared by
 * page, command and tests. It translates nothing itself: `testing/plainly.ts` does, without a library.
 */
import type { Phrase, Us } from '../engine/protocol';

/** The i18next namespace under which the catalogue of this room is registered. */
export const NAMESPACE = 'narration';

/** The values of a phrase or a template. */
export type Values = { readonly [name: string]: string | number };

/** Turns a key and its values into words: i18next's `t`, or `plainly`. */
export type Translate = (key: string, values: Values) => string;

/** A phrase of this room's own catalogue. */
export function phrase(key: string, values: Values = {}): Phrase {
  return { key: `${NAMESPACE}:${key}`, values };
}

/**
 * A value that is itself a key of the face's texts (the word for a term, a role, a message). `say`
 * puts it into words before it enters the sentence.
 */
export function word(key: string): string {
  return `@${key}`;
}

/** A phrase in words. Values made by `word` are translated first. */
export function say(spoken: Phrase, translate: Translate): string {
  const values: { [name: string]: string | number } = {};
  for (const [name, value] of Object.entries(spoken.values ?? {})) {
    const isWord = typeof value === 'string' && value.startsWith('@');
    values[name] = isWord ? translate(value.slice(1), {}) : value;
  }
  return translate(spoken.key, values);
}

/** An instant or a span, given in us: "7.5 ms", "212 ms", "1.250 s". */
export function time(us: Us): string {
  if (us >= 1_000_000) return `${(us / 1_000_000).toFixed(3)} s`;
  if (us >= 10_000) return `${String(Math.round(us / 1000))} ms`;
  return `${String(Math.round(us / 100) / 10)} ms`;
}

/** More names than these are shortened to the first, the last and how many they are. */
const NAMES_MAX = 7;

/** Names one after the other, in the order given; of many, the first three and the last: "n1, n2, n3 … n9 (9)". */
export function list(names: readonly string[]): string {
  if (names.length <= NAMES_MAX) return names.join(', ');
  return `${names.slice(0, 3).join(', ')} … ${names.at(-1) ?? ''} (${names.length})`;
}
