/** How a node of the paper's form begins: on recovery, or in a cluster that has run before. */
import type { Seating } from '../../../engine/protocol';
import type { OriginalContext, OriginalState } from '../types';
import { beginNumbers } from './calls';
import { elect } from './election';
import { watch } from './resting';

/** Recovery: nothing is remembered, so a first start is the same. */
export function onStart(s: OriginalState, ctx: OriginalContext): void {
  ctx.rule('RC1');
  beginNumbers(s, ctx);
  elect(s, 'recovered', ctx);
}

/** The scenario names a coordinator: all are NORMAL under it, and nobody has to say anything. */
export function onSeat(s: OriginalState, seating: Seating, ctx: OriginalContext): void {
  const { leader } = seating;
  if (leader === null) {
    onStart(s, ctx);
    return;
  }
  ctx.rule('RC2');
  beginNumbers(s, ctx);
  s.s = 'NORMAL';
  s.c = leader;
  s.h = leader;
  s.d = ctx.all;
  ctx.becomes(leader === ctx.self ? 'leader' : 'follower', 'seated');
  ctx.believes(leader, ctx.rank(leader));
  watch(s, ctx);
}
