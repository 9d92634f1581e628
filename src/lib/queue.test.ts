/** The ordered queue against a sorted array, and its order on ties. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Queue } from './queue';

it('gives twelve equal times back in the order they came in', () => {
  const queue = new Queue<{ time: number; seq: number }>();
  for (let seq = 0; seq < 12; seq++) queue.push({ time: 5, seq });
  const seen = Array.from({ length: 12 }, () => queue.pop()?.seq);
  expect(seen).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
  expect(queue.pop()).toBeUndefined();
});

it('agrees with a sorted array under any mix of pushes and pops', () => {
  fc.assert(
    fc.property(fc.array(fc.option(fc.nat(20), { freq: 3, nil: null })), (steps) => {
      const queue = new Queue<{ time: number; seq: number }>();
      let sorted: { time: number; seq: number }[] = [];
      steps.forEach((time, seq) => {
        if (time === null) {
          expect(queue.pop()).toEqual(sorted[0]);
          sorted = sorted.slice(1);
        } else {
          queue.push({ time, seq });
          sorted = [...sorted, { time, seq }].sort((a, b) => a.time - b.time || a.seq - b.seq);
        }
        expect(queue.peek()).toEqual(sorted[0]);
        expect(queue.size).toBe(sorted.length);
      });
    }),
    { seed: 1, numRuns: 300, markInterruptAsFailure: true },
  );
});
