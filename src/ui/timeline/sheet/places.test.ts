/** Shows what may be typed as a place in time. */
import { expect, it } from 'vitest';
import { eventIn, usIn } from './places';

it('reads a number of events, grouped or not', () => {
  expect(['0', ' 1204 ', '1,204', '1 204'].map((text) => eventIn(text, 2000))).toEqual([
    0, 1204, 1204, 1204,
  ]);
  expect(['', '-1', '1.5', '1,20', 'x', '30000'].map((text) => eventIn(text, 2000))).toEqual(
    Array(6).fill(null),
  );
});

it('reads an instant in ms, or with its unit', () => {
  expect(['2060.7', '2,060.7 ms', '2.5 s', '1 min', '0'].map(usIn)).toEqual([
    2_060_700, 2_060_700, 2_500_000, 60_000_000, 0,
  ]);
  expect(['', 'soon', '-3', '1 h', '14400001', '1.2.3'].map(usIn)).toEqual(Array(6).fill(null));
});
