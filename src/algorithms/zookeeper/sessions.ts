/**
 * Sessions as the server that leads tracks them: who may speak for one, and when it expires. Expiry comes
 * in ticks: strictly after the session timeout, and at most one tick later. SessionTrackerImpl, ExpiryQueue.
 */
import type { NodeId, Us } from '../../engine/protocol';
import type { ServerContext, ServerState, Tracked, Txn, ZooKeeperParams } from './types';

/** True for the server whose word counts: the only one, or the leader of an ensemble. */
export function leads({ role }: ServerState): boolean {
  return role === 'serving' || role === 'leading';
}

/** True for a server that clients may be connected to. */
export function serves(s: ServerState): boolean {
  return leads(s) || s.role === 'following';
}

/** When a session that was heard now expires: the next whole tick strictly after its timeout. */
export function expiryOf(nowUs: Us, bornUs: Us, params: ZooKeeperParams): Us {
  const { sessionTimeoutUs, tickUs } = params;
  const ticks = Math.floor((nowUs - bornUs + sessionTimeoutUs) / tickUs) + 1;
  return bornUs + ticks * tickUs;
}

export function trackedOf({ tracked }: ServerState, session: number): Tracked | undefined {
  return tracked.find((one) => one.session === session);
}

/** A sign of life of a session. One that is being closed stays lost. */
export function touch(s: ServerState, session: number, ctx: ServerContext): void {
  const known = trackedOf(s, session);
  if (known === undefined || s.closing.includes(session)) return;
  const expireUs = expiryOf(ctx.now, s.bornUs, ctx.params);
  if (expireUs <= known.expireUs) return;
  replace(s, { ...known, expireUs });
}

function replace(s: ServerState, one: Tracked): void {
  s.tracked = s.tracked.map((other) => (other.session === one.session ? one : other));
}

/** A session that was opened just now. */
export function track(
  s: ServerState,
  session: number,
  via: NodeId,
  conn: number,
  ctx: ServerContext,
): void {
  const expireUs = expiryOf(ctx.now, s.bornUs, ctx.params);
  s.tracked = [...s.tracked, { session, via, conn, expireUs }];
}

/** From now on this connection speaks for the session, and no other. */
export function own(
  s: ServerState,
  session: number,
  via: NodeId,
  conn: number,
  ctx: ServerContext,
): void {
  const known = trackedOf(s, session);
  if (known === undefined) return;
  replace(s, { ...known, via, conn });
  touch(s, session, ctx);
}

/** True if this way is the one that speaks for the session now. A new session has no other. */
export function mayAct(s: ServerState, txn: Txn): boolean {
  if (txn.op === 'open' || txn.op === 'close') return true;
  const known = trackedOf(s, txn.session);
  if (known === undefined || s.closing.includes(txn.session)) return false;
  return known.via === txn.via && known.conn === txn.conn;
}

/** Every session gets its full timeout from now on: nobody was there to hear it. */
export function trackAll(s: ServerState, ctx: ServerContext): void {
  s.bornUs = ctx.now;
  s.closing = [];
  s.touched = [];
  const expireUs = expiryOf(ctx.now, s.bornUs, ctx.params);
  s.tracked = s.tree.sessions.map(({ session }) => ({ session, via: null, conn: 0, expireUs }));
  ctx.setTimer('tick', ctx.params.tickUs);
}

/** Sessions whose time is over by this server's clock. */
export function overdue({ tracked, closing }: ServerState, nowUs: Us): readonly number[] {
  return tracked
    .filter(({ session, expireUs }) => expireUs <= nowUs && !closing.includes(session))
    .map(({ session }) => session);
}

/** Until the next tick, on its own clock. */
export function untilTick({ bornUs }: ServerState, nowUs: Us, { tickUs }: ZooKeeperParams): Us {
  return tickUs - ((nowUs - bornUs) % tickUs);
}
