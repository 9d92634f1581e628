/**
 * The words of Chubby as data: what replicas and clients keep, what they say, what they can be told. Types
 * only, so that checkers can read a state without knowing a handler.
 */
import type { Context, MessageContext, NodeId, PartState, Us } from '../../engine/protocol';

// ------------------------------------------------------------------------------- the database

/** A session that the cell knows of. */
export interface Session {
  readonly session: number;
  readonly client: NodeId;
}

/**
 * What the cell keeps, the same on every replica that has the same version: the epoch, the sessions, and
 * one file with its lock.
 */
export interface Database {
  /** Counts the masters that took over. */
  readonly epoch: number;
  /** Number of the newest session ever opened. */
  readonly lastSession: number;
  readonly sessions: readonly Session[];
  /** The lock's generation number: raised each time it goes from free to held. */
  readonly generation: number;
  /** The session that holds the lock; null: nobody. */
  readonly holder: number | null;
  /** The holder was lost without letting go: nobody may have the lock before the lock-delay. */
  readonly delayed: boolean;
  /** The file's contents: the name of the primary, written under the sequencer of this generation. */
  readonly primary: NodeId | null;
  readonly writtenBy: number;
}

/** What a replica's disk holds. */
export interface Durable {
  /** The highest ballot it promised anything in, and to whom. */
  readonly promisedBallot: number;
  readonly acceptedMaster: NodeId | null;
  /** The ballot in which its database was written, and how many writes it holds. */
  readonly acceptedBallot: number;
  readonly version: number;
  readonly database: Database;
}

// ----------------------------------------------------------------------------------- replicas

/** `waiting`: it restarted and may not vote yet. */
export type ReplicaRole = 'waiting' | 'replica' | 'candidate' | 'master';

/**
 * How far a new master has come: `elected` nothing done yet, `epoch` its epoch is being written,
 * `keepalives` sessions may only renew, `open` everything is served.
 */
export type Stage = 'elected' | 'epoch' | 'keepalives' | 'open';

export interface Ballotted {
  readonly node: NodeId;
  readonly granted: boolean;
}

/** A round of renewal that is still being answered. */
export interface Round {
  readonly round: number;
  readonly sentUs: Us;
  readonly acks: readonly NodeId[];
}

/** The master's side of a session: nothing of it is on disk. */
export interface Lease {
  readonly session: number;
  readonly client: NodeId;
  /** On the master's clock: until then it promises to keep the session. */
  readonly endUs: Us;
  /** When that was last extended. */
  readonly fromUs: Us;
  /** The client has said that it heard of the fail-over. */
  readonly acknowledged: boolean;
  /** Its KeepAlive that is held, and since when; null: none. */
  readonly kept: { readonly number: number; readonly sinceUs: Us } | null;
  /** What it has not been told yet. */
  readonly events: readonly string[];
}

/** A KeepAlive that came before the epoch was written. */
export interface Parked {
  readonly client: NodeId;
  readonly session: number;
  readonly epoch: number;
  readonly number: number;
}

/** What is answered once a version of the database is written by a majority. */
export interface Answer {
  readonly version: number;
  readonly to: NodeId;
  readonly message:
    | ({ readonly type: 'OPENED' } & Opened)
    | ({ readonly type: 'LOCK' } & Lock)
    | ({ readonly type: 'CONTENTS_SET' } & ContentsSet)
    | ({ readonly type: 'SESSION_EXPIRED' } & SessionExpired);
}

/** How far a replica's database is known to be, in this master's ballot. */
export interface Synced {
  readonly node: NodeId;
  readonly version: number;
}

/** All that a replica keeps. Everything outside `stable` is lost in a crash. */
export interface ReplicaState extends PartState {
  stable: { -readonly [K in keyof Durable]: Durable[K] };
  role: ReplicaRole;
  /** The master it hears from; null: none that it knows of. */
  master: NodeId | null;
  /** Until then, on its own clock, it elects nobody but `promisedTo`; null: it promised nothing. */
  promiseUntil: Us | null;
  promisedTo: NodeId | null;
  /** Until then, on its own clock, it votes for nobody at all. */
  waitUntil: Us | null;
  /** The highest ballot it has heard of. */
  heard: number;
  /** Candidate and master: its own ballot, when it asked for it, and who answered. */
  ballot: number;
  sentUs: Us;
  votes: readonly Ballotted[];
  /** The newest database among those of the votes. */
  newest: Durable;
  /** Master: the end of its lease on its own clock; rounds of renewal under way. */
  leaseEnd: Us | null;
  round: number;
  rounds: readonly Round[];
  stage: Stage | null;
  synced: readonly Synced[];
  /** Replicas that have promised a higher ballot and take no writes of this master. */
  beyond: readonly NodeId[];
  /** The version that a majority has written. */
  committed: number;
  answers: readonly Answer[];
  leases: readonly Lease[];
  parked: readonly Parked[];
  /** On the master's clock: before that nobody may have the lock; null: there is no lock-delay. */
  freeAt: Us | null;
}

// ------------------------------------------------------------------------------------ clients

/** `outside`: it has no session yet. `jeopardy`: its lease is over by its own clock. */
export type ClientStatus = 'outside' | 'safe' | 'jeopardy' | 'expired';

/** A request under way; its lease is counted from before the sending. */
export interface Awaited {
  readonly number: number;
  readonly sentUs: Us;
}

/** All that a client keeps: a library inside a program, which forgets everything when it crashes. */
export interface ClientState extends PartState {
  stable: { readonly id: NodeId };
  status: ClientStatus;
  session: number | null;
  epoch: number;
  /** The replica it takes for the master, and how many it has asked. */
  master: NodeId | null;
  asked: number;
  seeking: boolean;
  /** How often it has asked for a session in vain. */
  tries: number;
  number: number;
  awaited: Awaited | null;
  /** On its own clock: until then it may trust its session; until then it waits in jeopardy. */
  leaseEnd: Us | null;
  graceEnd: Us | null;
  /** The generation of the lock it holds: its sequencer; null: it holds none. */
  holds: number | null;
  /** It has just let go of the lock: it leaves the next chance to others. */
  resting: boolean;
  /** Who is the primary, from its cache; null: not known. */
  primary: NodeId | null;
  /** Events it has been told and not yet acknowledged. */
  acks: readonly string[];
}

// ----------------------------------------------------------------------------------- messages

export interface VoteReq {
  readonly ballot: number;
  readonly candidate: NodeId;
  readonly leaseLen: Us;
}
/** Durable state goes with a vote, so that the new master knows what was written. */
export interface Vote extends Database {
  readonly ballot: number;
  readonly granted: boolean;
  readonly promised: number;
  readonly writtenIn: number;
  readonly version: number;
}
export interface Renew {
  readonly ballot: number;
  readonly round: number;
  readonly leaseLen: Us;
}
export interface RenewAck {
  readonly ballot: number;
  readonly round: number;
  readonly version: number;
  /** The highest ballot it promised: above the master's, it takes no writes of it. */
  readonly promised: number;
}
export interface Write extends Database {
  readonly ballot: number;
  readonly version: number;
}
export interface WriteAck {
  readonly ballot: number;
  readonly version: number;
}

export interface Located {
  readonly master: NodeId | null;
}
export interface Open {
  readonly number: number;
}
export interface Opened {
  readonly number: number;
  readonly session: number;
  readonly epoch: number;
  readonly leaseLen: Us;
}
export interface KeepAlive {
  readonly session: number;
  readonly epoch: number;
  readonly number: number;
  readonly acks: readonly string[];
}
export interface KeepAliveReply {
  readonly number: number;
  readonly leaseLen: Us;
  /** How long the master sat on the request, on its clock. */
  readonly held: Us;
  readonly events: readonly string[];
  readonly primary: NodeId | null;
}
export interface WrongEpoch {
  readonly epoch: number;
}
export interface SessionExpired {
  readonly session: number;
}
export interface Call {
  readonly session: number;
  readonly epoch: number;
}
/** The answer to ACQUIRE; generation null: somebody else has the lock, or it is in its lock-delay. */
export interface Lock {
  readonly generation: number | null;
  readonly holder: NodeId | null;
}
/** A call that carries the sequencer of the lock. */
export interface Sequenced extends Call {
  readonly generation: number;
}
export interface ContentsSet {
  readonly generation: number;
  readonly done: boolean;
}

/** What replicas handle. */
export type ReplicaMessages = {
  VOTE_REQ: VoteReq;
  VOTE: Vote;
  RENEW: Renew;
  RENEW_ACK: RenewAck;
  WRITE: Write;
  WRITE_ACK: WriteAck;
  WHO_IS_MASTER: object;
  OPEN: Open;
  KEEPALIVE: KeepAlive;
  ACQUIRE: Call;
  SET_CONTENTS: Sequenced;
  RELEASE: Sequenced;
};

/** What clients handle. */
export type ClientMessages = {
  MASTER: Located;
  OPENED: Opened;
  KEEPALIVE_REPLY: KeepAliveReply;
  WRONG_EPOCH: WrongEpoch;
  SESSION_EXPIRED: SessionExpired;
  LOCK: Lock;
  CONTENTS_SET: ContentsSet;
};

export type ChubbyMessages = ReplicaMessages & ClientMessages;

/** `backoff` is the suspicion: it ends in an election. */
export type ReplicaTimer =
  | 'backoff'
  | 'promise'
  | 'wait'
  | 'lease'
  | 'renew'
  | 'takeOver'
  | 'hold'
  | 'session'
  | 'lockDelay';

/** `seek`: it looks for the master. */
export type ClientTimer = 'seek' | 'clientLease' | 'grace';

// --------------------------------------------------------------------------------- parameters

/** Parameters as handlers read them: microseconds on the local clock. */
export interface ChubbyParams {
  /** What replicas promise a master. */
  readonly leaseUs: Us;
  readonly renewEveryUs: Us;
  readonly backoffUs: readonly [Us, Us];
  /** By so many parts per million a holder counts a lease shorter than it was given. */
  readonly marginPpm: number;
  readonly clients: number;
  readonly sessionLeaseUs: Us;
  readonly graceUs: Us;
  readonly lockDelayUs: Us;
  /** Derived: how long a KeepAlive is held at most, counted from the last extension. */
  readonly holdUs: Us;
  /** Derived: how long a client waits for an answer before it asks the next replica. */
  readonly retryUs: Us;
}

export type ReplicaContext = Context<ChubbyMessages, ReplicaTimer, ChubbyParams>;
export type ReplicaMessageContext = MessageContext<ChubbyMessages, ReplicaTimer, ChubbyParams>;
export type ClientContext = Context<ChubbyMessages, ClientTimer, ChubbyParams>;
export type ClientMessageContext = MessageContext<ChubbyMessages, ClientTimer, ChubbyParams>;
