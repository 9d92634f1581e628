/**
 * Fast Leader Election: NOTIFICATION, the window in which better votes are waited for, the decision.
 * FastLeaderElection.java, lookForLeader and Messenger. What follows a decision is in `leading.ts` and
 * `following.ts`.
 */
import { follow } from './following';
import { lead } from './leading';
import { notifyAll } from './looking';
import { RESEND_MAX_US } from './params';
import { NO_VOTES } from './state';
import { agrees, isBetter, takeIn, takeOut, toldVote } from './votes';
import type { FleContext, FleMessageContext, FleState, Notification } from './types';

export function onNotification(s: FleState, m: Notification, ctx: FleMessageContext): void {
  if (s.state !== 'LOOKING') {
    if (m.state !== 'LOOKING') return;
    ctx.rule('WR1');
    ctx.reply({ type: 'NOTIFICATION', ...toldVote(s) });
    return;
  }
  if (m.state === 'LOOKING' && m.round < s.round) {
    ctx.rule('WR2');
    ctx.reply({ type: 'NOTIFICATION', ...toldVote(s) });
  }
  if (s.finalizing) {
    if (!isBetter(m, s.vote, ctx.rank)) {
      ctx.rule('FW1');
      ctx.setTimer('finalize', ctx.params.finalizeWaitUs);
      return;
    }
    ctx.rule('FW2');
    s.finalizing = false;
    ctx.cancelTimer('finalize');
  }
  if (m.state === 'LOOKING') readLooking(s, m, ctx);
  else readSettled(s, m, ctx);
  if (s.state === 'LOOKING' && !s.finalizing) ctx.setTimer('resend', s.notTimeoutUs);
}

/** The vote of somebody who looks for a leader as well. */
function readLooking(s: FleState, m: Notification, ctx: FleMessageContext): void {
  const taken = takeIn(s, m, ctx.from, ctx.self, ctx.rank);
  if (taken.kind === 'stale') {
    ctx.rule('NO3');
    return;
  }
  if (taken.kind === 'newer') ctx.rule('NO1');
  if (taken.kind === 'better') ctx.rule('NO2');
  ctx.rule('NO4');
  s.round = taken.round;
  s.vote = taken.vote;
  s.recvset = taken.recvset;
  if (taken.kind !== 'same') notifyAll(s, ctx);
  if (!agrees(taken, ctx.all)) return;
  ctx.rule('NO5');
  s.finalizing = true;
  s.agreedAtUs = ctx.now;
  ctx.cancelTimer('resend');
  ctx.setTimer('finalize', ctx.params.finalizeWaitUs);
}

/** The vote of somebody who follows or leads already. */
function readSettled(s: FleState, m: Notification, ctx: FleMessageContext): void {
  const { recvset, outofelection, inRound, outOfRound } = takeOut(
    s,
    m,
    ctx.from,
    ctx.self,
    ctx.all,
  );
  s.recvset = recvset;
  if (inRound) {
    ctx.rule('NO6');
  } else {
    ctx.rule('NO7');
    s.outofelection = outofelection;
    if (!outOfRound) return;
    ctx.rule('NO8');
    s.round = m.round;
  }
  s.vote = { leader: m.leader, zxid: m.zxid, peerEpoch: m.peerEpoch };
  decide(s, ctx);
}

/** Nothing was heard for a while: says its vote again, and waits twice as long the next time. */
export function onResend(s: FleState, ctx: FleContext): void {
  if (s.state !== 'LOOKING' || s.finalizing) return; // Made to ring by hand.
  ctx.rule('LK2');
  s.notTimeoutUs = Math.min(2 * s.notTimeoutUs, RESEND_MAX_US);
  ctx.setTimer('resend', s.notTimeoutUs);
  notifyAll(s, ctx);
}

/** No better vote has come for as long as one waits. */
export function onFinalize(s: FleState, ctx: FleContext): void {
  if (s.state !== 'LOOKING' || !s.finalizing) return; // Made to ring by hand.
  ctx.rule('FW3');
  decide(s, ctx);
}

function decide(s: FleState, ctx: FleContext): void {
  s.recvset = NO_VOTES;
  s.outofelection = NO_VOTES;
  s.finalizing = false;
  ctx.cancelTimer('resend');
  if (s.vote.leader === ctx.self) lead(s, ctx);
  else follow(s, ctx);
}
