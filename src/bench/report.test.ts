/** A benchmark that cannot fail is decoration: each kind of goal is missed here once. */
import { describe, expect, it } from 'vitest';
import { report } from './report';
import type { BenchResult } from './types';

const yardstick: BenchResult = { id: 'yardstick', value: 10_000_000, unit: 'events/s' };
const nothing = new Map<string, number>();

describe('the report of the benchmarks', () => {
  it('shows a rate as a share of the yardstick and holds it to its goal', () => {
    const engine = (value: number): BenchResult => ({
      id: 'engine',
      value,
      unit: 'events/s',
      goal: { share: 0.15 },
    });
    expect(report([yardstick, engine(1_500_000)], nothing).missed).toEqual([]);
    const slow = report([yardstick, engine(1_400_000)], nothing);
    expect(slow.missed).toEqual(['engine']);
    expect(slow.text).toMatch(/engine +1\.40 M events\/s +0\.140 +share >= 0\.15 +MISSED/);
  });

  it('misses a share where the yardstick was not measured', () => {
    const engine: BenchResult = { id: 'engine', value: 1, unit: 'events/s', goal: { share: 0.1 } };
    expect(report([engine], nothing).missed).toEqual(['engine']);
  });

  it('holds a time to its limits and compares it with the commit before', () => {
    const seek: BenchResult = { id: 'seek', value: 6, unit: 'ms', goal: { atMost: 4 } };
    const { text, missed } = report([seek], new Map([['seek', 3]]));
    expect(missed).toEqual(['seek']);
    expect(text).toContain('x 2.00');
    const fps: BenchResult = { id: 'fps', value: 60, unit: 'fps', goal: { atLeast: 57 } };
    expect(report([fps], nothing).missed).toEqual([]);
  });

  it('measures growth against the smallest n', () => {
    const cost = (n: number, value: number): BenchResult => ({
      id: `cost/${n}`,
      value,
      unit: 'ns/event',
      growth: { series: 'cost', n, atMostTimes: 3 },
    });
    expect(report([cost(50, 290), cost(5, 100)], nothing).missed).toEqual([]);
    expect(report([cost(50, 310), cost(5, 100)], nothing).missed).toEqual(['cost']);
  });
});
