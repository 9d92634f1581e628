/**
 * A client's library: finding the master, a session kept alive by KeepAlives, jeopardy and grace (2.8), and
 * the recipe by which clients elect a primary: all try to get the lock, who has it writes its name into the
 * file (2.4). Every call needs a session that is safe by the client's own clock.
 */
import type { Us } from '../../engine/protocol';
import { trusted } from './params';
import { FAILOVER } from './sessions';
import { isBefore } from './voting';
import type {
  ChubbyParams,
  ClientContext,
  ClientMessageContext,
  ClientState,
  ContentsSet,
  KeepAliveReply,
  Located,
  Lock,
  Opened,
  SessionExpired,
  WrongEpoch,
} from './types';

/** A program starts: it needs a session. */
export function onClientStart(s: ClientState, ctx: ClientContext): void {
  ctx.rule('CS0');
  ctx.becomes('outside', 'started');
  seek(s, ctx);
}

/** Asks the next replica who is master. */
function seek(s: ClientState, ctx: ClientContext): void {
  const replicas = ctx.of('replica');
  const to = replicas[s.asked % replicas.length];
  if (to === undefined) return;
  ctx.rule('CS1');
  s.asked += 1;
  s.seeking = true;
  ctx.setTimer('seek', ctx.params.retryUs);
  ctx.send(to, { type: 'WHO_IS_MASTER' });
}

/** No answer came in time: whoever was asked may be gone. */
export function onSeek(s: ClientState, ctx: ClientContext): void {
  seek(s, ctx);
}

/** True if it matters who is said to be master: it asked, or the one it relied on says that it is not. */
export function listens(s: ClientState, m: Located, from: string): boolean {
  return s.seeking || (from === s.master && m.master !== from);
}

export function onMaster(s: ClientState, m: Located, ctx: ClientMessageContext): void {
  if (!listens(s, m, ctx.from)) return;
  if (m.master === null) {
    ctx.rule('CS3');
    s.master = null;
    s.awaited = null;
    if (!s.seeking) seek(s, ctx);
    return;
  }
  ctx.rule('CS2');
  s.master = m.master;
  s.seeking = false;
  if (s.session === null) open(s, ctx);
  else keepAlive(s, ctx);
}

/** A session takes a write: longer each time, so that no slow cell is flooded. */
function openWait(tries: number, { retryUs }: ChubbyParams): Us {
  return retryUs * (4 << Math.min(tries, 3));
}

function open(s: ClientState, ctx: ClientContext): void {
  if (s.master === null) return;
  s.number += 1;
  s.awaited = { number: s.number, sentUs: ctx.now };
  ctx.setTimer('seek', openWait(s.tries, ctx.params));
  s.tries += 1;
  ctx.send(s.master, { type: 'OPEN', number: s.number });
}

/** One KeepAlive is always at the master, which answers when the lease is nearly over. */
function keepAlive(s: ClientState, ctx: ClientContext): void {
  if (s.master === null || s.session === null) return;
  s.number += 1;
  s.awaited = { number: s.number, sentUs: ctx.now };
  ctx.setTimer('seek', ctx.params.holdUs + 4 * ctx.params.retryUs);
  const { session, epoch, number, acks } = s;
  ctx.send(s.master, { type: 'KEEPALIVE', session, epoch, number, acks });
}

export function onOpened(s: ClientState, m: Opened, ctx: ClientMessageContext): void {
  const { awaited } = s;
  if (s.session !== null || awaited === null || awaited.number !== m.number) return;
  const leaseEnd = awaited.sentUs + trusted(m.leaseLen, ctx.params);
  if (!isBefore(ctx.now, leaseEnd)) return;
  ctx.rule('CS4');
  s.session = m.session;
  s.tries = 0;
  s.epoch = m.epoch;
  s.status = 'safe';
  s.leaseEnd = leaseEnd;
  s.graceEnd = null;
  s.acks = [];
  ctx.becomes('client', 'opened');
  ctx.believes(s.master, m.epoch);
  ctx.setTimer('clientLease', leaseEnd - ctx.now);
  acquire(s, ctx);
  keepAlive(s, ctx);
}

/** Until when the answer to a KeepAlive lets it trust its session: counted from before the sending. */
export function trustedUntil(sentUs: Us, m: KeepAliveReply, params: ChubbyParams): Us {
  return sentUs + trusted(m.held + m.leaseLen, params);
}

export function onKeepAliveReply(
  s: ClientState,
  m: KeepAliveReply,
  ctx: ClientMessageContext,
): void {
  const { awaited } = s;
  if (s.session === null || awaited === null || awaited.number !== m.number) return;
  ctx.rule('CS5');
  s.acks = m.events;
  // A new master knows nothing of what old ones let it cache.
  s.primary = m.events.includes(FAILOVER) ? null : m.primary;
  extend(s, trustedUntil(awaited.sentUs, m, ctx.params), ctx);
  if (isSafe(s, ctx.now)) {
    if (s.holds !== null) setContents(s, ctx);
    else if (!s.resting) acquire(s, ctx);
  }
  s.resting = false;
  keepAlive(s, ctx);
}

function extend(s: ClientState, leaseEnd: Us, ctx: ClientMessageContext): void {
  if (!isBefore(ctx.now, leaseEnd)) return;
  s.leaseEnd = leaseEnd;
  ctx.setTimer('clientLease', leaseEnd - ctx.now);
  ctx.believes(s.master, s.epoch);
  if (s.status !== 'jeopardy') return;
  ctx.rule('CS7');
  s.status = 'safe';
  s.graceEnd = null;
  ctx.cancelTimer('grace');
  ctx.becomes(s.holds === null ? 'client' : 'primary', 'safe');
}

/** True while it may issue calls: not in jeopardy, and its lease not over by its own clock. */
export function isSafe(s: ClientState, now: Us): boolean {
  return s.status === 'safe' && isBefore(now, s.leaseEnd);
}

/** Its lease is over by its own clock: nothing can be trusted until a master says otherwise. */
export function onClientLease(s: ClientState, ctx: ClientContext): void {
  if (s.status !== 'safe' || s.leaseEnd === null) return;
  if (isBefore(ctx.now, s.leaseEnd)) {
    ctx.setTimer('clientLease', s.leaseEnd - ctx.now);
    return;
  }
  ctx.rule('CS6');
  s.status = 'jeopardy';
  s.primary = null;
  s.graceEnd = s.leaseEnd + ctx.params.graceUs;
  ctx.becomes('jeopardy', 'leaseOver');
  ctx.believes(null, null);
  ctx.setTimer('grace', Math.max(0, s.graceEnd - ctx.now));
  if (!s.seeking) seek(s, ctx);
}

export function onGrace(s: ClientState, ctx: ClientContext): void {
  if (s.status !== 'jeopardy' || s.graceEnd === null) return;
  if (isBefore(ctx.now, s.graceEnd)) {
    ctx.setTimer('grace', s.graceEnd - ctx.now);
    return;
  }
  ctx.rule('CS8');
  expire(s, 'graceOver', ctx);
}

/** The session is gone, and with it the lock and everything opened. The program begins anew. */
function expire(s: ClientState, why: string, ctx: ClientContext): void {
  s.status = 'expired';
  s.session = null;
  s.leaseEnd = null;
  s.graceEnd = null;
  s.holds = null;
  s.primary = null;
  s.awaited = null;
  s.acks = [];
  ctx.cancelTimer('clientLease');
  ctx.cancelTimer('grace');
  ctx.becomes('expired', why);
  ctx.believes(null, null);
  seek(s, ctx);
}

export function onSessionExpired(
  s: ClientState,
  m: SessionExpired,
  ctx: ClientMessageContext,
): void {
  if (s.session !== m.session) return;
  ctx.rule('CS9');
  expire(s, 'told', ctx);
}

/** A new master: the call is made once more with its epoch. */
export function onWrongEpoch(s: ClientState, m: WrongEpoch, ctx: ClientMessageContext): void {
  if (s.session === null || m.epoch <= s.epoch) return;
  ctx.rule('CS10');
  s.epoch = m.epoch;
  keepAlive(s, ctx);
}

// ----------------------------------------------------------------------------- lock and file

function acquire(s: ClientState, ctx: ClientContext): void {
  if (s.master === null || s.session === null) return;
  ctx.rule('CL1');
  ctx.send(s.master, { type: 'ACQUIRE', session: s.session, epoch: s.epoch });
}

/** True if an answer gives it the lock: it has a session, and does not hold this generation already. */
export function isGranted(s: ClientState, m: Lock): boolean {
  return m.generation !== null && s.session !== null && s.holds === null;
}

export function onLock(s: ClientState, m: Lock, ctx: ClientMessageContext): void {
  if (!isGranted(s, m)) {
    if (s.holds === null) s.primary = m.holder;
    return;
  }
  ctx.rule('CL2');
  s.holds = m.generation;
  if (!isSafe(s, ctx.now)) return;
  ctx.becomes('primary', 'locked');
  setContents(s, ctx);
}

/** The primary writes its name into the file, with the sequencer that proves its lock. */
function setContents(s: ClientState, ctx: ClientContext): void {
  if (s.master === null || s.session === null || s.holds === null) return;
  ctx.rule('CL3');
  const { session, epoch, holds } = s;
  ctx.send(s.master, { type: 'SET_CONTENTS', session, epoch, generation: holds });
}

export function onContentsSet(s: ClientState, m: ContentsSet, ctx: ClientMessageContext): void {
  if (s.holds === null || m.generation !== s.holds) return;
  if (m.done) {
    s.primary = ctx.self;
    return;
  }
  ctx.rule('CL4');
  s.holds = null;
  if (s.status === 'safe') ctx.becomes('client', 'lockLost');
}

/** A person asks it to let go of the lock. */
export function release(s: ClientState, _args: unknown, ctx: ClientContext): void {
  if (s.master === null || s.session === null || s.holds === null || !isSafe(s, ctx.now)) return;
  ctx.rule('CL4');
  const { session, epoch, holds } = s;
  s.holds = null;
  s.resting = true;
  s.primary = null;
  ctx.becomes('client', 'released');
  ctx.send(s.master, { type: 'RELEASE', session, epoch, generation: holds });
}
