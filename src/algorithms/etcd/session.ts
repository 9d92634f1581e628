/**
 * What a session asks and how it ends: requests that are repeated until they are answered, and what is
 * forgotten with a lease. The handlers are in `client.ts` and `election.ts`.
 */
import type { Awaited, ClientContext, ClientMessages, ClientState, EtcdMessages } from './types';

type Asking = Exclude<
  {
    [K in keyof EtcdMessages & string]: { readonly type: K } & EtcdMessages[K];
  }[keyof EtcdMessages & string],
  { readonly type: keyof ClientMessages }
>;

/** Sends a request that is sent again, elsewhere, until it is answered. */
export function ask(s: ClientState, what: Awaited['what'], ctx: ClientContext): number {
  s.number += 1;
  s.awaited = { number: s.number, sentUs: ctx.now, what };
  ctx.setTimer('answer', ctx.params.answerUs);
  return s.number;
}

export function tellStore(s: ClientState, message: Asking, ctx: ClientContext): void {
  if (s.store !== null) ctx.send(s.store, message);
}

/** Asks for a lease. */
export function askLease(s: ClientState, ctx: ClientContext): void {
  const number = ask(s, 'grant', ctx);
  tellStore(s, { type: 'LeaseGrant', number, ttl: ctx.params.ttlUs }, ctx);
}

/** True for the answer to what it asked last. */
export function isAwaited(s: ClientState, what: Awaited['what'], number: number): boolean {
  return s.awaited !== null && s.awaited.what === what && s.awaited.number === number;
}

export function answered(s: ClientState, ctx: ClientContext): void {
  s.awaited = null;
  ctx.cancelTimer('answer');
}

/** Nothing of its campaign counts any more. */
export function dropElection(s: ClientState, ctx: ClientContext): void {
  answered(s, ctx);
  s.rev = null;
  s.before = null;
  s.wanted = null;
  s.observed = null;
  ctx.believes(null, null);
}

/** The session is done: nothing of it counts any more. A new one begins at once. */
export function endSession(s: ClientState, why: string, ctx: ClientContext): void {
  s.lease = null;
  s.leaseEnd = null;
  s.renewal = null;
  dropElection(s, ctx);
  ctx.cancelTimer('renew');
  ctx.cancelTimer('leaseEnd');
  s.role = 'outside';
  ctx.becomes('outside', why);
  askLease(s, ctx);
}
