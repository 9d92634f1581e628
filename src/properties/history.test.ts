/**
 * What checkers remember against a naive oracle: whole copies of a map, of a value and of a list, taken
 * at each mark and compared after each rewind.
 */
import { describe, expect, it } from 'vitest';
import { Stream } from '../lib/random';
import { cell, history, journal } from './history';

describe('history, cell and journal', () => {
  it('are after a rewind what they were at the mark, in 3,000 random steps', () => {
    const draws = new Stream('history');
    const map = history<number, number>();
    const list = journal<number>();
    const value = cell(-1);
    let naiveValue = -1;
    let naiveMap = new Map<number, number>();
    let naiveList: number[] = [];
    const marks: {
      at: readonly number[];
      map: Map<number, number>;
      list: number[];
      value: number;
    }[] = [];

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
        value.now = naiveValue = step % 5;
        naiveList.push(step);
      } else if (what === 8) {
        marks.push({
          at: [map.mark(), list.mark(), value.mark()],
          value: naiveValue,
          map: new Map(naiveMap),
          list: naiveList.slice(),
        });
      } else if (marks.length > 0) {
        const chosen = draws.between(0, marks.length - 1);
        const back = marks[chosen];
        marks.length = chosen; // Later marks are void now.
        if (back === undefined) continue;
        map.rewind(back.at[0] ?? NaN);
        list.rewind(back.at[1] ?? NaN);
        value.rewind(back.at[2] ?? NaN);
        naiveValue = back.value;
        naiveMap = new Map(back.map);
        naiveList = back.list.slice();
      }
      expect(list.items).toEqual(naiveList);
      expect(value.now).toBe(naiveValue);
      for (let one = 0; one <= 20; one++) expect(map.get(one)).toBe(naiveMap.get(one));
    }
  });

  it('begin again when nothing was marked yet', () => {
    const value = cell('first');
    value.now = 'second';
    value.rewind(0);
    expect(value.now).toBe('first');
  });

  it('keep one entry for each mark and key, however often it changed', () => {
    const map = history<string, number>();
    for (let event = 1; event <= 1000; event++) map.set('us', event);
    expect(map.mark()).toBe(1);
    for (let event = 1; event <= 1000; event++) map.set('us', event);
    // It is again what it was at the mark, and the other came and went: nothing is left to undo.
    for (let event = 1; event <= 1000; event++) {
      map.set(`message ${event}`, event);
      map.delete(`message ${event}`);
    }
    expect(map.mark()).toBe(1);
    expect([map.get('us'), map.get('message 7')]).toEqual([1000, undefined]);
    map.rewind(0);
    expect(map.get('us')).toBeUndefined();
  });
});
