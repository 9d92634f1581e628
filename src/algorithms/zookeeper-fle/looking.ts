/**
 * Becoming LOOKING: how every server begins, and where it returns to when it loses its leader or its
 * followers. FastLeaderElection.lookForLeader, first lines; QuorumPeer.run.
 */
import type { NodeId } from '../../engine/protocol';
import { NO_LEARNERS, NO_VOTES } from './state';
import { ownVote, toldVote } from './votes';
import type { FleContext, FleState } from './types';

/** Says its vote to everybody, itself included. */
export function notifyAll(s: FleState, ctx: FleContext): void {
  ctx.broadcast({ type: 'NOTIFICATION', ...toldVote(s) });
  ctx.send(ctx.self, { type: 'NOTIFICATION', ...toldVote(s) });
}

/** Everybody it has a connection with, itself excluded, in list order. */
function connected(s: FleState, ctx: FleContext): readonly NodeId[] {
  if (s.state === 'FOLLOWING') return [s.vote.leader];
  return ctx.peers.filter((peer) => s.learners[peer] !== undefined);
}

/**
 * LK1: gives up whatever it was, closes its connections and opens a round of elections for itself.
 * `closedBy`: who has closed the connection before, and need not be told.
 */
export function look(
  s: FleState,
  why: string,
  ctx: FleContext,
  closedBy: NodeId | null = null,
): void {
  ctx.rule('LK1');
  for (const peer of connected(s, ctx)) {
    if (peer !== closedBy) ctx.send(peer, { type: 'CLOSE' });
  }
  const believed = s.state === 'LEADING' ? s.zab === 'BROADCAST' : s.synced;
  for (const timer of ['finalize', 'connect', 'initLimit', 'syncLimit', 'ping'] as const) {
    ctx.cancelTimer(timer);
  }
  s.state = 'LOOKING';
  s.zab = 'ELECTION';
  s.tries = 0;
  s.synced = false;
  s.epoch = 0;
  s.learners = NO_LEARNERS;
  s.pings = 0;
  s.round += 1;
  s.vote = ownVote(s, ctx.self);
  s.recvset = NO_VOTES;
  s.outofelection = NO_VOTES;
  s.finalizing = false;
  ctx.becomes('looking', why);
  if (believed) ctx.believes(null, null);
  ctx.attempt(s.stable.acceptedEpoch + 1);
  s.notTimeoutUs = ctx.params.resendUs;
  ctx.setTimer('resend', s.notTimeoutUs);
  notifyAll(s, ctx);
}
