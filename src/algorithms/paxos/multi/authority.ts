/**
 * Who can still have a command chosen, from ground truth: belief does not count here. A leader can as long
 * as a majority, itself included, is up, linked with it both ways and has promised nothing higher.
 */
import type { NodeId, WorldView } from '../../../engine/protocol';
import { majority } from '../../shared/quorum';
import type { Ballot, MultiState } from '../types';

/** The leader of the highest ballot that can still get a majority, and that ballot; null if none can. */
export function authority(
  world: WorldView,
): { readonly leader: NodeId; readonly token: number } | null {
  let best: { readonly leader: NodeId; readonly token: number } | null = null;
  for (const id of world.candidates) {
    const node = world.node(id);
    const { role, ballot } = node.state as MultiState;
    if (!node.up || role !== 'leader') continue;
    if (best !== null && ballot <= best.token) continue;
    if (supporters(world, id, ballot) < majority(world.candidates.length)) continue;
    best = { leader: id, token: ballot };
  }
  return best;
}

/** Acceptors that would still accept in this ballot of the leader, itself included. */
function supporters(world: WorldView, leader: NodeId, ballot: Ballot): number {
  let count = 0;
  for (const id of world.candidates) {
    const node = world.node(id);
    const reached = id === leader || (world.linked(leader, id) && world.linked(id, leader));
    if (node.up && reached && (node.state as MultiState).stable.maxBal <= ballot) count += 1;
  }
  return count;
}
