/**
 * How a silent leader is noticed where an algorithm leaves it open: every follower asks its leader for a
 * sign of life once a period, and takes one unanswered question for proof. Outside of the elections
 * themselves: the textbooks assume that somebody notices and do not say how.
 */
import type { Context, MessageContext, NodeId, Us } from '../../engine/protocol';

/** What of a node's state it needs. */
export interface Pinging {
  /** Whom the node takes for the leader; null: it knows none. */
  leader: NodeId | null;
  /** A PING was sent that the leader has not answered yet. */
  awaitingPong: boolean;
}

export interface PingParams {
  /** From one PING of a follower to the next, us on the local clock. */
  readonly pingEveryUs: Us;
  /** How long a PING may stay unanswered, us. */
  readonly pingWaitUs: Us;
}

type Messages = { PING: object; PONG: object };
type Timers = 'ping' | 'pingWait';
type Ctx = Context<Messages, Timers, PingParams>;

/** Begins to watch a leader. */
export function watch(ctx: Ctx): void {
  ctx.setTimer('ping', ctx.params.pingEveryUs);
}

/** Whatever was asked, no answer is waited for any more. */
export function unwatch(s: Pinging, ctx: Ctx): void {
  s.awaitingPong = false;
  ctx.cancelTimer('ping');
  ctx.cancelTimer('pingWait');
}

/** PI1: a period is over, ask the leader for a sign of life. */
export function onPingDue(s: Pinging, ctx: Ctx): void {
  const { leader } = s;
  if (leader === null || leader === ctx.self) return; // Made to ring by hand: nobody to ask.
  ctx.rule('PI1');
  ctx.send(leader, { type: 'PING' });
  // An unanswered PING keeps its own deadline, however soon the next one is due.
  if (!s.awaitingPong) ctx.setTimer('pingWait', ctx.params.pingWaitUs);
  s.awaitingPong = true;
  ctx.setTimer('ping', ctx.params.pingEveryUs);
}

/** PI2, PI3: who follows another is not the leader that was asked. */
export function onPing(
  s: Pinging,
  _m: object,
  ctx: MessageContext<Messages, Timers, PingParams>,
): void {
  const followsAnother = s.leader !== null && s.leader !== ctx.self;
  if (followsAnother) {
    ctx.rule('PI3');
    return;
  }
  ctx.rule('PI2');
  ctx.reply({ type: 'PONG' });
}

/** PO1, PO2: the sign of life, or one that nobody waits for any more. */
export function onPong(
  s: Pinging,
  _m: object,
  ctx: MessageContext<Messages, Timers, PingParams>,
): void {
  if (!s.awaitingPong || ctx.from !== s.leader) {
    ctx.rule('PO2');
    return;
  }
  ctx.rule('PO1');
  s.awaitingPong = false;
  ctx.cancelTimer('pingWait');
}
