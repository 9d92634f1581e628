/**
 * Chang and Roberts: one id travels round the ring, and who sees its own come back has won. E. Chang,
 * R. Roberts, "An improved algorithm for decentralized extrema-finding in circular configurations of
 * processes", CACM 22(5), 1979. Two forms: the textbooks' (Coulouris et al.), where a node that took no
 * part yet puts its own better id in place of a worse one, and the one of the TLA+ specification by S.
 * Merz (variant `passive`), where who did not begin only passes on.
 */
import { giveWay, run, settleOn, takesPart } from './leading';
import { beats, ownId } from './order';
import { passOn, receive, send } from './passing';
import type { Elected, Election, RingContext, RingMessageContext, RingState } from './types';

/** Sends the own id on its way. */
export function begin(s: RingState, why: string, ctx: RingContext): void {
  ctx.rule('CR1');
  run(s, why, ctx);
  send(s, { type: 'ELECTION', id: ownId(ctx) }, 'right', ctx);
}

export function onElection(s: RingState, m: Election, ctx: RingMessageContext): void {
  if (!receive(s, m, ctx)) return;
  const { id } = m;
  if (id === ownId(ctx)) {
    ctx.rule('CR5');
    win(s, ctx);
    return;
  }
  const passesAll = ctx.params.variant === 'passive' && !stands(s, ctx);
  if (passesAll || beats(id, ownId(ctx), ctx)) {
    ctx.rule(passesAll ? 'CR6' : 'CR2');
    giveWay(s, passesAll ? 'passive' : 'better', ctx);
    passOn(s, { type: 'ELECTION', id }, m, 'right', ctx);
    return;
  }
  s.swallowed = id;
  if (takesPart(s)) ctx.rule('CR4');
  else answerWorse(s, ctx);
}

/** In the passive form: a candidate, or the one that has won. */
function stands(s: RingState, ctx: RingContext): boolean {
  return s.status === 'running' || s.leader === ctx.self;
}

/** A worse id has come to a node that takes no part yet, or, in the passive form, to the leader. */
function answerWorse(s: RingState, ctx: RingContext): void {
  const id = ownId(ctx);
  if (ctx.params.variant === 'passive') {
    ctx.rule('CR9');
    send(s, { type: 'ELECTED', id }, 'right', ctx);
    return;
  }
  ctx.rule('CR3');
  run(s, 'asked', ctx);
  send(s, { type: 'ELECTION', id }, 'right', ctx);
}

/** The own id has come all the way round. */
function win(s: RingState, ctx: RingMessageContext): void {
  const id = ownId(ctx);
  settleOn(s, id, 'ownId', ctx);
  send(s, { type: 'ELECTED', id }, 'right', ctx);
}

export function onElected(s: RingState, m: Elected, ctx: RingMessageContext): void {
  if (!receive(s, m, ctx)) return;
  const { id } = m;
  if (id === ownId(ctx)) {
    ctx.rule('CR8');
    return;
  }
  ctx.rule('CR7');
  settleOn(s, id, 'announced', ctx);
  passOn(s, { type: 'ELECTED', id }, m, 'right', ctx);
}
