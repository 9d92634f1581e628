/**
 * What servers have to do with each other beside the election and the broadcast, which are the embedded
 * part's: who leads, writes and sessions passed on to it, signs of life. Expiry is here too, since only
 * the server that leads decides it. Learner.java, LeaderZooKeeperServer, SessionTrackerImpl.
 */
import type { PartCall } from '../../engine/protocol';
import { close } from './connections';
import { leads, overdue, own, serves, touch, trackAll, untilTick } from './sessions';
import { accept, applyAll, isAlone, sizeOf, submit, txnOf } from './writing';
import type {
  Request,
  Revalidate,
  ServerContext,
  ServerMessageContext,
  ServerRole,
  ServerState,
  Touch,
  Txn,
} from './types';

export function onStart(s: ServerState, ctx: ServerContext): void {
  ctx.rule('ST1');
  begin(s, 'start', ctx);
}

/** `s.stable` is what the disk held. In an ensemble the tree comes back with the log. */
export function onRestart(s: ServerState, ctx: ServerContext): void {
  ctx.rule('ST2');
  if (s.stable.tree !== null) s.tree = s.stable.tree;
  begin(s, 'restart', ctx);
}

function begin(s: ServerState, why: 'start' | 'restart', ctx: ServerContext): void {
  if (!isAlone(ctx)) {
    ctx.becomes('looking', why);
    ctx.down({ call: why });
    return;
  }
  s.role = 'serving';
  s.leader = ctx.self;
  trackAll(s, ctx);
  ctx.becomes('serving', why);
}

/** The embedded part says what this server is in its ensemble. */
export function onStanding(s: ServerState, event: PartCall, ctx: ServerContext): void {
  const role = event['role'] as ServerRole;
  const served = serves(s);
  s.role = role;
  s.leader = event['leader'] as ServerState['leader'];
  s.epoch = Number(event['epoch']);
  ctx.becomes(role, 'ensemble');
  if (role === 'leading') {
    ctx.rule('LE1');
    trackAll(s, ctx);
  } else if (role === 'following') {
    ctx.rule('LE2');
    s.touched = [];
    ctx.setTimer('touch', Math.max(1, Math.floor(ctx.params.tickUs / 2)));
  } else if (served) {
    ctx.rule('LE3');
    leave(s, ctx);
  }
}

/** It is no longer of an ensemble that works: its clients must look elsewhere. */
function leave(s: ServerState, ctx: ServerContext): void {
  ctx.cancelTimer('tick');
  ctx.cancelTimer('touch');
  s.tracked = [];
  s.closing = [];
  s.touched = [];
  for (const conn of s.conns) close(s, conn, ctx);
}

/** More transactions are stored by a quorum. */
export function onCommitted(s: ServerState, _event: PartCall, ctx: ServerContext): void {
  const commands = ctx.down({ call: 'read', from: s.tree.zxid }) as readonly (string | null)[];
  const txns = commands.flatMap((text) => (text === null ? [] : [JSON.parse(text) as Txn]));
  if (txns.length > 0) applyAll(s, txns, ctx);
}

// ------------------------------------------------------------------------- what is passed on

/** True for what a server of this leader's own epoch passes on. */
export function isOurs(s: ServerState, epoch: number): boolean {
  return s.role === 'leading' && s.epoch === epoch;
}

export function onRequest(s: ServerState, m: Request, ctx: ServerMessageContext): void {
  const txn = txnOf(m, ctx.from);
  if (!isOurs(s, m.epoch) || txn === null) return;
  accept(s, txn, ctx);
}

export function onRevalidate(s: ServerState, m: Revalidate, ctx: ServerMessageContext): void {
  if (!isOurs(s, m.epoch)) return;
  ctx.rule('RV1');
  own(s, m.session, ctx.from, m.conn, ctx);
  const { client, conn } = m;
  ctx.reply({ type: 'RevalidateReply', client, conn, upTo: sizeOf(s, ctx) });
}

/** A follower tells its leader whom it has heard. */
export function onTouchDue(s: ServerState, ctx: ServerContext): void {
  if (s.role !== 'following' || s.leader === null) return; // Made to ring by hand.
  ctx.setTimer('touch', Math.max(1, Math.floor(ctx.params.tickUs / 2)));
  if (s.touched.length === 0) return;
  ctx.rule('TO1');
  ctx.send(s.leader, { type: 'Touch', epoch: s.epoch, sessions: s.touched });
  s.touched = [];
}

export function onTouch(s: ServerState, m: Touch, ctx: ServerMessageContext): void {
  if (!isOurs(s, m.epoch)) return;
  ctx.rule('TO2');
  for (const session of m.sessions) touch(s, session, ctx);
}

// ----------------------------------------------------------------------------------- expiry

/** One more tick: whose time is over is closed, and what it owns goes with it in one transaction. */
export function onTick(s: ServerState, ctx: ServerContext): void {
  if (!leads(s)) return; // Made to ring by hand.
  ctx.setTimer('tick', untilTick(s, ctx.now, ctx.params));
  const sessions = overdue(s, ctx.now);
  if (sessions.length === 0) return;
  ctx.rule('EX1');
  s.closing = [...s.closing, ...sessions];
  submit(
    s,
    sessions.map((session) => ({ op: 'close', session })),
    ctx,
  );
}
