/** Delay distributions: bounds, medians and percentiles of what is drawn. */
import { expect, it } from 'vitest';
import { Stream } from '../lib/random';
import { delayBounds, delayOf } from './delay';
import type { DelaySpec } from './spec';

function drawn(spec: DelaySpec): number[] {
  const stream = new Stream('delays');
  return Array.from({ length: 20_000 }, () => delayOf(spec, stream.draw())).sort((a, b) => a - b);
}

it.each(['normal', 'longTail'] as const)('%s meets its median and 99th percentile', (dist) => {
  const delays = drawn({ dist, p50Us: 10_000, p99Us: 40_000, minUs: 1000 });
  const median = delays[10_000] as number;
  const tail = delays[19_800] as number;
  expect(Math.abs(median - 10_000)).toBeLessThan(600);
  expect(Math.abs(tail - 40_000)).toBeLessThan(4000);
  expect(delays[0]).toBeGreaterThanOrEqual(1000);
  expect(delays.every((delay) => Number.isInteger(delay))).toBe(true);
});

it('a long tail is longer than a normal one beyond the 99th percentile', () => {
  const worst = (dist: 'normal' | 'longTail'): number =>
    drawn({ dist, p50Us: 10_000, p99Us: 40_000, minUs: 1000 }).at(-1) as number;
  expect(worst('longTail')).toBeGreaterThan(worst('normal') * 1.3);
});

it('stays inside what delayBounds says', () => {
  const specs: DelaySpec[] = [
    { dist: 'fixed', us: 7 },
    { dist: 'uniform', loUs: 5, hiUs: 15 },
    { dist: 'longTail', p50Us: 100, p99Us: 900, minUs: 50 },
  ];
  for (const spec of specs) {
    const delays = drawn(spec);
    const { min, max } = delayBounds(spec);
    expect(delays[0]).toBeGreaterThanOrEqual(min);
    expect(delays.at(-1)).toBeLessThanOrEqual(max);
  }
});
