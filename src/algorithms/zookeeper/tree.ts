/**
 * What transactions do to the tree: pure, so that every server that applies the same ones has the same.
 * Nothing here sends anything.
 */
import type { Child, ServerState, Tree, Txn } from './types';

export const EMPTY: Tree = { zxid: 0, counter: 0, sessions: [], nodes: [] };

export function hasSession({ sessions }: Tree, session: number): boolean {
  return sessions.some((one) => one.session === session);
}

export function nodeOf({ nodes }: Tree, node: number): Child | undefined {
  return nodes.find((one) => one.node === node);
}

/** The tree after one more transaction. One that asks for what is not there still counts. */
export function applied(tree: Tree, txn: Txn): Tree {
  const zxid = tree.zxid + 1;
  const { sessions, nodes, counter } = tree;
  switch (txn.op) {
    case 'open':
      return { ...tree, zxid, sessions: [...sessions, { session: zxid, client: txn.client }] };
    case 'create': {
      const { session, guid } = txn;
      const of = sessions.find((one) => one.session === session);
      if (of === undefined) return { ...tree, zxid };
      const child = { node: counter, session, owner: of.client, guid, czxid: zxid };
      return { ...tree, zxid, counter: counter + 1, nodes: [...nodes, child] };
    }
    case 'delete':
      return { ...tree, zxid, nodes: nodes.filter(({ node }) => node !== txn.node) };
    case 'close':
      return {
        ...{ zxid, counter },
        sessions: sessions.filter(({ session }) => session !== txn.session),
        nodes: nodes.filter(({ session }) => session !== txn.session),
      };
  }
}

/** The nodes that one tree has and the other has not. */
export function gone(before: Tree, after: Tree): readonly Child[] {
  if (before.nodes === after.nodes) return [];
  return before.nodes.filter(({ node }) => nodeOf(after, node) === undefined);
}

/** The tree that a server has on disk, or in memory. */
export function treeOf({ tree, stable }: ServerState): Tree {
  return stable.tree !== null && stable.tree.zxid > tree.zxid ? stable.tree : tree;
}
