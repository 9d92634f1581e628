/**
 * How a message gets to the next node. Without acknowledgements it is simply sent to the neighbour, dead
 * or alive. With them (`ackWaitMs`) a neighbour that does not acknowledge in time is skipped: the ring
 * closes up over the dead. Tanenbaum and van Steen, ring election. Ours is that a message then bears the
 * mark of who made it, and that nobody passes on the same one twice: else each slow acknowledgement would
 * double it, and a message whose maker has died would circle for ever.
 */
import { settleAlone } from './leading';
import { neighbour } from './order';
import type {
  Ack,
  Marked,
  PlainToken,
  RingContext,
  RingMessageContext,
  RingState,
  Token,
  Way,
} from './types';

/** A token as its protocol makes it; it gets its mark when it is sent. */
export type Unmarked = Token extends infer T
  ? T extends Token
    ? Omit<T, keyof Marked>
    : never
  : never;

/** So many marks are remembered. A node sees fewer messages in one election of 50 nodes. */
const SEEN_MAX = 128;
/** After a crash a node numbers on from another place, or its messages would be taken for old ones. */
const FIRST_NUMBER_MAX = 1_000_000_000;

function markOf({ origin, number }: Marked): string {
  return `${origin}/${number}`;
}

/** Gives something to the next node on a ring that is taken to be whole. */
export function toNext(token: PlainToken, way: Way, ctx: RingContext): void {
  ctx.send(neighbour(ctx.all, ctx.self, way), token);
}

/** Sends something new round the ring. */
export function send(s: RingState, token: Unmarked, way: Way, ctx: RingContext): void {
  if (ctx.params.ackWaitUs === null) {
    handOver(s, { ...token, origin: null, number: null } as Token, way, ctx);
    return;
  }
  s.serial = s.serial === 0 ? ctx.random.between(1, FIRST_NUMBER_MAX) : s.serial + 1;
  handOver(s, { ...token, origin: ctx.self, number: s.serial } as Token, way, ctx);
}

/** Passes on what came, changed or not; it stays the same message. */
export function passOn(
  s: RingState,
  token: Unmarked,
  { origin, number }: Marked,
  way: Way,
  ctx: RingContext,
): void {
  handOver(s, { ...token, origin, number } as Token, way, ctx);
}

function handOver(s: RingState, token: Token, way: Way, ctx: RingContext): void {
  const to = neighbour(ctx.all, ctx.self, way);
  ctx.send(to, token);
  const { ackWaitUs } = ctx.params;
  if (ackWaitUs === null || token.origin === null || to === ctx.self) return;
  s.unacked = [...s.unacked, { to, way, token }];
  ctx.setTimer('ackWait', ackWaitUs, markOf(token));
}

/** Says that a message has come; false if the same one has come before, and is dropped. */
export function receive(s: RingState, m: Marked, ctx: RingMessageContext): boolean {
  acknowledge(m, ctx);
  return isNew(s, m, ctx);
}

/** Says that a message has come, if that is wanted. */
export function acknowledge({ origin, number }: Marked, ctx: RingMessageContext): void {
  if (origin === null || number === null) return;
  ctx.rule('PA1');
  ctx.reply({ type: 'ACK', origin, number });
}

/** False if the same message has come before, and is dropped. */
export function isNew(s: RingState, { origin, number }: Marked, ctx: RingMessageContext): boolean {
  if (origin === null || number === null) return true;
  const mark = markOf({ origin, number });
  if (s.seen.includes(mark)) {
    ctx.rule('PA6');
    return false;
  }
  s.seen = [...s.seen, mark].slice(-SEEN_MAX);
  return true;
}

/** The next node has it. */
export function onAck(s: RingState, m: Ack, ctx: RingMessageContext): void {
  const mark = markOf(m);
  const isAwaited = s.unacked.some((one) => markOf(one.token) === mark && one.to === ctx.from);
  if (!isAwaited) {
    ctx.rule('PA4');
    return;
  }
  ctx.rule('PA2');
  s.unacked = s.unacked.filter(({ token }) => markOf(token) !== mark);
  ctx.cancelTimer('ackWait', mark);
}

/** No acknowledgement in time: the node after it gets the message, and so on round the ring. */
export function onAckWait(s: RingState, ctx: RingContext, key: string): void {
  const unanswered = s.unacked.find((one) => markOf(one.token) === key);
  const { ackWaitUs } = ctx.params;
  if (unanswered === undefined || ackWaitUs === null) return; // Made to ring by hand.
  const { to: silent, way, token } = unanswered;
  const to = neighbour(ctx.all, silent, way);
  const others = s.unacked.filter((one) => one !== unanswered);
  if (to === ctx.self) {
    ctx.rule('PA5');
    s.unacked = others;
    settleAlone(s, ctx);
    return;
  }
  ctx.rule('PA3');
  s.unacked = [...others, { to, way, token }];
  ctx.send(to, token);
  ctx.setTimer('ackWait', ackWaitUs, key);
}
