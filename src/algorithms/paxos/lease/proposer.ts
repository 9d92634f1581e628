/**
 * The proposer of PaxosLease: it asks a majority whether the lease is free, starts its own timer T, and only
 * then proposes itself. Once a majority has accepted it holds the lease until that timer ends, and not a
 * moment longer. M. Trencseni, A. Gazso, H. Reinhardt, "PaxosLease", 2012, sections 3, 6, 7; what Keyspace
 * adds: when to extend, and that a lease with little left is not claimed.
 */
import type { Env, Us } from '../../../engine/protocol';
import { majority } from '../../shared/quorum';
import { proposersOf } from '../ballots';
import { attemptOf, pack, runOf } from './ballot';
import type {
  LeaseContext,
  LeaseMessageContext,
  LeaseNack,
  LeaseParams,
  LeasePrepareReply,
  LeaseProposeReply,
  LeaseState,
} from './types';

/** Keyspace: a lease of 7000 ms with less than 500 ms left is not claimed, and hints end 500 ms early. */
export function leastUs(leaseUs: Us): Us {
  return Math.max(1, Math.floor(leaseUs / 14));
}

/** Keyspace: asks for more time after one seventh of what is left. */
export function extendAfterUs(remainingUs: Us): Us {
  return Math.floor(remainingUs / 7);
}

/** True for a node that wants the lease. */
export function isProposer({ self, all, rank, params }: Env<LeaseParams>): boolean {
  return proposersOf(params, all, rank).includes(self);
}

/** Tries again after a while, drawn anew each time. */
export function waitToRetry(ctx: LeaseContext): Us {
  const { retryUsMin, retryUsMax } = ctx.params;
  const waitUs = ctx.random.between(retryUsMin, retryUsMax);
  ctx.setTimer('retry', waitUs);
  return waitUs;
}

/** LPR1: a round with a ballot above all it has heard of. `why` is the reason of the role. */
export function begin(s: LeaseState, why: string, ctx: LeaseContext): void {
  ctx.rule('LPR1');
  dropProposal(s, ctx);
  const isHolder = s.held !== null;
  s.run += 1;
  s.ballot = pack({ run: s.run, restarts: s.stable.restarts, proposer: ctx.self }, ctx.all);
  s.phase = 'prepare';
  s.open = [];
  s.against = [];
  s.accepts = [];
  s.roundUntilUs = ctx.now + waitToRetry(ctx);
  if (!isHolder) {
    ctx.attempt(attemptOf(s.ballot));
    ctx.becomes('preparing', why);
  }
  for (const to of ctx.all) ctx.send(to, { type: 'Prepare', b: s.ballot, extends: isHolder });
}

/** What was proposed is proposed no longer: its timer means nothing any more. */
export function dropProposal(s: LeaseState, ctx: LeaseContext): void {
  if (s.phase === 'propose') ctx.cancelTimer('lease', s.timer);
  s.phase = 'none';
}

/** It wants nothing for now; what it was told counts on. */
function rest(s: LeaseState, why: string, ctx: LeaseContext): void {
  dropProposal(s, ctx);
  if (s.held === null) ctx.becomes(s.hint === null ? 'waiting' : 'follower', why);
}

/** No majority can come of this round: wait until it is time to try again. */
function giveUp(s: LeaseState, why: string, ctx: LeaseContext): void {
  ctx.rule('LPR5');
  rest(s, why, ctx);
}

/** So many are against it that the others are no majority. */
function isHopeless({ against }: LeaseState, { all }: LeaseContext): boolean {
  return all.length - against.length < majority(all.length);
}

export function onPrepareReply(
  s: LeaseState,
  { b, owner }: LeasePrepareReply,
  ctx: LeaseMessageContext,
): void {
  const { from, self, all, now } = ctx;
  const isCurrent = s.phase === 'prepare' && b === s.ballot && now < s.roundUntilUs;
  if (!isCurrent || s.open.includes(from) || s.against.includes(from)) {
    ctx.rule('LPR6');
    return;
  }
  if (owner !== null && owner !== self) {
    ctx.rule('LPR4');
    s.against = [...s.against, from];
    if (isHopeless(s, ctx)) giveUp(s, 'taken', ctx);
    return;
  }
  ctx.rule('LPR2');
  s.open = [...s.open, from];
  if (s.open.length < majority(all.length)) return;
  propose(s, ctx);
}

/** LPR3: the own timer first, then the messages: it ends before that of any acceptor. */
function propose(s: LeaseState, ctx: LeaseContext): void {
  ctx.rule('LPR3');
  const { leaseUs } = ctx.params;
  s.phase = 'propose';
  s.against = [];
  s.timer = s.held?.timer === 'a' ? 'b' : 'a';
  s.untilUs = ctx.now + leaseUs;
  ctx.setTimer('lease', leaseUs, s.timer);
  if (s.held === null) ctx.becomes('proposing', 'free');
  const proposal = { b: s.ballot, owner: ctx.self, forUs: leaseUs, extends: s.held !== null };
  for (const to of ctx.all) ctx.send(to, { type: 'Propose', ...proposal });
}

export function onProposeReply(
  s: LeaseState,
  { b }: LeaseProposeReply,
  ctx: LeaseMessageContext,
): void {
  const { from, all, now, params } = ctx;
  const remainingUs = s.untilUs - now;
  const isCurrent = s.phase === 'propose' && b === s.ballot;
  if (!isCurrent || s.accepts.includes(from) || remainingUs < leastUs(params.leaseUs)) {
    ctx.rule('LPP3');
    return;
  }
  ctx.rule('LPP1');
  s.accepts = [...s.accepts, from];
  if (s.accepts.length < majority(all.length)) return;
  hold(s, remainingUs, ctx);
}

/** LPP2: the lease, until the own timer ends that was started before the proposal was sent. */
function hold(s: LeaseState, remainingUs: Us, ctx: LeaseContext): void {
  ctx.rule('LPP2');
  const { held } = s;
  if (held !== null) ctx.cancelTimer('lease', held.timer);
  const first = held?.first ?? s.ballot;
  s.phase = 'none';
  s.held = { ballot: s.ballot, first, timer: s.timer };
  s.hint = null;
  ctx.cancelTimer('hint');
  ctx.cancelTimer('retry');
  ctx.setTimer('extend', extendAfterUs(remainingUs));
  if (held === null) {
    ctx.becomes('leader', 'accepted');
    ctx.believes(ctx.self, attemptOf(first));
  }
  ctx.broadcast({ type: 'Learn', b: s.ballot, first, forUs: remainingUs });
}

/** LNK1: somebody uses a higher ballot. The next one of this node goes above it. */
export function onNack(s: LeaseState, { b, maxBal }: LeaseNack, ctx: LeaseMessageContext): void {
  s.run = Math.max(s.run, runOf(maxBal));
  const { from } = ctx;
  const isAsked = s.phase !== 'none' && b === s.ballot;
  if (!isAsked || s.against.includes(from)) {
    ctx.rule('LNK2');
    return;
  }
  ctx.rule('LNK1');
  s.against = [...s.against, from];
  if (isHopeless(s, ctx)) giveUp(s, 'outbid', ctx);
}

/** Time to try, for the first time or again; made to ring by hand it tries at once. */
export function onRetry(s: LeaseState, ctx: LeaseContext): void {
  if (!isProposer(ctx)) return; // Made to ring by hand: it never wants the lease.
  ctx.rule('LRT1');
  begin(s, 'tries', ctx);
}

export function onExtend(s: LeaseState, ctx: LeaseContext): void {
  if (s.held === null) return; // Made to ring by hand: it has nothing to extend.
  ctx.rule('LEX1');
  begin(s, 'tries', ctx);
}

/** The own timer ends: of the lease, or of a proposal that no majority has accepted in time. */
export function onLeaseEnd(s: LeaseState, ctx: LeaseContext, key: string): void {
  const isLease = s.held?.timer === key;
  const isProposal = s.phase === 'propose' && s.timer === key;
  if (!isLease && !isProposal) return; // Made to ring by hand: it runs for nothing.
  ctx.rule('LLE1');
  if (isLease) letGo(s, 'ended', ctx);
  else rest(s, 'tooLate', ctx);
}

/** Holds the lease no longer, whatever has happened. A round that is under way goes on. */
function letGo(s: LeaseState, why: string, ctx: LeaseContext): void {
  s.held = null;
  ctx.cancelTimer('extend');
  const { phase } = s;
  ctx.becomes(
    phase === 'prepare' ? 'preparing' : phase === 'propose' ? 'proposing' : 'waiting',
    why,
  );
  ctx.believes(null, null);
  if (phase === 'none') waitToRetry(ctx);
}

/** LRE1: first it believes no longer that it holds the lease, then it says so. */
export function release(s: LeaseState, ctx: LeaseContext): void {
  const { held } = s;
  if (held === null) {
    ctx.rule('LRE2');
    return;
  }
  ctx.rule('LRE1');
  ctx.cancelTimer('lease', held.timer);
  // What it has proposed meanwhile may have been accepted as well.
  const ballots = s.phase === 'propose' ? [held.ballot, s.ballot] : [held.ballot];
  dropProposal(s, ctx);
  letGo(s, 'released', ctx);
  for (const b of ballots) for (const to of ctx.all) ctx.send(to, { type: 'Release', b });
}
