/**
 * Hirschberg and Sinclair: whoever still stands asks twice as far as before, both ways, and goes on only
 * if nobody there is better. D. Hirschberg, J. Sinclair, "Decentralized extrema-finding in circular
 * configurations of processors", CACM 23(11), 1980; N. Lynch, "Distributed Algorithms", chapter 3.
 */
import { giveWay, run, settleOn, takesPart } from './leading';
import { beats, holderOf, opposite, ownId } from './order';
import { toNext } from './passing';
import type {
  PlainElected,
  Probe,
  Reply,
  RingContext,
  RingMessageContext,
  RingState,
  Way,
} from './types';

function wayOf({ right }: { readonly right: boolean }): Way {
  return right ? 'right' : 'left';
}

/** Begins with its neighbours. */
export function begin(s: RingState, why: string, ctx: RingContext): void {
  ctx.rule('HS1');
  run(s, why, ctx);
  s.phase = 0;
  probe(s, ctx);
}

/** Asks as far as this phase goes, both ways. */
function probe(s: RingState, ctx: RingContext): void {
  s.answered = [];
  let hopsLeft = 1;
  for (let phase = 0; phase < s.phase; phase++) hopsLeft *= 2;
  for (const way of ['right', 'left'] as const) {
    const right = way === 'right';
    toNext({ type: 'PROBE', id: ownId(ctx), phase: s.phase, hopsLeft, right }, way, ctx);
  }
}

export function onProbe(s: RingState, m: Probe, ctx: RingMessageContext): void {
  const { id, phase, hopsLeft, right } = m;
  const own = ownId(ctx);
  if (id === own) {
    meetItself(s, ctx);
    return;
  }
  if (beats(id, own, ctx)) {
    const isLast = hopsLeft <= 1;
    ctx.rule(isLast ? 'HS3' : 'HS2');
    // One of its two questions can come late, when its victory is known already.
    if (s.leader !== holderOf(id, ctx)) giveWay(s, 'better', ctx);
    const way = wayOf(m);
    if (isLast) toNext({ type: 'REPLY', id, phase, right: !right }, opposite(way), ctx);
    else toNext({ type: 'PROBE', id, phase, hopsLeft: hopsLeft - 1, right }, way, ctx);
    return;
  }
  ctx.rule('HS4');
  s.swallowed = id;
  if (!takesPart(s)) begin(s, 'asked', ctx);
}

/** The own question has come all the way round: nobody on the ring is better. */
function meetItself(s: RingState, ctx: RingMessageContext): void {
  if (s.status !== 'running') {
    // The question that went the other way has come round already.
    ctx.rule('HS8');
    return;
  }
  ctx.rule('HS7');
  settleOn(s, ownId(ctx), 'ownId', ctx);
  toNext({ type: 'ELECTED', id: ownId(ctx) }, 'right', ctx);
}

export function onReply(s: RingState, m: Reply, ctx: RingMessageContext): void {
  const { id, phase, right } = m;
  if (id !== ownId(ctx)) {
    ctx.rule('HS5');
    toNext({ type: 'REPLY', id, phase, right }, wayOf(m), ctx);
    return;
  }
  const side = opposite(wayOf(m));
  const isAwaited = s.status === 'running' && phase === s.phase && !s.answered.includes(side);
  if (!isAwaited) {
    ctx.rule('HS8');
    return;
  }
  ctx.rule('HS6');
  s.answered = [...s.answered, side];
  if (s.answered.length < 2) return;
  s.phase += 1;
  probe(s, ctx);
}

export function onElected(s: RingState, { id }: PlainElected, ctx: RingMessageContext): void {
  if (id === ownId(ctx)) {
    ctx.rule('HS10');
    return;
  }
  ctx.rule('HS9');
  settleOn(s, id, 'announced', ctx);
  toNext({ type: 'ELECTED', id }, 'right', ctx);
}
