/**
 * The follower's side of the activation and of the broadcast: connecting, acknowledging one server for
 * an epoch, taking over its log, storing what it proposes. Learner.java, Follower.java; the page
 * "Internals", Leader Activation.
 */
import type { NodeId } from '../../engine/protocol';
import { append } from '../../lib/list';
import { look } from './looking';
import { epochOf, lastZxid, lengthUpTo, nextZxid, replaced } from './zxid';
import type {
  Commit,
  FleContext,
  FleMessageContext,
  FleState,
  LeaderInfo,
  Log,
  NewLeader,
  Proposal,
  UpToDate,
} from './types';

/** So often a follower tries to connect before it gives up. Learner.connectToLeader. */
export const TRIES = 5;

/** DE2: the decision names somebody else: connects to it. */
export function follow(s: FleState, ctx: FleContext): void {
  ctx.rule('DE2');
  s.state = 'FOLLOWING';
  s.zab = 'DISCOVERY';
  s.tries = 1;
  ctx.becomes('joining', 'decided');
  ctx.setTimer('initLimit', ctx.params.initLimitUs);
  sendInfo(s, ctx);
}

function sendInfo(s: FleState, ctx: FleContext): void {
  const { acceptedEpoch } = s.stable;
  ctx.send(s.vote.leader, { type: 'FOLLOWERINFO', acceptedEpoch });
}

/** The pause after a refused connection is over. */
export function onConnect(s: FleState, ctx: FleContext): void {
  if (s.state !== 'FOLLOWING' || s.zab !== 'DISCOVERY') return; // Made to ring by hand.
  ctx.rule('CN1');
  s.tries += 1;
  sendInfo(s, ctx);
}

/** True for a message of the leader it follows, on a connection that has come so far. */
export function isLeaders(s: FleState, from: NodeId, zab: FleState['zab']): boolean {
  return s.state === 'FOLLOWING' && s.vote.leader === from && s.zab === zab;
}

export function onLeaderInfo(s: FleState, m: LeaderInfo, ctx: FleMessageContext): void {
  if (!isLeaders(s, ctx.from, 'DISCOVERY')) return;
  const { acceptedEpoch, currentEpoch, log } = s.stable;
  if (m.epoch < acceptedEpoch) {
    ctx.rule('BR1');
    look(s, 'oldEpoch', ctx);
    return;
  }
  s.zab = 'SYNCHRONIZATION';
  ctx.cancelTimer('connect');
  const zxid = lastZxid(log);
  if (m.epoch === acceptedEpoch) {
    ctx.rule('LI2');
    ctx.reply({ type: 'ACKEPOCH', currentEpoch: null, zxid });
    return;
  }
  ctx.rule('LI1');
  s.stable.acceptedEpoch = m.epoch;
  ctx.persist();
  ctx.reply({ type: 'ACKEPOCH', currentEpoch, zxid });
}

/** The log as NEWLEADER makes it; null: it does not fit this log. */
export function logAfter(log: Log, m: NewLeader): Log | null {
  return replaced(log, m.after, m.entries);
}

/**
 * True if it would cut off what this very leader made: then it is older than what is here. On a real
 * connection such a message cannot come; here somebody may hold it back.
 */
export function isOutdated(log: Log, m: NewLeader): boolean {
  const after = logAfter(log, m);
  return after !== null && epochOf(lastZxid(log)) === m.epoch && after.length < log.length;
}

export function onNewLeader(s: FleState, m: NewLeader, ctx: FleMessageContext): void {
  if (!isLeaders(s, ctx.from, 'SYNCHRONIZATION') || m.epoch !== s.stable.acceptedEpoch) return;
  if (isOutdated(s.stable.log, m)) return;
  const log = logAfter(s.stable.log, m);
  if (log === null) {
    ctx.rule('BR1');
    look(s, 'gap', ctx);
    return;
  }
  ctx.rule('NL1');
  s.stable.log = log;
  s.stable.currentEpoch = m.epoch;
  s.synced = true;
  ctx.persist();
  ctx.believes(ctx.from, m.epoch);
  ctx.reply({ type: 'ACK', epoch: m.epoch, zxid: lastZxid(log) });
}

export function onUpToDate(s: FleState, m: UpToDate, ctx: FleMessageContext): void {
  if (!isLeaders(s, ctx.from, 'SYNCHRONIZATION') || !s.synced) return;
  if (m.epoch !== s.stable.currentEpoch) return;
  ctx.rule('UD1');
  s.zab = 'BROADCAST';
  // From now on all who follow tell newcomers the same vote, however they came by their leader.
  s.vote = { ...s.vote, peerEpoch: m.epoch };
  commitUpTo(s, m.committed);
  ctx.cancelTimer('initLimit');
  ctx.setTimer('syncLimit', ctx.params.syncLimitUs);
  ctx.becomes('following', 'upToDate');
}

/** True for what its leader sends once it has taken over its log. */
export function isServed(s: FleState, from: NodeId, epoch: number): boolean {
  const isJoined = s.state === 'FOLLOWING' && s.vote.leader === from && s.synced;
  return isJoined && epoch === s.stable.currentEpoch;
}

export function onProposal(s: FleState, m: Proposal, ctx: FleMessageContext): void {
  if (!isServed(s, ctx.from, m.epoch)) return;
  hear(s, ctx);
  const { log } = s.stable;
  if (m.zxid <= lastZxid(log)) return; // A copy: NEWLEADER had it already.
  if (m.zxid !== nextZxid(log, m.epoch)) {
    ctx.rule('BR1');
    look(s, 'gap', ctx);
    return;
  }
  ctx.rule('PR1');
  s.stable.log = append(log, { zxid: m.zxid, command: m.command });
  ctx.persist();
  ctx.reply({ type: 'ACK', epoch: m.epoch, zxid: m.zxid });
}

export function onCommit(s: FleState, m: Commit, ctx: FleMessageContext): void {
  if (!isServed(s, ctx.from, m.epoch)) return;
  hear(s, ctx);
  if (m.zxid > lastZxid(s.stable.log)) {
    ctx.rule('BR1');
    look(s, 'gap', ctx);
    return;
  }
  ctx.rule('CM1');
  commitUpTo(s, m.zxid);
}

/** Commits what is there of it; never goes back. */
export function commitUpTo(s: FleState, zxid: number): void {
  const known = lengthUpTo(s.stable.log, zxid) >= 0 ? zxid : 0;
  s.committed = Math.max(s.committed, known);
}

/** A sign of life of the leader. */
export function hear(s: FleState, ctx: FleContext): void {
  if (s.zab !== 'BROADCAST') return;
  ctx.setTimer('syncLimit', ctx.params.syncLimitUs);
}

/** The leader was silent for too long; also what a person means by "suspect your leader". */
export function onSyncLimit(s: FleState, ctx: FleContext): void {
  if (s.state !== 'FOLLOWING') return; // Made to ring by hand.
  ctx.rule('SL1');
  look(s, 'silence', ctx);
}
