/**
 * The words of ZooKeeper's leader election as data: what a server keeps, what it says, what it can be
 * told. Types only, so that checkers can read a state without knowing a handler. Names are those of
 * Apache ZooKeeper: FastLeaderElection, Vote, Leader and Learner, and its page "Internals".
 */
import type { Context, MessageContext, NodeId, Us } from '../../engine/protocol';
import type { List } from '../../lib/list';

/** What a server is in the election: it looks for a leader, follows one, or leads. */
export type ServerState = 'LOOKING' | 'FOLLOWING' | 'LEADING';

/** How far it has come with a leader: none yet, agreeing on the epoch, on the log, serving. */
export type ZabState = 'ELECTION' | 'DISCOVERY' | 'SYNCHRONIZATION' | 'BROADCAST';

/** The role as the page shows it; `elected` and `joining` lead and follow without an epoch yet. */
export type Role = 'looking' | 'joining' | 'following' | 'elected' | 'leading';

/**
 * Name of a transaction: the epoch of the leader that made it, times 2^32, plus its number within that
 * epoch, from 1. 0: before all transactions.
 */
export type Zxid = number;

/** One transaction of the log. */
export interface Entry {
  readonly zxid: Zxid;
  /** The request as JSON text; null for entries that the scenario laid down. */
  readonly command: string | null;
}

export type Log = List<Entry>;

/** For whom a server votes, and how far the log of that one goes. */
export interface Vote {
  readonly leader: NodeId;
  /** The last transaction of that server. */
  readonly zxid: Zxid;
  /** The epoch in which that server was last. */
  readonly peerEpoch: number;
}

/** A vote as somebody told it: in which round of elections, and in which state that one was. */
export interface Heard extends Vote {
  readonly round: number;
  readonly state: ServerState;
}

/** The last vote heard of each server, by id. */
export interface Votes {
  readonly [node: NodeId]: Heard;
}

/** What a leader knows of a server that has connected, itself included. */
export interface Learner {
  /** The epoch it had accepted when it connected. */
  readonly acceptedEpoch: number;
  /** The last transaction it said it has; null: it has not acknowledged the epoch yet. */
  readonly zxid: Zxid | null;
  /** Its acknowledgement of the epoch counts: it had not acknowledged this epoch before. */
  readonly counts: boolean;
  /** NEWLEADER was sent: from here on it is sent every proposal. */
  readonly told: boolean;
  /** Up to which transaction it has stored this leader's log; null: NEWLEADER is not acknowledged. */
  readonly acked: Zxid | null;
  /** How many rounds of pings the leader had sent when it last heard from it. */
  readonly heardAt: number;
}

export interface Learners {
  readonly [node: NodeId]: Learner;
}

/** What is on disk and survives a crash. */
export interface FleStable {
  /** The newest epoch that a leader has proposed to this server. */
  acceptedEpoch: number;
  /** The epoch of the last leader whose log this server has taken over. */
  currentEpoch: number;
  log: Log;
}

/** All that a server keeps. Everything outside `stable` is lost in a crash. */
export interface FleState {
  stable: FleStable;
  state: ServerState;
  zab: ZabState;
  /** Logical clock of elections: grows with each one this server takes part in. */
  round: number;
  /** Its vote; while it follows or leads, the one that decided. */
  vote: Vote;
  /** LOOKING: the votes of this round. */
  recvset: Votes;
  /** LOOKING: what servers say that are already following or leading, whatever their round. */
  outofelection: Votes;
  /** LOOKING: a quorum agrees, and better votes are waited for. */
  finalizing: boolean;
  /** LOOKING: local time at which the quorum began to agree. Told in sentences, decides nothing. */
  agreedAtUs: Us;
  /** LOOKING: the silence after which it says its vote again. */
  notTimeoutUs: Us;
  /** FOLLOWING: how often it has tried to connect to the leader. */
  tries: number;
  /** FOLLOWING: NEWLEADER has been acknowledged on this connection. */
  synced: boolean;
  /** LEADING: the epoch it proposes; 0 before it proposes one. FOLLOWING: 0. */
  epoch: number;
  /** LEADING: who has connected, itself included. */
  learners: Learners;
  /** LEADING: rounds of pings sent. */
  pings: number;
  /** The last transaction known to be committed; 0: none. */
  committed: Zxid;
}

export interface Notification {
  /** Whom the sender votes for, with the last transaction and the epoch of that one. */
  readonly leader: NodeId;
  readonly zxid: Zxid;
  readonly peerEpoch: number;
  /** The sender's round of elections. */
  readonly round: number;
  readonly state: ServerState;
}

export interface FollowerInfo {
  readonly acceptedEpoch: number;
}

export interface LeaderInfo {
  readonly epoch: number;
}

export interface AckEpoch {
  /** Null: this server has acknowledged the epoch before, so the answer does not count. */
  readonly currentEpoch: number | null;
  readonly zxid: Zxid;
}

/** What the follower lacks, and that it now belongs to this leader. */
export interface NewLeader {
  readonly epoch: number;
  /** Everything behind this transaction is cut off; 0: the whole log is replaced. */
  readonly after: Zxid;
  readonly entries: readonly Entry[];
}

export interface Ack {
  readonly epoch: number;
  /** The sender has stored this leader's log up to here. */
  readonly zxid: Zxid;
}

export interface UpToDate {
  readonly epoch: number;
  readonly committed: Zxid;
}

export interface Proposal {
  readonly epoch: number;
  readonly zxid: Zxid;
  readonly command: string | null;
}

export interface Commit {
  readonly epoch: number;
  readonly zxid: Zxid;
}

/** From the leader: how far its log goes and is committed. From a follower: how far it has stored it. */
export interface Ping {
  readonly epoch: number;
  readonly zxid: Zxid;
  readonly committed: Zxid;
}

export type FleMessages = {
  NOTIFICATION: Notification;
  FOLLOWERINFO: FollowerInfo;
  LEADERINFO: LeaderInfo;
  ACKEPOCH: AckEpoch;
  NEWLEADER: NewLeader;
  ACK: Ack;
  UPTODATE: UpToDate;
  PROPOSAL: Proposal;
  COMMIT: Commit;
  PING: Ping;
  CLOSE: object;
};

export type FleTimer = 'resend' | 'finalize' | 'connect' | 'initLimit' | 'syncLimit' | 'ping';

/** Parameters as handlers read them: microseconds on the local clock. */
export interface FleParams {
  readonly finalizeWaitUs: Us;
  readonly resendUs: Us;
  readonly connectUs: Us;
  /** From one PING of a leader to the next. */
  readonly pingEveryUs: Us;
  /** Within this time a follower must have joined, and a leader must have been joined. */
  readonly initLimitUs: Us;
  /** After this silence the other end is given up. */
  readonly syncLimitUs: Us;
}

export type FleContext = Context<FleMessages, FleTimer, FleParams>;
export type FleMessageContext = MessageContext<FleMessages, FleTimer, FleParams>;
