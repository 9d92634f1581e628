/**
 * Small whole numbers by position, 0 where none was put: plain JSON that shares its past, so that counting
 * one invoice of thousands copies one chunk and the spine.
 */

const CHUNK = 64;

export type Counts = readonly (readonly number[])[];

export const NONE: Counts = [];

/** The number at a position from 0. */
export function countAt(counts: Counts, position: number): number {
  return counts[Math.floor(position / CHUNK)]?.[position % CHUNK] ?? 0;
}

/** The same with one more at a position. */
export function counted(counts: Counts, position: number): Counts {
  const at = Math.floor(position / CHUNK);
  const chunks = counts.slice();
  while (chunks.length <= at) chunks.push([]);
  const chunk = (chunks[at] ?? []).slice();
  while (chunk.length <= position % CHUNK) chunk.push(0);
  chunk[position % CHUNK] = countAt(counts, position) + 1;
  chunks[at] = chunk;
  return chunks;
}

/** What all numbers give together, each first put through `of`. */
export function total(counts: Counts, of: (count: number) => number = (count) => count): number {
  let sum = 0;
  for (const chunk of counts) for (const count of chunk) sum += of(count);
  return sum;
}
