/** Shows that paces step by 1-2-5, that leaving Auto starts at the nearest, and that they read in two figures. */
import { expect, it } from 'vitest';
import { faster, nearestPace, PACES, readablePace, slower } from './pace';

it('goes up and down the ladder and stops at its ends', () => {
  expect(faster(50)).toBe(100);
  expect(slower(50)).toBe(20);
  expect(faster(100_000)).toBe(100_000);
  expect(slower(1)).toBe(1);
  for (const pace of PACES.slice(0, -1)) expect(slower(faster(pace))).toBe(pace);
});

it('finds the step nearest by ratio', () => {
  expect(nearestPace(37.5)).toBe(50);
  expect(nearestPace(8.3)).toBe(10);
  expect(nearestPace(0.01)).toBe(1);
  for (const pace of PACES) expect(nearestPace(pace)).toBe(pace);
});

it('writes a pace in two figures', () => {
  expect([0.4, 8.3, 37.4, 50, 1234, 99_999].map(readablePace)).toEqual([
    1, 8, 37, 50, 1200, 100_000,
  ]);
});
