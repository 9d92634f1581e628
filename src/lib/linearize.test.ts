/** Small histories whose answer is plain, and random ones against a search through all orders. */
import { describe, expect, it } from 'vitest';
import { misfits } from './linearize';
import type { Operation } from './linearize';
import { Stream } from './random';

const write = (value: number, from: number, to: number | null): Operation => {
  return { kind: 'write', value, from, to };
};
const read = (value: number, from: number, to: number): Operation => {
  return { kind: 'read', value, from, to };
};

/** True if some order of all operations explains every read: tried out, operation by operation. */
function isExplained(left: readonly Operation[], value: number): boolean {
  if (left.every(({ kind, to }) => kind === 'write' && to === null)) return true;
  const end = Math.min(...left.map(({ to }) => to ?? Infinity));
  return left.some((one, at) => {
    if (one.from > end || (one.kind === 'read' && one.value !== value)) return false;
    return isExplained(left.toSpliced(at, 1), one.kind === 'write' ? one.value : value);
  });
}

describe('reads of one register', () => {
  it('fit: of what was there, of a write under way, of one that never ended', () => {
    expect(misfits([read(0, 0, 1), write(1, 2, 6), read(0, 3, 4), read(1, 5, 7)], 0)).toEqual([]);
    expect(misfits([write(1, 0, null), read(0, 1, 2), read(1, 3, 4)], 0)).toEqual([]);
  });

  it('do not fit: of an older value after a newer write, or after a newer read', () => {
    expect(misfits([write(1, 0, 1), write(2, 2, 3), read(1, 4, 5)], 0)).toEqual([2]);
    expect(misfits([write(1, 0, 10), read(1, 1, 2), read(0, 3, 4)], 0)).toEqual([2]);
  });

  it('do not fit: of what nobody has written, or not yet', () => {
    expect(misfits([read(7, 0, 1)], 0)).toEqual([0]);
    expect(misfits([read(1, 0, 1), write(1, 2, 3)], 0)).toEqual([0]);
  });

  it('agree with a search through all orders', () => {
    const stream = new Stream('linearize');
    let wrong = 0;
    for (let round = 0; round < 600; round++) {
      const operations: Operation[] = [];
      for (let value = 1; value <= 3; value++) {
        const from = stream.between(0, 20) * 2;
        operations.push(write(value, from, from + 1 + stream.between(0, 5) * 2));
      }
      for (let number = 0; number < 4; number++) {
        const from = stream.between(0, 24) * 2;
        operations.push(read(stream.between(0, 3), from, from + 1 + stream.between(0, 5) * 2));
      }
      const isFitting = misfits(operations, 0).length === 0;
      wrong += isFitting ? 0 : 1;
      expect(isFitting, JSON.stringify(operations)).toBe(isExplained(operations, 0));
    }
    expect(wrong).toBeGreaterThan(100);
    expect(wrong).toBeLessThan(600);
  });
});
