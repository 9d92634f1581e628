/** Shows which lines stand where, in a list of any length. */
import { describe, expect, it } from 'vitest';
import { linesAt } from './useLines';

describe('a list that fits', () => {
  it('places lines one under the other and spares a few beyond the edges', () => {
    const { heightPx, placed, first, last } = linesAt(1000, 32, 3200, 320);
    expect([heightPx, first, last]).toEqual([32_000, 100, 109]);
    expect(placed[0]).toEqual({ line: 94, topPx: 94 * 32 });
    expect(placed.at(-1)?.line).toBe(115);
  });

  it('scrolls by one line to the next one, and far ones into the middle', () => {
    const lines = linesAt(1000, 32, 3200, 320);
    expect(lines.scrollFor(105)).toBeNull();
    expect(lines.scrollFor(99)).toBe(99 * 32);
    expect(lines.scrollFor(110)).toBe(111 * 32 - 320);
    const far = lines.scrollFor(700) ?? 0;
    const there = linesAt(1000, 32, far, 320);
    expect(there.first).toBeLessThanOrEqual(700);
    expect(there.last).toBeGreaterThanOrEqual(700);
  });
});

describe('a list taller than a browser can draw', () => {
  const COUNT = 1_000_000;

  it('reaches both ends', () => {
    const top = linesAt(COUNT, 32, 0, 320);
    expect(top.heightPx).toBe(8_000_000);
    expect(top.placed[0]).toEqual({ line: 0, topPx: 0 });
    const end = linesAt(COUNT, 32, 8_000_000 - 320, 320);
    expect(end.placed.at(-1)?.line).toBe(COUNT - 1);
    // The last line ends where the element ends.
    expect((end.placed.at(-1)?.topPx ?? 0) + 32).toBeCloseTo(8_000_000, 3);
  });

  it('comes to every line it is asked for', () => {
    for (const line of [1, 4321, 500_000, 999_998]) {
      const to = linesAt(COUNT, 32, 0, 320).scrollFor(line);
      const there = linesAt(COUNT, 32, to ?? 0, 320);
      expect(there.first).toBeLessThanOrEqual(line);
      expect(there.last).toBeGreaterThanOrEqual(line);
    }
  });
});
