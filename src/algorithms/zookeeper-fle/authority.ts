/**
 * Who can still commit, from ground truth: belief does not count here. A leader that serves can, as long
 * as a majority, itself included, is up, linked with it both ways and has accepted no newer epoch.
 */
import type { NodeId, WorldView } from '../../engine/protocol';
import { majority } from '../shared/quorum';
import type { FleState } from './types';

/** The leader that can still commit and its epoch; null if none can. */
export function authority(
  world: WorldView,
): { readonly leader: NodeId; readonly token: number } | null {
  let best: { readonly leader: NodeId; readonly token: number } | null = null;
  for (const id of world.candidates) {
    const node = world.node(id);
    const { state, zab, epoch } = node.state as FleState;
    if (!node.up || state !== 'LEADING' || zab !== 'BROADCAST') continue;
    if (best !== null && epoch <= best.token) continue;
    if (supporters(world, id, epoch) < majority(world.candidates.length)) continue;
    best = { leader: id, token: epoch };
  }
  return best;
}

/** Servers that would still store a transaction of this leader, itself included. */
function supporters(world: WorldView, leader: NodeId, epoch: number): number {
  let count = 0;
  for (const id of world.candidates) {
    const node = world.node(id);
    const reached = id === leader || (world.linked(leader, id) && world.linked(id, leader));
    if (node.up && reached && (node.state as FleState).stable.acceptedEpoch <= epoch) count += 1;
  }
  return count;
}
