/**
 * The leader's side of the activation: collecting those who follow, proposing the next epoch, giving
 * them its log, serving once a quorum has it. Leader.java, lead; the page "Internals", Leader Activation.
 */
import type { NodeId } from '../../engine/protocol';
import {
  haveAckedEpoch,
  haveAckedLeader,
  haveConnected,
  isAhead,
  missing,
  nextEpoch,
  put,
  storedByQuorum,
  without,
} from './learners';
import { NO_LEARNERS } from './state';
import { lastZxid } from './zxid';
import type { Ack, AckEpoch, FleContext, FleMessageContext, FleState, FollowerInfo } from './types';

/** DE1: the decision names this server. It is elected, and leads nobody yet. */
export function lead(s: FleState, ctx: FleContext): void {
  ctx.rule('DE1');
  s.state = 'LEADING';
  s.zab = 'DISCOVERY';
  s.epoch = 0;
  s.learners = NO_LEARNERS;
  s.pings = 0;
  ctx.becomes('elected', 'decided');
  ctx.setTimer('initLimit', ctx.params.initLimitUs);
  // It answers its own questions, and counts like everybody else.
  ctx.send(ctx.self, { type: 'FOLLOWERINFO', acceptedEpoch: s.stable.acceptedEpoch });
}

export function onFollowerInfo(s: FleState, m: FollowerInfo, ctx: FleMessageContext): void {
  if (s.state !== 'LEADING') {
    ctx.rule('FI1');
    ctx.reply({ type: 'CLOSE' });
    return;
  }
  ctx.rule('FI2');
  s.learners = put(s.learners, ctx.from, {
    acceptedEpoch: m.acceptedEpoch,
    zxid: null,
    counts: false,
    told: false,
    acked: null,
    heardAt: s.pings,
  });
  if (s.epoch > 0) {
    ctx.reply({ type: 'LEADERINFO', epoch: s.epoch });
    return;
  }
  if (!haveConnected(s.learners, ctx.all, ctx.self)) return;
  ctx.rule('FI3');
  s.epoch = nextEpoch(s.learners, ctx.all);
  const { currentEpoch, log } = s.stable;
  s.stable.acceptedEpoch = s.epoch;
  ctx.persist();
  toLearners(s, ctx, (peer) => ctx.send(peer, { type: 'LEADERINFO', epoch: s.epoch }));
  ctx.send(ctx.self, { type: 'ACKEPOCH', currentEpoch, zxid: lastZxid(log) });
}

/** Does something for every other server that has connected, in list order. */
function toLearners(s: FleState, ctx: FleContext, act: (peer: NodeId) => void): void {
  for (const peer of ctx.peers) if (s.learners[peer] !== undefined) act(peer);
}

export function onAckEpoch(s: FleState, m: AckEpoch, ctx: FleMessageContext): void {
  const learner = s.learners[ctx.from];
  if (s.state !== 'LEADING' || s.epoch === 0 || learner === undefined) return;
  const isOpen = s.zab === 'DISCOVERY';
  if (isOpen && isAhead(s, m)) {
    ctx.rule('AE2');
    s.learners = without(s.learners, ctx.all, ctx.from);
    ctx.reply({ type: 'CLOSE' });
    return;
  }
  ctx.rule('AE1');
  const counts = m.currentEpoch !== null;
  const known = { ...learner, zxid: m.zxid, counts, heardAt: s.pings };
  s.learners = put(s.learners, ctx.from, known);
  if (!isOpen) {
    ctx.rule('AE4');
    tellLeads(s, ctx.from, ctx);
    return;
  }
  if (!haveAckedEpoch(s.learners, ctx.all, ctx.self)) return;
  ctx.rule('AE3');
  s.zab = 'SYNCHRONIZATION';
  s.stable.currentEpoch = s.epoch;
  ctx.persist();
  toLearners(s, ctx, (peer) => {
    if (s.learners[peer]?.zxid !== null) tellLeads(s, peer, ctx);
  });
  ctx.send(ctx.self, { type: 'ACK', epoch: s.epoch, zxid: lastZxid(s.stable.log) });
}

/** NEWLEADER with what the follower lacks. */
function tellLeads(s: FleState, peer: NodeId, ctx: FleContext): void {
  const learner = s.learners[peer];
  if (learner === undefined || learner.zxid === null) return;
  s.learners = put(s.learners, peer, { ...learner, told: true });
  const lacks = missing(s.stable.log, learner.zxid);
  ctx.send(peer, { type: 'NEWLEADER', epoch: s.epoch, ...lacks });
}

/** True for an acknowledgement that a leader waits for. */
export function isAwaitedAck(s: FleState, m: Ack, from: NodeId, self: NodeId): boolean {
  const learner = s.learners[from];
  const isOpen = s.zab === 'SYNCHRONIZATION' || s.zab === 'BROADCAST';
  if (s.state !== 'LEADING' || !isOpen || m.epoch !== s.epoch || learner === undefined)
    return false;
  return learner.told || from === self;
}

export function onAck(s: FleState, m: Ack, ctx: FleMessageContext): void {
  const learner = s.learners[ctx.from];
  if (learner === undefined || !isAwaitedAck(s, m, ctx.from, ctx.self)) return;
  ctx.rule('AK1');
  const isFirst = learner.acked === null;
  const acked = Math.max(learner.acked ?? 0, m.zxid);
  s.learners = put(s.learners, ctx.from, { ...learner, acked, heardAt: s.pings });
  if (s.zab === 'SYNCHRONIZATION') {
    if (haveAckedLeader(s.learners, ctx.all)) activate(s, ctx);
    return;
  }
  if (isFirst && ctx.from !== ctx.self) {
    ctx.rule('AK3');
    ctx.reply({ type: 'UPTODATE', epoch: s.epoch, committed: s.committed });
  }
  advanceCommit(s, ctx);
}

/** AK2: a quorum has its log and its epoch: from now on it leads. */
function activate(s: FleState, ctx: FleContext): void {
  ctx.rule('AK2');
  s.zab = 'BROADCAST';
  s.vote = { ...s.vote, peerEpoch: s.epoch };
  s.committed = Math.max(s.committed, storedByQuorum(s.learners, ctx.all));
  ctx.becomes('leading', 'quorum');
  ctx.believes(ctx.self, s.epoch);
  ctx.cancelTimer('initLimit');
  ctx.setTimer('ping', ctx.params.pingEveryUs);
  toLearners(s, ctx, (peer) => {
    if (s.learners[peer]?.acked === null) return;
    ctx.send(peer, { type: 'UPTODATE', epoch: s.epoch, committed: s.committed });
  });
}

/** CO1: what a quorum has stored is committed, and all who have taken over the log are told. */
export function advanceCommit(s: FleState, ctx: FleContext): void {
  const stored = storedByQuorum(s.learners, ctx.all);
  if (stored <= s.committed) return;
  ctx.rule('CO1');
  s.committed = stored;
  toLearners(s, ctx, (peer) => {
    if (s.learners[peer]?.told !== true) return;
    ctx.send(peer, { type: 'COMMIT', epoch: s.epoch, zxid: stored });
  });
}
