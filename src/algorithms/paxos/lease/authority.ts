/**
 * Who could still make an operation take effect: who holds the lease, by its own timer and by its own clock.
 * If there are two, nothing in PaxosLease tells their operations apart; shown is the one with the higher
 * ballot. Nothing here is known to any node.
 */
import type { NodeId, WorldView } from '../../../engine/protocol';
import { attemptOf } from './ballot';
import type { LeaseState } from './types';

/** True if this node holds the lease now: paused or not, its own timer has not run out. */
export function holdsLease(world: WorldView, id: NodeId): boolean {
  const node = world.node(id);
  if (!node.up) return false;
  const held = (node.state as LeaseState | null)?.held ?? null;
  if (held === null) return false;
  return node.timers.some(
    ({ name, key, dueUs }) => name === 'lease' && key === held.timer && dueUs > world.us,
  );
}

/** The holder of the lease; of several, the one that acquired it by the highest ballot. */
export function authority(
  world: WorldView,
): { readonly leader: NodeId; readonly token: number } | null {
  let best: { readonly leader: NodeId; readonly token: number } | null = null;
  for (const id of world.candidates) {
    if (!holdsLease(world, id)) continue;
    const { held } = world.node(id).state as LeaseState;
    const token = attemptOf(held?.first ?? 0);
    if (best === null || token > best.token) best = { leader: id, token };
  }
  return best;
}
