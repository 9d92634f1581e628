/**
 * Copies of the register: whom a server follows and whose values it takes. Where leaders need a majority a
 * server promises to take nothing from an earlier one; elsewhere the later value wins, whoever wrote it.
 */
import type { Us } from '../../engine/protocol';
import type {
  Copy,
  Follow,
  RegisterParams,
  ServerContext,
  ServerMessageContext,
  ServerState,
} from './types';

/** True if it may follow this token now: no later leader was here, and no promise binds it. */
export function mayFollow(
  s: ServerState,
  token: number,
  now: Us,
  { quorum, reads }: RegisterParams,
): boolean {
  const { promised } = s.stable;
  if (!quorum) return true;
  if (token < promised) return false;
  const isBound = s.boundUntil !== null && now < s.boundUntil;
  return token === promised || !isBound || reads !== 'lease';
}

/** It follows this token from now on. The caller writes it to disk. */
export function follow(s: ServerState, token: number, ctx: ServerContext): boolean {
  if (!mayFollow(s, token, ctx.now, ctx.params.workload)) return false;
  s.stable.promised = Math.max(s.stable.promised, token);
  s.boundUntil = ctx.now + ctx.params.workload.leaseUs;
  return true;
}

export function onFollow(s: ServerState, m: Follow, ctx: ServerMessageContext): void {
  const done = follow(s, m.token, ctx);
  ctx.rule(done ? 'RC1' : 'RC2');
  const { token, seq, value } = s.stable;
  if (done) ctx.persist();
  const { round, token: asked } = m;
  ctx.reply({ type: 'FollowReply', round, asked, done, token, seq, value });
}

/** True if this value is later than the one it has. */
function isLater(s: ServerState, { token, seq }: Copy, quorum: boolean): boolean {
  const { stable } = s;
  if (quorum) return token > stable.token || (token === stable.token && seq > stable.seq);
  return seq > stable.seq || (seq === stable.seq && token > stable.token);
}

/** Takes the value over, if it is later. The caller writes it to disk. */
export function keep(s: ServerState, copy: Copy, quorum: boolean): void {
  if (!isLater(s, copy, quorum)) return;
  const { promised } = s.stable;
  const { token, seq, value } = copy;
  s.stable = { promised, token, seq, value };
}

export function onCopy(s: ServerState, m: Copy, ctx: ServerMessageContext): void {
  const { quorum } = ctx.params.workload;
  if (quorum && m.token < s.stable.promised) {
    ctx.rule('RC2');
    ctx.reply({ type: 'CopyReply', token: m.token, seq: m.seq, done: false });
    return;
  }
  ctx.rule('RC3');
  s.stable.promised = Math.max(s.stable.promised, m.token);
  keep(s, m, quorum);
  ctx.persist();
  ctx.reply({ type: 'CopyReply', token: m.token, seq: m.seq, done: true });
}
