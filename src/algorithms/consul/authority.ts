/**
 * Whom the store names, from ground truth: the client of the session that holds the lock, in the most
 * advanced database, and its token. A store of which no server is up names nobody.
 */
import type { NodeId, WorldView } from '../../engine/protocol';
import { embeddingIn, leaderAmong } from '../raft/embedded';
import { tokenOf } from './client';
import type { ConsulParams, Database, ServerState } from './types';

/** Where Raft is a part of the servers. */
export const RAFT = embeddingIn('replica');

/** The database of the server that has applied most; null: none is up. */
export function latest(world: WorldView): Database | null {
  let best: ServerState | null = null;
  for (const id of world.ids) {
    const { kind, up, state } = world.node(id);
    if (kind !== 'replica' || !up) continue;
    const found = state as ServerState;
    if (best === null || found.applied > best.applied) best = found;
  }
  return best?.database ?? null;
}

export function authority(
  world: WorldView,
): { readonly leader: NodeId; readonly token: number } | null {
  const key = latest(world)?.key ?? null;
  if (key === null || key.holder === null) return null;
  return { leader: key.holder, token: tokenOf(key, world.params as ConsulParams) };
}

/** The server that leads the others. */
export function storeLeader(world: WorldView): NodeId | null {
  return leaderAmong(world, RAFT);
}
