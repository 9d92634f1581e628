/**
 * The words of Raft as data: what a server keeps, what it says, what it can be told. Types only, so
 * that checkers can read a state without knowing a handler. Names are those of the paper:
 * D. Ongaro, J. Ousterhout, "In Search of an Understandable Consensus Algorithm", USENIX ATC 2014,
 * Figure 2.
 */
import type { Context, MessageContext, NodeId, Us } from '../../engine/protocol';
import type { List } from '../../lib/list';

export type Role = 'follower' | 'precandidate' | 'candidate' | 'leader';

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

/** What the state machine holds: what was last put under each key. */
export interface Machine {
  readonly [key: string]: string;
}

/** A read that a leader has taken and not yet answered. */
export interface PendingRead {
  /** Numbered from 1 since this server started. */
  readonly id: number;
  readonly key: string;
  /** ReadIndex: the round of heartbeats that a majority must answer first. Null: it waits for none. */
  readonly round: number | null;
  /** Through the log: the index of its entry, which must be applied first. Null: it has none. */
  readonly index: number | null;
}

/** A read that has been answered. */
export interface Answer {
  readonly id: number;
  readonly key: string;
  /** What was found; null: nothing was ever put there. */
  readonly value: string | null;
  /** How much of the log the answer rests on: `lastApplied` at that instant. */
  readonly index: number;
}

/** A round of heartbeats that no majority has answered yet. */
export interface Round {
  readonly round: number;
  /** When it was sent, on the leader's clock. */
  readonly sentUs: Us;
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
  /** The state machine: the requests of the log up to `lastApplied`, applied in order. */
  machine: Machine;
  /** With ticks: an instant of the local clock at which this server ticked; its phase. Else 0. */
  tickedUs: Us;
  /** When this server last heard from the leader of its term, on its local clock; null: not yet. */
  heardLeaderUs: Us | null;
  /** Leaders with CheckQuorum: who has answered since the last check. Empty otherwise. */
  active: Flags;
  /** Leaders with a lease or ReadIndex: the number of the last round of heartbeats; 0: none yet. */
  round: number;
  /** The same leaders: the highest round that each peer has answered. Empty otherwise. */
  answeredRound: ByPeer;
  /** Leaders with a lease: rounds sent that no majority has answered, oldest first. */
  openRounds: readonly Round[];
  /** Leaders with a lease: when it ends, on the local clock; 0: none. */
  leaseUntilUs: Us;
  /** How long it was when it began, as wide as its picture; 0: none. */
  leaseLengthUs: Us;
  /** Leaders: to whom leadership is being transferred; null: to nobody. */
  transferee: NodeId | null;
  /** Leaders: a TimeoutNow was sent in this term, so the lease proves nothing about reads any more. */
  handedOver: boolean;
  /** How many reads this server has taken since it started. */
  readsTaken: number;
  /** Leaders: reads taken and not yet answered, oldest first. Empty otherwise. */
  reading: readonly PendingRead[];
  /** The reads answered last, at one instant. */
  answered: readonly Answer[];
}

export interface RequestVote {
  readonly term: number;
  readonly candidate: NodeId;
  /** Index and term of the candidate's last entry; 0 and 0 for an empty log. */
  readonly lastLogIndex: number;
  readonly lastLogTerm: number;
  /** The leader itself asked for this election: no voter may ignore it. Left out otherwise. */
  readonly transfer?: true;
}

export interface RequestVoteReply {
  readonly term: number;
  readonly granted: boolean;
}

/** Would you vote for me? Asked before a term is begun. */
export interface PreVote {
  /** The term that would be begun: one more than the asking server's. */
  readonly term: number;
  readonly candidate: NodeId;
  readonly lastLogIndex: number;
  readonly lastLogTerm: number;
}

export interface PreVoteReply {
  /** Granted: the term asked for. Refused: the voter's own. */
  readonly term: number;
  readonly granted: boolean;
}

/** The leader tells the receiver to stand for election at once. */
export interface TimeoutNow {
  readonly term: number;
  readonly leader: NodeId;
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
  /** The round of heartbeats it belongs to, where a lease or ReadIndex counts them. */
  readonly round?: number;
}

export interface AppendEntriesReply {
  readonly term: number;
  readonly success: boolean;
  /** On success: the follower's log equals the leader's up to here. Else 0. */
  readonly matchIndex: number;
  /** If the log did not match: the largest index at which the two may still agree. Else null. */
  readonly hint: number | null;
  /** The round that it answers, where the message named one. */
  readonly round?: number;
}

export type RaftMessages = {
  RequestVote: RequestVote;
  RequestVoteReply: RequestVoteReply;
  AppendEntries: AppendEntries;
  AppendEntriesReply: AppendEntriesReply;
  PreVote: PreVote;
  PreVoteReply: PreVoteReply;
  TimeoutNow: TimeoutNow;
};

export type RaftTimer = 'election' | 'heartbeat' | 'quorum' | 'lease' | 'transfer';

/** Who answers a request to read, and what must come first. */
export type Reads = 'log' | 'local' | 'leader' | 'lease' | 'readIndex';

/** Parameters as handlers read them: microseconds on the local clock. */
export interface RaftParams {
  /** Each election timeout is drawn evenly from [min, max]. */
  readonly electionTimeoutUsMin: Us;
  readonly electionTimeoutUsMax: Us;
  readonly heartbeatUs: Us;
  /** A new leader appends an empty entry of its term. */
  readonly noop: boolean;
  /** Before a term is begun, the others are asked whether they would vote for it (thesis 9.6). */
  readonly preVote: boolean;
  /** `thesis`: a voter that has just heard from a leader says no. `etcd`: only its log counts. */
  readonly preVoteReading: 'thesis' | 'etcd';
  /** A leader that a majority does not answer steps down; voters protect a leader they hear from. */
  readonly checkQuorum: boolean;
  /** A leader keeps a lease, renewed by each round that a majority answers, and ends with it. */
  readonly leaderLease: boolean;
  readonly reads: Reads;
  /** Timers count ticks of this length; null: they run continuously. */
  readonly tickUs: Us | null;
}

export type RaftContext = Context<RaftMessages, RaftTimer, RaftParams>;
export type RaftMessageContext = MessageContext<RaftMessages, RaftTimer, RaftParams>;
