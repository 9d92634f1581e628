/**
 * A user: one operation at a time, at the server it takes for the leader; sent on, it asks there; without an
 * answer it gives up and tries the next server with the next operation. It never repeats a write: whether
 * one without an answer took effect stays open.
 */
import type { NodeId, Part } from '../../engine/protocol';
import { append, empty } from '../../lib/list';
import type { Over } from '../types';
import { TO_SERVERS, TO_USERS } from './schemas';
import type {
  ReadReply,
  Redirect,
  RegisterParams,
  Seen,
  ToUsers,
  UserContext,
  UserState,
  UserTimer,
  WriteReply,
} from './types';

/** It is sent on so often at most; then it waits. */
export const HOPS_MAX = 3;

function begin(s: UserState, ctx: UserContext): void {
  ctx.becomes('opUser', 'register.begins');
  const place = ctx.all.indexOf(ctx.self);
  s.guess = place;
  ctx.setTimer('opDue', Math.floor((ctx.params.workload.everyUs * (place + 1)) / ctx.all.length));
}

function servers(ctx: UserContext): readonly NodeId[] {
  return ctx.of(ctx.params.workload.servers);
}

function ask(s: UserState, ctx: UserContext): void {
  const { open } = s;
  const all = servers(ctx);
  const to = all[s.guess % all.length];
  if (open === null || to === undefined) return;
  const { op, kind, value } = open;
  ctx.send(to, kind === 'write' ? { type: 'Write', op, value } : { type: 'Read', op });
}

function onOpDue(s: UserState, ctx: UserContext): void {
  const { everyUs, waitUs, readsInThousand, reads } = ctx.params.workload;
  ctx.setTimer('opDue', everyUs);
  if (s.open !== null) return;
  const isRead = ctx.random.between(1, 1000) <= readsInThousand;
  ctx.rule(isRead ? 'RU2' : 'RU1');
  let value = 0;
  if (!isRead) {
    // No value is ever written twice: an answer tells by which write it came about.
    value = s.stable.made * ctx.all.length + ctx.all.indexOf(ctx.self) + 1;
    s.stable.made += 1;
  }
  // A local read is asked of a server of one's own, wherever the leader may be.
  if (isRead && reads === 'local') s.guess = ctx.all.indexOf(ctx.self);
  s.stable.op += 1;
  s.open = { op: s.stable.op, kind: isRead ? 'read' : 'write', value, from: ctx.now, hops: 0 };
  ctx.setTimer('opWait', waitUs);
  ctx.persist();
  ask(s, ctx);
}

/** The operation is over; `value` null: without an answer. */
function close(s: UserState, value: number | null, ctx: UserContext): void {
  const { open } = s;
  if (open === null) return;
  ctx.cancelTimer('opWait');
  s.open = null;
  const { kind, from } = open;
  const seen: Seen = {
    kind,
    value: value ?? open.value,
    from,
    to: value === null ? null : ctx.now,
  };
  if (value !== null || kind === 'write') s.seen = append(s.seen, seen);
}

function onWriteReply(s: UserState, m: WriteReply, ctx: UserContext): void {
  if (s.open?.op !== m.op || s.open.kind !== 'write') return;
  ctx.rule('RU3');
  close(s, s.open.value, ctx);
}

function onReadReply(s: UserState, m: ReadReply, ctx: UserContext): void {
  if (s.open?.op !== m.op || s.open.kind !== 'read') return;
  ctx.rule('RU3');
  close(s, m.value, ctx);
}

function onRedirect(s: UserState, m: Redirect, ctx: UserContext): void {
  const { open } = s;
  if (open?.op !== m.op || m.leader === null || open.hops >= HOPS_MAX) return;
  ctx.rule('RU4');
  s.guess = Math.max(0, servers(ctx).indexOf(m.leader));
  s.open = { ...open, hops: open.hops + 1 };
  ask(s, ctx);
}

function onOpWait(s: UserState, ctx: UserContext): void {
  if (s.open === null) return;
  ctx.rule('RU5');
  s.failed += 1;
  s.vainUs += ctx.now - s.open.from;
  s.guess += 1;
  close(s, null, ctx);
}

export const userPart: Part<UserState, ToUsers, UserTimer, Over<RegisterParams>> = {
  plain: true,
  ordered: true,
  messages: TO_USERS,
  sends: { Write: TO_SERVERS.Write, Read: TO_SERVERS.Read },
  timers: ['opDue', 'opWait'],
  suspect: '',
  init: () => ({
    stable: { made: 0, op: 0 },
    ...{ open: null, guess: 0, seen: empty<Seen>(), vainUs: 0, failed: 0 },
  }),
  copyState: (s) => ({ ...s, stable: { ...s.stable } }),
  onStart: begin,
  onRestart: begin,
  on: { WriteReply: onWriteReply, ReadReply: onReadReply, Redirect: onRedirect },
  timeouts: { opDue: onOpDue, opWait: onOpWait },
};
