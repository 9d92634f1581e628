/**
 * What checkers remember against a naive oracle: whole copies of a map and of a list, taken at each
 * mark and compared after each rewind.
 */
import { describe, expect, it } from 'vitest';
import { Stream } from '../lib/random';
import { history, journal } from './history';

describe('history and journal', () => {
  it('are after a rewind what they were at the mark, in 3,000 random steps', () => {
    const draws = new Stream('history');
    const map = history<number, number>();
    const list = journal<number>();
    let naiveMap = new Map<number, number>();
    let naiveList: number[] = [];
    const marks: { at: readonly [number, number]; map: Map<number, number>; list: number[] }[] = [];

    for (let step = 0; step < 3000; step++) {
      const what = draws.between(0, 9);
      const key = draws.between(0, 20);
      if (what < 5) {
        map.set(key, step % 7);
        naiveMap.set(key, step % 7);
      } else if (what === 5) {
        map.delete(key);
        naiveMap.delete(key);
      } else if (what < 8) {
        list.push(step);
        naiveList.push(step);
      } else if (what === 8) {
        marks.push({
          at: [map.mark(), list.mark()],
          map: new Map(naiveMap),
          list: naiveList.slice(),
        });
      } else if (marks.length > 0) {
        const chosen = draws.between(0, marks.length - 1);
        const back = marks[chosen];
        marks.length = chosen; // Later marks are void now.
        if (back === undefined) continue;
        map.rewind(back.at[0]);
        list.rewind(back.at[1]);
        naiveMap = new Map(back.map);
        naiveList = back.list.slice();
      }
      expect(list.items).toEqual(naiveList);
      for (let one = 0; one <= 20; one++) expect(map.get(one)).toBe(naiveMap.get(one));
    }
  });
});
