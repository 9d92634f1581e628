/**
 * What a checker remembers, so that it can be rewound: a map and a list that know their own past. Every
 * change costs O(1), and so does undoing it. Nothing here knows an algorithm.
 */
import type { Fact, Step } from '../engine/protocol';
import type { Breach, Checker } from './types';

/** Something that can be taken back to how it was. */
export interface Rewindable {
  mark(): number;
  rewind(mark: number): void;
}

/** A map whose changes can be undone. */
export interface History<K, V> extends Rewindable {
  get(key: K): V | undefined;
  set(key: K, value: V): void;
  delete(key: K): void;
}

export function history<K, V>(): History<K, V> {
  const now = new Map<K, V>();
  const undo: { readonly key: K; readonly was: V | undefined }[] = [];
  const put = (key: K, value: V | undefined): void => {
    if (value === undefined) now.delete(key);
    else now.set(key, value);
  };
  const change = (key: K, value: V | undefined): void => {
    const was = now.get(key);
    if (was === value) return;
    undo.push({ key, was });
    put(key, value);
  };
  return {
    get: (key) => now.get(key),
    set: change,
    delete: (key) => change(key, undefined),
    mark: () => undo.length,
    rewind: (mark) => {
      while (undo.length > mark) {
        const last = undo.pop();
        if (last !== undefined) put(last.key, last.was);
      }
    },
  };
}

/** A list that only grows, and can be cut back. */
export interface Journal<T> extends Rewindable {
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
      const marks = mark as readonly number[];
      memory.forEach((one, i) => one.rewind(marks[i] ?? 0));
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
