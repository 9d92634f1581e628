/**
 * The acceptor: phase 1b and 2b. What it promises and accepts is on disk before it answers. L. Lamport,
 * "Paxos Made Simple" (2001), section 2.2; TLA+ specification Paxos, Phase1b (strictly higher) and
 * Phase2b (at least).
 */
import type { Accept, Ballot, Prepare, SingleMessageContext, SingleState } from '../types';

export function onPrepare(s: SingleState, m: Prepare, ctx: SingleMessageContext): void {
  if (m.b <= s.stable.maxBal) {
    refuse(s, m.b, 'PP2', 'PP3', ctx);
    return;
  }
  ctx.rule('PP1');
  s.stable.maxBal = m.b;
  ctx.persist();
  ctx.reply({ type: 'Promise', b: m.b, vBal: s.stable.maxVBal, vVal: s.stable.maxVal });
}

export function onAccept(s: SingleState, m: Accept, ctx: SingleMessageContext): void {
  if (m.b < s.stable.maxBal) {
    refuse(s, m.b, 'AC2', 'AC3', ctx);
    return;
  }
  ctx.rule('AC1');
  s.stable.maxBal = m.b;
  s.stable.maxVBal = m.b;
  s.stable.maxVal = m.v;
  ctx.persist();
  const accepted = { type: 'Accepted', b: m.b, v: m.v } as const;
  if (ctx.params.learners === 'distinguished') {
    ctx.reply(accepted);
    return;
  }
  ctx.broadcast(accepted);
  ctx.send(ctx.self, accepted);
}

/** Says no, or nothing. A second copy of a Prepare that it has promised already gets no answer. */
function refuse(
  s: SingleState,
  b: Ballot,
  saysNo: string,
  isSilent: string,
  ctx: SingleMessageContext,
): void {
  const { maxBal } = s.stable;
  if (!ctx.params.nack || b === maxBal) {
    ctx.rule(isSilent);
    return;
  }
  ctx.rule(saysNo);
  ctx.reply({ type: 'Nack', b, maxBal });
}
