/** The sink tells apart what differs, goes back to a saved state, and has fixed digests. */
import { expect, it } from 'vitest';
import { hashText, Sink } from './hash';

function digest(...words: readonly number[]): string {
  const sink = new Sink();
  for (const word of words) sink.number(word);
  return sink.digest();
}

it('has digests that never change between builds or browsers', () => {
  expect(digest(1, 2, 3)).toMatchInlineSnapshot(`"8ae6e97045629ae19e57329fea84dd50"`);
  expect(hashText('RequestVote')).toMatchInlineSnapshot(`3743895542`);
});

it('tells order, length, sign and large numbers apart', () => {
  const inputs = [
    [],
    [0],
    [0, 0],
    [1, 2],
    [2, 1],
    [-1],
    [4294967295],
    [4294967296],
    [2 ** 52],
    [-(2 ** 40)],
  ];
  const digests = new Set(inputs.map((words) => digest(...words)));
  expect(digests.size).toBe(inputs.length);
});

it('has no collision among 100,000 neighbouring inputs, in any of its four words', () => {
  const seen = [new Set<string>(), new Set<string>()];
  for (let i = 0; i < 100_000; i++) {
    const text = digest(7, i);
    seen[0]?.add(text.slice(0, 16));
    seen[1]?.add(text.slice(16));
  }
  expect(seen.map((set) => set.size)).toEqual([100_000, 100_000]);
});

it('goes on from a saved state', () => {
  const sink = new Sink();
  sink.word(1);
  const saved = sink.save();
  sink.word(2);
  const end = sink.digest();
  sink.load(saved);
  sink.word(2);
  expect(sink.digest()).toBe(end);
});
