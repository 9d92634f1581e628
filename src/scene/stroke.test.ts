/** The knife: a stroke that separates the mesh is a partition, any other one cut. */
import { describe, expect, it } from 'vitest';
import { cutOff, deedOf, groupsWithout, strokeMark } from './stroke';
import type { Point } from './types';

const ids = ['n1', 'n2', 'n3', 'n4'];
const square = new Map<string, Point>([
  ['n1', { x: 0, y: 0 }],
  ['n2', { x: 100, y: 0 }],
  ['n3', { x: 100, y: 100 }],
  ['n4', { x: 0, y: 100 }],
]);
const whole = { ids, linked: () => true };
const across = [
  { x: 50, y: -20 },
  { x: 48, y: 60 },
  { x: 50, y: 120 },
];

describe('strokeMark', () => {
  it('counts the links it crosses and the groups it leaves', () => {
    const mark = strokeMark(whole, square, across);
    expect(mark.pairs).toHaveLength(4);
    expect(mark.groups).toEqual([
      ['n1', 'n4'],
      ['n2', 'n3'],
    ]);
    expect(deedOf(whole, mark)).toEqual({ do: 'partition', groups: mark.groups });
  });

  it('is one cut where it separates nobody, of exactly the links it shows', () => {
    const mark = strokeMark(whole, square, [
      { x: 50, y: -20 },
      { x: 50, y: 20 },
    ]);
    expect(mark.groups).toBeNull();
    expect(mark.pairs).toHaveLength(1);
    const deed = deedOf(whole, mark);
    expect(deed).toMatchObject({ do: 'cut' });
    if (deed?.do !== 'cut') throw new Error('not a cut');
    expect([deed.from, deed.to].flat().sort()).toEqual(['n1', 'n2']);
  });

  it('crosses nothing beside the mesh', () => {
    const mark = strokeMark(whole, square, [
      { x: -50, y: 0 },
      { x: -50, y: 100 },
    ]);
    expect(mark.pairs).toEqual([]);
    expect(deedOf(whole, mark)).toBeNull();
  });

  it('does not count links that are cut already', () => {
    const half = {
      ids,
      linked: (a: string, b: string) => !(a === 'n1' && b === 'n2') && !(a === 'n2' && b === 'n1'),
    };
    expect(strokeMark(half, square, across).pairs).toHaveLength(3);
  });

  it('keeps single cuts inside groups: no partition, which would join them again', () => {
    const half = { ids, linked: (a: string, b: string) => !(a === 'n1' && b === 'n4') };
    const mark = strokeMark(half, square, across);
    expect(mark.groups).toBeNull();
    expect(deedOf(half, mark)).toMatchObject({ do: 'cut' });
  });
});

describe('groups', () => {
  it('are connected both ways', () => {
    const oneWay = { ids, linked: (a: string, _b: string) => a !== 'n1' };
    expect(groupsWithout(oneWay, [])).toEqual([['n1'], ['n2', 'n3', 'n4']]);
  });

  it('cuts a gathered group off from all others', () => {
    expect(cutOff(whole, ['n3', 'n1'])).toEqual({
      do: 'partition',
      groups: [
        ['n1', 'n3'],
        ['n2', 'n4'],
      ],
    });
    expect(cutOff(whole, [])).toBeNull();
    expect(cutOff(whole, ids)).toBeNull();
  });
});
