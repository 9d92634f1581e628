/** Draws for trials: the same for a seed, within their bounds, and no favourite among equals. */
import { describe, expect, it } from 'vitest';
import { Draws } from './draws';

const LIST = ['a', 'b', 'c', 'd', 'e'] as const;

describe('draws', () => {
  it('are the same for the same seed', () => {
    const all = (seed: string): unknown[] => {
      const draws = new Draws(seed);
      return [draws.whole(1, 9), draws.ms(0, 5), draws.pick(LIST), draws.some(LIST)];
    };
    expect(all('x')).toEqual(all('x'));
    expect(all('x')).not.toEqual(all('y'));
  });

  it('stay within their bounds and give times to the microsecond', () => {
    const draws = new Draws('bounds');
    for (let round = 0; round < 500; round++) {
      const ms = draws.ms(0.5, 2);
      expect(ms).toBeGreaterThanOrEqual(0.5);
      expect(ms).toBeLessThanOrEqual(2);
      expect(Math.round(ms * 1000) / 1000).toBe(ms);
      const few = draws.some(LIST, 3);
      expect(few.length).toBeGreaterThan(0);
      expect(few.length).toBeLessThanOrEqual(3);
    }
    expect(draws.whole(4, 2)).toBe(4);
  });

  it('keep the order of a list in its subsets, and lose nothing in a shuffle', () => {
    const draws = new Draws('order');
    for (let round = 0; round < 100; round++) {
      const some = draws.subset(LIST, 3);
      expect(some).toEqual(LIST.filter((one) => some.includes(one)));
      expect(some).toHaveLength(3);
      expect([...draws.shuffled(LIST)].sort((a, b) => (a < b ? -1 : 1))).toEqual(LIST);
    }
  });

  it('follow their weights', () => {
    const draws = new Draws('weights');
    const counts = { rare: 0, never: 0, often: 0 };
    const weights = { rare: 1, never: 0, often: 9 };
    for (let round = 0; round < 2000; round++) {
      counts[draws.weighted(['rare', 'never', 'often'] as const, (name) => weights[name])] += 1;
    }
    expect(counts.never).toBe(0);
    expect(counts.rare).toBeGreaterThan(120);
    expect(counts.rare).toBeLessThan(280);
    expect(draws.chance(0, 5)).toBe(false);
    expect(draws.chance(5, 5)).toBe(true);
  });
});
