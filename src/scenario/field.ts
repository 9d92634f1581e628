/**
 * How the schemas of a scenario are put together from functions that speak plain words. A thin layer
 * over zod: it keeps the paths, rebuilds every value and never hands a foreign object on.
 */
import * as z from 'zod/mini';
import type { PathStep } from './problems';
import { PROBLEMS_MAX } from './limits';
import { quote } from './problems';

/** Reports a problem of the value at hand, or of a part of it. Returns undefined, to be returned. */
export type Say = (problem: string, hint: string, path?: readonly PathStep[]) => undefined;

/** A schema whose output is T. */
export type Field<T> = z.ZodMiniType<T>;

type Issues = z.core.ParsePayload['issues'];

/** A `Say` that adds to the issues of one value. */
function sayInto(issues: Issues, input: unknown): Say {
  return (message, hint, path = []) => {
    issues.push({ code: 'custom', message, params: { hint }, path: [...path], input });
    return undefined;
  };
}

/** Reads a part of a value by its own schema; its issues keep their paths. */
function readPart<T>(
  schema: Field<T>,
  value: unknown,
  issues: Issues,
  path: readonly PathStep[],
): T | undefined {
  const read = z.safeParse(schema, value, { reportInput: true });
  if (read.success) return read.data;
  for (const issue of read.error.issues) {
    issues.push({ ...issue, path: [...path, ...issue.path], input: issue.input } as Issues[number]);
  }
  return undefined;
}

/** A schema from one function: the value it makes, or undefined after a word to `say`. */
function schemaOf<T>(read: (value: unknown, say: Say, issues: Issues) => T | undefined): Field<T> {
  return z.pipe(
    z.unknown(),
    z.transform((value: unknown, { issues }) => {
      const say = sayInto(issues, value);
      const made =
        value === undefined
          ? say('This is missing.', 'Add it, or compare with a saved scenario.')
          : read(value, say, issues);
      // Undefined only where a problem was said, and then zod throws the value away.
      return made as T;
    }),
  );
}

/** A schema from one function that reads the value itself. */
export function field<T>(read: (value: unknown, say: Say) => T | undefined): Field<T> {
  return schemaOf<T>(read);
}

/** A schema chosen by a look at the value; undefined after a word to `say` where none fits. */
export function either<T>(pick: (value: unknown, say: Say) => Field<T> | undefined): Field<T> {
  return schemaOf<T>((value, say, issues) => {
    const chosen = pick(value, say);
    return chosen === undefined ? undefined : readPart(chosen, value, issues, []);
  });
}

/**
 * A list of `min` to `max` items of one kind; `what` names them in the plural. Stops reading where
 * there are more problems than anyone reads, so that a long list of mistakes costs no more than a
 * short one.
 */
export function listOf<T>(item: Field<T>, min: number, max: number, what: string): Field<T[]> {
  return schemaOf<T[]>((value, say, issues) => {
    if (!Array.isArray(value)) {
      return say(`This must be a list of ${what}, not ${quote(value)}.`, 'Use square brackets.');
    }
    if (value.length < min) return say(`There are no ${what} here.`, `Name at least ${min}.`);
    if (value.length > max) {
      return say(`${value.length} ${what} are too many.`, `Use at most ${max}.`);
    }
    const list: T[] = [];
    for (let at = 0; at < value.length && issues.length <= PROBLEMS_MAX; at++) {
      const read = readPart(item, value[at], issues, [at]);
      if (read !== undefined) list.push(read);
    }
    return list;
  });
}

/** A list of exactly two values of one kind; `what` names them in the plural. */
export function pairOf<T>(item: Field<T>, what: string): Field<[T, T]> {
  const pair = z.tuple([item, item]);
  return either<[T, T]>((value, say) =>
    Array.isArray(value) && value.length === 2
      ? pair
      : say(`This must be a list of two ${what}.`, 'Use square brackets and one comma.'),
  );
}

/** An object whose keys are all of one kind, and its values too. */
export function byKey<T>(key: Field<string>, value: Field<T>): Field<{ [key: string]: T }> {
  return schemaOf<{ [key: string]: T }>((given, say, issues) => {
    if (typeof given !== 'object' || given === null || Array.isArray(given)) {
      return say(`This must be an object in { }, not ${quote(given)}.`, 'Use curly brackets.');
    }
    const made: { [key: string]: T } = {};
    for (const [name, item] of Object.entries(given)) {
      const known = readPart(key, name, issues, [name]);
      const read = readPart(value, item, issues, [name]);
      if (known !== undefined && read !== undefined) made[known] = read;
    }
    return made;
  });
}
