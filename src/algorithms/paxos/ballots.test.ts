/** Ballot numbers: each has one owner, and the next one is the lowest of its owner that is high enough. */
import { describe, expect, it } from 'vitest';
import { nextBallot, ownerOf, proposersOf } from './ballots';

const ALL = ['n1', 'n2', 'n3', 'n4', 'n5'];

describe('ballots', () => {
  it('n3 of five uses 3, 8, 13', () => {
    expect(nextBallot(0, 'n3', ALL)).toBe(3);
    expect(nextBallot(2, 'n3', ALL)).toBe(3);
    expect(nextBallot(3, 'n3', ALL)).toBe(8);
    expect(nextBallot(12, 'n3', ALL)).toBe(13);
  });

  it('are the lowest of their owner above the one given, for all up to 60', () => {
    for (const id of ALL) {
      for (let above = 0; above < 60; above++) {
        const ballot = nextBallot(above, id, ALL);
        expect(ownerOf(ballot, ALL)).toBe(id);
        expect(ballot).toBeGreaterThan(above);
        expect(ballot).toBeLessThanOrEqual(above + ALL.length);
      }
    }
  });

  it('proposers are all, those named, or the one of the highest priority', () => {
    const rank = (id: string): number => (id === 'n2' ? 9 : ALL.indexOf(id));
    expect(proposersOf({ proposers: 'all' }, ALL, rank)).toEqual(ALL);
    expect(proposersOf({ proposers: 'one' }, ALL, rank)).toEqual(['n2']);
    expect(proposersOf({ proposers: ['n5', 'n1'] }, ALL, rank)).toEqual(['n1', 'n5']);
  });
});
