/**
 * A long list that shares its past: chunks of 64, plain JSON, never changed in place. Appending to a
 * log of thousands of entries copies one chunk and the spine, not the log, so that keyframes and
 * step-by-step history stay small.
 */

const CHUNK = 64;

/** All chunks but the last are full. */
export interface List<T> {
  readonly length: number;
  readonly chunks: readonly (readonly T[])[];
}

/** A list of nothing. */
export function empty<T>(): List<T> {
  return { length: 0, chunks: [] };
}

export function length<T>(list: List<T>): number {
  return list.length;
}

/** The item at a position from 0; undefined outside. */
export function at<T>(list: List<T>, index: number): T | undefined {
  if (index < 0 || index >= list.length) return undefined;
  return list.chunks[Math.floor(index / CHUNK)]?.[index % CHUNK];
}

/** A new list with the items at the end. */
export function append<T>(list: List<T>, ...items: readonly T[]): List<T> {
  if (items.length === 0) return list;
  const chunks = list.chunks.slice();
  const last = chunks[chunks.length - 1];
  let open: T[] = [];
  if (last !== undefined && last.length < CHUNK) {
    chunks.pop();
    open = last.slice();
  }
  for (const item of items) {
    open.push(item);
    if (open.length === CHUNK) {
      chunks.push(open);
      open = [];
    }
  }
  if (open.length > 0) chunks.push(open);
  return { length: list.length + items.length, chunks };
}

/** A new list of the first `size` items; the same list if it is not longer. */
export function truncate<T>(list: List<T>, size: number): List<T> {
  if (size >= list.length) return list;
  if (size <= 0) return empty();
  const full = Math.floor(size / CHUNK);
  const chunks = list.chunks.slice(0, full);
  const rest = size % CHUNK;
  if (rest > 0) chunks.push((list.chunks[full] ?? []).slice(0, rest));
  return { length: size, chunks };
}

/** The items in [from, to) as an array. */
export function slice<T>(list: List<T>, from: number, to: number): T[] {
  const items: T[] = [];
  const end = Math.min(to, list.length);
  for (let i = Math.max(0, from); i < end; i++) {
    const chunk = list.chunks[Math.floor(i / CHUNK)] as readonly T[];
    items.push(chunk[i % CHUNK] as T);
  }
  return items;
}

export function toArray<T>(list: List<T>): T[] {
  return list.chunks.flat() as T[];
}
