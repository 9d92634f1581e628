/**
 * What becomes of a write: it is passed on to the server that leads, made a transaction, stored by a
 * quorum, and applied by everybody in the same order. The server that the client is connected to answers.
 */
import type { NodeId } from '../../engine/protocol';
import { answer, close, connOf, letIn, opened } from './connections';
import { leads, mayAct, track } from './sessions';
import { applied, gone } from './tree';
import type { Child, Request, ServerContext, ServerState, Tree, Txn } from './types';

/** True for the only server: it writes to its own disk and asks nobody. */
export function isAlone({ all }: ServerContext): boolean {
  return all.length === 1;
}

/** How many transactions it has begun, those included that are not stored by a quorum yet. */
export function sizeOf(s: ServerState, ctx: ServerContext): number {
  return isAlone(ctx) ? s.tree.zxid : Number(ctx.down({ call: 'size' }));
}

/** A write of a client of this server. */
export function pass(
  s: ServerState,
  client: NodeId,
  txn: Exclude<Txn, { op: 'close' }>,
  ctx: ServerContext,
): void {
  if (leads(s)) {
    accept(s, txn, ctx);
    return;
  }
  if (s.leader === null) return;
  ctx.rule('WR1');
  const session = txn.op === 'open' ? null : txn.session;
  const number = txn.op === 'create' ? txn.guid : txn.op === 'delete' ? txn.node : null;
  ctx.send(s.leader, {
    ...{ type: 'Request', epoch: s.epoch, op: txn.op, client },
    ...{ conn: txn.conn, session, number },
  });
}

/** The transaction that a request asks for; `via`: who passed it on. Null: none that there is. */
export function txnOf(m: Request, via: NodeId): Txn | null {
  const { op, client, conn, session, number } = m;
  if (op === 'open') return { op, client, via, conn };
  if (session === null || number === null) return null;
  if (op === 'create') return { op, session, guid: number, via, conn };
  return op === 'delete' ? { op, session, node: number, via, conn } : null;
}

/** The server that leads makes a transaction of it, if this connection speaks for the session. */
export function accept(s: ServerState, txn: Txn, ctx: ServerContext): void {
  if (!mayAct(s, txn)) {
    ctx.rule('WR3');
    return;
  }
  submit(s, [txn], ctx);
}

/** Transactions that everybody is to apply. */
export function submit(s: ServerState, txns: readonly Txn[], ctx: ServerContext): void {
  ctx.rule('WR2');
  if (!isAlone(ctx)) {
    ctx.down({ call: 'propose', commands: txns.map((txn) => JSON.stringify(txn)) });
    return;
  }
  s.stable.tree = txns.reduce(applied, s.tree);
  ctx.persist();
  applyAll(s, txns, ctx);
}

/** Applies what is committed, in order; answers, wakes who watched, lets in who waited for it. */
export function applyAll(s: ServerState, txns: readonly Txn[], ctx: ServerContext): void {
  ctx.rule('TX1');
  for (const txn of txns) {
    const before = s.tree;
    s.tree = applied(before, txn);
    settle(s, txn, before, ctx);
    for (const child of gone(before, s.tree)) wake(s, child, ctx);
  }
  letIn(s, ctx);
}

/** What one transaction means for the server that leads, and for the one that answers. */
function settle(s: ServerState, txn: Txn, before: Tree, ctx: ServerContext): void {
  if (txn.op === 'close') {
    s.tracked = s.tracked.filter(({ session }) => session !== txn.session);
    s.closing = s.closing.filter((session) => session !== txn.session);
    const conn = s.conns.find(({ session }) => session === txn.session);
    if (conn !== undefined && conn.ready) close(s, conn, ctx);
    return;
  }
  if (txn.op === 'open') {
    if (leads(s)) track(s, s.tree.zxid, txn.via, txn.conn, ctx);
    if (txn.via === ctx.self) opened(s, s.tree.zxid, txn.client, txn.conn, ctx);
    return;
  }
  if (txn.via !== ctx.self) return;
  const conn = s.conns.find((one) => one.session === txn.session && one.conn === txn.conn);
  if (conn === undefined || !conn.ready) return;
  ctx.rule('TX2');
  if (txn.op === 'delete') {
    answer(s, conn, { type: 'DeleteReply', node: txn.node }, ctx);
    return;
  }
  const { zxid, counter } = s.tree;
  if (counter === before.counter) return;
  answer(s, conn, { type: 'CreateReply', node: before.counter, czxid: zxid }, ctx);
}

/** Tells everybody who watched a node, once. */
function wake(s: ServerState, { node }: Child, ctx: ServerContext): void {
  const woken = s.watches.filter((watch) => watch.node === node);
  if (woken.length === 0) return;
  s.watches = s.watches.filter((watch) => watch.node !== node);
  ctx.rule('NT1');
  for (const { client } of woken) {
    const conn = connOf(s, client);
    if (conn !== undefined) answer(s, conn, { type: 'NodeDeleted', node }, ctx);
  }
}
