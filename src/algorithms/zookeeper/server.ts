/**
 * A server and its clients: who may connect, reads that it answers by itself, writes that it passes on,
 * watches that it keeps. Start reading at `onConnect`; what becomes of a write is in `writing.ts`.
 */
import { answer, connOf, drop, hasConn, isNext, letIn, put } from './connections';
import { leads, own, serves, touch } from './sessions';
import { nodeOf } from './tree';
import type {
  Connect,
  Conn,
  Create,
  OfNode,
  Packet,
  RevalidateReply,
  ServerMessageContext,
  ServerState,
} from './types';
import { pass, sizeOf } from './writing';

// ------------------------------------------------------------------------------ connections

export function onConnect(s: ServerState, m: Connect, ctx: ServerMessageContext): void {
  const { from: client } = ctx;
  // The same request again, copied by hand on its way: TCP hands it up once. A second session for it would
  // take the connection over, and own what is created on it, with nobody to keep it alive.
  if (hasConn(s, client, m.conn)) return;
  drop(s, client);
  if (!serves(s)) {
    ctx.rule('CN3');
    ctx.reply({ type: 'Closed', conn: m.conn });
    return;
  }
  const { conn, session } = m;
  const fresh = { client, conn, session, upTo: null, ready: false, inAt: 0, outAt: 0 };
  s.conns = [...s.conns, fresh];
  if (session === null) {
    ctx.rule('CN1');
    pass(s, client, { op: 'open', client, via: ctx.self, conn }, ctx);
    return;
  }
  ctx.rule('CN2');
  if (leads(s)) {
    own(s, session, ctx.self, conn, ctx);
    put(s, { ...fresh, upTo: sizeOf(s, ctx) });
    letIn(s, ctx);
  } else if (s.leader !== null) {
    ctx.send(s.leader, { type: 'Revalidate', epoch: s.epoch, client, conn, session });
  }
}

export function onRevalidateReply(
  s: ServerState,
  m: RevalidateReply,
  ctx: ServerMessageContext,
): void {
  const conn = connOf(s, m.client);
  if (conn === undefined || conn.conn !== m.conn || conn.ready || s.role !== 'following') return;
  put(s, { ...conn, upTo: m.upTo });
  letIn(s, ctx);
}

// ---------------------------------------------------------------------------------- packets

/** Takes in a packet: its connection, or null after it was refused. Any packet is a sign of life. */
function admit(s: ServerState, m: Packet, ctx: ServerMessageContext): Conn | null {
  const conn = connOf(s, ctx.from);
  if (conn === undefined || conn.session === null || !isNext(conn, m)) {
    // A packet of an older connection is no reason to end the present one.
    if (conn !== undefined && conn.conn !== m.conn) return null;
    if (conn !== undefined && !conn.ready) return null;
    ctx.rule('CX1');
    drop(s, ctx.from);
    ctx.reply({ type: 'Closed', conn: m.conn });
    return null;
  }
  const heard = { ...conn, inAt: m.at };
  put(s, heard);
  if (leads(s)) touch(s, conn.session, ctx);
  else if (!s.touched.includes(conn.session)) s.touched = [...s.touched, conn.session];
  return heard;
}

export function onPing(s: ServerState, m: Packet, ctx: ServerMessageContext): void {
  const conn = admit(s, m, ctx);
  if (conn === null) return;
  ctx.rule('PG1');
  answer(s, conn, { type: 'PingReply' }, ctx);
}

export function onGetChildren(s: ServerState, m: Packet, ctx: ServerMessageContext): void {
  const conn = admit(s, m, ctx);
  if (conn === null) return;
  ctx.rule('RD1');
  const children = s.tree.nodes.map(({ node, owner, guid, czxid }) => ({
    ...{ node, owner, guid, czxid },
  }));
  answer(s, conn, { type: 'GetChildrenReply', children }, ctx);
}

export function onExists(s: ServerState, m: OfNode, ctx: ServerMessageContext): void {
  const conn = admit(s, m, ctx);
  if (conn === null) return;
  const exists = nodeOf(s.tree, m.node) !== undefined;
  ctx.rule(exists ? 'RD2' : 'RD3');
  const { client } = conn;
  const isKept = s.watches.some((one) => one.node === m.node && one.client === client);
  if (exists && !isKept) s.watches = [...s.watches, { node: m.node, client }];
  answer(s, conn, { type: 'ExistsReply', node: m.node, exists }, ctx);
}

export function onCreate(s: ServerState, m: Create, ctx: ServerMessageContext): void {
  const conn = admit(s, m, ctx);
  if (conn === null || conn.session === null) return;
  const { session } = conn;
  const create = { op: 'create', session, guid: m.guid, via: ctx.self, conn: m.conn } as const;
  pass(s, ctx.from, create, ctx);
}

export function onDelete(s: ServerState, m: OfNode, ctx: ServerMessageContext): void {
  const conn = admit(s, m, ctx);
  if (conn === null || conn.session === null) return;
  const { session } = conn;
  const gone = { op: 'delete', session, node: m.node, via: ctx.self, conn: m.conn } as const;
  pass(s, ctx.from, gone, ctx);
}
