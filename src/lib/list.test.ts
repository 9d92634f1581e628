/** The shared list against plain arrays; it never changes an older version. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { append, at, empty, slice, toArray, truncate } from './list';
import type { List } from './list';

it('behaves like an array that is copied at every change', () => {
  const step = fc.oneof(
    fc.record({ append: fc.array(fc.nat(9), { maxLength: 150 }) }),
    fc.record({ truncate: fc.nat(300) }),
  );
  fc.assert(
    fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
      let list: List<number> = empty();
      let plain: number[] = [];
      const older: [List<number>, number[]][] = [];
      for (const one of steps) {
        older.push([list, plain]);
        if ('append' in one) {
          list = append(list, ...one.append);
          plain = [...plain, ...one.append];
        } else {
          list = truncate(list, one.truncate);
          plain = plain.slice(0, one.truncate);
        }
        expect(toArray(list)).toEqual(plain);
        expect(list.length).toBe(plain.length);
        expect(at(list, 70)).toBe(plain[70]);
        expect(at(list, -1)).toBeUndefined();
        expect(slice(list, 60, 130)).toEqual(plain.slice(60, 130));
        expect(JSON.parse(JSON.stringify(list))).toEqual(list);
      }
      for (const [then, was] of older) expect(toArray(then)).toEqual(was);
    }),
    { seed: 2, numRuns: 200, markInterruptAsFailure: true },
  );
});
