/** Percentiles by hand, and that what did not end is counted and never mixed in. */
import { describe, expect, it } from 'vitest';
import type { LabRow } from './batch';
import { measure, percentile, report } from './measures';

const hundred = Array.from({ length: 100 }, (_, n) => n + 1);

const row = (seed: string, downtimeMs: number | null, splitBrainMs = 0): LabRow => ({
  seed,
  traceHash: '0'.repeat(32),
  startMs: 1000,
  electedMs: downtimeMs === null ? null : downtimeMs - 1,
  endMs: downtimeMs === null ? null : 1000 + downtimeMs,
  downtimeMs,
  rounds: 1,
  winner: downtimeMs === null ? null : 'n1',
  messages: { A: 3, B: 4 },
  splitBrainMs,
});

describe('a measure', () => {
  it('takes percentiles by nearest rank: each is a value that occurred', () => {
    expect([5, 25, 50, 75, 95, 99].map((percent) => percentile(hundred, percent))).toEqual([
      5, 25, 50, 75, 95, 99,
    ]);
    expect(percentile([7], 5)).toBe(7);
    expect(percentile([1, 2, 3], 50)).toBe(2);
    expect(percentile([1, 2, 3, 4], 50)).toBe(2);
  });

  it('does not depend on the order of the values, not even in the last bit', () => {
    const odd = [0.1, 1e9, 0.2, 3.3, 1e-7, 12345.678, 0.7];
    expect(measure(odd)).toEqual(measure([...odd].reverse()));
    expect(measure(odd)).toMatchObject({ min: 1e-7, p50: 0.7, max: 1e9 });
  });

  it('of nothing is nothing, not zero', () => {
    expect(Object.values(measure([]))).toEqual(Array.from({ length: 9 }, () => null));
  });
});

describe('a report', () => {
  it('counts what did not end beside what did', () => {
    const rows = [row('1', 100), row('2', null), row('3', 300)];
    const { runs, unfinished, measures, perRun } = report(rows, 3);
    expect([runs, unfinished]).toEqual([3, 1]);
    expect(measures.downtimeMs).toMatchObject({ min: 100, p50: 100, max: 300, mean: 200 });
    expect(measures.electedMs.max).toBe(299);
    expect(measures.messages).toMatchObject({ min: 7, max: 7 });
    expect(perRun).toEqual(rows);
  });

  it('counts the time with two leaders once a run, however many elections it had', () => {
    const rows = [row('1', 1, 80), row('1', 2, 80), row('1', null, 80), row('2', 4, 0)];
    expect(report(rows, 2).measures.splitBrainMs).toMatchObject({ min: 0, max: 80, mean: 40 });
  });
});
