/**
 * Who is master from ground truth: whose lease runs by its own clock. With clocks that keep their bound
 * there is at most one; of several the one of the highest ballot is named, since only it can still write.
 */
import type { NodeId, WorldView } from '../../engine/protocol';
import type { ReplicaState } from './types';

/** The master whose lease runs and its ballot; null if there is none. */
export function authority(
  world: WorldView,
): { readonly leader: NodeId; readonly token: number } | null {
  let best: { readonly leader: NodeId; readonly token: number } | null = null;
  for (const id of world.candidates) {
    const node = world.node(id);
    if (!node.up) continue;
    const { role, leaseEnd, ballot } = node.state as ReplicaState;
    if (role !== 'master' || leaseEnd === null || node.clock.localUs >= leaseEnd) continue;
    if (best === null || ballot > best.token) best = { leader: id, token: ballot };
  }
  return best;
}
