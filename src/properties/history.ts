/**
 * What a checker remembers, so that it can be rewound: a map, a value and a list that know their own past.
 * Every change costs O(1), and so does undoing it. Nothing here knows an algorithm.
 */
import type { Fact, Step } from '../engine/protocol';
import type { Breach, Checker } from './types';

/** Something that can be taken back to how it was. A mark is for who made it; later ones become void. */
export interface Rewindable {
  mark(): unknown;
  rewind(mark: unknown): void;
}

/** It keeps its past itself: a mark is only a place in it. */
export interface Undoing extends Rewindable {
  mark(): number;
  rewind(mark: number): void;
}

/**
 * A map that can be taken back to its marks. Between two marks only the first value of a key is kept, and
 * only if it differs at the second: a value that changes with every event of a long run costs one entry
 * for each mark, and what came and went in between costs nothing.
 */
export interface History<K, V> extends Undoing {
  get(key: K): V | undefined;
  set(key: K, value: V): void;
  delete(key: K): void;
}

export function history<K, V>(): History<K, V> {
  const now = new Map<K, V>();
  /** What changed between two marks, to be undone: keys and the values they had at the earlier one. */
  const keys: K[] = [];
  const values: (V | undefined)[] = [];
  /** Those of the entries above that were made since the last mark. */
  const fresh = new Set<K>();
  let marked = 0;
  const put = (key: K, value: V | undefined): void => {
    if (value === undefined) now.delete(key);
    else now.set(key, value);
  };
  const change = (key: K, value: V | undefined): void => {
    const was = now.get(key);
    if (was === value) return;
    if (!fresh.has(key)) {
      fresh.add(key);
      keys.push(key);
      values.push(was);
    }
    put(key, value);
  };
  const settle = (): void => {
    fresh.clear();
    marked = keys.length;
  };
  /** Drops what is again as it was at the last mark. */
  const compact = (): void => {
    let kept = marked;
    for (let i = marked; i < keys.length; i++) {
      const key = keys[i] as K;
      if (now.get(key) === values[i]) continue;
      keys[kept] = key;
      values[kept] = values[i];
      kept += 1;
    }
    keys.length = kept;
    values.length = kept;
  };
  return {
    get: (key) => now.get(key),
    set: change,
    delete: (key) => change(key, undefined),
    mark: () => {
      compact();
      settle();
      return keys.length;
    },
    rewind: (mark) => {
      while (keys.length > mark) put(keys.pop() as K, values.pop());
      settle();
    },
  };
}

/** One value that can be taken back to its marks; cheaper than a map of one key. */
export interface Cell<T> extends Undoing {
  now: T;
}

class KeptCell<T> implements Cell<T> {
  /** The values at the marks, as far as they differ from one mark to the next. */
  private readonly kept: T[];

  constructor(public now: T) {
    this.kept = [now];
  }

  mark(): number {
    if (this.kept[this.kept.length - 1] !== this.now) this.kept.push(this.now);
    return this.kept.length;
  }

  /** To the first value for 0, which is no mark. */
  rewind(mark: number): void {
    this.kept.length = Math.max(1, Math.min(mark, this.kept.length));
    this.now = this.kept[this.kept.length - 1] as T;
  }
}

export function cell<T>(first: T): Cell<T> {
  return new KeptCell(first);
}

/** A list that only grows, and can be cut back. */
export interface Journal<T> extends Undoing {
  readonly items: readonly T[];
  push(item: T): void;
}

export function journal<T>(): Journal<T> {
  const items: T[] = [];
  return {
    items,
    push: (item) => void items.push(item),
    mark: () => items.length,
    rewind: (mark) => {
      items.length = Math.min(items.length, mark);
    },
  };
}

/** The parts of a checker beside its memory. */
type Checking = Omit<Checker, 'mark' | 'rewind'>;

/** A checker whose whole memory is `memory`. */
export function remembering(memory: readonly Rewindable[], checking: Checking): Checker {
  return {
    ...checking,
    mark: () => memory.map((one) => one.mark()),
    rewind: (mark) => {
      const marks = mark as readonly unknown[];
      memory.forEach((one, i) => one.rewind(marks[i]));
    },
  };
}

/** A checker that looks at each step by itself. */
export function stateless(see: (step: Step, facts: readonly Fact[]) => Breach | null): Checker {
  return { see, mark: () => null, rewind: () => undefined };
}

/** What a step contradicts. */
export function breach(step: Step, why: string, nodes: readonly string[]): Breach {
  return { event: step.event.number, us: step.event.us, why, nodes };
}
