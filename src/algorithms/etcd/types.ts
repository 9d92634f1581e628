/**
 * The words of etcd as data: the replicated database, what replicas and clients keep, what they say. Types
 * only, so that checkers can read a state without knowing a handler.
 */
import type { Context, MessageContext, NodeId, PartState, Us } from '../../engine/protocol';
import type { RaftParams } from '../raft/types';

// ------------------------------------------------------------------------------- the database

/** A key of the store. Those of the election stand under its prefix; the lease gives the rest of the name. */
export interface Key {
  readonly key: string;
  readonly value: string;
  /** The revision at which it was created: its place in the queue, and a leader's fencing token. */
  readonly createRev: number;
  readonly modRev: number;
  readonly version: number;
  readonly lease: number;
  readonly owner: NodeId;
}

/** A lease as every replica knows it. When it ends, only the primary lessor knows. */
export interface Lease {
  readonly lease: number;
  readonly ttlUs: Us;
  readonly owner: NodeId;
}

/** What the log makes of the store: the same on every replica that has applied as much of it. */
export interface Database {
  /** Raised by every transaction that changes a key. */
  readonly revision: number;
  readonly lastLease: number;
  readonly leases: readonly Lease[];
  /** In the order in which they were created. */
  readonly keys: readonly Key[];
}

/** What goes through the log. Those with `from` are answered by the replica that was asked. */
export type Command =
  | { readonly op: 'grant'; readonly from: NodeId; readonly number: number; readonly ttlUs: Us }
  | {
      readonly op: 'create';
      readonly from: NodeId;
      readonly number: number;
      readonly lease: number;
      readonly value: string;
    }
  | {
      readonly op: 'range';
      readonly from: NodeId;
      readonly number: number;
      readonly lease: number;
      readonly rev: number;
    }
  | {
      readonly op: 'proclaim' | 'resign';
      readonly from: NodeId;
      readonly number: number;
      readonly lease: number;
      readonly rev: number;
      readonly value: string;
    }
  | { readonly op: 'close'; readonly from: NodeId; readonly number: number; readonly lease: number }
  /** By the primary lessor: these leases have run out. */
  | { readonly op: 'expire'; readonly leases: readonly number[] };

// ----------------------------------------------------------------------------------- replicas

/** A request that waits until its command is applied. */
export interface Waiting {
  readonly from: NodeId;
  readonly number: number;
}

/** What the primary lessor knows of a lease, on its own clock. */
export interface Expiry {
  readonly lease: number;
  readonly fromUs: Us;
  readonly endUs: Us;
  /** It has run out, and its revocation is on its way through the log. */
  readonly revoking: boolean;
}

/** A keep-alive for a lease that has run out and is not yet revoked. */
export interface Parked {
  readonly from: NodeId;
  readonly number: number;
  readonly lease: number;
}

export interface Watcher {
  readonly client: NodeId;
  readonly rev: number;
}

export type StoreRole = 'follower' | 'candidate' | 'leader';

/** What a replica keeps beside Raft: all of it is made anew from the log after a crash. */
export interface StoreState extends PartState {
  stable: { readonly id: NodeId };
  role: StoreRole;
  leader: NodeId | null;
  term: number;
  /** How many entries of the log its database holds. */
  applied: number;
  database: Database;
  /** Leader: requests whose commands are on their way through the log. */
  waiting: readonly Waiting[];
  /** Leader: the lessor is primary on it. Empty otherwise. */
  expiries: readonly Expiry[];
  parked: readonly Parked[];
  /** Leader: clients that are told of each new leader of the election, and those that wait for a key. */
  observers: readonly NodeId[];
  watchers: readonly Watcher[];
}

// ------------------------------------------------------------------------------------ clients

/** `outside`: without a session. `campaigning`: not yet in the queue. `waiting`: behind somebody. */
export type ClientRole = 'outside' | 'campaigning' | 'waiting' | 'leader';

/** A request under way. */
export interface Awaited {
  readonly number: number;
  readonly sentUs: Us;
  readonly what: 'grant' | 'create' | 'range' | 'proclaim' | 'resign' | 'close';
}

/** Who leads the election, as the store told it. */
export interface Observed {
  readonly rev: number;
  readonly owner: NodeId;
  readonly value: string;
}

/** All that a client keeps: a library inside a program, which forgets everything when it crashes. */
export interface ClientState extends PartState {
  stable: { readonly id: NodeId };
  role: ClientRole;
  /** The replica it is connected to. */
  store: NodeId | null;
  number: number;
  awaited: Awaited | null;
  lease: number | null;
  /** On its own clock: until then it may trust its lease, counted from before the sending. */
  leaseEnd: Us | null;
  leaseLengthUs: Us;
  /** The keep-alive that has not been answered; null: none. */
  renewal: { readonly number: number; readonly sentUs: Us } | null;
  /** The create revision of its own key; null: it has none. */
  rev: number | null;
  /** What its key says. */
  value: string;
  /** What it wants its key to say, or null: that is what it says. */
  wanted: string | null;
  /** The key for whose end it waits, and whose that is. */
  before: { readonly rev: number; readonly owner: NodeId } | null;
  observed: Observed | null;
}

// ----------------------------------------------------------------------------------- messages

export interface LeaseGrant {
  readonly number: number;
  readonly ttl: Us;
}
export interface LeaseGrantReply {
  readonly number: number;
  readonly lease: number;
  readonly ttl: Us;
}
/**
 * `waits`: the create revision of the key it waits for, if any; `seen`: that of the leader it was told of, or
 * 0. What it watches is renewed with the lease.
 */
export interface LeaseKeepAlive {
  readonly number: number;
  readonly lease: number;
  readonly waits: number | null;
  readonly seen: number;
}
/** `ttl` 0: there is no such lease any more. */
export interface LeaseKeepAliveReply {
  readonly number: number;
  readonly lease: number;
  readonly ttl: Us;
}
export interface LeaseRevoke {
  readonly number: number;
  readonly lease: number;
}
export interface Numbered {
  readonly number: number;
}
/** If the key of this lease is not there: create it. Else: read it. */
export interface Campaign {
  readonly number: number;
  readonly lease: number;
  readonly value: string;
}
/** `rev` 0: the lease is gone. `value`: what the key says. */
export interface CampaignReply {
  readonly number: number;
  readonly rev: number;
  readonly value: string;
}
/** Which key under the prefix has the greatest create revision below `rev`? */
export interface Range {
  readonly number: number;
  readonly lease: number;
  readonly rev: number;
}
/** `before` 0: none. `mine`: the key of the asking client is there. */
export interface RangeReply {
  readonly number: number;
  readonly before: number;
  readonly owner: NodeId | null;
  readonly mine: boolean;
}
/** If the key of this lease still has this create revision: change it. */
export interface Guarded {
  readonly number: number;
  readonly lease: number;
  readonly rev: number;
  readonly value: string;
}
export interface GuardedReply {
  readonly number: number;
  readonly done: boolean;
  readonly rev: number;
}
export interface Watch {
  readonly rev: number;
}
export interface Deleted {
  readonly rev: number;
}
/** Who leads the election now; `rev` 0: nobody. */
export interface Leader {
  readonly rev: number;
  readonly owner: NodeId | null;
  readonly value: string;
}
export interface NotLeader {
  readonly leader: NodeId | null;
}

/** What replicas handle. */
export type StoreMessages = {
  LeaseGrant: LeaseGrant;
  LeaseKeepAlive: LeaseKeepAlive;
  LeaseRevoke: LeaseRevoke;
  Campaign: Campaign;
  Range: Range;
  Proclaim: Guarded;
  Resign: Guarded;
  Watch: Watch;
};

/** What clients handle. */
export type ClientMessages = {
  LeaseGrantReply: LeaseGrantReply;
  LeaseKeepAliveReply: LeaseKeepAliveReply;
  LeaseRevokeReply: Numbered;
  CampaignReply: CampaignReply;
  RangeReply: RangeReply;
  ProclaimReply: GuardedReply;
  ResignReply: GuardedReply;
  Deleted: Deleted;
  Leader: Leader;
  NotLeader: NotLeader;
};

export type EtcdMessages = StoreMessages & ClientMessages;

/** `expiry`: the primary lessor looks for leases that have run out. */
export type StoreTimer = 'expiry';

/** `answer`: how long it waits for one. `renew`: the next keep-alive. `leaseEnd`: its lease, as it counts. */
export type ClientTimer = 'answer' | 'renew' | 'leaseEnd';

// --------------------------------------------------------------------------------- parameters

/** Parameters as handlers read them, Raft's for the replicas among them: microseconds. */
export interface EtcdParams extends RaftParams {
  readonly ttlUs: Us;
  readonly keepAliveUs: Us;
  readonly replicas: number;
  /** Derived: the shortest lease that the store grants. */
  readonly ttlLeastUs: Us;
  /** How often the primary lessor looks for leases that have run out. */
  readonly checkUs: Us;
  /** How long a client waits for an answer before it asks another replica. */
  readonly answerUs: Us;
}

export type StoreContext = Context<EtcdMessages, StoreTimer, EtcdParams>;
export type StoreMessageContext = MessageContext<EtcdMessages, StoreTimer, EtcdParams>;
export type ClientContext = Context<EtcdMessages, ClientTimer, EtcdParams>;
export type ClientMessageContext = MessageContext<EtcdMessages, ClientTimer, EtcdParams>;
