/**
 * Who leads from ground truth: whose node is the smallest in the tree as the server has it that applied
 * most transactions, with the transaction that created the node as its token.
 */
import type { NodeId, WorldView } from '../../engine/protocol';
import { treeOf } from './tree';
import type { ServerState, Tree } from './types';

/** The newest tree of the service; null: there is none yet. */
export function newestTree(world: WorldView): Tree | null {
  let newest: Tree | null = null;
  for (const id of world.ids) {
    const node = world.node(id);
    if (node.kind !== 'server' && node.kind !== 'replica') continue;
    const tree = treeOf(node.state as ServerState);
    if (newest === null || tree.zxid > newest.zxid) newest = tree;
  }
  return newest;
}

/** The owner of the smallest node and the transaction that created it; null if there is no node. */
export function authority(
  world: WorldView,
): { readonly leader: NodeId; readonly token: number } | null {
  const first = newestTree(world)?.nodes[0];
  return first === undefined ? null : { leader: first.owner, token: first.czxid };
}

/** The server that leads the ensemble, or the only one; null: none does. */
export function storeLeader(world: WorldView): NodeId | null {
  let best: { readonly id: NodeId; readonly epoch: number } | null = null;
  for (const id of world.ids) {
    const { kind, up, state } = world.node(id);
    if ((kind !== 'server' && kind !== 'replica') || !up) continue;
    const { role, epoch } = state as ServerState;
    const isLeading = role === 'leading' || role === 'serving';
    if (isLeading && (best === null || epoch > best.epoch)) best = { id, epoch };
  }
  return best?.id ?? null;
}
