/**
 * How a node begins: for the first time, after a crash, or in a ring that has run before; and what makes
 * it begin an election later. `begin` is the protocol's own.
 */
import type { Seating } from '../../engine/protocol';
import { settle, takesPart } from './leading';
import type { RingContext, RingState } from './types';

/** What each protocol does when an election begins at this node. */
export type Begin = (s: RingState, why: string, ctx: RingContext) => void;

export interface Beginnings {
  onStart(s: RingState, ctx: RingContext): void;
  onRestart(s: RingState, ctx: RingContext): void;
  onSeat(s: RingState, seating: Seating, ctx: RingContext): void;
  /** The leader seems dead: a PING was not answered in time, or a person says so. */
  onSuspect(s: RingState, ctx: RingContext): void;
  /** Nobody was announced in all this time. */
  onNoResult(s: RingState, ctx: RingContext): void;
}

function beginsAtStart({ params, self }: RingContext): boolean {
  const { initiators } = params;
  return initiators === 'all' || (initiators !== 'detector' && initiators.includes(self));
}

export function beginnings(begin: Begin): Beginnings {
  const onStart = (s: RingState, ctx: RingContext): void => {
    if (beginsAtStart(ctx)) {
      ctx.rule('ST1');
      begin(s, 'started', ctx);
      return;
    }
    ctx.rule('ST2');
    ctx.becomes('idle', 'waits');
  };
  return {
    onStart,
    // Nothing is remembered, and nobody would tell: who comes back asks.
    onRestart: (s, ctx) => {
      ctx.rule('ST3');
      begin(s, 'returned', ctx);
    },
    onSeat: (s, { leader }, ctx) => {
      if (leader === null) {
        onStart(s, ctx);
        return;
      }
      ctx.rule('ST4');
      settle(s, leader, 'seated', ctx);
    },
    onSuspect: (s, ctx) => {
      s.awaitingPong = false;
      if (takesPart(s)) {
        ctx.rule('SU2');
        return;
      }
      ctx.rule('SU1');
      begin(s, 'suspects', ctx);
    },
    onNoResult: (s, ctx) => {
      if (!takesPart(s)) return; // Made to ring by hand: it knows who leads, or takes no part.
      ctx.rule('SU3');
      begin(s, 'noResult', ctx);
    },
  };
}
