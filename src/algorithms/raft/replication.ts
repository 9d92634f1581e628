/**
 * The leader's side of log replication: taking up leadership, AppendEntries and its answers, the
 * commit rule, requests. Raft §5.3 and §5.4.2. The follower's side is in `following.ts`.
 */
import type { NodeId, Op } from '../../engine/protocol';
import { append, slice } from '../../lib/list';
import { majorityReached } from '../shared/quorum';
import { lastIndex, termAt } from './log';
import { NO_FLAGS, NO_VOTES } from './state';
import { believe, updateTerm } from './terms';
import type {
  AppendEntriesReply,
  ByPeer,
  Entry,
  RaftContext,
  RaftMessageContext,
  RaftMessages,
  RaftState,
} from './types';

/** At most so many entries travel in one message; the rest follows when these are stored. */
export const MAX_ENTRIES = 64;

const NO_ENTRIES: readonly Entry[] = [];

type AppendEntriesMessage = { readonly type: 'AppendEntries' } & RaftMessages['AppendEntries'];

/** The winner of an election takes up its work and says so at once. */
export function becomeLeader(s: RaftState, why: string, ctx: RaftContext): void {
  ctx.rule('L1');
  s.role = 'leader';
  s.votes = NO_VOTES;
  ctx.becomes('leader', why);
  believe(s, ctx.self, ctx);
  ctx.cancelTimer('election');
  s.electionTimeoutUs = 0;
  forgetProgress(s, ctx);

  if (ctx.params.noop) {
    ctx.rule('L2');
    s.stable.log = append(s.stable.log, { term: s.stable.currentTerm, command: null });
  }
  ctx.setTimer('heartbeat', ctx.params.heartbeatUs);
  sendToAll(s, MAX_ENTRIES, ctx);
  if (ctx.params.noop) {
    ctx.persist();
    advanceCommit(s, ctx);
  }
}

/** What a new leader assumes of every peer: that it has all, of which nothing is proven. */
export function forgetProgress(s: RaftState, ctx: RaftContext): void {
  const next: { [node: string]: number } = {};
  const match: { [node: string]: number } = {};
  for (const peer of ctx.peers) {
    next[peer] = lastIndex(s.stable.log) + 1;
    match[peer] = 0;
  }
  s.nextIndex = next;
  s.matchIndex = match;
  s.overdue = NO_FLAGS;
}

/**
 * A heartbeat carries no entries: these were sent when they were made. A server that is down is so
 * asked again and again without being sent its log each time.
 */
export function onHeartbeat(s: RaftState, ctx: RaftContext): void {
  if (s.role !== 'leader') return; // Fired by hand at a node that does not lead.
  ctx.rule('L3');
  ctx.setTimer('heartbeat', ctx.params.heartbeatUs);
  sendToAll(s, 0, ctx);

  s.overdue = NO_FLAGS;
  for (const peer of ctx.peers) {
    if (lacksEntries(s, peer)) s.overdue = { ...s.overdue, [peer]: true };
  }
}

function lacksEntries(s: RaftState, peer: NodeId): boolean {
  return (s.nextIndex[peer] ?? 1) <= lastIndex(s.stable.log);
}

/** AppendEntries to every peer, with up to `most` of the entries it lacks. */
export function sendToAll(s: RaftState, most: number, ctx: RaftContext): void {
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
  };
}

export function onAppendEntriesReply(
  s: RaftState,
  m: AppendEntriesReply,
  ctx: RaftMessageContext,
): void {
  if (updateTerm(s, m.term, null, ctx)) {
    ctx.persist();
    return;
  }
  if (s.role !== 'leader' || m.term < s.stable.currentTerm) {
    ctx.rule('AER1');
    return;
  }
  if (m.success) onStored(s, m.matchIndex, ctx);
  else onRefused(s, m.hint ?? 0, ctx); // Without a hint only if the term was old: handled above.
}

/** The follower holds this log up to `stored`. */
function onStored(s: RaftState, stored: number, ctx: RaftMessageContext): void {
  ctx.rule('AER2');
  const match = s.matchIndex[ctx.from] ?? 0;
  const next = s.nextIndex[ctx.from] ?? 1;
  if (stored > match) s.matchIndex = put(s.matchIndex, ctx.from, stored);
  if (stored >= next) s.nextIndex = put(s.nextIndex, ctx.from, stored + 1);
  if (stored > match && advanceCommit(s, ctx)) {
    sendToAll(s, MAX_ENTRIES, ctx); // So that followers learn of it without waiting for a heartbeat.
    return;
  }
  if (!lacksEntries(s, ctx.from)) return;
  // What it lacks is on its way, unless a full message left it behind or it was lost.
  const wasLeftBehind = stored >= next && lastIndex(s.stable.log) >= next + MAX_ENTRIES;
  if (!wasLeftBehind && s.overdue[ctx.from] !== true) return;
  s.overdue = { ...s.overdue, [ctx.from]: false };
  sendEntries(s, ctx);
}

/** The follower has no entry to build on: try again from further back. */
function onRefused(s: RaftState, hint: number, ctx: RaftMessageContext): void {
  ctx.rule('AER3');
  const lowest = (s.matchIndex[ctx.from] ?? 0) + 1;
  const lowered = Math.max(lowest, hint + 1);
  if (lowered >= (s.nextIndex[ctx.from] ?? 1)) return; // A late or repeated refusal.
  s.nextIndex = put(s.nextIndex, ctx.from, lowered);
  sendEntries(s, ctx);
}

/** To the server that has just answered: what it lacks, as much as fits. */
function sendEntries(s: RaftState, ctx: RaftMessageContext): void {
  ctx.send(ctx.from, appendEntriesFrom(s, s.nextIndex[ctx.from] ?? 1, MAX_ENTRIES, ctx));
}

/** A request from outside. Only a leader may append to its log. */
export function onRequest(s: RaftState, op: Op, ctx: RaftContext): void {
  if (s.role !== 'leader') {
    ctx.rule('CR2');
    ctx.note(s.leaderHint === null ? 'refused: no leader known' : `refused: ask ${s.leaderHint}`);
    return;
  }
  ctx.rule('CR1');
  const entry: Entry = { term: s.stable.currentTerm, command: JSON.stringify(op) };
  s.stable.log = append(s.stable.log, entry);
  sendToAll(s, MAX_ENTRIES, ctx);
  // Followers may store it while this disk still writes; the leader's own copy counts afterwards.
  ctx.persist();
  advanceCommit(s, ctx);
}

/**
 * The commit rule (Raft §5.4.2): what a majority holds is committed, but only by way of an entry of
 * the leader's own term. Called when the whole log of the leader is on its disk. True if it moved.
 */
export function advanceCommit(s: RaftState, ctx: RaftContext): boolean {
  const { currentTerm, log } = s.stable;
  const reached = ctx.peers.map((peer) => s.matchIndex[peer] ?? 0);
  reached.push(lastIndex(log));
  const candidate = majorityReached(reached);
  if (candidate <= s.commitIndex) return false;
  if (termAt(log, candidate) !== currentTerm) {
    ctx.rule('C2');
    return false;
  }
  ctx.rule('C1');
  commitUpTo(s, candidate);
  return true;
}

/** Committed entries are applied at once: there is nothing here that could take time. */
export function commitUpTo(s: RaftState, index: number): void {
  s.commitIndex = index;
  s.lastApplied = index;
}

function put(map: ByPeer, node: string, value: number): ByPeer {
  return { ...map, [node]: value };
}
