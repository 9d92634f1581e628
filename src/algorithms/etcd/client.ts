/**
 * A client's session: a connection to one replica at a time, a lease kept alive, and its end by the client's
 * own clock. Sources: etcd-io/etcd client/v3/lease.go, client/v3/concurrency/session.go.
 */
import type { NodeId, Us } from '../../engine/protocol';
import { afterGrant, again } from './election';
import { answered, askLease, endSession, isAwaited, tellStore } from './session';
import type {
  ClientContext,
  ClientMessageContext,
  ClientState,
  LeaseGrantReply,
  LeaseKeepAliveReply,
  NotLeader,
} from './types';

/** A program starts. Its numbers begin somewhere, so that no answer to an earlier life fits. */
export function onClientStart(s: ClientState, ctx: ClientContext): void {
  ctx.rule('SE1');
  s.number = ctx.random.between(0, 999) * 1000;
  s.store = ctx.of('replica')[0] ?? null;
  s.wanted = ctx.self;
  ctx.becomes('outside', 'started');
  askLease(s, ctx);
}

// ------------------------------------------------------------------------------ the connection

/** No answer in time: whoever was asked may be down, cut off, or not able to commit. */
export function onAnswer(s: ClientState, ctx: ClientContext): void {
  if (s.awaited === null) return;
  ctx.rule('CN1');
  connect(s, nextOf(s, ctx), ctx);
}

function nextOf(s: ClientState, ctx: ClientContext): NodeId | null {
  const replicas = ctx.of('replica');
  return replicas[(replicas.indexOf(s.store ?? '') + 1) % replicas.length] ?? null;
}

/** What is under way is asked anew there. */
function connect(s: ClientState, to: NodeId | null, ctx: ClientContext): void {
  s.store = to;
  if (s.awaited?.what === 'grant') askLease(s, ctx);
  else if (s.awaited !== null) again(s, ctx);
  if (s.renewal !== null) keepAlive(s, ctx);
  else if (s.before !== null) tellStore(s, { type: 'Watch', rev: s.before.rev }, ctx);
}

/** True if it is worth listening to: the replica that it relies on says that another leads. */
export function isSentOn(s: ClientState, m: NotLeader, from: NodeId): boolean {
  return from === s.store && m.leader !== null && m.leader !== from;
}

export function onNotLeader(s: ClientState, m: NotLeader, ctx: ClientMessageContext): void {
  if (!isSentOn(s, m, ctx.from)) return;
  ctx.rule('CN2');
  connect(s, m.leader, ctx);
}

// ----------------------------------------------------------------------------------- the lease

/** Until when a lease of this length may be trusted: counted from before the request was sent. */
export function trustedUntil(sentUs: Us, ttl: Us): Us {
  return sentUs + ttl;
}

export function onLeaseGrantReply(
  s: ClientState,
  m: LeaseGrantReply,
  ctx: ClientMessageContext,
): void {
  if (s.awaited === null || !isAwaited(s, 'grant', m.number)) return;
  const end = trustedUntil(s.awaited.sentUs, m.ttl);
  if (ctx.now >= end) return;
  ctx.rule('SE2');
  answered(s, ctx);
  s.lease = m.lease;
  extend(s, end, m.ttl, ctx);
  ctx.setTimer('renew', renewUs(m.ttl, ctx));
  afterGrant(s, ctx);
}

/** The next keep-alive: as asked for, but never later than a third of the lease from now. */
function renewUs(ttl: Us, ctx: ClientContext): Us {
  return Math.max(1, Math.min(ctx.params.keepAliveUs, Math.floor(ttl / 3)));
}

function extend(s: ClientState, end: Us, ttl: Us, ctx: ClientContext): void {
  s.leaseEnd = end;
  s.leaseLengthUs = ttl;
  ctx.setTimer('leaseEnd', end - ctx.now);
}

export function onRenew(s: ClientState, ctx: ClientContext): void {
  if (s.lease === null) return;
  ctx.setTimer('renew', renewUs(s.leaseLengthUs, ctx));
  if (s.renewal !== null) {
    ctx.rule('CN1');
    connect(s, nextOf(s, ctx), ctx);
    return;
  }
  ctx.rule('SE3');
  keepAlive(s, ctx);
}

/** The watch is renewed with it: a store that has lost the connection would not know of it. */
function keepAlive(s: ClientState, ctx: ClientContext): void {
  if (s.lease === null) return;
  s.number += 1;
  s.renewal = { number: s.number, sentUs: ctx.now };
  const waits = s.before?.rev ?? null;
  const seen = s.observed?.rev ?? 0;
  const { number, lease } = s;
  tellStore(s, { type: 'LeaseKeepAlive', number, lease, waits, seen }, ctx);
}

export function onLeaseKeepAliveReply(
  s: ClientState,
  m: LeaseKeepAliveReply,
  ctx: ClientMessageContext,
): void {
  const { renewal } = s;
  if (s.lease !== m.lease || renewal === null) return;
  if (m.ttl === 0) {
    ctx.rule('SE5');
    endSession(s, 'revoked', ctx);
    return;
  }
  if (renewal.number !== m.number) return;
  ctx.rule('SE4');
  s.renewal = null;
  const end = trustedUntil(renewal.sentUs, m.ttl);
  if (ctx.now < end) extend(s, end, m.ttl, ctx);
}

/** Its lease is over by its own clock, whatever the store thinks. */
export function onLeaseEnd(s: ClientState, ctx: ClientContext): void {
  if (s.lease === null || s.leaseEnd === null) return;
  if (ctx.now < s.leaseEnd) {
    ctx.setTimer('leaseEnd', s.leaseEnd - ctx.now);
    return;
  }
  ctx.rule('SE6');
  endSession(s, 'leaseOver', ctx);
}
