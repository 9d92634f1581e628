/**
 * What a node does that is called. Every call is answered at once, whatever the state: an answer says no
 * more than that the node is up. Garcia-Molina 1982, procedures AreYouThere, AreYouNormal, Halt,
 * NewCoordinator, Ready.
 */
import type { Call, OriginalMessageContext, OriginalState, ReadyCall } from '../types';
import { stopAll } from './election';
import { watch } from './resting';

export function onAreYouThere(_s: OriginalState, m: Call, ctx: OriginalMessageContext): void {
  ctx.rule('AN1');
  ctx.reply({ type: 'AreYouThereReply', call: m.call });
}

export function onAreYouNormal(s: OriginalState, m: Call, ctx: OriginalMessageContext): void {
  ctx.rule('AN2');
  ctx.reply({ type: 'AreYouNormalReply', call: m.call, normal: s.s === 'NORMAL' });
  if (isHeard(s, ctx)) watch(s, ctx);
}

/** A sign of life of the coordinator that this node waits for. */
function isHeard(s: OriginalState, ctx: OriginalMessageContext): boolean {
  return s.s !== 'ELECTION' && s.c === ctx.from && s.stage === null;
}

/** Stops whatever it was doing; from now on it yields to the caller alone. */
export function onHalt(s: OriginalState, m: Call, ctx: OriginalMessageContext): void {
  ctx.rule('HL1');
  stopAll(s, ctx);
  s.s = 'ELECTION';
  s.h = ctx.from;
  s.c = null;
  ctx.becomes('halted', 'halted');
  ctx.believes(null, null);
  ctx.reply({ type: 'HaltReply', call: m.call });
  watch(s, ctx);
}

export function onNewCoordinator(s: OriginalState, m: Call, ctx: OriginalMessageContext): void {
  ctx.reply({ type: 'NewCoordinatorReply', call: m.call });
  if (s.h !== ctx.from || s.s !== 'ELECTION') {
    ctx.rule('NC5');
    return;
  }
  ctx.rule('NC4');
  stopAll(s, ctx);
  s.c = ctx.from;
  s.s = 'REORGANIZATION';
  ctx.becomes('preparing', 'appointed');
  ctx.believes(ctx.from, ctx.rank(ctx.from));
  watch(s, ctx);
}

export function onReady(s: OriginalState, m: ReadyCall, ctx: OriginalMessageContext): void {
  ctx.reply({ type: 'ReadyReply', call: m.call });
  if (s.c !== ctx.from || s.s !== 'REORGANIZATION') {
    ctx.rule('RD4');
    return;
  }
  ctx.rule('RD3');
  stopAll(s, ctx);
  s.d = m.d;
  s.s = 'NORMAL';
  ctx.becomes('follower', 'ready');
  watch(s, ctx);
}
