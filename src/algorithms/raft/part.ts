/**
 * The part `raft`: which handler answers what, and how a server starts and restarts.
 */
import type { Part } from '../../engine/protocol';
import { onElectionTimeout, onRequestVote, onRequestVoteReply } from './election';
import { onAppendEntries } from './following';
import { onAppendEntriesReply, onHeartbeat, onRequest } from './replication';
import { onSeat } from './seating';
import { copyState, init } from './state';
import { resetElectionTimer } from './terms';
import type { RaftContext, RaftMessages, RaftParams, RaftState, RaftTimer } from './types';

function onStart(s: RaftState, ctx: RaftContext): void {
  ctx.rule('ST1');
  ctx.becomes('follower', 'start');
  resetElectionTimer(s, ctx);
}

/** `s.stable` is what the disk held; all else is as at birth. */
function onRestart(s: RaftState, ctx: RaftContext): void {
  ctx.rule('RS1');
  ctx.becomes('follower', 'restart');
  resetElectionTimer(s, ctx);
}

/** Raft's core (Figure 2) as one part of a node. */
export const raft: Part<RaftState, RaftMessages, RaftTimer, RaftParams> = {
  messages: {
    RequestVote: { term: 'int', candidate: 'id', lastLogIndex: 'int', lastLogTerm: 'int' },
    RequestVoteReply: { term: 'int', granted: 'bool' },
    AppendEntries: {
      term: 'int',
      leader: 'id',
      prevIndex: 'int',
      prevTerm: 'int',
      entries: { list: { term: 'int', command: 'text' } },
      leaderCommit: 'int',
    },
    AppendEntriesReply: { term: 'int', success: 'bool', matchIndex: 'int', hint: 'int' },
  },
  timers: ['election', 'heartbeat'],
  suspect: 'election',
  init,
  copyState,
  onStart,
  onRestart,
  onSeat,
  on: {
    RequestVote: onRequestVote,
    RequestVoteReply: onRequestVoteReply,
    AppendEntries: onAppendEntries,
    AppendEntriesReply: onAppendEntriesReply,
  },
  timeouts: {
    election: onElectionTimeout,
    heartbeat: onHeartbeat,
  },
  onRequest,
};
