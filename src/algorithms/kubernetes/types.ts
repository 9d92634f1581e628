/**
 * The words of the Kubernetes leader election as data: the record, what the API server and the candidates
 * keep and say. Types only, so that checkers can read a state without knowing a handler.
 */
import type { Context, MessageContext, NodeId, PartState, Us } from '../../engine/protocol';

/**
 * The record of the election (client-go: `LeaderElectionRecord`). Its times are what the writer's clock
 * showed; nobody ever compares them with a clock.
 */
export interface LeaseRecord {
  /** The name of a process, not of a node: it is drawn at each start. Null: released. */
  readonly holder: string | null;
  readonly leaseDuration: Us;
  readonly acquireTime: Us;
  readonly renewTime: Us;
  /** Counts the changes of the holder. */
  readonly leaderTransitions: number;
}

// -------------------------------------------------------------------------------- API server

/** What the store behind the API server holds. */
export interface Stored {
  readonly record: LeaseRecord | null;
  /** Raised by every write; a write must name the one it has read. */
  readonly resourceVersion: number;
}

/** All that the API server keeps. */
export interface ServerState extends PartState {
  stable: { -readonly [K in keyof Stored]: Stored[K] };
}

// -------------------------------------------------------------------------------- candidates

/** `leading` is the belief: from OnStartedLeading to OnStoppedLeading. */
export type CandidateRole = 'standby' | 'leader';

/** A request under way. `fast`: the leader writes without having read. */
export interface Pending {
  readonly number: number;
  readonly what: 'fast' | 'read' | 'create' | 'write';
  readonly sentUs: Us;
  /** What is written, if it writes. */
  readonly record: LeaseRecord | null;
}

/** All that a candidate keeps: a library inside a program, which forgets everything when it crashes. */
export interface CandidateState extends PartState {
  stable: { readonly id: NodeId };
  /** The name of this process. */
  identity: string;
  leading: boolean;
  /** The record as it was last seen, with its version; null: none seen. */
  observed: LeaseRecord | null;
  version: number;
  /** On its own clock: when it saw the record change; null: it never saw one. */
  observedTime: Us | null;
  /** Number of its last request. */
  number: number;
  pending: Pending | null;
  /** On its own clock: when the try under way began. */
  triedUs: Us;
  /** On its own clock: it stops leading then, unless a renewal succeeds; null: it does not lead. */
  deadline: Us | null;
}

// ----------------------------------------------------------------------------------- messages

export interface Numbered {
  readonly number: number;
}
export interface CreateMessage extends Numbered, LeaseRecord {}
export interface UpdateMessage extends Numbered, LeaseRecord {
  readonly resourceVersion: number;
}
/** `found` false: there is no record, and its fields are empty. */
export interface GetReply extends Numbered, LeaseRecord {
  readonly found: boolean;
  readonly resourceVersion: number;
}
/** `done` false: there is a record already, or it is not the one that was read. */
export interface Written extends Numbered {
  readonly done: boolean;
  readonly resourceVersion: number;
}

/** What the API server handles. */
export type ServerMessages = {
  Get: Numbered;
  Create: CreateMessage;
  Update: UpdateMessage;
};

/** What candidates handle. */
export type CandidateMessages = {
  GetReply: GetReply;
  CreateReply: Written;
  UpdateReply: Written;
};

export type KubernetesMessages = ServerMessages & CandidateMessages;

/** `retry`: it tries to acquire or renew. `call`: no answer. `renewDeadline`: it stops leading. */
export type CandidateTimer = 'retry' | 'call' | 'renewDeadline';

// --------------------------------------------------------------------------------- parameters

/** Parameters as handlers read them: microseconds on the local clock. */
export interface KubernetesParams {
  readonly leaseUs: Us;
  readonly deadlineUs: Us;
  readonly retryUs: Us;
  /** Derived: a request that is not answered by then has failed. */
  readonly callUs: Us;
}

export type ServerContext = Context<KubernetesMessages, never, KubernetesParams>;
export type ServerMessageContext = MessageContext<KubernetesMessages, never, KubernetesParams>;
export type CandidateContext = Context<KubernetesMessages, CandidateTimer, KubernetesParams>;
export type CandidateMessageContext = MessageContext<
  KubernetesMessages,
  CandidateTimer,
  KubernetesParams
>;
