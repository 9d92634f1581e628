/**
 * The words of Paxos as data: what a node keeps, what it says, what it can be told. Types only, so that
 * checkers can read a state without knowing a handler. Names are those of L. Lamport, "Paxos Made
 * Simple" (2001), "The Part-Time Parliament" (1998), and of the TLA+ specification Paxos. First
 * single-decree Paxos, then Multi-Paxos.
 */
import type { Context, MessageContext, NodeId, Us } from '../../engine/protocol';
import type { List } from '../../lib/list';

/**
 * A ballot is one whole number from 1: those of the node at place p of n are p, p + n, p + 2n ... so that
 * no two nodes ever use the same one. 0: none.
 */
export type Ballot = number;

/** Parameters that the forms share, as handlers read them: microseconds on the local clock. */
export interface CommonParams {
  /** Who proposes by itself: all nodes, the one of the highest priority, or these. */
  readonly proposers: 'all' | 'one' | readonly NodeId[];
  /** A proposer tries again after a time drawn evenly from [min, max], counted from its Prepare. */
  readonly retryUsMin: Us;
  readonly retryUsMax: Us;
  /** Who refuses a ballot says so; else it stays silent. */
  readonly nack: boolean;
}

// --------------------------------------------------------------------------- single decree

export interface SingleParams extends CommonParams {
  readonly variant: 'single';
  /** When each proposer proposes first, us after its start; the last counts for all that follow. */
  readonly proposeAtUs: readonly Us[];
  /** Who is told of each acceptance: its proposer, which tells the others, or every node. */
  readonly learners: 'distinguished' | 'all';
}

/** What must be on disk before any message is answered. Survives a crash. */
export interface SingleStable {
  /** Proposer: the highest ballot it has begun; 0: none. */
  lastTried: Ballot;
  /** Acceptor: it takes part in no ballot below this one. */
  maxBal: Ballot;
  /** Acceptor: the highest ballot in which it has accepted, and what; 0 and null: nothing yet. */
  maxVBal: Ballot;
  maxVal: NodeId | null;
}

/** A promise as its proposer keeps it. */
export interface Promised {
  readonly from: NodeId;
  readonly vBal: Ballot;
  readonly vVal: NodeId | null;
}

/** Who has accepted in one ballot, as far as a learner has heard. */
export interface Acceptances {
  readonly ballot: Ballot;
  readonly from: readonly NodeId[];
}

/** `idle`: no ballot of its own is open. Phase 1 and phase 2 of the paper. */
export type Phase = 'idle' | 'preparing' | 'accepting';

/** All that a node keeps: it is proposer, acceptor and learner in one. */
export interface SingleState {
  stable: SingleStable;
  phase: Phase;
  /** Proposer: the ballot it is in; 0: none since it started. */
  ballot: Ballot;
  /** Proposer: the promises for it, in the order in which they came. */
  promises: readonly Promised[];
  /** Proposer: who has refused it. */
  refusals: readonly NodeId[];
  /** Proposer: the value of its phase 2; null before. */
  value: NodeId | null;
  /** Proposer: the highest ballot that a refusal told it of; 0: none. */
  heard: Ballot;
  /** Learner: acceptances by ballot, the lowest first; the latest 32 ballots. */
  acceptances: readonly Acceptances[];
  /** Learner: the value that has been chosen, as far as it knows; null: it does not. */
  chosen: NodeId | null;
}

export interface Prepare {
  readonly b: Ballot;
}
export interface PromiseMessage {
  readonly b: Ballot;
  /** The highest ballot below b in which the acceptor has accepted, and what; 0 and null: nothing. */
  readonly vBal: Ballot;
  readonly vVal: NodeId | null;
}
export interface Accept {
  readonly b: Ballot;
  readonly v: NodeId;
}
export interface Accepted {
  readonly b: Ballot;
  readonly v: NodeId;
}
export interface Nack {
  /** The ballot that is refused. */
  readonly b: Ballot;
  /** What the acceptor has promised. */
  readonly maxBal: Ballot;
}
export interface Chosen {
  /** The ballot in which v was chosen. */
  readonly b: Ballot;
  readonly v: NodeId;
}

export type SingleMessages = {
  Prepare: Prepare;
  Promise: PromiseMessage;
  Accept: Accept;
  Accepted: Accepted;
  Nack: Nack;
  Chosen: Chosen;
};

/** `propose`: its turn to propose for the first time. `retry`: the ballot took too long. */
export type SingleTimer = 'propose' | 'retry';

export type SingleContext = Context<SingleMessages, SingleTimer, SingleParams>;
export type SingleMessageContext = MessageContext<SingleMessages, SingleTimer, SingleParams>;

// ------------------------------------------------------------------------------ Multi-Paxos

export interface MultiParams extends CommonParams {
  readonly variant: 'multi';
  /** From one Heartbeat of the distinguished leader to the next. */
  readonly heartbeatUs: Us;
}

/** What a slot of the log holds: the ballot of its last acceptance, and the value. */
export interface Slot {
  readonly bal: Ballot;
  /** The request as JSON text; null: a no-op, or what the scenario laid down. */
  readonly command: string | null;
}

/** A slot with its number, from 1. */
export interface NumberedSlot extends Slot {
  readonly slot: number;
}

export interface MultiStable {
  lastTried: Ballot;
  /** One promise for all slots. */
  maxBal: Ballot;
  /** Acceptor: what it has accepted, by slot; null: nothing in this one. */
  accepted: List<Slot | null>;
  /** Learner: the chosen values, without a gap; written along with the next promise or acceptance. */
  ledger: List<Slot>;
}

/** A value that the leader asks to be accepted, until it is chosen. */
export interface Proposal {
  readonly slot: number;
  readonly command: string | null;
  readonly from: readonly NodeId[];
}

export interface MultiState {
  stable: MultiStable;
  role: 'follower' | 'preparing' | 'leader';
  /** Its own ballot; 0: none since it started. */
  ballot: Ballot;
  /** Proposer, phase 1: the first slot it asks for, who has promised and refused, what they reported. */
  firstSlot: number;
  promises: readonly NodeId[];
  refusals: readonly NodeId[];
  /** The highest report for each slot, in the order of the slots. */
  reported: readonly NumberedSlot[];
  /** The highest ballot that a refusal told it of; 0: none. */
  heard: Ballot;
  /** Leader: what is not chosen yet, by slot; the next free slot. */
  proposals: readonly Proposal[];
  nextSlot: number;
  /** Leader: at the last Heartbeat, the highest slot proposed, and how long the ledger was. */
  beatSlot: number;
  beatLedger: number;
  /** Learner: chosen values beyond a gap in the ledger, by slot. */
  beyond: readonly NumberedSlot[];
  /** Whom it takes for the leader, and by which ballot; null and 0: nobody. */
  leader: NodeId | null;
  leaderBallot: Ballot;
}

export interface MultiPrepare {
  readonly b: Ballot;
  /** Phase 1 is for this slot and all after it. */
  readonly first: number;
}
export interface MultiPromise {
  readonly b: Ballot;
  /** What the acceptor has accepted from that slot on. */
  readonly slots: readonly NumberedSlot[];
}
export interface MultiAccept {
  readonly b: Ballot;
  readonly slot: number;
  readonly command: string | null;
}
export interface MultiAccepted {
  readonly b: Ballot;
  readonly slot: number;
}
export interface MultiChosen {
  readonly b: Ballot;
  readonly slot: number;
  readonly command: string | null;
}
export interface Heartbeat {
  readonly b: Ballot;
  /** Up to this slot the leader's ledger has no gap. */
  readonly chosen: number;
}
export interface HeartbeatReply {
  readonly b: Ballot;
  /** The same of the follower's. */
  readonly chosen: number;
}

export type MultiMessages = {
  Prepare: MultiPrepare;
  Promise: MultiPromise;
  Accept: MultiAccept;
  Accepted: MultiAccepted;
  Nack: Nack;
  Chosen: MultiChosen;
  Heartbeat: Heartbeat;
  HeartbeatReply: HeartbeatReply;
};

/** `retry`: nothing was heard of a leader, or the own ballot took too long. */
export type MultiTimer = 'retry' | 'heartbeat';

export type MultiContext = Context<MultiMessages, MultiTimer, MultiParams>;
export type MultiMessageContext = MessageContext<MultiMessages, MultiTimer, MultiParams>;

export type * from './lease/types';
