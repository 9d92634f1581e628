/**
 * The words of Consul's sessions and locks as data: the replicated database, what servers and clients keep,
 * what they say. Types only, so that checkers can read a state without knowing a handler.
 */
import type { Context, MessageContext, NodeId, PartState, Us } from '../../engine/protocol';
import type { RaftParams } from '../raft/types';

// ------------------------------------------------------------------------------- the database

/** What becomes of a lock whose session ends: its key is kept, or deleted with it. */
export type Behavior = 'release' | 'delete';

/** A session as every server knows it. When it ends, only the leading server knows. */
export interface Session {
  readonly session: number;
  readonly client: NodeId;
  readonly ttlUs: Us;
  readonly behavior: Behavior;
}

/** The key of the lock. */
export interface LockKey {
  /** The session that holds it; null: it is free. */
  readonly session: number | null;
  readonly holder: NodeId | null;
  /** Raised each time it goes from free to held. */
  readonly lockIndex: number;
  /** The index at which it was last locked. */
  readonly lockedAt: number;
  readonly createIndex: number;
}

/** What the log makes of the store: the same on every server that has applied as much of it. */
export interface Database {
  /** Raised by every command that changes something. */
  readonly index: number;
  readonly lastSession: number;
  readonly sessions: readonly Session[];
  /** Null: there is no such key. */
  readonly key: LockKey | null;
  /** The index at which the key last changed, or was deleted. */
  readonly modifyIndex: number;
}

/** What goes through the log. Those with `from` are answered by the server that was asked. */
export type Command =
  | {
      readonly op: 'create';
      readonly from: NodeId;
      readonly number: number;
      readonly ttlUs: Us;
      readonly behavior: Behavior;
    }
  | {
      readonly op: 'acquire' | 'release' | 'destroy';
      readonly from: NodeId;
      readonly number: number;
      readonly session: number;
    }
  /** By the leading server: these sessions were not renewed in time. */
  | { readonly op: 'expire'; readonly sessions: readonly number[] };

// ------------------------------------------------------------------------------------ servers

/** A request that waits until its command is applied. */
export interface Waiting {
  readonly from: NodeId;
  readonly number: number;
}

/** The leading server's timer of a session, on its own clock. Nothing of it is in the log. */
export interface SessionTimer {
  readonly session: number;
  readonly fromUs: Us;
  readonly endUs: Us;
  /** It has run out, and its end is on its way through the log. */
  readonly ending: boolean;
}

/** A blocking query: answered when the key changes, or when its time is up. */
export interface Blocked {
  readonly client: NodeId;
  readonly number: number;
  readonly index: number;
  readonly untilUs: Us;
}

export type ServerRole = 'follower' | 'candidate' | 'leader';

/** What a server keeps beside Raft: all of it is made anew from the log after a crash. */
export interface ServerState extends PartState {
  stable: { readonly id: NodeId };
  role: ServerRole;
  leader: NodeId | null;
  term: number;
  /** How many entries of the log its database holds, and the term of the last one. */
  applied: number;
  appliedTerm: number;
  /** Leader: its database holds all that was committed before its term, so that it may answer. */
  ready: boolean;
  database: Database;
  /** Leader: requests whose commands are on their way through the log. */
  waiting: readonly Waiting[];
  /** Leader: when each session ends unless it is renewed. Empty otherwise. */
  timers: readonly SessionTimer[];
  blocked: readonly Blocked[];
  /** On its own clock: before that it lets nobody have the lock; null: there is no lock-delay. */
  freeAt: Us | null;
}

// ------------------------------------------------------------------------------------ clients

/** `outside`: without a session. `standby`: it has one, and not the lock. */
export type ClientRole = 'outside' | 'standby' | 'leader';

/** A request under way. `index`: of a query, from which on a change is of interest; 0: at once. */
export interface Awaited {
  readonly number: number;
  readonly sentUs: Us;
  readonly what: 'create' | 'acquire' | 'query' | 'release' | 'destroy';
  readonly index: number;
}

/** All that a client keeps: a library inside a program, which forgets everything when it crashes. */
export interface ClientState extends PartState {
  stable: { readonly id: NodeId };
  role: ClientRole;
  /** The server it is connected to. */
  store: NodeId | null;
  number: number;
  awaited: Awaited | null;
  session: number | null;
  /** On its own clock: until then it may trust its session, counted from before the sending. */
  sessionEnd: Us | null;
  /** The renewal that has not been answered; null: none. */
  renewal: { readonly number: number; readonly sentUs: Us } | null;
  /** The LockIndex under which it holds the lock, and what goes as a token with all it does. */
  lockIndex: number | null;
  token: number | null;
  /** It has just let go of the lock: it leaves the next chance to others. */
  resting: boolean;
}

// ----------------------------------------------------------------------------------- messages

export interface Numbered {
  readonly number: number;
}
export interface SessionCreate extends Numbered {
  readonly ttl: Us;
  readonly behavior: string;
}
/** A request in the name of a session: renew it, destroy it, acquire or release with it. */
export interface OfSession extends Numbered {
  readonly session: number;
}
/** `done` false: there is no such session any more. */
export interface SessionReply extends Numbered {
  readonly session: number;
  readonly done: boolean;
}
/** `lockedAt`: the index at which the lock was taken; `modifyIndex`: that of the key's last change. */
export interface AcquireReply extends SessionReply {
  readonly lockIndex: number;
  readonly lockedAt: number;
  readonly modifyIndex: number;
}
/** Answered once the key has changed after `index`, or after `wait`; index 0: at once. */
export interface Query extends Numbered {
  readonly index: number;
  readonly wait: Us;
}
/** The key as it stands; `session` null: nobody holds it. */
export interface QueryReply extends Numbered {
  readonly session: number | null;
  readonly holder: NodeId | null;
  readonly lockIndex: number;
  readonly lockedAt: number;
  readonly modifyIndex: number;
}
export interface NotLeader extends Numbered {
  readonly leader: NodeId | null;
}

/** What servers handle. */
export type ServerMessages = {
  SessionCreate: SessionCreate;
  SessionRenew: OfSession;
  SessionDestroy: OfSession;
  Acquire: OfSession;
  Release: OfSession;
  Query: Query;
};

/** What clients handle. */
export type ClientMessages = {
  SessionCreateReply: SessionReply;
  SessionRenewReply: SessionReply;
  SessionDestroyReply: SessionReply;
  AcquireReply: AcquireReply;
  ReleaseReply: SessionReply;
  QueryReply: QueryReply;
  NotLeader: NotLeader;
};

export type ConsulMessages = ServerMessages & ClientMessages;

/** `session`: one runs out. `block`: a query has waited long enough. Both with a key. */
export type ServerTimer = 'session' | 'block';

/** `answer`: it waits for one. `renew`: the next renewal. `retry`: it tries to get the lock again. */
export type ClientTimer = 'answer' | 'renew' | 'sessionEnd' | 'retry';

// --------------------------------------------------------------------------------- parameters

/** Parameters as handlers read them, Raft's for the servers among them: microseconds. */
export interface ConsulParams extends RaftParams {
  readonly ttlUs: Us;
  readonly lockDelayUs: Us;
  readonly behavior: Behavior;
  readonly replicas: number;
  /** Derived: how long a blocking query waits at most. */
  readonly waitUs: Us;
  /** Derived: when it is tried again to get a lock that nobody holds. */
  readonly retryUs: Us;
  /** Derived: how long a client waits for an answer before it asks another server. */
  readonly answerUs: Us;
}

export type ServerContext = Context<ConsulMessages, ServerTimer, ConsulParams>;
export type ServerMessageContext = MessageContext<ConsulMessages, ServerTimer, ConsulParams>;
export type ClientContext = Context<ConsulMessages, ClientTimer, ConsulParams>;
export type ClientMessageContext = MessageContext<ConsulMessages, ClientTimer, ConsulParams>;
