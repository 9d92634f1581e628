/**
 * The part `raft`: which handler answers what, and how a server starts and restarts.
 */
import type { Part } from '../../engine/protocol';
import { onLeaseTimer, onQuorumTimer } from './contact';
import { onRequestVote, onRequestVoteReply } from './election';
import { onAppendEntries } from './following';
import { onPreVote, onPreVoteReply } from './preVote';
import { onAppendEntriesReply, onHeartbeat, onRequest } from './replication';
import { onSeat } from './seating';
import { copyState, init } from './state';
import { onElectionTimeout, onTimeoutNow } from './suspicion';
import { resetElectionTimer } from './terms';
import { drawPhase } from './timing';
import { onTransfer, onTransferTimer } from './transfer';
import type { RaftContext, RaftMessages, RaftParams, RaftState, RaftTimer } from './types';

function onStart(s: RaftState, ctx: RaftContext): void {
  ctx.rule('ST1');
  ctx.becomes('follower', 'start');
  drawPhase(s, ctx);
  resetElectionTimer(s, ctx);
}

/** `s.stable` is what the disk held; all else is as at birth. */
function onRestart(s: RaftState, ctx: RaftContext): void {
  ctx.rule('RS1');
  ctx.becomes('follower', 'restart');
  drawPhase(s, ctx);
  resetElectionTimer(s, ctx);
}

/** Raft (Figure 2, and what its switches add) as one part of a node. */
export const raft: Part<RaftState, RaftMessages, RaftTimer, RaftParams> = {
  messages: {
    RequestVote: {
      term: 'int',
      candidate: 'id',
      lastLogIndex: 'int',
      lastLogTerm: 'int',
      transfer: { maybe: 'bool' },
    },
    RequestVoteReply: { term: 'int', granted: 'bool' },
    AppendEntries: {
      term: 'int',
      leader: 'id',
      prevIndex: 'int',
      prevTerm: 'int',
      entries: { list: { term: 'int', command: 'text' } },
      leaderCommit: 'int',
      round: { maybe: 'int' },
    },
    AppendEntriesReply: {
      term: 'int',
      success: 'bool',
      matchIndex: 'int',
      hint: 'int',
      round: { maybe: 'int' },
    },
    PreVote: { term: 'int', candidate: 'id', lastLogIndex: 'int', lastLogTerm: 'int' },
    PreVoteReply: { term: 'int', granted: 'bool' },
    TimeoutNow: { term: 'int', leader: 'id' },
  },
  timers: ['election', 'heartbeat', 'quorum', 'lease', 'transfer'],
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
    PreVote: onPreVote,
    PreVoteReply: onPreVoteReply,
    TimeoutNow: onTimeoutNow,
  },
  timeouts: {
    election: onElectionTimeout,
    heartbeat: onHeartbeat,
    quorum: onQuorumTimer,
    lease: onLeaseTimer,
    transfer: onTransferTimer,
  },
  onRequest,
  actions: { transfer: onTransfer },
};
