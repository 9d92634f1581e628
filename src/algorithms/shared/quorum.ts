/**
 * Majorities: what every voting algorithm shares, the arithmetic and who has one behind it in ground truth.
 * No message in it. Everything here has one right answer, which is why it is shared.
 */
import type { NodeId, PartState, WorldView } from '../../engine/protocol';

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

/** How a state says what its node can still do: the number it leads under, and the newest it has agreed to. */
export interface Numbered {
  /** The term, epoch or ballot under which it leads; null if it does not. */
  leads(state: PartState): number | null;
  /** The newest number it has agreed to: it takes nothing of an older one. */
  agreedTo(state: PartState): number;
}

/**
 * Who can still make an operation take effect, from ground truth: belief does not count. A leader can as long
 * as a majority, itself included, is up, linked with it both ways and has agreed to nothing newer.
 */
export function authorityByNumber({
  leads,
  agreedTo,
}: Numbered): (world: WorldView) => { readonly leader: NodeId; readonly token: number } | null {
  return (world) => {
    const { candidates } = world;
    let best: { readonly leader: NodeId; readonly token: number } | null = null;
    for (const leader of candidates) {
      const node = world.node(leader);
      const token = node.up ? leads(node.state) : null;
      if (token === null || (best !== null && token <= best.token)) continue;
      const supporters = candidates.filter((id) => {
        const { up, state } = world.node(id);
        const reached = id === leader || (world.linked(leader, id) && world.linked(id, leader));
        return up && reached && agreedTo(state) <= token;
      });
      if (supporters.length >= majority(candidates.length)) best = { leader, token };
    }
    return best;
  };
}
