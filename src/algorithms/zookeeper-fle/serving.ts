/**
 * What goes on while a leader serves: requests, pings both ways, connections that end, limits that run
 * out. Leader.java (propose, ping), LearnerHandler.java, Learner.java.
 */
import type { Op } from '../../engine/protocol';
import { append } from '../../lib/list';
import { TRIES, commitUpTo, hear, isServed } from './following';
import { areHeard, pingsOf, put, without } from './learners';
import { advanceCommit } from './leading';
import { look } from './looking';
import { lastZxid, nextZxid } from './zxid';
import type { FleContext, FleMessageContext, FleState, Ping } from './types';

/** A request from outside. Only a leader that serves may make a transaction of it. */
export function onRequest(s: FleState, op: Op, ctx: FleContext): void {
  if (s.state !== 'LEADING' || s.zab !== 'BROADCAST') {
    ctx.rule('RQ2');
    const knows = s.state === 'FOLLOWING' && s.synced;
    ctx.note(knows ? `refused: ask ${s.vote.leader}` : 'refused: no leader known');
    return;
  }
  propose(s, [JSON.stringify(op)], ctx);
}

/** RQ1: makes transactions of some requests and sends them to all who have taken over the log. */
export function propose(s: FleState, commands: readonly string[], ctx: FleContext): void {
  ctx.rule('RQ1');
  let zxid = lastZxid(s.stable.log);
  for (const command of commands) {
    zxid = nextZxid(s.stable.log, s.epoch);
    s.stable.log = append(s.stable.log, { zxid, command });
    for (const peer of ctx.peers) {
      if (s.learners[peer]?.told !== true) continue;
      ctx.send(peer, { type: 'PROPOSAL', epoch: s.epoch, zxid, command });
    }
  }
  // Followers may store it while this disk still writes; its own copy counts afterwards.
  ctx.persist();
  ctx.send(ctx.self, { type: 'ACK', epoch: s.epoch, zxid });
}

/** It is time for another ping. */
export function onPingDue(s: FleState, ctx: FleContext): void {
  if (s.state !== 'LEADING' || s.zab !== 'BROADCAST') return; // Made to ring by hand.
  s.pings += 1;
  const self = s.learners[ctx.self];
  if (self !== undefined) s.learners = put(s.learners, ctx.self, { ...self, heardAt: s.pings });
  if (!areHeard(s, ctx.all, pingsOf(ctx.params))) {
    ctx.rule('PI2');
    look(s, 'noQuorum', ctx);
    return;
  }
  ctx.rule('PI1');
  ctx.setTimer('ping', ctx.params.pingEveryUs);
  for (const peer of ctx.peers) {
    if (s.learners[peer]?.acked === null || s.learners[peer] === undefined) continue;
    ctx.send(peer, {
      type: 'PING',
      epoch: s.epoch,
      zxid: lastZxid(s.stable.log),
      committed: s.committed,
    });
  }
}

export function onPing(s: FleState, m: Ping, ctx: FleMessageContext): void {
  if (s.state === 'LEADING') onPong(s, m, ctx);
  else if (isServed(s, ctx.from, m.epoch) && s.zab === 'BROADCAST') onPinged(s, m, ctx);
}

/** A follower answers, unless it finds that something was lost on the way. */
function onPinged(s: FleState, m: Ping, ctx: FleMessageContext): void {
  const last = lastZxid(s.stable.log);
  if (m.zxid > last) {
    ctx.rule('BR1');
    look(s, 'gap', ctx);
    return;
  }
  ctx.rule('PG1');
  hear(s, ctx);
  commitUpTo(s, m.committed);
  ctx.reply({ type: 'PING', epoch: m.epoch, zxid: last, committed: s.committed });
}

/** The answer of a follower, which says how far it has stored the log. */
function onPong(s: FleState, m: Ping, ctx: FleMessageContext): void {
  const learner = s.learners[ctx.from];
  if (learner === undefined || learner.acked === null || m.epoch !== s.epoch) return;
  ctx.rule('PO1');
  const acked = Math.max(learner.acked, m.zxid);
  s.learners = put(s.learners, ctx.from, { ...learner, acked, heardAt: s.pings });
  advanceCommit(s, ctx);
}

/** The other end has closed the connection, or nobody has listened there. */
export function onClose(s: FleState, _m: object, ctx: FleMessageContext): void {
  if (s.state === 'LEADING') {
    if (s.learners[ctx.from] === undefined) return;
    ctx.rule('CL1');
    s.learners = without(s.learners, ctx.all, ctx.from);
    return;
  }
  if (s.state !== 'FOLLOWING' || s.vote.leader !== ctx.from) return;
  if (s.zab === 'DISCOVERY' && s.tries < TRIES) {
    ctx.rule('CL2');
    ctx.setTimer('connect', ctx.params.connectUs);
    return;
  }
  ctx.rule('CL3');
  look(s, 'closed', ctx, ctx.from);
}

/** Joining, or being joined, has taken too long. */
export function onInitLimit(s: FleState, ctx: FleContext): void {
  if (s.state === 'LOOKING' || s.zab === 'BROADCAST') return; // Made to ring by hand.
  ctx.rule('IL1');
  look(s, 'tooLate', ctx);
}
