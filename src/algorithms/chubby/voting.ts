/**
 * How replicas elect a master: votes that are promises with an end, a lease counted from before the
 * asking, and what comes of it when a lease or a promise is over. The paper names these properties (2.1)
 * and leaves the protocol to its consensus; this is the least one that has them.
 */
import type { NodeId, Us } from '../../engine/protocol';
import { majority } from '../shared/quorum';
import { trusted } from './params';
import { databaseOf } from './state';
import type {
  ChubbyParams,
  Durable,
  ReplicaContext,
  ReplicaMessageContext,
  ReplicaState,
  Vote,
  VoteReq,
} from './types';

/** True while its clock shows an instant before this one. */
export function isBefore(now: Us, endUs: Us | null): boolean {
  return endUs !== null && now < endUs;
}

/** True if it has promised to vote for nobody but another replica, and the promise still runs. */
export function isPromisedAway(s: ReplicaState, to: NodeId | null, now: Us): boolean {
  return isBefore(now, s.promiseUntil) && s.promisedTo !== to;
}

/** The next ballot of this replica: higher than all it has heard of, and nobody else's. */
export function nextBallot(s: ReplicaState, all: readonly NodeId[], self: NodeId): number {
  const highest = Math.max(s.heard, s.stable.promisedBallot);
  const rounds = Math.floor(highest / all.length) + 1;
  return rounds * all.length + all.indexOf(self);
}

/** A replica that starts for the first time has promised nobody anything. */
export function onStart(s: ReplicaState, ctx: ReplicaContext): void {
  ctx.rule('ST1');
  s.role = 'replica';
  ctx.becomes('replica', 'started');
  drawBackoff(ctx);
}

/** Its promises did not survive the crash, so it lets the longest of them run out. */
export function onRestart(s: ReplicaState, ctx: ReplicaContext): void {
  ctx.rule('ST2');
  s.role = 'waiting';
  s.heard = s.stable.promisedBallot;
  s.waitUntil = ctx.now + ctx.params.leaseUs;
  ctx.becomes('waiting', 'restarted');
  ctx.setTimer('wait', ctx.params.leaseUs);
}

/** The longest promise it may have given before the crash is over. */
export function onWaitOver(s: ReplicaState, ctx: ReplicaContext): void {
  if (s.waitUntil === null) return;
  if (isBefore(ctx.now, s.waitUntil)) {
    ctx.setTimer('wait', s.waitUntil - ctx.now);
    return;
  }
  ctx.rule('ST3');
  s.waitUntil = null;
  s.role = 'replica';
  ctx.becomes('replica', 'waited');
  if (!isBefore(ctx.now, s.promiseUntil)) drawBackoff(ctx);
}

function drawBackoff(ctx: ReplicaContext): void {
  const [lo, hi] = ctx.params.backoffUs;
  ctx.setTimer('backoff', ctx.random.between(lo, hi));
}

/** From now on it elects nobody else for the length of a lease. */
export function promise(s: ReplicaState, to: NodeId, ctx: ReplicaContext): void {
  s.promisedTo = to;
  s.promiseUntil = ctx.now + ctx.params.leaseUs;
  ctx.cancelTimer('backoff');
  ctx.setTimer('promise', ctx.params.leaseUs);
}

/** What it promised is over: nobody renewed it. */
export function onPromiseOver(s: ReplicaState, ctx: ReplicaContext): void {
  if (s.promiseUntil === null || s.role === 'master') return;
  if (isBefore(ctx.now, s.promiseUntil)) {
    ctx.setTimer('promise', s.promiseUntil - ctx.now);
    return;
  }
  ctx.rule('PR1');
  s.promiseUntil = null;
  s.master = null;
  if (s.role === 'candidate') {
    s.role = 'replica';
    ctx.becomes('replica', 'noMajority');
  }
  ctx.believes(null, null);
  if (s.waitUntil === null) drawBackoff(ctx);
}

/** Nobody was heard of: it asks for votes itself. */
export function onBackoff(s: ReplicaState, ctx: ReplicaContext): void {
  if (s.role === 'master' || s.waitUntil !== null) return;
  if (isPromisedAway(s, ctx.self, ctx.now)) return;
  stand(s, ctx);
}

/** Asks all for their votes, in a new ballot. */
export function stand(s: ReplicaState, ctx: ReplicaContext): void {
  ctx.rule('EL1');
  const ballot = nextBallot(s, ctx.all, ctx.self);
  s.role = 'candidate';
  s.master = null;
  s.ballot = ballot;
  s.heard = ballot;
  s.sentUs = ctx.now;
  s.votes = [];
  s.newest = { ...s.stable };
  s.stable.promisedBallot = ballot;
  s.stable.acceptedMaster = ctx.self;
  promise(s, ctx.self, ctx);
  ctx.becomes('candidate', 'stands');
  ctx.believes(null, null);
  ctx.attempt(ballot);
  ctx.persist();
  ctx.send(ctx.self, voteOf(s, ballot, true));
  ctx.broadcast({
    type: 'VOTE_REQ',
    ballot,
    candidate: ctx.self,
    leaseLen: ctx.params.leaseUs,
  });
}

function voteOf(
  s: ReplicaState,
  ballot: number,
  granted: boolean,
): { readonly type: 'VOTE' } & Vote {
  const { promisedBallot, acceptedBallot, version, database } = s.stable;
  return {
    ...{ type: 'VOTE', ballot, granted, promised: promisedBallot, writtenIn: acceptedBallot },
    ...{ version, ...databaseOf(database) },
  };
}

/** True if it may vote for this candidate in this ballot. */
export function mayGrant(s: ReplicaState, { ballot, candidate }: VoteReq, now: Us): boolean {
  if (s.waitUntil !== null || isPromisedAway(s, candidate, now)) return false;
  const { promisedBallot, acceptedMaster } = s.stable;
  return ballot > promisedBallot || (ballot === promisedBallot && candidate === acceptedMaster);
}

export function onVoteReq(s: ReplicaState, m: VoteReq, ctx: ReplicaMessageContext): void {
  s.heard = Math.max(s.heard, m.ballot);
  if (!mayGrant(s, m, ctx.now)) {
    ctx.rule('VR1');
    ctx.reply(voteOf(s, m.ballot, false));
    return;
  }
  ctx.rule('VR2');
  if (s.role === 'candidate') {
    s.role = 'replica';
    ctx.becomes('replica', 'voted');
  }
  s.master = null;
  ctx.believes(null, null);
  s.stable.promisedBallot = m.ballot;
  s.stable.acceptedMaster = m.candidate;
  promise(s, m.candidate, ctx);
  ctx.persist();
  ctx.reply(voteOf(s, m.ballot, true));
}

/** True if the one was written after the other: in a later ballot, or later in the same. */
export function isNewer(a: Durable, b: Durable): boolean {
  if (a.acceptedBallot !== b.acceptedBallot) return a.acceptedBallot > b.acceptedBallot;
  return a.version > b.version;
}

export function onVote(s: ReplicaState, m: Vote, ctx: ReplicaMessageContext): void {
  s.heard = Math.max(s.heard, m.promised);
  if (s.role !== 'candidate' || m.ballot !== s.ballot) return;
  if (!m.granted) {
    ctx.rule('VO2');
    if (!s.votes.some(({ node }) => node === ctx.from)) {
      s.votes = [...s.votes, { node: ctx.from, granted: false }];
    }
    return;
  }
  ctx.rule('VO1');
  s.votes = withVote(s, ctx.from);
  const theirs = { ...s.newest, acceptedBallot: m.writtenIn, version: m.version };
  if (isNewer(theirs, s.newest)) s.newest = { ...theirs, database: databaseOf(m) };
  const leaseEnd = s.sentUs + trusted(ctx.params.leaseUs, ctx.params);
  if (!isWon(s, ctx.all) || ctx.now >= leaseEnd) return;
  win(s, leaseEnd, ctx);
}

/** The votes with this one: a grant stays a grant. */
export function withVote(s: ReplicaState, from: NodeId): ReplicaState['votes'] {
  const others = s.votes.filter(({ node }) => node !== from);
  return [...others, { node: from, granted: true }];
}

export function isWon(s: ReplicaState, all: readonly NodeId[]): boolean {
  return s.votes.filter(({ granted }) => granted).length >= majority(all.length);
}

/** A majority has promised to elect nobody else: it is the master until its lease ends. */
function win(s: ReplicaState, leaseEnd: Us, ctx: ReplicaContext): void {
  ctx.rule('VO3');
  s.role = 'master';
  s.master = ctx.self;
  s.stage = 'elected';
  s.leaseEnd = leaseEnd;
  s.round = 0;
  s.rounds = [];
  s.synced = [];
  s.beyond = [];
  s.committed = 0;
  s.answers = [];
  s.leases = [];
  s.parked = [];
  s.freeAt = null;
  ctx.becomes('master', 'votes');
  ctx.believes(ctx.self, s.ballot);
  ctx.setTimer('lease', leaseEnd - ctx.now);
  ctx.setTimer('takeOver', 0);
  ctx.cancelTimer('promise');
  announce(s, ctx);
}

/** Tells all who is master and asks them to keep their promise: one round of renewal. */
export function announce(s: ReplicaState, ctx: ReplicaContext): void {
  s.round += 1;
  // Older rounds have had their time.
  s.rounds = [...s.rounds.slice(-7), { round: s.round, sentUs: ctx.now, acks: [ctx.self] }];
  // Its own promise runs with those of the others.
  s.promisedTo = ctx.self;
  s.promiseUntil = ctx.now + ctx.params.leaseUs;
  ctx.broadcast({
    type: 'RENEW',
    ballot: s.ballot,
    round: s.round,
    leaseLen: ctx.params.leaseUs,
  });
  ctx.setTimer('renew', ctx.params.renewEveryUs);
}

/** True for a master whose lease is over by its own clock. */
export function isLeaseOver(s: ReplicaState, now: Us): boolean {
  return s.role === 'master' && !isBefore(now, s.leaseEnd);
}

/** Before anything else: whose lease is over is no master any more, however late it notices. */
export function stopIfLeaseOver(s: ReplicaState, ctx: ReplicaContext): void {
  if (!isLeaseOver(s, ctx.now)) return;
  ctx.rule('LE1');
  stop(s, ctx);
  ctx.becomes('replica', 'leaseOver');
  ctx.believes(null, null);
  const left = (s.promiseUntil ?? ctx.now) - ctx.now;
  ctx.setTimer('promise', Math.max(0, left));
}

/** Everything that only a master has is gone. */
export function stop(s: ReplicaState, ctx: ReplicaContext): void {
  s.role = 'replica';
  s.master = null;
  s.stage = null;
  s.leaseEnd = null;
  s.rounds = [];
  s.answers = [];
  s.parked = [];
  s.freeAt = null;
  for (const name of ['lease', 'renew', 'takeOver', 'lockDelay'] as const) ctx.cancelTimer(name);
  for (const { session } of s.leases) {
    ctx.cancelTimer('hold', String(session));
    ctx.cancelTimer('session', String(session));
  }
  s.leases = [];
}

/** The lease timer: the stop itself is made before every step; an earlier ring winds it anew. */
export function onLease(s: ReplicaState, ctx: ReplicaContext): void {
  if (s.role !== 'master' || s.leaseEnd === null) return;
  ctx.setTimer('lease', s.leaseEnd - ctx.now);
}

/** How much of the margin is kept back is the same for master and client. */
export function leaseFrom(sentUs: Us, params: ChubbyParams): Us {
  return sentUs + trusted(params.leaseUs, params);
}
