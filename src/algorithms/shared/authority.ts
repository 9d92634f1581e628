/**
 * Who could still make an operation take effect, where belief is all there is: without terms and votes
 * no node can refuse the orders of a leader that others have replaced, so everyone who thinks it leads
 * could act. Shown is the seated leader whose orders reach most of those who follow it.
 */
import type { NodeId, WorldView } from '../../engine/protocol';

/** The seated leader with most followers in reach, the higher rank on a tie; null if none is seated. */
export function authority(
  world: WorldView,
): { readonly leader: NodeId; readonly token: number } | null {
  let best: { readonly leader: NodeId; readonly token: number } | null = null;
  let most = 0;
  for (const seat of world.seats) {
    const count = followersInReach(world, seat.node);
    const token = world.node(seat.node).priority;
    if (count < most || (best !== null && count === most && token < best.token)) continue;
    best = { leader: seat.node, token };
    most = count;
  }
  return best;
}

/** Live nodes that follow this leader and are linked with it both ways, itself included. */
function followersInReach(world: WorldView, leader: NodeId): number {
  let count = 0;
  for (const id of world.candidates) {
    const { up, belief } = world.node(id);
    const inReach = id === leader || (world.linked(leader, id) && world.linked(id, leader));
    if (up && inReach && belief.leader === leader) count += 1;
  }
  return count;
}
