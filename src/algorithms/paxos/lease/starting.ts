/**
 * How a node begins: for the first time, after a crash, or where somebody already holds the lease. Only the
 * restart counter is written to disk.
 */
import type { Seating } from '../../../engine/protocol';
import { proposersOf } from '../ballots';
import { attemptOf, pack } from './ballot';
import { begin, extendAfterUs, isProposer, leastUs, waitToRetry } from './proposer';
import type { LeaseContext, LeaseState } from './types';

/** When a proposer first tries, us after its start: in the order of the list, the last for all that follow. */
function firstTryUs({ self, all, rank, params }: LeaseContext): number {
  const { proposeAtUs } = params;
  const place = proposersOf(params, all, rank).indexOf(self);
  return proposeAtUs[Math.min(place, proposeAtUs.length - 1)] ?? 0;
}

export function onStart(s: LeaseState, ctx: LeaseContext): void {
  ctx.becomes('waiting', 'started');
  if (!isProposer(ctx)) return; // It only answers.
  ctx.rule('LST1');
  const waitUs = firstTryUs(ctx);
  if (waitUs > 0) ctx.setTimer('retry', waitUs);
  else begin(s, 'tries', ctx);
}

/** A blank acceptor says nothing for M. The new restart counter is on disk before any ballot bears it. */
export function onRestart(s: LeaseState, ctx: LeaseContext): void {
  const { restartWaitUs } = ctx.params;
  ctx.becomes('waiting', 'returned');
  ctx.rule('LST4');
  if (restartWaitUs !== null) {
    s.silent = true;
    ctx.setTimer('silence', restartWaitUs);
  }
  if (isProposer(ctx)) waitToRetry(ctx);
  ctx.rule('LST3');
  s.stable = { restarts: s.stable.restarts + 1 };
  ctx.persist();
}

/** LST6: as it is once the first round of the leader has gone through, at this very instant. */
export function onSeat(s: LeaseState, { leader }: Seating, ctx: LeaseContext): void {
  if (leader === null) {
    onStart(s, ctx);
    return;
  }
  ctx.rule('LST6');
  const { leaseUs } = ctx.params;
  const ballot = pack({ run: 1, restarts: 0, proposer: leader }, ctx.all);
  s.run = 1;
  s.promised = ballot;
  s.accepted = { ballot, owner: leader };
  ctx.setTimer('accepted', leaseUs);
  const leads = leader === ctx.self;
  if (leads) {
    s.ballot = ballot;
    s.held = { ballot, first: ballot, timer: 'a' };
    ctx.setTimer('lease', leaseUs, 'a');
    ctx.setTimer('extend', extendAfterUs(leaseUs));
  } else {
    s.hint = { owner: leader, ballot };
    ctx.setTimer('hint', Math.max(1, leaseUs - leastUs(leaseUs)));
  }
  ctx.becomes(leads ? 'leader' : 'follower', 'seated');
  ctx.believes(leader, attemptOf(ballot));
}
