/**
 * The master's side of sessions: who is master, KeepAlives that are held, what a new master lets through
 * and when (2.8, 2.9). Nothing here changes the database; that is `changing.ts`.
 */
import type { NodeId, Us } from '../../engine/protocol';
import { isBefore } from './voting';
import type {
  Call,
  ChubbyParams,
  KeepAlive,
  Lease,
  Parked,
  ReplicaContext,
  ReplicaMessageContext,
  ReplicaState,
} from './types';

/** What a session is told of the fail-over; it flushes its cache and says so. */
export const FAILOVER = 'failover';
/** Everything is served again. */
export const OPEN_AGAIN = 'open';
/** The lock can be had. */
export const LOCK_FREE = 'lockFree';

/** Only masters know sessions: everybody else names the one it hears from. */
export function isServing(s: ReplicaState): boolean {
  return s.role === 'master';
}

export function onWhoIsMaster(s: ReplicaState, _m: object, ctx: ReplicaMessageContext): void {
  ctx.rule('SE1');
  ctx.reply({ type: 'MASTER', master: s.master });
}

/** A call that only a master can answer, at a replica that is none. */
export function redirect(s: ReplicaState, ctx: ReplicaMessageContext): void {
  ctx.rule('SE2');
  ctx.reply({ type: 'MASTER', master: s.master });
}

export function leaseOf(s: ReplicaState, session: number): Lease | undefined {
  return s.leases.find((lease) => lease.session === session);
}

/** Puts a changed lease in the place of the old one. */
function put(s: ReplicaState, lease: Lease): void {
  s.leases = s.leases.map((one) => (one.session === lease.session ? lease : one));
}

/** A lease that begins now. */
export function grantLease(
  s: ReplicaState,
  { session, client }: { readonly session: number; readonly client: NodeId },
  acknowledged: boolean,
  ctx: ReplicaContext,
): void {
  const { sessionLeaseUs } = ctx.params;
  const endUs = ctx.now + sessionLeaseUs;
  const events = acknowledged ? [] : [FAILOVER];
  s.leases = [
    ...s.leases,
    { session, client, endUs, fromUs: ctx.now, acknowledged, kept: null, events },
  ];
  ctx.setTimer('session', sessionLeaseUs, String(session));
}

export function onKeepAlive(s: ReplicaState, m: KeepAlive, ctx: ReplicaMessageContext): void {
  if (!isServing(s)) return redirect(s, ctx);
  if (s.stage === 'elected' || s.stage === 'epoch') {
    ctx.rule('SE3');
    const { session, epoch, number } = m;
    const others = s.parked.filter(({ client }) => client !== ctx.from);
    s.parked = [...others, { client: ctx.from, session, epoch, number }];
    return;
  }
  take(s, { client: ctx.from, ...m }, m.acks, ctx);
}

/** A KeepAlive that the master may look at. */
function take(
  s: ReplicaState,
  { client, session, epoch, number }: Parked,
  acks: readonly string[],
  ctx: ReplicaContext,
): void {
  const lease = leaseOf(s, session);
  if (lease === undefined) {
    ctx.rule('SE4');
    ctx.send(client, { type: 'SESSION_EXPIRED', session });
    return;
  }
  if (epoch !== s.stable.database.epoch) {
    ctx.rule('SE5');
    ctx.send(client, { type: 'WRONG_EPOCH', epoch: s.stable.database.epoch });
    return;
  }
  ctx.rule('SE6');
  const acknowledged = lease.acknowledged || acks.includes(FAILOVER);
  put(s, { ...lease, acknowledged, kept: { number, sinceUs: ctx.now } });
  if (isDue(leaseOf(s, session), ctx.now, ctx.params)) answerKept(s, session, ctx);
  else ctx.setTimer('hold', lease.fromUs + ctx.params.holdUs - ctx.now, String(session));
  openIfAllKnow(s, ctx);
}

/** True if a held KeepAlive is to be answered now: the lease is nearly over, or there is something to say. */
export function isDue(lease: Lease | undefined, now: Us, { holdUs }: ChubbyParams): boolean {
  if (lease === undefined || lease.kept === null) return false;
  return lease.events.length > 0 || !isBefore(now, lease.fromUs + holdUs);
}

/** Lets a KeepAlive return, with a new lease. */
function answerKept(s: ReplicaState, session: number, ctx: ReplicaContext): void {
  const lease = leaseOf(s, session);
  if (lease === undefined || lease.kept === null) return;
  ctx.rule('SE7');
  const { sessionLeaseUs } = ctx.params;
  const { kept, client, events } = lease;
  put(s, {
    ...{ ...lease, endUs: ctx.now + sessionLeaseUs, fromUs: ctx.now },
    ...{ kept: null, events: [] },
  });
  ctx.cancelTimer('hold', String(session));
  ctx.setTimer('session', sessionLeaseUs, String(session));
  ctx.send(client, {
    ...{ type: 'KEEPALIVE_REPLY', number: kept.number, leaseLen: sessionLeaseUs },
    ...{ held: ctx.now - kept.sinceUs, events, primary: s.stable.database.primary },
  });
}

export function onHoldOver(s: ReplicaState, ctx: ReplicaContext, key: string): void {
  const lease = leaseOf(s, Number(key));
  if (lease === undefined || lease.kept === null) return;
  if (isDue(lease, ctx.now, ctx.params)) answerKept(s, lease.session, ctx);
  else ctx.setTimer('hold', lease.fromUs + ctx.params.holdUs - ctx.now, key);
}

/** Something that every session should hear of: those that wait are answered at once. */
export function tellAll(s: ReplicaState, event: string, ctx: ReplicaContext): void {
  s.leases = s.leases.map((lease) =>
    lease.events.includes(event) ? lease : { ...lease, events: [...lease.events, event] },
  );
  for (const { session } of s.leases) answerKept(s, session, ctx);
}

/** The epoch is written by a majority: sessions go on from here. */
export function onWritten(s: ReplicaState, ctx: ReplicaContext): void {
  if (s.stage !== 'epoch') return;
  ctx.rule('TK2');
  s.stage = 'keepalives';
  // As long as the old master may have granted: counted from now, which is later.
  for (const session of s.stable.database.sessions) grantLease(s, session, false, ctx);
  if (s.stable.database.delayed) {
    s.freeAt = ctx.now + ctx.params.lockDelayUs;
    ctx.setTimer('lockDelay', ctx.params.lockDelayUs);
  }
  const { parked } = s;
  s.parked = [];
  for (const one of parked) take(s, one, [], ctx);
  openIfAllKnow(s, ctx);
}

/** Every session has acknowledged the fail-over or is gone. */
export function openIfAllKnow(s: ReplicaState, ctx: ReplicaContext): void {
  if (s.stage !== 'keepalives' || s.leases.some(({ acknowledged }) => !acknowledged)) return;
  ctx.rule('TK3');
  s.stage = 'open';
  tellAll(s, OPEN_AGAIN, ctx);
}

/**
 * True for a call that may go on: to a master that serves everything, of a session it knows, in its epoch.
 * Everything else is answered here. What carries a sequencer needs no session: that speaks for itself.
 */
export function admits(
  s: ReplicaState,
  m: Call,
  ctx: ReplicaMessageContext,
  needsSession = true,
): boolean {
  if (!isServing(s)) {
    redirect(s, ctx);
    return false;
  }
  if (s.stage !== 'open') return false;
  const { epoch } = s.stable.database;
  if (m.epoch !== epoch) {
    ctx.rule('SE5');
    ctx.reply({ type: 'WRONG_EPOCH', epoch });
    return false;
  }
  if (!needsSession || leaseOf(s, m.session) !== undefined) return true;
  ctx.rule('SE4');
  ctx.reply({ type: 'SESSION_EXPIRED', session: m.session });
  return false;
}
