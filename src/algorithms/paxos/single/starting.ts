/**
 * How a node begins: for the first time, after a crash, or where the scenario says that a leader has been
 * chosen already.
 */
import type { Seating, Us } from '../../../engine/protocol';
import { nextBallot, proposersOf } from '../ballots';
import type { SingleContext, SingleState } from '../types';
import { learn } from './learner';
import { beginBallot, waitToRetry } from './proposer';

export function isProposer({ self, all, rank, params }: SingleContext): boolean {
  return proposersOf(params, all, rank).includes(self);
}

/** How long after its start this proposer first proposes. */
function firstProposalUs({ self, all, rank, params }: SingleContext): Us {
  const { proposeAtUs } = params;
  const place = proposersOf(params, all, rank).indexOf(self);
  return proposeAtUs[Math.min(place, proposeAtUs.length - 1)] ?? 0;
}

export function onStart(s: SingleState, ctx: SingleContext): void {
  ctx.becomes('acceptor', 'start');
  if (!isProposer(ctx)) {
    ctx.rule('ST2');
    return;
  }
  ctx.rule('ST1');
  const waitUs = firstProposalUs(ctx);
  if (waitUs > 0) ctx.setTimer('propose', waitUs);
  else beginBallot(s, 'turn', ctx);
}

/** It does not know what was chosen while it was away: who may propose finds out by proposing, later. */
export function onRestart(_s: SingleState, ctx: SingleContext): void {
  ctx.becomes('acceptor', 'restart');
  if (!isProposer(ctx)) {
    ctx.rule('ST4');
    return;
  }
  ctx.rule('ST3');
  waitToRetry(ctx);
}

/** A leader that all have accepted in its own first ballot, and learned. */
export function onSeat(s: SingleState, { leader }: Seating, ctx: SingleContext): void {
  if (leader === null) {
    onStart(s, ctx);
    return;
  }
  ctx.rule('ST5');
  const ballot = nextBallot(0, leader, ctx.all);
  s.stable = {
    lastTried: leader === ctx.self ? ballot : 0,
    maxBal: ballot,
    maxVBal: ballot,
    maxVal: leader,
  };
  learn(s, ballot, leader, 'seated', ctx);
  ctx.persist();
}
