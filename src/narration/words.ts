/**
 * From a phrase to words: how keys and values of a `Phrase` are written, and how times are. Shared by
 * page, command and tests. It translates nothing itself; catalogues are handed in.
 */
import type { Phrase, Us } from '../engine/protocol';
import { texts } from './texts';

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

/** A template with its `{{name}}` filled in; a name without a value stays as it is. */
export function fill(template: string, values: Values): string {
  return template.replaceAll(/\{\{\s*(\w+)\s*\}\}/g, (all, name: string) => {
    const value = values[name];
    return value === undefined ? all : String(value);
  });
}

/**
 * English without a library, for the command and for tests: keys of this room from its catalogue, all
 * others from the given texts of the face. An unknown key stands for itself.
 */
export function plainly(face: { readonly [key: string]: string }): Translate {
  const own: { readonly [key: string]: string } = texts;
  return (key, values) => {
    const prefix = `${NAMESPACE}:`;
    const template = key.startsWith(prefix) ? own[key.slice(prefix.length)] : face[key];
    return fill(template ?? key, values);
  };
}

/** An instant or a span, given in us: "7.5 ms", "212 ms", "1.250 s". */
export function time(us: Us): string {
  if (us >= 1_000_000) return `${(us / 1_000_000).toFixed(3)} s`;
  if (us >= 10_000) return `${String(Math.round(us / 1000))} ms`;
  return `${String(Math.round(us / 100) / 10)} ms`;
}

/** Names one after the other, in the order given. */
export function list(names: readonly string[]): string {
  return names.join(', ');
}
