/**
 * Draws for random trials: chances, choices, times. All from one seeded stream, so that a seed is a
 * trial. Not used by any run: what is drawn here stands in the scenario as plain values.
 */
import { Stream } from '../lib/random';

export class Draws {
  private readonly stream: Stream;

  constructor(seed: string) {
    this.stream = new Stream(seed);
  }

  /** True in `of` cases out of `among`. */
  chance(of: number, among: number): boolean {
    return this.stream.between(1, among) <= of;
  }

  /** A whole number in [lo, hi]. */
  whole(lo: number, hi: number): number {
    return this.stream.between(lo, Math.max(lo, hi));
  }

  /** A time in ms to three decimals, in [lo, hi]. */
  ms(lo: number, hi: number): number {
    return this.whole(Math.round(lo * 1000), Math.round(hi * 1000)) / 1000;
  }

  /** One of a list that is not empty. */
  pick<T>(list: readonly [T, ...T[]] | readonly T[]): T {
    return list[this.whole(0, list.length - 1)] as T;
  }

  /** At least one and at most `max` of a list that is not empty, in its order. */
  some<T>(list: readonly T[], max = list.length): readonly T[] {
    const count = this.whole(1, Math.min(max, list.length));
    return this.subset(list, count);
  }

  /** Exactly `count` of a list, in its order. */
  subset<T>(list: readonly T[], count: number): readonly T[] {
    const order = this.shuffled(list.map((_, index) => index));
    const taken = new Set(order.slice(0, count));
    return list.filter((_, index) => taken.has(index));
  }

  shuffled<T>(list: readonly T[]): readonly T[] {
    const order = [...list];
    for (let left = order.length - 1; left > 0; left--) {
      const other = this.whole(0, left);
      [order[left], order[other]] = [order[other] as T, order[left] as T];
    }
    return order;
  }

  /** One of a list by weights that are not negative and not all 0. */
  weighted<T>(list: readonly T[], weightOf: (one: T) => number): T {
    const total = list.reduce((sum, one) => sum + weightOf(one), 0);
    let left = this.whole(1, total);
    for (const one of list) {
      left -= weightOf(one);
      if (left <= 0) return one;
    }
    return list[list.length - 1] as T;
  }
}
