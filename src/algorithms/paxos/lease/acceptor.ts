/**
 * The acceptor and the learner of PaxosLease. The acceptor keeps a promise and one proposal, the proposal
 * for T only, and neither of them on disk: after a restart it is silent for M instead, until whatever it had
 * accepted has ended. PaxosLease, sections 3 and 7.
 */
import { attemptOf, runOf } from './ballot';
import { begin, isProposer, leastUs } from './proposer';
import type {
  LeaseContext,
  LeaseLearn,
  LeaseMessageContext,
  LeasePrepare,
  LeasePropose,
  LeaseRelease,
  LeaseState,
} from './types';

/** Whoever uses a ballot next goes above all it has heard of, silent or not. */
function hear(s: LeaseState, ballot: number): void {
  s.run = Math.max(s.run, runOf(ballot));
}

/** True if the acceptor has restarted not long ago and answers nothing. */
function staysSilent(s: LeaseState, ctx: LeaseContext): boolean {
  if (s.silent) ctx.rule('LAC7');
  return s.silent;
}

function refuse(s: LeaseState, b: number, ctx: LeaseMessageContext): void {
  ctx.rule('LAC2');
  if (ctx.params.nack) ctx.reply({ type: 'Nack', b, maxBal: s.promised });
}

export function onPrepare(s: LeaseState, m: LeasePrepare, ctx: LeaseMessageContext): void {
  const { b } = m;
  hear(s, b);
  if (staysSilent(s, ctx)) return;
  if (b < s.promised) {
    refuse(s, b, ctx);
    return;
  }
  ctx.rule('LAC1');
  s.promised = b;
  const { ballot = null, owner = null } = s.accepted ?? {};
  ctx.reply({ type: 'PrepareReply', b, accepted: ballot, owner, extends: m.extends });
}

export function onPropose(s: LeaseState, m: LeasePropose, ctx: LeaseMessageContext): void {
  const { b, owner, forUs } = m;
  hear(s, b);
  if (staysSilent(s, ctx)) return;
  if (b < s.promised) {
    refuse(s, b, ctx);
    return;
  }
  ctx.rule('LAC3');
  s.promised = b;
  s.accepted = { ballot: b, owner };
  ctx.setTimer('accepted', forUs);
  ctx.reply({ type: 'ProposeReply', b, extends: m.extends });
}

/** LAC4: the proposal is over; the promise is kept. */
export function onAcceptedEnd(s: LeaseState, ctx: LeaseContext): void {
  if (s.accepted === null) return; // Made to ring by hand: there is nothing to drop.
  ctx.rule('LAC4');
  s.accepted = null;
}

export function onSilenceEnd(s: LeaseState, ctx: LeaseContext): void {
  if (!s.silent) return; // Made to ring by hand: it answers already.
  ctx.rule('LAC8');
  s.silent = false;
}

export function onRelease(s: LeaseState, { b }: LeaseRelease, ctx: LeaseMessageContext): void {
  if (!staysSilent(s, ctx)) {
    if (s.accepted?.ballot === b) {
      ctx.rule('LAC5');
      s.accepted = null;
      ctx.cancelTimer('accepted');
    } else {
      ctx.rule('LAC6');
    }
  }
  if (s.hint?.owner !== ctx.from) return;
  ctx.rule('LLN4');
  ctx.cancelTimer('hint');
  forget(s, 'released', ctx);
}

/** Hears that another holds the lease. A hint: it decides only when to try. */
export function onLearn(s: LeaseState, m: LeaseLearn, ctx: LeaseMessageContext): void {
  hear(s, m.b);
  const hintUs = m.forUs - leastUs(ctx.params.leaseUs);
  const isBusy = s.held !== null || s.phase === 'propose';
  const isOld = s.hint !== null && m.b < s.hint.ballot;
  if (isBusy || isOld || hintUs <= 0) {
    ctx.rule('LLN2');
    return;
  }
  ctx.rule('LLN1');
  const isNews = s.hint?.owner !== ctx.from;
  const stoodBy = s.phase === 'none';
  s.hint = { owner: ctx.from, ballot: m.b };
  s.phase = 'none';
  ctx.cancelTimer('retry');
  ctx.setTimer('hint', hintUs);
  if (isNews || !stoodBy) ctx.becomes('follower', 'told');
  if (isNews) ctx.believes(ctx.from, attemptOf(m.first));
}

export function onHintEnd(s: LeaseState, ctx: LeaseContext): void {
  if (s.hint === null) return; // Made to ring by hand: it was told nothing.
  ctx.rule('LLN3');
  forget(s, 'hintEnded', ctx);
}

/** Knows nobody who holds the lease; one that wants it tries at once. */
function forget(s: LeaseState, why: string, ctx: LeaseContext): void {
  s.hint = null;
  ctx.believes(null, null);
  if (isProposer(ctx)) begin(s, why, ctx);
  else ctx.becomes('waiting', why);
}
