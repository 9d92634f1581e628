/**
 * AppendEntries as a leader sends it: to all, or to one server that lacks entries. Raft §5.3. When a lease
 * or ReadIndex counts heartbeats, every message to all opens a round, which the answers name again.
 */
import type { NodeId } from '../../engine/protocol';
import { slice } from '../../lib/list';
import { countsRounds, renewLease } from './contact';
import { lastIndex, termAt } from './log';
import { keepsLease } from './timing';
import type { Entry, RaftContext, RaftMessages, RaftState } from './types';

/** At most so many entries travel in one message; the rest follows when these are stored. */
export const MAX_ENTRIES = 64;

const NO_ENTRIES: readonly Entry[] = [];

type AppendEntriesMessage = { readonly type: 'AppendEntries' } & RaftMessages['AppendEntries'];

export function lacksEntries(s: RaftState, peer: NodeId): boolean {
  return (s.nextIndex[peer] ?? 1) <= lastIndex(s.stable.log);
}

/** AppendEntries to every peer, with up to `most` of the entries it lacks. */
export function sendToAll(s: RaftState, most: number, ctx: RaftContext): void {
  openRound(s, ctx);
  let message: AppendEntriesMessage | null = null;
  let builtFor = 0;
  for (const peer of ctx.peers) {
    const next = s.nextIndex[peer] ?? 1;
    if (message === null || next !== builtFor) {
      message = appendEntriesFrom(s, next, most, ctx);
      builtFor = next;
    }
    ctx.send(peer, message);
  }
  if (ctx.peers.length === 0) renewLease(s, ctx); // Alone, nobody else has to answer.
}

/** To one server: what it lacks, as much as fits. */
export function sendEntries(s: RaftState, to: NodeId, ctx: RaftContext): void {
  ctx.send(to, appendEntriesFrom(s, s.nextIndex[to] ?? 1, MAX_ENTRIES, ctx));
}

function openRound(s: RaftState, ctx: RaftContext): void {
  if (!countsRounds(ctx.params)) return;
  s.round += 1;
  if (!keepsLease(ctx.params)) return;
  s.openRounds = [...s.openRounds, { round: s.round, sentUs: ctx.now }];
}

function appendEntriesFrom(
  s: RaftState,
  next: number,
  most: number,
  ctx: RaftContext,
): AppendEntriesMessage {
  const { currentTerm, log } = s.stable;
  const prevIndex = next - 1;
  const isEmpty = most === 0 || prevIndex === lastIndex(log);
  return {
    type: 'AppendEntries',
    term: currentTerm,
    leader: ctx.self,
    prevIndex,
    prevTerm: termAt(log, prevIndex),
    entries: isEmpty ? NO_ENTRIES : slice(log, prevIndex, prevIndex + most),
    leaderCommit: s.commitIndex,
    ...(countsRounds(ctx.params) && { round: s.round }),
  };
}
