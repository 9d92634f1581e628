/** Majorities against a table, and against naive counting over every small ballot. */
import { describe, expect, it } from 'vitest';
import { majority, majorityReached, tolerated, voteOutcome } from './quorum';
import type { VoteOutcome } from './quorum';

describe('B6 quorum arithmetic', () => {
  it.each([
    [1, 1, 0],
    [2, 2, 0],
    [3, 2, 1],
    [4, 3, 1],
    [5, 3, 2],
    [7, 4, 3],
  ])('%i voters: majority %i, %i crashes tolerated', (voters, needed, crashes) => {
    expect(majority(voters)).toBe(needed);
    expect(tolerated(voters)).toBe(crashes);
  });

  it('never lets both sides of a split elect, for any split of 1 to 50 voters', () => {
    for (let voters = 1; voters <= 50; voters++) {
      for (let left = 0; left <= voters; left++) {
        const both = left >= majority(voters) && voters - left >= majority(voters);
        expect(both).toBe(false);
      }
    }
  });

  it('stops service in an even split of 2 and of 4', () => {
    expect(1 >= majority(2)).toBe(false);
    expect(2 >= majority(4)).toBe(false);
  });
});

describe('C-E3 counting rule', () => {
  it.each<[string, number, VoteOutcome]>([
    ['y', 1, 'won'],
    ['_', 1, 'pending'],
    ['n', 1, 'lost'],
    ['yn', 2, 'lost'],
    ['y_', 2, 'pending'],
    ['n_', 2, 'lost'],
    ['yy', 2, 'won'],
    ['y__', 3, 'pending'],
    ['yn_', 3, 'pending'],
    ['nn_', 3, 'lost'],
    ['yy_', 3, 'won'],
    ['ynn', 3, 'lost'],
    ['yyn', 3, 'won'],
    ['yn__', 4, 'pending'],
    ['nn__', 4, 'lost'],
    ['yyn_', 4, 'pending'],
    ['yynn', 4, 'lost'],
    ['yyyn', 4, 'won'],
    ['ynn__', 5, 'pending'],
    ['yynn_', 5, 'pending'],
    ['ynnn_', 5, 'lost'],
    ['yyynn', 5, 'won'],
  ])('%s of %i voters is %s', (answers, voters, outcome) => {
    const count = (answer: string): number => [...answers].filter((one) => one === answer).length;
    expect(answers.length).toBe(voters);
    expect(voteOutcome(count('y'), count('n'), voters)).toBe(outcome);
  });

  it('agrees with trying every way in which the silent voters could answer', () => {
    for (let voters = 1; voters <= 12; voters++) {
      for (let yes = 0; yes <= voters; yes++) {
        for (let no = 0; yes + no <= voters; no++) {
          const silent = voters - yes - no;
          const wins = (more: number): boolean => 2 * (yes + more) > voters;
          let possible = false;
          for (let more = 0; more <= silent; more++) possible ||= wins(more);
          const naive = wins(0) ? 'won' : possible ? 'pending' : 'lost';
          expect(voteOutcome(yes, no, voters)).toBe(naive);
        }
      }
    }
  });
});

describe('majorityReached', () => {
  it('agrees with naive counting for every list of up to 5 numbers from 0 to 3', () => {
    for (let size = 1; size <= 5; size++) {
      let lists = 1;
      for (let i = 0; i < size; i++) lists *= 4;
      for (let code = 0; code < lists; code++) {
        const reached: number[] = [];
        let rest = code;
        for (let i = 0; i < size; i++) {
          reached.push(rest % 4);
          rest = Math.floor(rest / 4);
        }
        let naive = 0;
        for (let n = 0; n <= 3; n++) {
          if (2 * reached.filter((one) => one >= n).length > size) naive = n;
        }
        expect(majorityReached(reached)).toBe(naive);
      }
    }
  });

  it('is 0 without voters and leaves its argument as it was', () => {
    const reached = [1, 3, 2];

    expect(majorityReached([])).toBe(0);
    expect(majorityReached(reached)).toBe(2);
    expect(reached).toEqual([1, 3, 2]);
  });
});
