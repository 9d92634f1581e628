/**
 * A candidate's connection to one server: numbered packets both ways, and its end. What the candidate asks
 * over it is in `recipe.ts`, when it is made and given up in `client.ts`. ClientCnxn.java.
 */
import type { NodeId } from '../../engine/protocol';
import type { Asked, ClientContext, ClientMessageContext, ClientState, Packet } from './types';

/** The servers of the service, in list order. */
export function serversOf({ of }: ClientContext): readonly NodeId[] {
  return [...of('server'), ...of('replica')];
}

/** The server that it is connected to, or tries to be. */
export function serverOf({ at }: ClientState, servers: readonly NodeId[]): NodeId {
  return servers[at % Math.max(1, servers.length)] ?? '';
}

/** Asks a server for a session: a new one, or the one it has. */
export function connect(s: ClientState, ctx: ClientContext): void {
  ctx.rule('CC1');
  s.link = 'connecting';
  s.conn += 1;
  s.inAt = 0;
  s.outAt = 0;
  ctx.setTimer('connectWait', ctx.params.connectWaitUs);
  const { conn, session } = s;
  ctx.send(serverOf(s, serversOf(ctx)), { type: 'Connect', conn, session });
}

/** A pause before the next server. */
export function rest(s: ClientState, ctx: ClientContext): void {
  s.link = 'apart';
  ctx.setTimer('reconnect', ctx.random.between(0, ctx.params.reconnectUs));
}

// ----------------------------------------------------------------------------- disconnected

/** Nothing can be trusted that it does not hear: a leader stops acting, if it obeys. */
export function disconnect(s: ClientState, why: string, ctx: ClientContext): void {
  ctx.rule('CC5');
  s.asked = [];
  s.target = null;
  s.watching = null;
  for (const timer of ['silence', 'reply', 'idle'] as const) ctx.cancelTimer(timer);
  rest(s, ctx);
  if (!s.leads) {
    if (s.session !== null) ctx.becomes('apart', why);
    return;
  }
  if (!ctx.params.obeyDisconnected) return;
  ctx.rule('EL5');
  s.leads = false;
  ctx.becomes('suspended', why);
  ctx.believes(null, null);
}

// ---------------------------------------------------------------------------------- packets

/** True for a packet of the connection that it has. */
export function isOfConn(s: ClientState, m: Packet): boolean {
  return s.link === 'connected' && s.conn === m.conn;
}

/** Takes in a packet. False: it is not of this connection, or one is missing before it. */
export function hears(s: ClientState, m: Packet, ctx: ClientMessageContext): boolean {
  if (!isOfConn(s, m)) return false;
  if (m.at !== s.inAt + 1) {
    disconnect(s, 'gap', ctx);
    return false;
  }
  s.inAt = m.at;
  ctx.setTimer('silence', ctx.params.silenceUs);
  return true;
}

/** One question less is open. */
export function answered(s: ClientState, what: Asked, ctx: ClientContext): void {
  const index = s.asked.indexOf(what);
  if (index < 0) return;
  s.asked = s.asked.filter((_, i) => i !== index);
  if (s.asked.length === 0) ctx.cancelTimer('reply');
}

type Question = { readonly type: string; readonly [field: string]: unknown };

/** One more packet to its server. */
export function sendPacket(s: ClientState, message: Question, ctx: ClientContext): void {
  s.outAt += 1;
  ctx.setTimer('idle', ctx.params.idleUs);
  const packet = { ...message, conn: s.conn, at: s.outAt };
  ctx.send(serverOf(s, serversOf(ctx)), packet as Parameters<typeof ctx.send>[1]);
}

/** A packet that wants an answer. */
export function ask(s: ClientState, what: Asked, message: Question, ctx: ClientContext): void {
  s.asked = [...s.asked, what];
  ctx.setTimer('reply', ctx.params.silenceUs);
  sendPacket(s, message, ctx);
}

/** True for one that waits in the queue with nothing else to ask: it asks who is first. */
export function looksUp({ node, leads, asked }: ClientState): boolean {
  return node !== null && !leads && asked.length === 0;
}
