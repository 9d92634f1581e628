/**
 * The learner of Multi-Paxos: chosen values go into the ledger in the order of their slots; what lies
 * beyond a gap waits. And the followers' side of the heartbeats.
 */
import { append } from '../../../lib/list';
import type {
  Heartbeat,
  MultiChosen,
  MultiMessageContext,
  MultiState,
  NumberedSlot,
} from '../types';
import { refuse } from './acceptor';
import { follow, isCurrent } from './following';

/** True if this slot is known to be decided. */
export function isLearned(s: MultiState, slot: number): boolean {
  return slot <= s.stable.ledger.length || s.beyond.some((one) => one.slot === slot);
}

/** Enters a chosen value. It is on disk with the next promise or acceptance; it can be asked for again. */
export function learn(s: MultiState, chosen: NumberedSlot): void {
  if (isLearned(s, chosen.slot)) return;
  let beyond = [...s.beyond, chosen].sort((a, b) => a.slot - b.slot);
  let { ledger } = s.stable;
  for (let next = beyond[0]; next?.slot === ledger.length + 1; next = beyond[0]) {
    ledger = append(ledger, { bal: next.bal, command: next.command });
    beyond = beyond.slice(1);
  }
  s.stable.ledger = ledger;
  s.beyond = beyond;
}

export function onChosen(s: MultiState, m: MultiChosen, ctx: MultiMessageContext): void {
  if (isLearned(s, m.slot)) {
    ctx.rule('MCH2');
    return;
  }
  ctx.rule('MCH1');
  learn(s, { slot: m.slot, bal: m.b, command: m.command });
}

export function onHeartbeat(s: MultiState, m: Heartbeat, ctx: MultiMessageContext): void {
  if (!isCurrent(s, m.b)) {
    refuse(s, m.b, 'MHB4', 'MHB5', ctx);
    return;
  }
  ctx.rule('MHB3');
  follow(s, m.b, ctx);
  ctx.reply({ type: 'HeartbeatReply', b: m.b, chosen: s.stable.ledger.length });
}
