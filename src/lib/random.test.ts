/** Streams: fixed by the seed, resumed exactly, fair enough to draw from. */
import { expect, it } from 'vitest';
import { Stream } from './random';

it('draws the same numbers for the same seed, others for another', () => {
  const first = (seed: string): number[] => {
    const stream = new Stream(seed);
    return Array.from({ length: 5 }, () => stream.between(0, 999_999));
  };
  expect(first('7/node:n1')).toEqual(first('7/node:n1'));
  expect(first('7/node:n1')).not.toEqual(first('7/node:n2'));
  expect(first('7')).toMatchInlineSnapshot(`
    [
      364595,
      7880,
      187620,
      506672,
      165615,
    ]
  `);
});

it('resumes exactly from a saved state', () => {
  const stream = new Stream('a');
  stream.draw();
  const state = stream.save();
  const next = [stream.draw(), stream.draw()];
  const other = new Stream('b');
  other.load(state);
  expect([other.draw(), other.draw()]).toEqual(next);
});

it('covers both ends of a range and nothing outside', () => {
  const stream = new Stream('ends');
  const counts = new Map<number, number>();
  for (let i = 0; i < 6000; i++) {
    const value = stream.between(3, 8);
    counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  expect([...counts.keys()].sort((a, b) => a - b)).toEqual([3, 4, 5, 6, 7, 8]);
  for (const count of counts.values()) expect(Math.abs(count - 1000)).toBeLessThan(120);
});
