/**
 * The recipe by which sessions elect a leader: a key each, whose create revision is a place in a queue, and
 * everyone waits for the one before. Source: etcd-io/etcd client/v3/concurrency/{election,key}.go.
 */
import type { Json, Us } from '../../engine/protocol';
import { answered, ask, endSession, isAwaited, tellStore } from './session';
import type {
  CampaignReply,
  ClientContext,
  ClientMessageContext,
  ClientState,
  Deleted,
  GuardedReply,
  Leader,
  Numbered,
  RangeReply,
} from './types';

/** A session has begun: it campaigns. */
export function afterGrant(s: ClientState, ctx: ClientContext): void {
  s.role = 'campaigning';
  ctx.becomes('campaigning', 'session');
  campaign(s, ctx);
}

function campaign(s: ClientState, ctx: ClientContext): void {
  if (s.lease === null) return;
  ctx.rule('EL1');
  s.wanted ??= s.value === '' ? ctx.self : s.value;
  const number = ask(s, 'create', ctx);
  tellStore(s, { type: 'Campaign', number, lease: s.lease, value: s.wanted }, ctx);
}

/** Its key is in the queue, new or from before. */
export function onCampaignReply(s: ClientState, m: CampaignReply, ctx: ClientMessageContext): void {
  if (!isAwaited(s, 'create', m.number) || s.lease === null) return;
  answered(s, ctx);
  if (m.rev === 0) {
    ctx.rule('SE5');
    endSession(s, 'revoked', ctx);
    return;
  }
  ctx.rule('EL2');
  s.rev = m.rev;
  s.value = m.value;
  if (s.wanted === m.value) s.wanted = null;
  ctx.attempt(m.rev);
  if (s.wanted === null) look(s, ctx);
  else proclaim(s, ctx);
}

/** Who is before me in the queue? */
function look(s: ClientState, ctx: ClientContext): void {
  if (s.lease === null || s.rev === null) return;
  ctx.rule('EL3');
  s.before = null;
  const number = ask(s, 'range', ctx);
  tellStore(s, { type: 'Range', number, lease: s.lease, rev: s.rev }, ctx);
}

/** True if its own key is there, and its lease runs by its own clock. */
export function mayStay(s: ClientState, m: RangeReply, now: Us): boolean {
  return m.mine && s.leaseEnd !== null && now < s.leaseEnd;
}

export function onRangeReply(s: ClientState, m: RangeReply, ctx: ClientMessageContext): void {
  if (!isAwaited(s, 'range', m.number) || s.rev === null) return;
  answered(s, ctx);
  if (!mayStay(s, m, ctx.now)) {
    // etcd-io/etcd#11456: whoever waited must look whether its own key is still there.
    ctx.rule('EL6');
    endSession(s, 'revoked', ctx);
    return;
  }
  if (m.before > 0) {
    ctx.rule('EL4');
    s.before = { rev: m.before, owner: m.owner ?? '' };
    s.role = 'waiting';
    ctx.becomes('waiting', 'behind');
    tellStore(s, { type: 'Watch', rev: m.before }, ctx);
    return;
  }
  ctx.rule('EL5');
  s.role = 'leader';
  ctx.becomes('leader', 'first');
  ctx.believes(ctx.self, s.rev);
}

/** The key before it is gone: it looks again, since that need not have been the only one. */
export function onDeleted(s: ClientState, m: Deleted, ctx: ClientMessageContext): void {
  if (s.before === null || s.before.rev !== m.rev || s.awaited !== null) return;
  look(s, ctx);
}

/** Observe: who leads the election, as the store says. Who leads itself goes by its own lease. */
export function onLeader(s: ClientState, m: Leader, ctx: ClientMessageContext): void {
  if (ctx.from !== s.store) return;
  ctx.rule('OB2');
  s.observed = m.owner === null ? null : { rev: m.rev, owner: m.owner, value: m.value };
  if (s.role === 'leader') return;
  // Its own key may be first before it has looked.
  const isOther = m.owner !== null && m.owner !== ctx.self;
  ctx.believes(isOther ? m.owner : null, isOther ? m.rev : null);
}

// ------------------------------------------------------------------------ what a program asks

/** Says something else to all observers; only under the create revision that made it leader. */
function proclaim(s: ClientState, ctx: ClientContext): void {
  if (s.lease === null || s.rev === null || s.wanted === null) return;
  ctx.rule('PR1');
  const number = ask(s, 'proclaim', ctx);
  const { lease, rev, wanted: value } = s;
  tellStore(s, { type: 'Proclaim', number, lease, rev, value }, ctx);
}

function resign(s: ClientState, ctx: ClientContext): void {
  if (s.lease === null || s.rev === null) return;
  const number = ask(s, 'resign', ctx);
  const { lease, rev, value } = s;
  tellStore(s, { type: 'Resign', number, lease, rev, value }, ctx);
}

function close(s: ClientState, ctx: ClientContext): void {
  if (s.lease === null) return;
  const number = ask(s, 'close', ctx);
  tellStore(s, { type: 'LeaseRevoke', number, lease: s.lease }, ctx);
}

/** Asks once more what it asked a replica that did not answer. */
export function again(s: ClientState, ctx: ClientContext): void {
  switch (s.awaited?.what) {
    case 'create':
      return campaign(s, ctx);
    case 'range':
      return look(s, ctx);
    case 'proclaim':
      return proclaim(s, ctx);
    case 'resign':
      return resign(s, ctx);
    case 'close':
      return close(s, ctx);
    default:
  }
}

export function onProclaimReply(s: ClientState, m: GuardedReply, ctx: ClientMessageContext): void {
  if (!isAwaited(s, 'proclaim', m.number)) return;
  answered(s, ctx);
  if (!m.done) {
    ctx.rule('PR3');
    endSession(s, 'deposed', ctx);
    return;
  }
  ctx.rule('PR2');
  s.value = s.wanted ?? s.value;
  s.wanted = null;
  if (s.role === 'campaigning') look(s, ctx);
}

/** Its key is gone: it campaigns again, from the end of the queue. */
export function onResignReply(s: ClientState, m: GuardedReply, ctx: ClientMessageContext): void {
  if (!isAwaited(s, 'resign', m.number)) return;
  ctx.rule('RE2');
  answered(s, ctx);
  s.rev = null;
  campaign(s, ctx);
}

/** The lease is revoked and the key with it: the next session begins. */
export function onLeaseRevokeReply(s: ClientState, m: Numbered, ctx: ClientMessageContext): void {
  if (!isAwaited(s, 'close', m.number)) return;
  ctx.rule('SE5');
  endSession(s, 'closed', ctx);
}

/** Stops leading, or leaves the queue, before it tells the store. */
function stepBack(s: ClientState, why: string, ctx: ClientContext): void {
  const wasLeader = s.role === 'leader';
  s.role = 'campaigning';
  s.before = null;
  ctx.becomes('campaigning', why);
  if (wasLeader) ctx.believes(null, null);
}

/** Asked to let go: it does so first, and then says so. */
export function onResign(s: ClientState, _args: Json, ctx: ClientContext): void {
  if (s.rev === null || s.awaited !== null) return;
  ctx.rule('RE1');
  stepBack(s, 'resigned', ctx);
  resign(s, ctx);
}

/** Asked to end its session. */
export function onClose(s: ClientState, _args: Json, ctx: ClientContext): void {
  if (s.lease === null || s.awaited !== null) return;
  ctx.rule('RE1');
  stepBack(s, 'closed', ctx);
  close(s, ctx);
}

/** Asked to campaign, or to lead, with another word: with the same lease that is a new value of its key. */
export function onCampaign(s: ClientState, args: Json, ctx: ClientContext): void {
  if (s.lease === null || s.rev === null || s.awaited !== null) return;
  s.wanted = typeof args === 'string' ? args : ctx.self;
  proclaim(s, ctx);
}
