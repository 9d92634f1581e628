/**
 * The words of the ring elections as data: what a node keeps, what it says, what it can be told. Types
 * only, so that checkers can read a state without knowing a handler. Five protocols share one state;
 * what only some of them use says so.
 */
import type { Context, MessageContext, NodeId, Us } from '../../engine/protocol';
import type { PingParams, Pinging } from '../shared/pinging';

/**
 * `idle`: knows no leader and takes no part. `running`: its own id is in the running. `outbid`: takes
 * part, but knows of a better id, or only passes on what others send. `settled`: knows who leads.
 */
export type Status = 'idle' | 'running' | 'outbid' | 'settled';

/** The two ways round: in the order of the nodes, and against it. */
export type Way = 'right' | 'left';

/** A message that was passed on and not acknowledged yet. */
export interface Unacked {
  readonly to: NodeId;
  readonly way: Way;
  readonly token: Token;
}

/** All that a node keeps. Everything outside `stable` is lost in a crash. */
export interface RingState extends Pinging {
  /** The algorithms need nothing on disk but the node's own id. */
  stable: { readonly id: NodeId };
  status: Status;
  /** How often it has begun an election since it started. Bookkeeping for the page's records. */
  bids: number;
  /** Where sends are acknowledged: the number of the last message it made, and those still unanswered. */
  serial: number;
  unacked: readonly Unacked[];
  /** The marks of what has come to it lately: nothing is passed on twice. */
  seen: readonly string[];
  /** The id it stopped last; for the picture. */
  swallowed: number | null;
  /** List: those who stood on the list of the election that named the leader. */
  members: readonly NodeId[];
  /** Hirschberg-Sinclair: how many phases it has survived, and the sides that answered in this one. */
  phase: number;
  answered: readonly Way[];
  /** Peterson: the id it stands for, and the first one it received in this phase. */
  tid: number | null;
  ntid: number | null;
}

/**
 * Who made a message and its number there, kept while it travels, so that it can be acknowledged and told
 * from another like it. Both null where nothing is acknowledged.
 */
export interface Marked {
  readonly origin: NodeId | null;
  readonly number: number | null;
}

export interface Election extends Marked {
  readonly id: number;
}
export interface Elected extends Marked {
  readonly id: number;
}
export interface ListElection extends Marked {
  readonly initiator: NodeId;
  readonly list: readonly NodeId[];
}
export interface ListCoordinator extends Marked {
  readonly initiator: NodeId;
  readonly leader: NodeId;
  readonly list: readonly NodeId[];
}
export interface Probe {
  readonly id: number;
  readonly phase: number;
  readonly hopsLeft: number;
  /** It travels in the order of the nodes. */
  readonly right: boolean;
}
export interface Reply {
  readonly id: number;
  readonly phase: number;
  readonly right: boolean;
}
export interface PetersonElection {
  readonly id: number;
  /** The second message of a phase: the id received, handed on. */
  readonly second: boolean;
}
export interface PetersonElected {
  readonly id: number;
  /** Who found out and says so: with it the announcement ends. */
  readonly by: NodeId;
}

export interface Ack {
  readonly origin: NodeId;
  readonly number: number;
}

type Signs = { PING: object; PONG: object };
type Common = Signs & { ACK: Ack };
export type ChangRobertsMessages = Common & { ELECTION: Election; ELECTED: Elected };
export type ListMessages = Common & { ELECTION: ListElection; COORDINATOR: ListCoordinator };
/** An announcement on a ring where nothing is acknowledged. */
export interface PlainElected {
  readonly id: number;
}
export type HirschbergSinclairMessages = Signs & {
  PROBE: Probe;
  REPLY: Reply;
  ELECTED: PlainElected;
};
export type PetersonMessages = Signs & { ELECTION: PetersonElection; ELECTED: PetersonElected };

/** What travels round a ring that can close up over dead nodes. */
export type Token =
  | ({ readonly type: 'ELECTION' } & (Election | ListElection))
  | ({ readonly type: 'ELECTED' } & Elected)
  | ({ readonly type: 'COORDINATOR' } & ListCoordinator);

/** What travels round a ring that cannot. */
export type PlainToken =
  | ({ readonly type: 'PROBE' } & Probe)
  | ({ readonly type: 'REPLY' } & Reply)
  | ({ readonly type: 'ELECTION' } & PetersonElection)
  | ({ readonly type: 'ELECTED' } & (PlainElected | PetersonElected));

/** `pingWait` is the suspicion that the leader is dead. */
export type RingTimer = 'ping' | 'pingWait' | 'ackWait' | 'restart';

/** Parameters as handlers read them: microseconds on the local clock. */
export interface RingParams extends PingParams {
  readonly variant: 'chang-roberts' | 'passive' | 'list' | 'hirschberg-sinclair' | 'peterson';
  /** Which id wins. */
  readonly winner: 'max' | 'min';
  /** Who begins an election when it starts: all, nobody (until a leader is missed), or these. */
  readonly initiators: 'all' | 'detector' | readonly NodeId[];
  /** How long the next node may take to acknowledge before it is skipped; null: nothing is acknowledged. */
  readonly ackWaitUs: Us | null;
  /** After so long without a leader, who began begins again; null: never. */
  readonly restartUs: Us | null;
}

/** What travels, as any of the protocols may send it. */
export type RingMessages = Common & {
  ELECTION: object;
  ELECTED: object;
  COORDINATOR: object;
  PROBE: object;
  REPLY: object;
};
export type RingContext = Context<RingMessages, RingTimer, RingParams>;
export type RingMessageContext = MessageContext<RingMessages, RingTimer, RingParams>;
