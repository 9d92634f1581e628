/**
 * A candidate's session with the service: opening it, silence, pings, the next server, expiry.
 * ClientCnxn.java. What it does with its session is in `recipe.ts`.
 */
import { connect, disconnect, hears, looksUp, rest, sendPacket, serversOf } from './connection';
import { list, look, volunteer } from './recipe';
import type {
  ClientContext,
  ClientMessageContext,
  ClientState,
  Closed,
  ConnectReply,
  Packet,
} from './types';

/** Numbers of connections begin somewhere new with each start, as those of TCP do. */
const NUMBERS = 1_000_000;

/** It begins, or begins anew after a crash: whatever session it had, it knows nothing of it. */
export function onStart(s: ClientState, ctx: ClientContext): void {
  ctx.rule('CC0');
  s.conn = ctx.random.between(1, NUMBERS) * 1000;
  s.at = ctx.random.between(0, serversOf(ctx).length - 1);
  ctx.becomes('outside', 'start');
  connect(s, ctx);
}

/** The pause is over: the next server. */
export function onReconnect(s: ClientState, ctx: ClientContext): void {
  if (s.link !== 'apart') return; // Made to ring by hand.
  s.at = (s.at + 1) % serversOf(ctx).length;
  connect(s, ctx);
}

/** The server did not answer; one that does not serve says so. */
export function onConnectWait(s: ClientState, ctx: ClientContext): void {
  if (s.link !== 'connecting') return; // Made to ring by hand.
  ctx.rule('CC6');
  rest(s, ctx);
}

export function isAwaited(s: ClientState, conn: number): boolean {
  return s.link === 'connecting' && s.conn === conn;
}

export function onConnectReply(s: ClientState, m: ConnectReply, ctx: ClientMessageContext): void {
  if (!isAwaited(s, m.conn)) return;
  ctx.cancelTimer('connectWait');
  if (m.session === null) {
    expire(s, ctx);
    return;
  }
  s.link = 'connected';
  ctx.setTimer('silence', ctx.params.silenceUs);
  if (s.session === null) {
    ctx.rule('CC2');
    s.session = m.session;
    volunteer(s, ctx);
  } else {
    ctx.rule('CC3');
    list(s, ctx);
  }
}

/** Its session is gone, and its node with it: to the back of the queue. */
function expire(s: ClientState, ctx: ClientContext): void {
  ctx.rule('CC4');
  s.session = null;
  s.guid = null;
  s.node = null;
  s.czxid = null;
  s.leads = false;
  s.first = null;
  s.target = null;
  ctx.becomes('outside', 'expired');
  ctx.believes(null, null);
  connect(s, ctx);
}

/** Nothing was heard for two thirds of the session timeout. */
export function onSilence(s: ClientState, ctx: ClientContext): void {
  if (s.link === 'connected') disconnect(s, 'silence', ctx);
}

/** One question was not answered for as long, whatever else was heard. */
export function onReplyLate(s: ClientState, ctx: ClientContext): void {
  if (s.link === 'connected') disconnect(s, 'noAnswer', ctx);
}

export function onClosed(s: ClientState, m: Closed, ctx: ClientMessageContext): void {
  if (s.conn !== m.conn) return;
  if (s.link === 'connecting') {
    ctx.cancelTimer('connectWait');
    ctx.rule('CC6');
    rest(s, ctx);
  } else if (s.link === 'connected') {
    disconnect(s, 'closed', ctx);
  }
}

/** It has sent nothing for a third of the session timeout. */
export function onIdle(s: ClientState, ctx: ClientContext): void {
  if (s.link !== 'connected') return; // Made to ring by hand.
  if (looksUp(s)) {
    look(s, ctx);
    return;
  }
  ctx.rule('CC7');
  sendPacket(s, { type: 'Ping' }, ctx);
}

export function onPingReply(s: ClientState, m: Packet, ctx: ClientMessageContext): void {
  if (hears(s, m, ctx)) ctx.rule('CC8');
}
