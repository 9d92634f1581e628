/**
 * Who can still commit, from ground truth: belief does not count here. A leader can as long as a
 * majority, itself included, is up, linked with it both ways and has not moved on to a newer term.
 */
import type { NodeId, WorldView } from '../../engine/protocol';
import { majority } from '../shared/quorum';
import type { RaftState } from './types';

/** The leader that can still commit and its term; null if none can. */
export function authority(
  world: WorldView,
): { readonly leader: NodeId; readonly token: number } | null {
  let best: { readonly leader: NodeId; readonly token: number } | null = null;
  for (const id of world.candidates) {
    const node = world.node(id);
    const { role, stable } = node.state as RaftState;
    if (!node.up || role !== 'leader') continue;
    if (best !== null && stable.currentTerm <= best.token) continue;
    if (supporters(world, id, stable.currentTerm) < majority(world.candidates.length)) continue;
    best = { leader: id, token: stable.currentTerm };
  }
  return best;
}

/** Servers that would still store an entry of this leader, itself included. */
function supporters(world: WorldView, leader: NodeId, term: number): number {
  let count = 0;
  for (const id of world.candidates) {
    const node = world.node(id);
    const reached = id === leader || (world.linked(leader, id) && world.linked(id, leader));
    const { currentTerm } = (node.state as RaftState).stable;
    if (node.up && reached && currentTerm <= term) count += 1;
  }
  return count;
}
