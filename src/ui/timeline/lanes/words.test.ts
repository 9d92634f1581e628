/** Shows how instants and spans are written: round, with their unit, as fine as the ticks need. */
import { describe, expect, it } from 'vitest';
import { axisWords, spanWords } from './words';

describe('instants on the axis', () => {
  it.each([
    [0, 20_000, '0'],
    [812_000, 1_000, '812 ms'],
    [812_500, 500, '812.5 ms'],
    [1_250_000, 50_000, '1,250 ms'],
    [7_500_000, 500_000, '7.5 s'],
    [1_800_000_000, 600_000_000, '30 min'],
  ])('%i us, ticks every %i us: %s', (us, stepUs, words) => {
    expect(axisWords(us, stepUs, 'en')).toBe(words);
  });
});

describe('spans', () => {
  it.each([
    [10_000, '10 ms'],
    [351_234, '351 ms'],
    [2_000_000, '2,000 ms'],
    [32_000_000, '32 s'],
    [3_600_000_000, '60 min'],
  ])('%i us: %s', (us, words) => {
    expect(spanWords(us, 'en')).toBe(words);
  });
});
