/**
 * Peterson, and Dolev, Klawe and Rodeh: with one-way links, whoever stands compares the id before it with
 * the one before that, and only local winners go on, each with the id it has beaten the others with. G.
 * Peterson, "An O(n log n) unidirectional algorithm for the circular extrema problem", TOPLAS 4(4), 1982;
 * D. Dolev, M. Klawe, M. Rodeh, Journal of Algorithms 3(3), 1982. Needs links that keep the order.
 */
import { giveWay, run, settleOn, takesPart } from './leading';
import { beats, ownId } from './order';
import { toNext } from './passing';
import type {
  PetersonElected,
  PetersonElection,
  RingContext,
  RingMessageContext,
  RingState,
} from './types';

/** Stands for its own id. */
export function begin(s: RingState, why: string, ctx: RingContext): void {
  ctx.rule('PD1');
  run(s, why, ctx);
  standFor(s, ownId(ctx), ctx);
}

/** A new phase: says for which id it stands. */
function standFor(s: RingState, tid: number, ctx: RingContext): void {
  s.tid = tid;
  s.ntid = null;
  toNext({ type: 'ELECTION', id: tid, second: false }, 'right', ctx);
}

export function onElection(s: RingState, m: PetersonElection, ctx: RingMessageContext): void {
  // Woken by the first message it gets, it takes part before it looks at it.
  if (!takesPart(s)) begin(s, 'asked', ctx);
  const { id, second } = m;
  if (s.status === 'outbid') {
    ctx.rule('PD5');
    toNext({ type: 'ELECTION', id, second }, 'right', ctx);
    return;
  }
  if (second) {
    compare(s, id, ctx);
    return;
  }
  if (id === s.tid) {
    ctx.rule('PD6');
    settleOn(s, id, id === ownId(ctx) ? 'ownId' : 'idReturned', ctx);
    toNext({ type: 'ELECTED', id, by: ctx.self }, 'right', ctx);
    return;
  }
  ctx.rule('PD2');
  s.ntid = id;
  toNext({ type: 'ELECTION', id, second: true }, 'right', ctx);
}

/** Is the id before it better than its own and than the one before that? */
function compare(s: RingState, nntid: number, ctx: RingMessageContext): void {
  const { tid, ntid } = s;
  if (tid === null || ntid === null) {
    ctx.rule('PD8');
    return;
  }
  const isWorse = beats(tid, ntid, ctx) || beats(nntid, ntid, ctx);
  if (!isWorse) {
    ctx.rule('PD3');
    standFor(s, ntid, ctx);
    return;
  }
  ctx.rule('PD4');
  s.swallowed = tid;
  s.tid = null;
  s.ntid = null;
  giveWay(s, 'better', ctx);
}

export function onElected(s: RingState, m: PetersonElected, ctx: RingMessageContext): void {
  const { id, by } = m;
  if (by === ctx.self) {
    ctx.rule('PD9');
    return;
  }
  ctx.rule('PD7');
  settleOn(s, id, id === ownId(ctx) ? 'ownId' : 'announced', ctx);
  toNext({ type: 'ELECTED', id, by }, 'right', ctx);
}
