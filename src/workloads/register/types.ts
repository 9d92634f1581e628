/**
 * The register: state, messages and parameters. Types only: properties import them. Users read and write one
 * value; servers keep copies of it; the leader decides what it is.
 */
import type { Context, MessageContext, NodeId, Us } from '../../engine/protocol';
import type { List } from '../../lib/list';
import type { Over } from '../types';

/** Who may answer a read, and after what. */
export type Reads = 'local' | 'leader' | 'lease' | 'readIndex';

/** As handlers read them. */
export interface RegisterParams {
  /** The kind of node that hosts the servers: the algorithm's candidates. */
  readonly servers: string;
  /** True where a leader needs more than half of all servers: then a write does too. */
  readonly quorum: boolean;
  readonly everyUs: Us;
  /** How long a user waits for an answer, and a leader for its followers. */
  readonly waitUs: Us;
  /** How long a promise to follow one leader lasts. */
  readonly leaseUs: Us;
  /** Reads in a thousand operations. */
  readonly readsInThousand: number;
  readonly reads: Reads;
}

// ---------------------------------------------------------------------------------- messages

export interface Write {
  readonly op: number;
  readonly value: number;
}
export interface WriteReply {
  readonly op: number;
}
export interface Read {
  readonly op: number;
}
export interface ReadReply {
  readonly op: number;
  readonly value: number;
}
export interface Redirect {
  readonly op: number;
  readonly leader: NodeId | null;
}
/** A leader asks to be followed: to learn what there is, to renew its lease, to confirm before a read. */
export interface Follow {
  readonly token: number;
  readonly round: number;
}
export interface FollowReply {
  readonly round: number;
  /** The token that asked. */
  readonly asked: number;
  readonly done: boolean;
  /** Its copy. */
  readonly token: number;
  readonly seq: number;
  readonly value: number;
}
export interface Copy {
  readonly token: number;
  readonly seq: number;
  readonly value: number;
}
export interface CopyReply {
  readonly token: number;
  readonly seq: number;
  readonly done: boolean;
}

export type ToServers = {
  readonly Write: Write;
  readonly Read: Read;
  readonly Follow: Follow;
  readonly FollowReply: FollowReply;
  readonly Copy: Copy;
  readonly CopyReply: CopyReply;
};
export type ToUsers = {
  readonly WriteReply: WriteReply;
  readonly ReadReply: ReadReply;
  readonly Redirect: Redirect;
};
export type RegisterMessages = ToServers & ToUsers;

// ------------------------------------------------------------------------------------- state

/** What a leader waits for others for: a value of its own, or leave to answer a read. */
export type Pending =
  | {
      readonly what: 'write';
      /** Null: the value found at the beginning of its leadership, written once more. */
      readonly user: NodeId | null;
      readonly op: number;
      readonly seq: number;
      readonly value: number;
      readonly acks: readonly NodeId[];
    }
  | {
      readonly what: 'read';
      readonly user: NodeId;
      readonly op: number;
      readonly round: number;
      readonly acks: readonly NodeId[];
    };

/** The part of a candidate. */
export interface ServerState {
  stable: {
    /** The highest token it has followed. */
    promised: number;
    /** Its copy: under which leader it was written, as which of that leader's writes, and what. */
    token: number;
    seq: number;
    value: number;
  };
  leader: NodeId | null;
  mine: boolean;
  token: number;
  /** The leader has learnt what there was, and answers. */
  ready: boolean;
  round: number;
  /** When the round of the lease was sent, and who has answered it. */
  askedUs: Us;
  acks: readonly NodeId[];
  /** Until when, by its own clock, it may answer reads without asking; null: not at all. */
  leaseEnd: Us | null;
  /** Until when it follows nobody else; null: it is free. */
  boundUntil: Us | null;
  seq: number;
  /** The last value that enough servers have: what a leader answers with. */
  shown: number;
  shownSeq: number;
  pending: readonly Pending[];
}

/** An operation as its user saw it, by the user's own clock. `to` null: no answer. */
export interface Seen {
  readonly kind: 'read' | 'write';
  readonly value: number;
  readonly from: Us;
  readonly to: Us | null;
}

export interface UserState {
  stable: {
    /** Values it has written. */
    made: number;
    /** Operations it has begun: an answer to one from before a crash is for no later one. */
    op: number;
  };
  /** What it waits for; null: nothing. */
  open: {
    readonly op: number;
    readonly kind: 'read' | 'write';
    readonly value: number;
    readonly from: Us;
    readonly hops: number;
  } | null;
  /** The server it takes for the leader. */
  guess: number;
  seen: List<Seen>;
  /** How long it has waited in vain, in us, and how often. */
  vainUs: Us;
  failed: number;
}

// ----------------------------------------------------------------------------------- context

export type ServerTimer = 'follow';
export type UserTimer = 'opDue' | 'opWait';
type P = Over<RegisterParams>;

export type ServerContext = Context<RegisterMessages, ServerTimer, P>;
export type ServerMessageContext = MessageContext<RegisterMessages, ServerTimer, P>;
export type UserContext = Context<RegisterMessages, UserTimer, P>;
export type UserMessageContext = MessageContext<RegisterMessages, UserTimer, P>;
