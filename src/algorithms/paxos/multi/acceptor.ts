/**
 * The acceptor of Multi-Paxos: one promise for all slots, one acceptance for each. What it promises and
 * accepts is on disk before it answers. L. Lamport, "Paxos Made Simple" (2001), sections 2.2 and 3.
 */
import type { Ballot, MultiAccept, MultiMessageContext, MultiPrepare, MultiState } from '../types';
import { believe, follow, isCurrent, standDown, waitForLeader } from './following';
import { acceptedFrom, withSlot } from './slots';

export function onPrepare(s: MultiState, m: MultiPrepare, ctx: MultiMessageContext): void {
  if (m.b <= s.stable.maxBal) {
    refuse(s, m.b, 'MPP2', 'MPP3', ctx);
    return;
  }
  ctx.rule('MPP1');
  s.stable.maxBal = m.b;
  if (ctx.from !== ctx.self) {
    if (m.b > s.ballot) standDown(s, 'deposed', ctx);
    waitForLeader(ctx);
  }
  // Whoever led by a lower ballot can get nothing accepted by this node any more.
  if (s.leader !== null && s.leaderBallot < m.b) believe(s, null, 0, ctx);
  ctx.persist();
  ctx.reply({ type: 'Promise', b: m.b, slots: acceptedFrom(s.stable.accepted, m.first) });
}

export function onAccept(s: MultiState, m: MultiAccept, ctx: MultiMessageContext): void {
  if (m.b < s.stable.maxBal) {
    refuse(s, m.b, 'MAC2', 'MAC3', ctx);
    return;
  }
  ctx.rule('MAC1');
  s.stable.maxBal = m.b;
  s.stable.accepted = withSlot(s.stable.accepted, m.slot, { bal: m.b, command: m.command });
  if (isCurrent(s, m.b)) follow(s, m.b, ctx);
  ctx.persist();
  ctx.reply({ type: 'Accepted', b: m.b, slot: m.slot });
}

/** Says no to a ballot below its promise, or nothing: a second copy of a Prepare gets no answer. */
export function refuse(
  s: MultiState,
  b: Ballot,
  saysNo: string,
  isSilent: string,
  ctx: MultiMessageContext,
): void {
  const { maxBal } = s.stable;
  if (!ctx.params.nack || b >= maxBal) {
    ctx.rule(isSilent);
    return;
  }
  ctx.rule(saysNo);
  ctx.reply({ type: 'Nack', b, maxBal });
}
