/**
 * A client: a session renewed at half its TTL, and the loop of Consul's own lock library: try to get the lock,
 * wait for it to be free, wait out the lock-delay. Sources: hashicorp/consul api/session.go, api/lock.go.
 */
import type { NodeId, Us } from '../../engine/protocol';
import type {
  AcquireReply,
  Awaited,
  ClientContext,
  ClientMessageContext,
  ClientState,
  ConsulParams,
  NotLeader,
  QueryReply,
  SessionReply,
} from './types';

/** A program starts. Its numbers begin somewhere, so that no answer to an earlier life fits. */
export function onClientStart(s: ClientState, ctx: ClientContext): void {
  ctx.rule('CL1');
  s.number = ctx.random.between(0, 999) * 1000;
  s.store = ctx.of('replica')[0] ?? null;
  ctx.becomes('outside', 'started');
  ask(s, 'create', 0, ctx);
}

// ----------------------------------------------------------------------------------- requests

/** Sends a request, which is sent again, elsewhere, if it is not answered. */
function ask(s: ClientState, what: Awaited['what'], index: number, ctx: ClientContext): void {
  const { store, session } = s;
  s.number += 1;
  const { number } = s;
  s.awaited = { number, sentUs: ctx.now, what, index };
  const { answerUs, waitUs, ttlUs, behavior } = ctx.params;
  ctx.setTimer('answer', index > 0 ? waitUs + answerUs : answerUs);
  if (store === null) return;
  if (what === 'create') {
    ctx.send(store, { type: 'SessionCreate', number, ttl: ttlUs, behavior });
    return;
  }
  if (what === 'query') {
    ctx.send(store, { type: 'Query', number, index, wait: waitUs });
    return;
  }
  if (session === null) return;
  const types = { acquire: 'Acquire', release: 'Release', destroy: 'SessionDestroy' } as const;
  ctx.send(store, { type: types[what], number, session });
}

/** True for the answer to what it asked last. */
export function isAwaited({ awaited }: ClientState, number: number): boolean {
  return awaited !== null && awaited.number === number;
}

function answered(s: ClientState, ctx: ClientContext): void {
  s.awaited = null;
  ctx.cancelTimer('answer');
}

/** No answer in time: whoever was asked may be down, cut off, or not able to commit. */
export function onAnswer(s: ClientState, ctx: ClientContext): void {
  if (s.awaited === null) return;
  ctx.rule('CN1');
  connect(s, nextOf(s, ctx), ctx);
}

function nextOf(s: ClientState, ctx: ClientContext): NodeId | null {
  const servers = ctx.of('replica');
  return servers[(servers.indexOf(s.store ?? '') + 1) % servers.length] ?? null;
}

/** What is under way is asked anew there. */
function connect(s: ClientState, to: NodeId | null, ctx: ClientContext): void {
  s.store = to;
  if (s.awaited !== null) ask(s, s.awaited.what, s.awaited.index, ctx);
  if (s.renewal !== null) renew(s, ctx);
}

/** True if it is worth following: it is said of what it asked, and names another server. */
export function isSentOn(s: ClientState, m: NotLeader, from: NodeId): boolean {
  const isMine = isAwaited(s, m.number) || s.renewal?.number === m.number;
  return isMine && from === s.store && m.leader !== null && m.leader !== from;
}

export function onNotLeader(s: ClientState, m: NotLeader, ctx: ClientMessageContext): void {
  if (isSentOn(s, m, ctx.from)) {
    ctx.rule('CN2');
    connect(s, m.leader, ctx);
    return;
  }
  // A server that knows of no leader lets go of a query: it is asked again soon.
  if (isAwaited(s, m.number) && m.leader === null) ctx.setTimer('answer', ctx.params.answerUs);
}

// ------------------------------------------------------------------------------- the session

/** Until when a session may be trusted: counted from before the request was sent. */
export function trustedUntil(sentUs: Us, { ttlUs }: ConsulParams): Us {
  return sentUs + ttlUs;
}

export function onSessionCreateReply(
  s: ClientState,
  m: SessionReply,
  ctx: ClientMessageContext,
): void {
  if (s.awaited === null || !isAwaited(s, m.number)) return;
  const end = trustedUntil(s.awaited.sentUs, ctx.params);
  if (ctx.now >= end) return;
  ctx.rule('CL2');
  answered(s, ctx);
  s.session = m.session;
  s.role = 'standby';
  ctx.becomes('standby', 'session');
  extend(s, end, ctx);
  ctx.setTimer('renew', half(ctx.params));
  ask(s, 'acquire', 0, ctx);
}

function half({ ttlUs }: ConsulParams): Us {
  return Math.max(1, Math.floor(ttlUs / 2));
}

function extend(s: ClientState, end: Us, ctx: ClientContext): void {
  s.sessionEnd = end;
  ctx.setTimer('sessionEnd', end - ctx.now);
}

export function onRenew(s: ClientState, ctx: ClientContext): void {
  if (s.session === null) return;
  if (s.renewal !== null) {
    ctx.rule('CN1');
    connect(s, nextOf(s, ctx), ctx);
    return;
  }
  ctx.rule('CL3');
  renew(s, ctx);
}

function renew(s: ClientState, ctx: ClientContext): void {
  if (s.session === null || s.store === null) return;
  s.number += 1;
  s.renewal = { number: s.number, sentUs: ctx.now };
  ctx.setTimer('renew', ctx.params.answerUs);
  ctx.send(s.store, { type: 'SessionRenew', number: s.number, session: s.session });
}

export function onSessionRenewReply(
  s: ClientState,
  m: SessionReply,
  ctx: ClientMessageContext,
): void {
  const { renewal } = s;
  if (renewal === null || renewal.number !== m.number) return;
  if (!m.done) {
    ctx.rule('CL5');
    endSession(s, 'invalidated', ctx);
    return;
  }
  ctx.rule('CL4');
  s.renewal = null;
  ctx.setTimer('renew', half(ctx.params));
  const end = trustedUntil(renewal.sentUs, ctx.params);
  if (ctx.now < end) extend(s, end, ctx);
}

/** True once, by its own clock, its session may be over. */
export function isOver({ session, sessionEnd }: ClientState, now: Us): boolean {
  return session !== null && sessionEnd !== null && now >= sessionEnd;
}

/** Before every step: a session that may be over counts for nothing. True: nothing else is done then. */
export function stopIfOver(s: ClientState, ctx: ClientContext): boolean {
  if (!isOver(s, ctx.now)) return false;
  ctx.rule('CL6');
  endSession(s, 'sessionOver', ctx);
  return true;
}

/** All is done before the step: see `stopIfOver`. A clock that was set back is waited for. */
export function onSessionEnd(s: ClientState, ctx: ClientContext): void {
  if (s.sessionEnd !== null) ctx.setTimer('sessionEnd', s.sessionEnd - ctx.now);
}

/** Nothing of the session counts any more. A new one is asked for at once. */
function endSession(s: ClientState, why: string, ctx: ClientContext): void {
  lose(s, ctx);
  s.session = null;
  s.sessionEnd = null;
  s.renewal = null;
  s.resting = false;
  ctx.cancelTimer('renew');
  ctx.cancelTimer('retry');
  ctx.cancelTimer('sessionEnd');
  s.role = 'outside';
  ctx.becomes('outside', why);
  ask(s, 'create', 0, ctx);
}

// ---------------------------------------------------------------------------------- the lock

/** The number that goes with all that a holder does. A key that is deleted counts its locks anew. */
export function tokenOf(
  m: { readonly lockIndex: number; readonly lockedAt: number },
  { behavior }: ConsulParams,
): number {
  return behavior === 'delete' ? m.lockedAt : m.lockIndex;
}

export function onAcquireReply(s: ClientState, m: AcquireReply, ctx: ClientMessageContext): void {
  if (!isAwaited(s, m.number)) return;
  answered(s, ctx);
  if (!m.done) {
    ctx.rule('LK2');
    ask(s, 'query', 0, ctx);
    return;
  }
  ctx.rule('LK1');
  lead(s, m, ctx);
  ask(s, 'query', m.modifyIndex, ctx);
}

function lead(
  s: ClientState,
  m: { readonly lockIndex: number; readonly lockedAt: number },
  ctx: ClientContext,
): void {
  const token = tokenOf(m, ctx.params);
  if (s.lockIndex !== null && s.token === token) return;
  s.lockIndex = m.lockIndex;
  s.token = token;
  s.role = 'leader';
  ctx.attempt(token);
  ctx.becomes('leader', 'locked');
  ctx.believes(ctx.self, token);
}

/** It holds the lock no more, or does not know. */
function lose(s: ClientState, ctx: ClientContext): void {
  s.lockIndex = null;
  s.token = null;
  ctx.believes(null, null);
}

export function onQueryReply(s: ClientState, m: QueryReply, ctx: ClientMessageContext): void {
  const { awaited } = s;
  if (awaited === null || !isAwaited(s, m.number)) return;
  answered(s, ctx);
  if (m.session !== null && m.session === s.session) {
    ctx.rule('LK3');
    lead(s, m, ctx);
    ask(s, 'query', m.modifyIndex, ctx);
    return;
  }
  if (s.lockIndex !== null) {
    ctx.rule('LK6');
    lose(s, ctx);
    s.role = 'standby';
    ctx.becomes('standby', 'lockLost');
  }
  if (m.session !== null) {
    ctx.rule('LK4');
    s.resting = false;
    ctx.believes(m.holder, tokenOf(m, ctx.params));
    ask(s, 'query', m.modifyIndex, ctx);
    return;
  }
  ctx.believes(null, null);
  if (awaited.index > 0 && !s.resting) {
    ctx.rule('LK5');
    ask(s, 'acquire', 0, ctx);
    return;
  }
  // Free, and not to be had: a lock-delay, which nobody announces the end of.
  ctx.rule('LK7');
  s.resting = false;
  ctx.setTimer('retry', ctx.params.retryUs);
}

export function onRetry(s: ClientState, ctx: ClientContext): void {
  if (s.session === null || s.awaited !== null) return;
  ctx.rule('LK5');
  ask(s, 'acquire', 0, ctx);
}

// ------------------------------------------------------------------------------ asked by hand

/** A person asks it to let go of the lock: it stops first. */
export function release(s: ClientState, _args: unknown, ctx: ClientContext): void {
  if (s.session === null || s.lockIndex === null) return;
  ctx.rule('RL1');
  lose(s, ctx);
  s.role = 'standby';
  ctx.becomes('standby', 'released');
  s.resting = true;
  ask(s, 'release', 0, ctx);
}

/** A person ends its session: the lock is gone with it, and not to be had for the lock-delay. */
export function destroy(s: ClientState, _args: unknown, ctx: ClientContext): void {
  if (s.session === null) return;
  ctx.rule('RL2');
  lose(s, ctx);
  s.role = 'standby';
  ctx.becomes('standby', 'released');
  ctx.cancelTimer('retry');
  ask(s, 'destroy', 0, ctx);
}

export function onReleaseReply(s: ClientState, m: SessionReply, ctx: ClientMessageContext): void {
  if (!isAwaited(s, m.number)) return;
  ctx.rule('RL3');
  answered(s, ctx);
  ask(s, 'query', 0, ctx);
}

export function onSessionDestroyReply(
  s: ClientState,
  m: SessionReply,
  ctx: ClientMessageContext,
): void {
  if (!isAwaited(s, m.number)) return;
  ctx.rule('RL4');
  endSession(s, 'destroyed', ctx);
}
