/**
 * How a node becomes the distinguished leader: phase 1, once for all slots that it does not know to be
 * decided. What is reported it proposes again, and it fills the gaps between with no-ops. L. Lamport,
 * "Paxos Made Simple" (2001), section 3.
 */
import { majority } from '../../shared/quorum';
import { nextBallot } from '../ballots';
import type {
  MultiContext,
  MultiMessageContext,
  MultiMessages,
  MultiPromise,
  MultiState,
  Nack,
} from '../types';
import { believe, standDown, waitForLeader } from './following';
import { propose, sendHeartbeat } from './leader';
import { highestOf } from './slots';

/** Nobody was heard of who leads, or the own ballot has taken too long. */
export function onRetry(s: MultiState, ctx: MultiContext): void {
  if (s.role === 'leader') {
    ctx.rule('MRT2');
    return;
  }
  ctx.rule('MRT1');
  const { lastTried, maxBal, ledger } = s.stable;
  const ballot = nextBallot(Math.max(lastTried, maxBal, s.heard), ctx.self, ctx.all);
  s.stable.lastTried = ballot;
  s.role = 'preparing';
  s.ballot = ballot;
  s.firstSlot = ledger.length + 1;
  s.promises = [];
  s.refusals = [];
  s.reported = [];
  believe(s, null, 0, ctx);
  ctx.becomes('preparing', 'timeout');
  ctx.attempt(ballot);
  // A ballot must never be used again, not even after a crash.
  ctx.persist();
  ctx.setTimer('retry', ctx.random.between(ctx.params.retryUsMin, ctx.params.retryUsMax));
  const prepare: { readonly type: 'Prepare' } & MultiMessages['Prepare'] = {
    type: 'Prepare',
    b: ballot,
    first: s.firstSlot,
  };
  ctx.broadcast(prepare);
  ctx.send(ctx.self, prepare);
}

export function onPromise(s: MultiState, m: MultiPromise, ctx: MultiMessageContext): void {
  if (m.b !== s.ballot || s.role !== 'preparing') {
    ctx.rule('MPM5');
    return;
  }
  ctx.rule('MPM1');
  if (!s.promises.includes(ctx.from)) s.promises = [...s.promises, ctx.from];
  s.reported = highestOf(s.reported, m.slots);
  if (s.promises.length >= majority(ctx.all.length)) lead(s, ctx);
}

/** Leads from now on: every later command needs only phase 2. */
function lead(s: MultiState, ctx: MultiContext): void {
  ctx.rule('MPM2');
  const { reported, firstSlot } = s;
  s.role = 'leader';
  s.promises = [];
  s.refusals = [];
  s.reported = [];
  s.nextSlot = firstSlot;
  s.proposals = [];
  s.beatSlot = 0;
  ctx.becomes('leader', 'promised');
  believe(s, ctx.self, s.ballot, ctx);
  ctx.cancelTimer('retry');
  sendHeartbeat(s, ctx);
  if (reported.length === 0) return;
  ctx.rule('MPM3');
  const last = reported.at(-1)?.slot ?? 0;
  const bySlot = new Map(reported.map((one) => [one.slot, one.command]));
  for (let slot = firstSlot; slot <= last; slot++) propose(s, bySlot.get(slot) ?? null, ctx);
}

/** Some acceptor has promised a higher ballot. */
export function onNack(s: MultiState, m: Nack, ctx: MultiMessageContext): void {
  if (m.maxBal > s.heard) s.heard = m.maxBal;
  if (m.b !== s.ballot || s.role === 'follower') {
    ctx.rule('MNK3');
    return;
  }
  if (s.role === 'leader') {
    ctx.rule('MNK4');
    standDown(s, 'refused', ctx);
    return;
  }
  ctx.rule('MNK1');
  if (!s.refusals.includes(ctx.from)) s.refusals = [...s.refusals, ctx.from];
  if (ctx.all.length - s.refusals.length >= majority(ctx.all.length)) return;
  ctx.rule('MNK2');
  standDown(s, 'refused', ctx);
}

/** A node at its birth, or back after a crash. */
export function startsBy(rule: string, why: string): (s: MultiState, ctx: MultiContext) => void {
  return (_s, ctx) => {
    ctx.rule(rule);
    ctx.becomes('follower', why);
    waitForLeader(ctx);
  };
}
