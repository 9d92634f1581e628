/**
 * The list that goes round: every live node writes itself on it, and who began reads off the best. A.
 * Tanenbaum, M. van Steen, "Distributed Systems", ring election, after G. Le Lann, "Distributed systems:
 * towards a formal approach", 1977.
 */
import { giveWay, run, settle } from './leading';
import { best } from './order';
import { acknowledge, isNew, passOn, receive, send } from './passing';
import type {
  ListCoordinator,
  ListElection,
  RingContext,
  RingMessageContext,
  RingState,
} from './types';

/** Sends a list on its way with only itself on it. */
export function begin(s: RingState, why: string, ctx: RingContext): void {
  ctx.rule('LI1');
  run(s, why, ctx);
  send(s, { type: 'ELECTION', initiator: ctx.self, list: [ctx.self] }, 'right', ctx);
}

export function onElection(s: RingState, m: ListElection, ctx: RingMessageContext): void {
  const { initiator, list } = m;
  acknowledge(m, ctx);
  // Who began was passed over, dead or slow: nobody is left to read the list off.
  if (initiator !== ctx.self && list.includes(ctx.self)) {
    ctx.rule('LI4');
    return;
  }
  if (!isNew(s, m, ctx)) return;
  if (initiator === ctx.self) {
    ctx.rule('LI3');
    const leader = best(list, ctx);
    s.members = list;
    settle(s, leader, leader === ctx.self ? 'best' : 'counted', ctx);
    send(s, { type: 'COORDINATOR', initiator, leader, list }, 'right', ctx);
    return;
  }
  ctx.rule('LI2');
  if (s.status !== 'running') giveWay(s, 'asked', ctx);
  passOn(s, { type: 'ELECTION', initiator, list: [...list, ctx.self] }, m, 'right', ctx);
}

export function onCoordinator(s: RingState, m: ListCoordinator, ctx: RingMessageContext): void {
  if (!receive(s, m, ctx)) return;
  const { initiator, leader, list } = m;
  if (initiator === ctx.self) {
    ctx.rule('LI6');
    return;
  }
  ctx.rule('LI5');
  s.members = list;
  settle(s, leader, leader === ctx.self ? 'best' : 'announced', ctx);
  passOn(s, { type: 'COORDINATOR', initiator, leader, list }, m, 'right', ctx);
}
