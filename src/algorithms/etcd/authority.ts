/**
 * Whom the store names, from ground truth: the owner of the first key in the most advanced database, and its
 * create revision. A store of which no replica is up names nobody.
 */
import type { NodeId, WorldView } from '../../engine/protocol';
import { embeddingIn, leaderAmong } from '../raft/embedded';
import { head } from './database';
import type { Database, StoreState } from './types';

/** Where Raft is a part of the replicas. */
export const RAFT = embeddingIn('replica');

/** The database of the replica that has applied most; null: none is up. */
export function latest(world: WorldView): Database | null {
  let best: StoreState | null = null;
  for (const id of world.ids) {
    const { kind, up, state } = world.node(id);
    if (kind !== 'replica' || !up) continue;
    const found = state as StoreState;
    if (best === null || found.applied > best.applied) best = found;
  }
  return best?.database ?? null;
}

export function authority(
  world: WorldView,
): { readonly leader: NodeId; readonly token: number } | null {
  const database = latest(world);
  const first = database === null ? null : head(database);
  return first === null ? null : { leader: first.owner, token: first.rev };
}

/** The replica that leads the store. */
export function storeLeader(world: WorldView): NodeId | null {
  return leaderAmong(world, RAFT);
}
