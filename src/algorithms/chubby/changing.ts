/**
 * What changes the database: the new epoch, sessions that begin and end, the lock and the file (2.4, 2.9).
 * Every one of these is a write, answered when a majority has it.
 */
import type { NodeId } from '../../engine/protocol';
import { change } from './renewing';
import {
  LOCK_FREE,
  admits,
  grantLease,
  isServing,
  leaseOf,
  openIfAllKnow,
  redirect,
  tellAll,
} from './sessions';
import { isBefore } from './voting';
import type {
  Call,
  Database,
  Lease,
  Open,
  ReplicaContext,
  ReplicaMessageContext,
  ReplicaState,
  Sequenced,
} from './types';

/** The first step of a new master: an epoch of its own, on the newest database of its voters. */
export function onTakeOver(s: ReplicaState, ctx: ReplicaContext): void {
  if (s.stage !== 'elected') return;
  ctx.rule('TK1');
  const { version, database } = s.newest;
  s.stage = 'epoch';
  s.stable.version = version;
  change(s, { ...database, epoch: database.epoch + 1 }, null, ctx);
}

export function onOpen(s: ReplicaState, m: Open, ctx: ReplicaMessageContext): void {
  if (!isServing(s)) return redirect(s, ctx);
  if (s.stage !== 'open') return;
  ctx.rule('SE8');
  const { database } = s.stable;
  const session = database.lastSession + 1;
  const client = ctx.from;
  grantLease(s, { session, client }, true, ctx);
  const sessions = [...database.sessions, { session, client }];
  const { epoch } = database;
  const leaseLen = ctx.params.sessionLeaseUs;
  const message = { type: 'OPENED', number: m.number, session, epoch, leaseLen } as const;
  change(s, { ...database, lastSession: session, sessions }, { to: client, message }, ctx);
}

/** A session whose lease is over ends; if it held the lock, the lock-delay begins. */
export function onSessionOver(s: ReplicaState, ctx: ReplicaContext, key: string): void {
  const lease = leaseOf(s, Number(key));
  if (lease === undefined) return;
  if (isBefore(ctx.now, lease.endUs)) {
    ctx.setTimer('session', lease.endUs - ctx.now, key);
    return;
  }
  ctx.rule('SE9');
  end(s, lease, ctx);
}

function end(s: ReplicaState, { session, client }: Lease, ctx: ReplicaContext): void {
  const { database } = s.stable;
  s.leases = s.leases.filter((one) => one.session !== session);
  ctx.cancelTimer('hold', String(session));
  openIfAllKnow(s, ctx);
  const sessions = database.sessions.filter((one) => one.session !== session);
  const message = { type: 'SESSION_EXPIRED', session } as const;
  const answer = { to: client, message };
  if (database.holder !== session) {
    change(s, { ...database, sessions }, answer, ctx);
    return;
  }
  ctx.rule('LK6');
  const delayUs = ctx.params.lockDelayUs;
  s.freeAt = ctx.now + delayUs;
  ctx.setTimer('lockDelay', delayUs);
  const lost = { ...database, sessions, holder: null, delayed: true, primary: null };
  change(s, lost, answer, ctx);
}

/** True while the lock-delay of a lost holder runs. */
export function isDelayed(s: ReplicaState, now: number): boolean {
  return s.stable.database.delayed && isBefore(now, s.freeAt);
}

/** True if this session may have the lock: nobody has it, or it has it already. */
export function mayAcquire(s: ReplicaState, session: number, now: number): boolean {
  const { holder } = s.stable.database;
  return holder === session || (holder === null && !isDelayed(s, now));
}

export function onAcquire(s: ReplicaState, m: Call, ctx: ReplicaMessageContext): void {
  if (!admits(s, m, ctx)) return;
  const { database } = s.stable;
  if (!mayAcquire(s, m.session, ctx.now)) {
    ctx.rule('LK2');
    ctx.reply({ type: 'LOCK', generation: null, holder: clientOf(database, database.holder) });
    return;
  }
  ctx.rule('LK1');
  const isHeld = database.holder === m.session;
  const generation = isHeld ? database.generation : database.generation + 1;
  s.freeAt = null;
  ctx.cancelTimer('lockDelay');
  const message = { type: 'LOCK', generation, holder: ctx.from } as const;
  const taken = { ...database, generation, holder: m.session, delayed: false };
  change(s, taken, { to: ctx.from, message }, ctx);
}

function clientOf(database: Database, session: number | null): NodeId | null {
  return database.sessions.find((one) => one.session === session)?.client ?? null;
}

/** True if a sequencer still stands for the lock: of this generation, and held by this session. */
export function isValid({ holder, generation }: Database, m: Sequenced): boolean {
  return holder === m.session && generation === m.generation;
}

export function onSetContents(s: ReplicaState, m: Sequenced, ctx: ReplicaMessageContext): void {
  if (!admits(s, m, ctx, false)) return;
  const { database } = s.stable;
  const { generation } = m;
  if (!isValid(database, m)) {
    ctx.rule('LK2');
    ctx.reply({ type: 'CONTENTS_SET', generation, done: false });
    return;
  }
  ctx.rule('LK3');
  const message = { type: 'CONTENTS_SET', generation, done: true } as const;
  const answer = { to: ctx.from, message };
  change(s, { ...database, primary: ctx.from, writtenBy: generation }, answer, ctx);
}

/** An orderly release: the next one may have the lock at once. */
export function onRelease(s: ReplicaState, m: Sequenced, ctx: ReplicaMessageContext): void {
  if (!admits(s, m, ctx) || !isValid(s.stable.database, m)) return;
  ctx.rule('LK5');
  tellAll(s, LOCK_FREE, ctx);
  change(s, { ...s.stable.database, holder: null, primary: null }, null, ctx);
}

/** The lock-delay is over: whoever waits may ask again. */
export function onLockDelayOver(s: ReplicaState, ctx: ReplicaContext): void {
  if (s.freeAt === null) return;
  if (isBefore(ctx.now, s.freeAt)) {
    ctx.setTimer('lockDelay', s.freeAt - ctx.now);
    return;
  }
  ctx.rule('LK7');
  s.freeAt = null;
  tellAll(s, LOCK_FREE, ctx);
}
