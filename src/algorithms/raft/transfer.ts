/**
 * Leadership transfer: the leader takes no more requests, brings one follower up to date and tells it to
 * stand for election at once. Thesis 3.10. How the follower does so is in `election.ts`.
 */
import type { Json, NodeId } from '../../engine/protocol';
import { lastIndex } from './log';
import { sendEntries } from './sending';
import { setTimer } from './timing';
import type { RaftContext, RaftState } from './types';

/** The follower that is meant; nobody named: the one that is furthest, the first of equals. */
export function targetOf(s: RaftState, args: Json, peers: readonly NodeId[]): NodeId | null {
  const named = typeof args === 'object' && args !== null && 'to' in args ? args.to : args;
  if (named !== null) return peers.find((peer) => peer === named) ?? null;
  let best: NodeId | null = null;
  for (const peer of peers) {
    const reached = s.matchIndex[peer] ?? 0;
    if (best === null || reached > (s.matchIndex[best] ?? 0)) best = peer;
  }
  return best;
}

/** The action `transfer`, to `{"to": "n2"}`, to `"n2"` or to whoever is furthest. */
export function onTransfer(s: RaftState, args: Json, ctx: RaftContext): void {
  const target = targetOf(s, args, ctx.peers);
  if (s.role !== 'leader' || target === null || target === s.transferee) {
    ctx.rule('TL1');
    return;
  }
  ctx.rule('TL2');
  s.transferee = target;
  setTimer(s, 'transfer', ctx.params.electionTimeoutUsMin, ctx);
  if (isCaughtUp(s, target)) handOver(s, target, ctx);
  else sendEntries(s, target, ctx);
}

export function isCaughtUp(s: RaftState, target: NodeId): boolean {
  return (s.matchIndex[target] ?? 0) === lastIndex(s.stable.log);
}

/** The follower has the whole log. From here on it may win at any time, whatever a lease says. */
export function handOver(s: RaftState, target: NodeId, ctx: RaftContext): void {
  ctx.rule('TL3');
  s.handedOver = true;
  ctx.send(target, { type: 'TimeoutNow', term: s.stable.currentTerm, leader: ctx.self });
}

/** It has not taken over in time: back to work. */
export function onTransferTimer(s: RaftState, ctx: RaftContext): void {
  if (s.transferee === null) return; // Fired by hand where nothing is transferred.
  ctx.rule('TL4');
  s.transferee = null;
}
