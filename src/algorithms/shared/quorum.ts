/**
 * Majorities: the arithmetic that every voting algorithm shares. Pure numbers, no node and no
 * message in it. Everything here has one right answer, which is why it is shared.
 */

/** What a candidate knows of a ballot: it is decided for it, decided against it, or still open. */
export type VoteOutcome = 'won' | 'lost' | 'pending';

/** The smallest number of voters of which any two sets share a voter. `voters` is at least 1. */
export function majority(voters: number): number {
  return Math.floor(voters / 2) + 1;
}

/** How many of `voters` may be missing while a majority is still there. */
export function tolerated(voters: number): number {
  return voters - majority(voters);
}

/**
 * The state of a ballot of `voters` with `yes` grants and `no` refusals so far; the rest is silent.
 * Lost means that even if all the silent ones granted, there would be no majority.
 */
export function voteOutcome(yes: number, no: number, voters: number): VoteOutcome {
  const needed = majority(voters);
  if (yes >= needed) return 'won';
  return voters - no < needed ? 'lost' : 'pending';
}

/**
 * The largest number that a majority has reached: with one `reached` per voter, the largest N such
 * that at least a majority of them are >= N. 0 if there are no voters.
 */
export function majorityReached(reached: readonly number[]): number {
  if (reached.length === 0) return 0;
  const descending = reached.slice().sort((a, b) => b - a);
  return descending[majority(reached.length) - 1] ?? 0;
}
