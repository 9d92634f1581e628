/**
 * A server's connections as data, and what goes out on them. Nothing here decides what a client may do.
 */
import type { NodeId } from '../../engine/protocol';
import { hasSession } from './tree';
import type { Conn, Packet, ServerContext, ServerState } from './types';

type Answer = { readonly type: string; readonly [field: string]: unknown };

export function connOf({ conns }: ServerState, client: NodeId): Conn | undefined {
  return conns.find((one) => one.client === client);
}

/** True for the request of the connection that this client has already. */
export function hasConn(s: ServerState, client: NodeId, conn: number): boolean {
  return connOf(s, client)?.conn === conn;
}

export function put(s: ServerState, conn: Conn): void {
  s.conns = s.conns.map((other) => (other.client === conn.client ? conn : other));
}

/** Forgets a connection and what was watched over it. */
export function drop(s: ServerState, client: NodeId): void {
  s.conns = s.conns.filter((one) => one.client !== client);
  s.watches = s.watches.filter((one) => one.client !== client);
}

/** One more packet to a client. */
export function answer(s: ServerState, to: Conn, message: Answer, ctx: ServerContext): void {
  const known = connOf(s, to.client) ?? to;
  const outAt = known.outAt + 1;
  put(s, { ...known, outAt });
  ctx.send(to.client, { ...message, conn: to.conn, at: outAt } as Parameters<typeof ctx.send>[1]);
}

/** True for a connection that is only kept waiting for transactions that are applied by now. */
export function isDue({ ready, session, upTo }: Conn, zxid: number): boolean {
  return !ready && session !== null && upTo !== null && upTo <= zxid;
}

/** Sessions that came back are let in, or told that they have expired. */
export function letIn(s: ServerState, ctx: ServerContext): void {
  for (const conn of s.conns.filter((one) => isDue(one, s.tree.zxid))) {
    const { client, session } = conn;
    const isKnown = session !== null && hasSession(s.tree, session);
    ctx.rule(isKnown ? 'CN4' : 'CN5');
    if (isKnown) put(s, { ...conn, ready: true });
    else drop(s, client);
    welcome(client, conn.conn, isKnown ? session : null, ctx);
  }
}

/** Tells a client its session; null: it has expired. */
export function welcome(
  client: NodeId,
  conn: number,
  session: number | null,
  ctx: ServerContext,
): void {
  const timeout = Math.round(ctx.params.sessionTimeoutUs / 1000);
  ctx.send(client, { type: 'ConnectReply', conn, session, timeout });
}

/** It opened a session for this client, if that one is still there. */
export function opened(
  s: ServerState,
  session: number,
  client: NodeId,
  conn: number,
  ctx: ServerContext,
): void {
  const known = connOf(s, client);
  if (known === undefined || known.conn !== conn || known.session !== null) return;
  put(s, { ...known, session, ready: true });
  ctx.rule('CN4');
  welcome(client, conn, session, ctx);
}

/** Ends a connection. */
export function close(s: ServerState, { client, conn }: Conn, ctx: ServerContext): void {
  drop(s, client);
  ctx.send(client, { type: 'Closed', conn });
}

/** True for the next packet of a connection that is open. */
export function isNext(conn: Conn | undefined, m: Packet): boolean {
  return conn !== undefined && conn.ready && conn.conn === m.conn && conn.inAt + 1 === m.at;
}
