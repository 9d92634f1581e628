/**
 * Raft with one mistake each. Every one of them has been made in a real implementation or is warned of
 * in the paper.
 */
import type { MessageContext, Op, PartState } from '../../engine/protocol';
import { at, length, truncate } from '../../lib/list';
import { majorityOf } from '../../properties/raft/view';
import type { Stepped, handled } from '../../properties/raft/view';
import { raftSwitchMutants } from './raftSwitches';
import type { Mutant } from './types';
import { as, changedPart, disguised, forgetful, onMessage, onTimer } from './wrap';
import type { Change } from './wrap';

type RaftState = Stepped['after'];
type RequestVote = NonNullable<ReturnType<typeof handled<'RequestVote'>>>;
type AppendEntries = NonNullable<ReturnType<typeof handled<'AppendEntries'>>>;
type AppendEntriesReply = NonNullable<ReturnType<typeof handled<'AppendEntriesReply'>>>;

function mutant(id: string, breaks: string, noticedBy: readonly string[], change: Change): Mutant {
  return { id, of: 'raft', breaks, noticedBy, exhibit: changedPart(change) };
}

/** Larger than any index or term of a trial. */
const HUGE = 1_000_000_000;

function termAt(s: RaftState, index: number): number {
  return index === 0 ? 0 : (at(s.stable.log, index - 1)?.term ?? -1);
}

/** The largest index that a majority holds, whatever its term. */
function majorityIndex(s: RaftState, ctx: MessageContext): number {
  const reached = [...ctx.peers.map((peer) => s.matchIndex[peer] ?? 0), length(s.stable.log)];
  reached.sort((a, b) => b - a);
  return reached[majorityOf(ctx.all) - 1] ?? 0;
}

const voteNotDurable = onMessage('RequestVote', (handle) => (s, m, ctx) => {
  handle(s, m, forgetful(ctx));
});

const noLogCheck = onMessage('RequestVote', (handle) => (s, m, ctx) => {
  handle(s, { ...m, lastLogTerm: HUGE, lastLogIndex: HUGE }, ctx);
});

const votesTwice = onMessage('RequestVote', (handle) => (state, m, ctx) => {
  const s = as<RaftState>(state);
  if (s.role === 'follower' && (m as RequestVote).term === s.stable.currentTerm) {
    s.stable.votedFor = null;
  }
  handle(s, m, ctx);
});

const majorityOffByOne = onMessage('RequestVoteReply', (handle) => (s, m, ctx) => {
  // Of two voters fewer, a majority is one vote less. Those left out have not been heard from.
  const { votes } = as<RaftState>(s);
  const silent = ctx.all.filter((id) => id !== ctx.from && votes[id] === undefined);
  const all = ctx.all.filter((id) => !silent.slice(-2).includes(id));
  handle(s, m, disguised(ctx, { all }));
});

const oldTermCounted = onMessage('AppendEntriesReply', (handle) => (state, m, ctx) => {
  handle(state, m, ctx);
  const s = as<RaftState>(state);
  if (s.role !== 'leader') return;
  const index = majorityIndex(s, ctx);
  if (index <= s.commitIndex) return;
  s.commitIndex = index;
  s.lastApplied = index;
});

const noConsistencyCheck = onMessage('AppendEntries', (handle) => (state, m, ctx) => {
  const s = as<RaftState>(state);
  const { prevIndex } = m as AppendEntries;
  const from = Math.min(prevIndex, length(s.stable.log));
  handle(state, { ...m, prevIndex: from, prevTerm: termAt(s, from) }, ctx);
});

const commitPastTheEnd = onMessage('AppendEntries', (handle) => (state, m, ctx) => {
  handle(state, m, ctx);
  const s = as<RaftState>(state);
  const { term, leaderCommit } = m as AppendEntries;
  if (s.role !== 'follower' || term !== s.stable.currentTerm) return;
  s.commitIndex = Math.max(s.commitIndex, leaderCommit);
  s.lastApplied = s.commitIndex;
});

const answersBeforeWriting = onMessage('AppendEntries', (handle) => (s, m, ctx) => {
  let writes = false;
  const later = disguised<MessageContext>(ctx, {
    persist: () => {
      writes = true;
    },
  });
  handle(s, m, later);
  if (writes) ctx.persist();
});

/** A leader that learns of a newer term puts that number on and goes on leading. */
const keepsTheLead = onMessage('AppendEntriesReply', (handle) => (state, m, ctx) => {
  const s = as<RaftState>(state);
  const { term } = m as AppendEntriesReply;
  if (s.role !== 'leader' || term <= s.stable.currentTerm) {
    handle(state, m, ctx);
    return;
  }
  s.stable.currentTerm = term;
  ctx.persist();
});

const termNotAdopted = onMessage('RequestVote', (handle) => (state, m, ctx) => {
  const { currentTerm } = as<RaftState>(state).stable;
  handle(state, { ...m, term: Math.min((m as RequestVote).term, currentTerm) }, ctx);
});

const termNotRaised = onTimer('election', (handle) => (state, ctx, key) => {
  const { stable, role } = as<RaftState>(state);
  if (role !== 'leader' && stable.currentTerm > 0) stable.currentTerm -= 1;
  handle(state, ctx, key);
});

const leaderOverwrites: Change = (part) => ({
  ...part,
  onRequest: (state: PartState, op: Op, ctx) => {
    const s = as<RaftState>(state);
    const last = length(s.stable.log);
    if (s.role === 'leader' && last > s.commitIndex)
      s.stable.log = truncate(s.stable.log, last - 1);
    part.onRequest?.(state, op, ctx);
  },
});

export const raftMutants: readonly Mutant[] = [
  mutant(
    'vote-not-durable',
    'A vote is given before it is on disk, and a crash forgets it.',
    ['R1', 'R6', 'R10'],
    voteNotDurable,
  ),
  mutant(
    'votes-twice',
    'A follower votes for everybody who asks in its term.',
    ['R1', 'R6'],
    votesTwice,
  ),
  mutant(
    'no-up-to-date-check',
    'A vote is given to a candidate whose log is behind.',
    ['R4', 'R10'],
    noLogCheck,
  ),
  mutant(
    'majority-off-by-one',
    'One vote less than a majority makes a leader.',
    ['R1', 'R10'],
    majorityOffByOne,
  ),
  mutant(
    'old-term-counted',
    'A leader commits an entry of an earlier term because a majority holds it.',
    ['R4', 'R5', 'R8'],
    oldTermCounted,
  ),
  mutant(
    'no-consistency-check',
    'Entries are stored wherever the log ends, whatever stands before them.',
    ['R3', 'R4', 'R5'],
    noConsistencyCheck,
  ),
  mutant(
    'commit-past-the-end',
    'A follower takes over the commit index of the leader without looking at its own log.',
    ['R5', 'R7'],
    commitPastTheEnd,
  ),
  mutant(
    'answers-before-writing',
    'A follower says that it has stored entries before its disk has.',
    ['R9'],
    answersBeforeWriting,
  ),
  mutant(
    'keeps-the-lead',
    'A leader that hears of a newer term goes on leading in that term.',
    ['R1', 'R10'],
    keepsTheLead,
  ),
  mutant(
    'term-not-adopted',
    'A voter does not adopt the newer term of a candidate.',
    ['R11', 'liveness'],
    termNotAdopted,
  ),
  mutant(
    'term-not-raised',
    'A candidate stands in the term that it is in, in which it may have voted.',
    ['R1', 'R6', 'R10'],
    termNotRaised,
  ),
  mutant(
    'leader-overwrites-log',
    'A leader replaces its last entry by the next request.',
    ['R2', 'R3', 'R7'],
    leaderOverwrites,
  ),
  ...raftSwitchMutants,
];
