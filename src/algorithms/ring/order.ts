/**
 * The ring itself: who comes after whom, and which id is better. The order is that of the scenario's
 * list of nodes; ids are the ranks, placed at will.
 */
import type { Env, NodeId } from '../../engine/protocol';
import type { RingParams, Way } from './types';

type Place = Pick<Env<RingParams>, 'self' | 'all' | 'rank' | 'params'>;

/** The next node after `node` in the list, or the one before it; the node itself if it is alone. */
export function neighbour(all: readonly NodeId[], node: NodeId, way: Way): NodeId {
  const step = way === 'right' ? 1 : all.length - 1;
  return all[(all.indexOf(node) + step) % all.length] as NodeId;
}

export function opposite(way: Way): Way {
  return way === 'right' ? 'left' : 'right';
}

/** The id with which this node stands. */
export function ownId(at: Place): number {
  return at.rank(at.self);
}

/** True if id `a` beats id `b`. */
export function beats(a: number, b: number, at: Place): boolean {
  return at.params.winner === 'max' ? a > b : a < b;
}

/** The node of this id; null if there is none. */
export function holderOf(id: number, at: Place): NodeId | null {
  return at.all.find((node) => at.rank(node) === id) ?? null;
}

/** The node with the best id of these. */
export function best(nodes: readonly NodeId[], at: Place): NodeId {
  return nodes.reduce((found, node) => (beats(at.rank(node), at.rank(found), at) ? node : found));
}
