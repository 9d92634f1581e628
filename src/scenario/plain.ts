/**
 * A copy of a foreign value as plain JSON, built item by item: nothing of the original's prototypes,
 * getters or extra properties comes along. Refuses what JSON cannot say and what we never read. The
 * shape is not looked at here.
 */
import type { Json } from '../engine/protocol';
import type { Problem, Result } from './types';
import type { PathStep } from './problems';
import { DEPTH_MAX, FORBIDDEN_KEYS, LIST_ITEMS_MAX, OBJECT_KEYS_MAX, PROBLEMS_MAX } from './limits';
import { problemAt, quote, refuse } from './problems';

/** Half of a surrogate pair without the other half. */
const LONE_HALF = /\p{Cs}/u;

class Copier {
  readonly problems: Problem[] = [];
  private readonly path: PathStep[] = [];

  copy(value: unknown, depth: number): Json {
    if (typeof value === 'string') return this.text(value);
    if (typeof value === 'number') return this.number(value);
    if (typeof value === 'boolean' || value === null) return value;
    if (typeof value !== 'object') {
      return this.refuse('This is nothing JSON can hold.', 'Use text, numbers, lists and objects.');
    }
    if (depth >= DEPTH_MAX) {
      return this.refuse(`Nested deeper than ${DEPTH_MAX} levels.`, 'Use fewer levels.');
    }
    return Array.isArray(value) ? this.list(value, depth + 1) : this.object(value, depth + 1);
  }

  private text(value: string): Json {
    if (!LONE_HALF.test(value)) return value;
    return this.refuse(
      `${quote(value)} holds half of a character.`,
      'Type the text again; it was cut inside a character.',
    );
  }

  private number(value: number): Json {
    // Negative zero is written as 0 by JSON: without this, reading back would change the document.
    if (Number.isFinite(value)) return value === 0 ? 0 : value;
    return this.refuse(`${quote(value)} is not a finite number.`, 'Write an ordinary number.');
  }

  private list(value: readonly unknown[], depth: number): Json {
    if (value.length > LIST_ITEMS_MAX) {
      return this.refuse(`More than ${LIST_ITEMS_MAX} items in one list.`, 'Make it shorter.');
    }
    const copy: Json[] = [];
    for (let index = 0; index < value.length && this.room(); index++) {
      copy.push(this.within(index, () => this.copy(value[index], depth)));
    }
    return copy;
  }

  private object(value: object, depth: number): Json {
    const copy: { [key: string]: Json } = {};
    const entries = Object.entries(value);
    if (entries.length > OBJECT_KEYS_MAX) {
      return this.refuse(`More than ${OBJECT_KEYS_MAX} keys in one object.`, 'Remove some.');
    }
    for (const [key, item] of entries) {
      if (!this.room()) break;
      this.within(key, () => {
        if (FORBIDDEN_KEYS.includes(key)) {
          return this.refuse(`The key ${quote(key)} is not allowed.`, 'Remove it.');
        }
        // A key with no value is the same as no key; only values built in memory can have one.
        if (item !== undefined) copy[key] = this.copy(item, depth);
        return null;
      });
    }
    return copy;
  }

  private within<T>(step: PathStep, look: () => T): T {
    this.path.push(step);
    const result = look();
    this.path.pop();
    return result;
  }

  private room(): boolean {
    return this.problems.length < PROBLEMS_MAX;
  }

  private refuse(problem: string, hint: string): null {
    this.problems.push(problemAt(this.path, problem, hint));
    return null;
  }
}

/** The value as plain JSON of its own, or why it cannot be. The original is only read. */
export function plainJson(value: unknown): Result<Json> {
  const copier = new Copier();
  const copy = copier.copy(value, 0);
  return copier.problems.length > 0 ? refuse(copier.problems) : { ok: true, value: copy };
}

/** A JSON value that is an object with keys. */
export type JsonObject = { readonly [key: string]: Json };

/** True for an object with keys: no list, no null. */
export function isJsonObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
