/**
 * A server of the register. The leader takes writes and reads; where leaders need a majority it first learns
 * from one what there was, and answers a write only when one has it. Followers send users on to the leader,
 * unless reads are local. Start reading at `onLeads`.
 */
import type { Leads, NodeId, Part } from '../../engine/protocol';
import type { Over } from '../types';
import { follow, keep, onCopy, onFollow } from './copies';
import { TO_SERVERS, TO_USERS } from './schemas';
import type {
  CopyReply,
  FollowReply,
  Pending,
  Read,
  RegisterParams,
  ServerContext,
  ServerMessageContext,
  ServerState,
  ServerTimer,
  ToServers,
  Write,
} from './types';

/** How many servers must have answered, the leader among them. */
function needed(ctx: ServerContext): number {
  return ctx.params.workload.quorum ? Math.floor(ctx.all.length / 2) + 1 : 1;
}

function onLeads(s: ServerState, { leader, mine, token }: Leads, ctx: ServerContext): void {
  s.leader = leader;
  s.mine = mine;
  s.ready = false;
  s.leaseEnd = null;
  s.pending = [];
  s.token = token ?? 0;
  // A step of its own: the one that made it leader may be writing to disk already.
  if (mine) ctx.setTimer('follow', 0);
  else ctx.cancelTimer('follow');
}

/** A round: who follows me? Asked until enough do, and again and again where reads rest on a lease. */
function ask(s: ServerState, ctx: ServerContext): void {
  ctx.rule('RL1');
  ctx.setTimer('follow', ctx.params.workload.waitUs);
  s.round += 1;
  s.askedUs = ctx.now;
  s.acks = follow(s, s.token, ctx) ? [ctx.self] : [];
  ctx.broadcast({ type: 'Follow', token: s.token, round: s.round });
  if (!asked(s, ctx)) ctx.persist();
}

/** Itself, unless it follows a later leader by now. */
function own(s: ServerState, ctx: ServerContext): readonly NodeId[] {
  return ctx.params.workload.quorum && s.stable.promised > s.token ? [] : [ctx.self];
}

/** If enough follow: the lease begins when the question left, and a new leader may begin. True if it wrote. */
function asked(s: ServerState, ctx: ServerContext): boolean {
  if (s.acks.length < needed(ctx)) return false;
  s.leaseEnd = s.askedUs + ctx.params.workload.leaseUs;
  if (s.ready || s.pending.some(({ what }) => what === 'write')) return false;
  ctx.rule('RL2');
  // What it found may not be known to a majority: it becomes the first value of its own.
  const isSameOrder = !ctx.params.workload.quorum || s.stable.token === s.token;
  s.seq = isSameOrder ? s.stable.seq : 0;
  s.shownSeq = s.seq;
  write(s, null, 0, s.stable.value, ctx);
  return true;
}

function onFollowDue(s: ServerState, ctx: ServerContext): void {
  if (!s.mine) return;
  if (!s.ready) s.pending = [];
  if (!s.ready || ctx.params.workload.reads === 'lease') ask(s, ctx);
}

function onFollowReply(s: ServerState, m: FollowReply, ctx: ServerMessageContext): void {
  const { quorum } = ctx.params.workload;
  if (!s.mine || !m.done || m.asked !== s.token) return;
  if (m.round === s.round && !s.acks.includes(ctx.from)) {
    // While it learns what there was, the latest of the answers counts.
    if (!s.ready && s.pending.length === 0) keep(s, m, quorum);
    s.acks = [...s.acks, ctx.from];
    asked(s, ctx);
  }
  confirm(s, (one) => one.what === 'read' && one.round === m.round, ctx);
}

/** One more server stands behind what is pending; what has enough is answered. */
function confirm(
  s: ServerState,
  isMeant: (one: Pending) => boolean,
  ctx: ServerMessageContext,
): void {
  s.pending = s.pending.map((one) =>
    isMeant(one) && !one.acks.includes(ctx.from) ? { ...one, acks: [...one.acks, ctx.from] } : one,
  );
  settle(s, ctx);
}

function settle(s: ServerState, ctx: ServerContext): void {
  const done = s.pending.filter(({ acks }) => acks.length >= needed(ctx));
  if (done.length === 0) return;
  s.pending = s.pending.filter((one) => !done.includes(one));
  for (const one of done) {
    if (one.what === 'read') {
      answer(s, one.user, one.op, ctx);
      continue;
    }
    ctx.rule('RL4');
    s.ready = true;
    // Of two writes under way the later one may be through first; the earlier is then past.
    if (one.seq > s.shownSeq) {
      s.shown = one.value;
      s.shownSeq = one.seq;
    }
    if (one.user !== null) ctx.send(one.user, { type: 'WriteReply', op: one.op });
  }
}

function answer(s: ServerState, user: NodeId, op: number, ctx: ServerContext): void {
  ctx.rule('RL6');
  ctx.send(user, { type: 'ReadReply', op, value: s.shown });
}

/** A value of its own: kept, written to disk, and on its way to all others. */
function write(
  s: ServerState,
  user: NodeId | null,
  op: number,
  value: number,
  ctx: ServerContext,
): void {
  s.seq += 1;
  const { token, seq } = s;
  keep(s, { token, seq, value }, ctx.params.workload.quorum);
  s.pending = [...s.pending, { what: 'write', user, op, seq, value, acks: own(s, ctx) }];
  ctx.persist();
  ctx.broadcast({ type: 'Copy', token, seq, value });
  settle(s, ctx);
}

function onWrite(s: ServerState, { op, value }: Write, ctx: ServerMessageContext): void {
  if (!s.mine || !s.ready) {
    ctx.reply({ type: 'Redirect', op, leader: s.mine ? null : s.leader });
    return;
  }
  ctx.rule('RL3');
  write(s, ctx.from, op, value, ctx);
}

function onRead(s: ServerState, { op }: Read, ctx: ServerMessageContext): void {
  const { reads, quorum } = ctx.params.workload;
  if (reads === 'local') {
    ctx.rule('RL7');
    ctx.reply({ type: 'ReadReply', op, value: s.stable.value });
    return;
  }
  if (!s.mine || !s.ready) {
    ctx.reply({ type: 'Redirect', op, leader: s.mine ? null : s.leader });
    return;
  }
  const isLeased = s.leaseEnd !== null && ctx.now < s.leaseEnd;
  if (!quorum || reads === 'leader' || (reads === 'lease' && isLeased)) {
    answer(s, ctx.from, op, ctx);
    return;
  }
  ctx.rule('RL5');
  s.round += 1;
  const { round, token } = s;
  s.pending = [...s.pending, { what: 'read', user: ctx.from, op, round, acks: own(s, ctx) }];
  ctx.broadcast({ type: 'Follow', token, round });
  settle(s, ctx);
}

function onCopyReply(s: ServerState, m: CopyReply, ctx: ServerMessageContext): void {
  if (!s.mine || !m.done || m.token !== s.token) return;
  confirm(s, (one) => one.what === 'write' && one.seq === m.seq, ctx);
}

/** After a crash it may have promised something: it is bound for as long as it could be. */
function onRestart(s: ServerState, ctx: ServerContext): void {
  s.boundUntil = ctx.now + ctx.params.workload.leaseUs;
}

export const serverPart: Part<ServerState, ToServers, ServerTimer, Over<RegisterParams>> = {
  plain: true,
  ordered: true,
  messages: TO_SERVERS,
  sends: TO_USERS,
  timers: ['follow'],
  suspect: '',
  init: () => ({
    stable: { promised: 0, token: 0, seq: 0, value: 0 },
    ...{ leader: null, mine: false, token: 0, ready: false, round: 0, askedUs: 0, acks: [] },
    ...{ leaseEnd: null, boundUntil: null, seq: 0, shown: 0, shownSeq: 0 },
    pending: [],
  }),
  copyState: (s) => ({ ...s, stable: { ...s.stable } }),
  onStart: () => undefined,
  onRestart,
  onLeads,
  on: {
    Write: onWrite,
    Read: onRead,
    Follow: onFollow,
    FollowReply: onFollowReply,
    Copy: onCopy,
    CopyReply: onCopyReply,
  },
  timeouts: { follow: onFollowDue },
};
