/**
 * What every ring election shares: a bid begins, a node is outbid, a leader is known. Who wins, and how
 * that is found out, is each protocol's own.
 */
import type { NodeId } from '../../engine/protocol';
import { unwatch, watch } from '../shared/pinging';
import { holderOf } from './order';
import type { RingContext, RingState } from './types';

/** Takes part with the own id. `why` is the reason of the role shown on the page. */
export function run(s: RingState, why: string, ctx: RingContext): void {
  openBid(s, ctx);
  unwatch(s, ctx);
  s.status = 'running';
  s.leader = null;
  ctx.becomes('running', why);
  ctx.believes(null, null);
  if (ctx.params.restartUs !== null) ctx.setTimer('restart', ctx.params.restartUs);
}

/** Takes part, but stands no longer, or never stood. */
export function giveWay(s: RingState, why: string, ctx: RingContext): void {
  if (s.status === 'outbid') return;
  unwatch(s, ctx);
  s.status = 'outbid';
  s.leader = null;
  ctx.becomes('outbid', why);
  ctx.believes(null, null);
}

/** Knows from now on who leads. */
export function settle(s: RingState, leader: NodeId | null, why: string, ctx: RingContext): void {
  unwatch(s, ctx);
  if (ctx.params.restartUs !== null) ctx.cancelTimer('restart');
  s.status = 'settled';
  s.leader = leader;
  s.answered = [];
  s.tid = null;
  s.ntid = null;
  const leads = leader === ctx.self;
  ctx.becomes(leads ? 'leader' : 'follower', why);
  ctx.believes(leader, leader === null ? null : ctx.rank(leader));
  if (!leads) watch(ctx);
}

/** As `settle`, for a leader named by its id. */
export function settleOn(s: RingState, id: number, why: string, ctx: RingContext): void {
  settle(s, holderOf(id, ctx), why, ctx);
}

/** Nobody else acknowledges anything: this node is the whole ring. */
export function settleAlone(s: RingState, ctx: RingContext): void {
  s.members = [ctx.self];
  settle(s, ctx.self, 'alone', ctx);
}

/** True while it takes part in an election. */
export function takesPart(s: RingState): boolean {
  return s.status === 'running' || s.status === 'outbid';
}

/**
 * Numbers what this node begins, for the page: rings have no terms, so the number is made of the node's
 * place and its own count and is never sent. Different for every bid of every node.
 */
function openBid(s: RingState, ctx: RingContext): void {
  ctx.attempt(s.bids * ctx.all.length + ctx.all.indexOf(ctx.self) + 1);
  s.bids += 1;
}
