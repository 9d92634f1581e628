/**
 * The words of Raft as data: what a server keeps, what it says, what it can be told. Types only, so
 * that checkers can read a state without knowing a handler. Names are those of the paper:
 * D. Ongaro, J. Ousterhout, "In Search of an Understandable Consensus Algorithm", USENIX ATC 2014,
 * Figure 2.
 */
import type { Context, MessageContext, NodeId, Us } from '../../engine/protocol';
import type { List } from '../../lib/list';

export type Role = 'follower' | 'candidate' | 'leader';

/** One entry of the log. Its index is its place: the first entry has index 1. */
export interface Entry {
  /** Term of the leader that made it. */
  readonly term: number;
  /** The request as JSON text; null for a no-op and for entries that the scenario laid down. */
  readonly command: string | null;
}

export type Log = List<Entry>;

/** What must be on disk before any message is answered. Survives a crash. */
export interface RaftStable {
  /** Latest term this server has seen; 0 at first, only grows. */
  currentTerm: number;
  /** Who got this server's vote in `currentTerm`; null: nobody. */
  votedFor: NodeId | null;
  log: Log;
}

/** A number for each peer, by id. */
export interface ByPeer {
  readonly [node: NodeId]: number;
}

/** The first answer of each voter that has answered, by id: granted or not. */
export interface Votes {
  readonly [node: NodeId]: boolean;
}

/** Something that is so of some peers. */
export interface Flags {
  readonly [node: NodeId]: boolean;
}

/** All that a server keeps. Everything outside `stable` is lost in a crash. */
export interface RaftState {
  stable: RaftStable;
  role: Role;
  /** Index of the highest entry known to be committed; 0: none. */
  commitIndex: number;
  /** Index of the highest entry applied; follows `commitIndex` at once. */
  lastApplied: number;
  /** Whom this server takes for the leader of `currentTerm`; null: it has heard from none. */
  leaderHint: NodeId | null;
  /** What the current election timer was set to, on the local clock; 0 while none is armed. */
  electionTimeoutUs: Us;
  /** Local time at which it was set. Told in sentences, decides nothing. */
  waitingSinceUs: Us;
  /** Candidates: the answers in this term, its own vote included. Empty otherwise. */
  votes: Votes;
  /** Leaders: index of the next entry to send to each peer. Empty otherwise. */
  nextIndex: ByPeer;
  /** Leaders: index up to which each peer is known to hold this log. Empty otherwise. */
  matchIndex: ByPeer;
  /**
   * Leaders: the peers that lacked entries when the last heartbeat went out, though these had been
   * sent. If such a peer answers, the entries were lost, and are sent again.
   */
  overdue: Flags;
}

export interface RequestVote {
  readonly term: number;
  readonly candidate: NodeId;
  /** Index and term of the candidate's last entry; 0 and 0 for an empty log. */
  readonly lastLogIndex: number;
  readonly lastLogTerm: number;
}

export interface RequestVoteReply {
  readonly term: number;
  readonly granted: boolean;
}

/** Also the heartbeat, when it carries no entries. */
export interface AppendEntries {
  readonly term: number;
  readonly leader: NodeId;
  /** Index and term of the entry just before `entries`; 0 and 0 at the start of the log. */
  readonly prevIndex: number;
  readonly prevTerm: number;
  readonly entries: readonly Entry[];
  readonly leaderCommit: number;
}

export interface AppendEntriesReply {
  readonly term: number;
  readonly success: boolean;
  /** On success: the follower's log equals the leader's up to here. Else 0. */
  readonly matchIndex: number;
  /** If the log did not match: the largest index at which the two may still agree. Else null. */
  readonly hint: number | null;
}

export type RaftMessages = {
  RequestVote: RequestVote;
  RequestVoteReply: RequestVoteReply;
  AppendEntries: AppendEntries;
  AppendEntriesReply: AppendEntriesReply;
};

export type RaftTimer = 'election' | 'heartbeat';

/** Parameters as handlers read them: microseconds on the local clock. */
export interface RaftParams {
  /** Each election timeout is drawn evenly from [min, max]. */
  readonly electionTimeoutUsMin: Us;
  readonly electionTimeoutUsMax: Us;
  readonly heartbeatUs: Us;
  /** A new leader appends an empty entry of its term. */
  readonly noop: boolean;
}

export type RaftContext = Context<RaftMessages, RaftTimer, RaftParams>;
export type RaftMessageContext = MessageContext<RaftMessages, RaftTimer, RaftParams>;
