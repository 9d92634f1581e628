/**
 * When the first of several election timers rings that were all started together: D. Ongaro's thesis,
 * chapter 9. Read off the timers that Raft itself arms at the start of a run, over many seeds.
 */
import { beforeAll, describe, expect, it } from 'vitest';
import { loadAlgorithm } from '../algorithms/registry';
import { Kernel } from '../engine/kernel';
import type { Algorithm } from '../engine/protocol';
import { assemble } from '../scenario/assemble';

const SEEDS = 2000;
const LO_US = 150_000;
const RANGE_US = 150_000;

let raft: Algorithm;

beforeAll(async () => {
  raft = (await loadAlgorithm('raft')) as Algorithm;
});

/** The first of the timers of `servers`, as a fraction of the range, for each seed. */
function firsts(servers: number): readonly number[] {
  return Array.from({ length: SEEDS }, (_, index) => {
    const scenario = { v: 1, algorithm: 'raft', nodes: servers, seed: String(index) } as const;
    const kernel = new Kernel(assemble(scenario, raft));
    while (kernel.nextUs() === 0 && kernel.step());
    const { view } = kernel;
    const dues = view.candidates.flatMap((id) => view.node(id).timers.map(({ dueUs }) => dueUs));
    expect(dues).toHaveLength(servers);
    return (Math.min(...dues) - LO_US) / RANGE_US;
  });
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

describe('the first of s timers', () => {
  it.each([2, 4, 8])('O-E1: of %i rings within a quarter of the range with 1 - (3/4)^s', (s) => {
    let late = 1;
    for (let i = 0; i < s; i++) late *= 0.75;
    const share = mean(firsts(s).map((first) => (first <= 0.25 ? 1 : 0)));
    expect(Math.abs(share - (1 - late))).toBeLessThan(3 * Math.sqrt((late * (1 - late)) / SEEDS));
  });

  it.each([2, 4, 8])('O-E2: of %i rings on average after 1/(s + 1) of the range', (s) => {
    const found = firsts(s);
    const average = mean(found);
    const spread = Math.sqrt(mean(found.map((first) => (first - average) * (first - average))));
    expect(Math.abs(average - 1 / (s + 1))).toBeLessThan(3 * (spread / Math.sqrt(SEEDS)));
  });

  it('O-E2: half of the time the first of four rings before 0.159 of the range', () => {
    const share = mean(firsts(4).map((first) => (first <= 0.159 ? 1 : 0)));
    expect(Math.abs(share - 0.5)).toBeLessThan(3 * Math.sqrt(0.25 / SEEDS));
  });
});
