/**
 * The leader's side of log replication: taking up leadership, heartbeats, the answers to AppendEntries, the
 * commit rule, requests. Raft §5.3 and §5.4.2. What it sends is in `sending.ts`, the follower's side in
 * `following.ts`.
 */
import type { Op } from '../../engine/protocol';
import { append } from '../../lib/list';
import { majorityReached } from '../shared/quorum';
import { beginContact, noteContact } from './contact';
import { lastIndex, termAt } from './log';
import { commitUpTo } from './machine';
import { answerReads, onRead, readsAside, take } from './reads';
import { MAX_ENTRIES, lacksEntries, sendEntries, sendToAll } from './sending';
import { NO_FLAGS, NO_PEERS, NO_READS, NO_ROUNDS, NO_VOTES } from './state';
import { believe, updateTerm } from './terms';
import { setTimer } from './timing';
import { handOver, isCaughtUp } from './transfer';
import type {
  AppendEntriesReply,
  ByPeer,
  Entry,
  RaftContext,
  RaftMessageContext,
  RaftState,
} from './types';

/** The winner of an election takes up its work and says so at once. */
export function becomeLeader(s: RaftState, why: string, ctx: RaftContext): void {
  ctx.rule('L1');
  s.role = 'leader';
  s.votes = NO_VOTES;
  ctx.becomes('leader', why);
  believe(s, ctx.self, ctx);
  ctx.cancelTimer('election');
  s.electionTimeoutUs = 0;
  takeOffice(s, ctx);

  if (ctx.params.noop) {
    ctx.rule('L2');
    s.stable.log = append(s.stable.log, { term: s.stable.currentTerm, command: null });
  }
  setTimer(s, 'heartbeat', ctx.params.heartbeatUs, ctx);
  sendToAll(s, MAX_ENTRIES, ctx);
  if (ctx.params.noop) {
    ctx.persist();
    advanceCommit(s, ctx);
  }
}

/** What a new leader assumes of every peer: that it has all, of which nothing is proven. */
export function takeOffice(s: RaftState, ctx: RaftContext): void {
  const next: { [node: string]: number } = {};
  const match: { [node: string]: number } = {};
  for (const peer of ctx.peers) {
    next[peer] = lastIndex(s.stable.log) + 1;
    match[peer] = 0;
  }
  s.nextIndex = next;
  s.matchIndex = match;
  s.overdue = NO_FLAGS;
  s.active = NO_FLAGS;
  s.answeredRound = NO_PEERS;
  s.openRounds = NO_ROUNDS;
  s.transferee = null;
  s.reading = NO_READS;
  beginContact(s, ctx);
}

/**
 * A heartbeat carries no entries: these were sent when they were made. A server that is down is so
 * asked again and again without being sent its log each time.
 */
export function onHeartbeat(s: RaftState, ctx: RaftContext): void {
  if (s.role !== 'leader') return; // Fired by hand at a node that does not lead.
  ctx.rule('L3');
  setTimer(s, 'heartbeat', ctx.params.heartbeatUs, ctx);
  sendToAll(s, 0, ctx);

  s.overdue = NO_FLAGS;
  for (const peer of ctx.peers) {
    if (lacksEntries(s, peer)) s.overdue = { ...s.overdue, [peer]: true };
  }
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
  noteContact(s, ctx.from, m.round ?? 0, ctx);
  if (m.success) onStored(s, m.matchIndex, ctx);
  else onRefused(s, m.hint ?? 0, ctx); // Without a hint only if the term was old: handled above.
  answerReads(s, ctx);
}

/** The follower holds this log up to `stored`. */
function onStored(s: RaftState, stored: number, ctx: RaftMessageContext): void {
  ctx.rule('AER2');
  const match = s.matchIndex[ctx.from] ?? 0;
  const next = s.nextIndex[ctx.from] ?? 1;
  if (stored > match) s.matchIndex = put(s.matchIndex, ctx.from, stored);
  if (stored >= next) s.nextIndex = put(s.nextIndex, ctx.from, stored + 1);
  if (s.transferee === ctx.from && isCaughtUp(s, ctx.from)) handOver(s, ctx.from, ctx);
  if (stored > match && advanceCommit(s, ctx)) {
    sendToAll(s, MAX_ENTRIES, ctx); // So that followers learn of it without waiting for a heartbeat.
    return;
  }
  if (!lacksEntries(s, ctx.from)) return;
  // What it lacks is on its way, unless a full message left it behind or it was lost.
  const wasLeftBehind = stored >= next && lastIndex(s.stable.log) >= next + MAX_ENTRIES;
  if (!wasLeftBehind && s.overdue[ctx.from] !== true) return;
  s.overdue = { ...s.overdue, [ctx.from]: false };
  sendEntries(s, ctx.from, ctx);
}

/** The follower has no entry to build on: try again from further back. */
function onRefused(s: RaftState, hint: number, ctx: RaftMessageContext): void {
  ctx.rule('AER3');
  const lowest = (s.matchIndex[ctx.from] ?? 0) + 1;
  const lowered = Math.max(lowest, hint + 1);
  if (lowered >= (s.nextIndex[ctx.from] ?? 1)) return; // A late or repeated refusal.
  s.nextIndex = put(s.nextIndex, ctx.from, lowered);
  sendEntries(s, ctx.from, ctx);
}

/** A request from outside. Only a leader may append to its log. */
export function onRequest(s: RaftState, op: Op, ctx: RaftContext): void {
  if (s.role !== 'leader' && !('get' in op && ctx.params.reads === 'local')) {
    ctx.rule('CR2');
    ctx.note(s.leaderHint === null ? 'refused: no leader known' : `refused: ask ${s.leaderHint}`);
    return;
  }
  if ('get' in op && readsAside(ctx.params)) {
    onRead(s, op.get, ctx);
    return;
  }
  if (s.transferee !== null) {
    ctx.rule('CR3');
    ctx.note(`refused: leadership goes to ${s.transferee}`);
    return;
  }
  ctx.rule('CR1');
  const entry: Entry = { term: s.stable.currentTerm, command: JSON.stringify(op) };
  s.stable.log = append(s.stable.log, entry);
  if ('get' in op) take(s, op.get, { round: null, index: lastIndex(s.stable.log) });
  sendToAll(s, MAX_ENTRIES, ctx);
  // Followers may store it while this disk still writes; the leader's own copy counts afterwards.
  ctx.persist();
  if (advanceCommit(s, ctx)) answerReads(s, ctx);
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

function put(map: ByPeer, node: string, value: number): ByPeer {
  return { ...map, [node]: value };
}
