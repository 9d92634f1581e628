/**
 * Ballot numbers and who may propose. "Different proposers choose their numbers from disjoint sets of
 * numbers" (Paxos Made Simple, section 2.2): here by the remainder that is left by the number of nodes.
 */
import type { NodeId } from '../../engine/protocol';
import type { Ballot, CommonParams } from './types';

/** The node that alone may use this ballot. `ballot` is at least 1. */
export function ownerOf(ballot: Ballot, all: readonly NodeId[]): NodeId {
  return all[(ballot - 1) % all.length] ?? '';
}

/** The smallest ballot of a node that is above all these. */
export function nextBallot(above: Ballot, self: NodeId, all: readonly NodeId[]): Ballot {
  const first = all.indexOf(self) + 1;
  if (above < first) return first;
  const rounds = Math.floor((above - first) / all.length) + 1;
  return first + rounds * all.length;
}

/** Who proposes by itself, in list order. */
export function proposersOf(
  { proposers }: Pick<CommonParams, 'proposers'>,
  all: readonly NodeId[],
  rank: (id: NodeId) => number,
): readonly NodeId[] {
  if (proposers === 'all') return all;
  if (proposers !== 'one') return all.filter((id) => proposers.includes(id));
  return all.filter((id) => all.every((other) => rank(other) <= rank(id)));
}
