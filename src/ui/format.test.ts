/** Numbers written without a format are those that a format writes. */
import { expect, it } from 'vitest';
import { clock, instant, number } from './format';

const english = (least: number, most: number): Intl.NumberFormat =>
  new Intl.NumberFormat('en', { minimumFractionDigits: least, maximumFractionDigits: most });

it('writes every instant of the first seconds as a format of English does', () => {
  const [read, ticking] = [english(0, 1), english(1, 1)];
  for (let us = 0; us < 2_000_000; us += 50) {
    expect(instant(us, 'en')).toBe(`${read.format(us / 1000)} ms`);
    expect(clock(us, 'en')).toBe(`${ticking.format(us / 1000)} ms`);
  }
});

it('writes counts and shares as a format of English does', () => {
  for (let value = -5; value < 1200; value += 0.25) {
    for (const decimals of [0, 1, 2, 4]) {
      expect(number(value, decimals, 'en')).toBe(english(0, decimals).format(value));
    }
  }
});

it('leaves other languages to their formats', () => {
  expect(number(2.5, 1, 'de')).toBe('2,5');
});
