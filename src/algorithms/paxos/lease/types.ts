/**
 * The words of PaxosLease as data: what a node keeps as proposer, acceptor and learner, what it says, what
 * it can be told. Types only, so that checkers can read a state without knowing a handler.
 */
import type { Context, MessageContext, NodeId, Us } from '../../../engine/protocol';

/** What the proposer is at: nothing, collecting answers to Prepare, or acceptances of its proposal. */
export type LeasePhase = 'none' | 'prepare' | 'propose';

/** A proposal that an acceptor has accepted: it is dropped when the timer `accepted` ends. */
export interface LeaseAccepted {
  readonly ballot: number;
  readonly owner: NodeId;
}

/** The lease this node holds. */
export interface LeaseHeld {
  /** The ballot by which it was last extended. */
  readonly ballot: number;
  /** The ballot by which it was acquired. */
  readonly first: number;
  /** Which of the own timers it lasts for. */
  readonly timer: LeaseTimerKey;
}

/**
 * The own timer T runs for a proposal and, if that is accepted, for the lease. While a lease is being
 * extended there are two: the one that is held and the one that is proposed take turns.
 */
export type LeaseTimerKey = 'a' | 'b';

/** Who is said to hold the lease. Nothing but a hint: nobody knows how long the message was under way. */
export interface LeaseHint {
  readonly owner: NodeId;
  readonly ballot: number;
}

/** All that a node keeps. Everything outside `stable` is lost in a crash: acceptors need no disk. */
export interface LeaseState {
  /** How often the proposer has restarted: a part of its ballots, so that none is used twice. */
  stable: { readonly restarts: number };
  /** Proposer: the highest run counter that it used or heard of. */
  run: number;
  phase: LeasePhase;
  /** Ballot of its last round; 0: none yet. */
  ballot: number;
  /** Until when answers to this round's Prepare count, on the own clock. */
  roundUntilUs: Us;
  /** When the own timer of its proposal ends, on the own clock, and which of them it is. */
  untilUs: Us;
  timer: LeaseTimerKey;
  /** Acceptors that answered Prepare with nothing, or with this node's own proposal. */
  open: readonly NodeId[];
  /** Acceptors that named another owner, or refused the ballot. */
  against: readonly NodeId[];
  /** Acceptors that accepted its proposal. */
  accepts: readonly NodeId[];
  held: LeaseHeld | null;
  /** Acceptor: restarted, and answers nothing until the timer `silence` ends. */
  silent: boolean;
  /** The highest ballot promised; 0: none. */
  promised: number;
  accepted: LeaseAccepted | null;
  /** Learner: kept until the timer `hint` ends. */
  hint: LeaseHint | null;
}

/** `extends`: the sender holds the lease and wants it for longer. For the picture; nothing depends on it. */
export interface LeasePrepare {
  readonly b: number;
  readonly extends: boolean;
}
export interface LeasePrepareReply {
  readonly b: number;
  /** Ballot and owner of the accepted proposal; null: empty. */
  readonly accepted: number | null;
  readonly owner: NodeId | null;
  readonly extends: boolean;
}
export interface LeasePropose {
  readonly b: number;
  readonly owner: NodeId;
  /** T, the timespan. */
  readonly forUs: Us;
  readonly extends: boolean;
}
export interface LeaseProposeReply {
  readonly b: number;
  readonly extends: boolean;
}
export interface LeaseNack {
  readonly b: number;
  /** What the acceptor has promised instead. */
  readonly maxBal: number;
}
export interface LeaseRelease {
  readonly b: number;
}
export interface LeaseLearn {
  readonly b: number;
  /** The ballot by which the lease was acquired. */
  readonly first: number;
  /** How much is left of it as this is sent. */
  readonly forUs: Us;
}

export type LeaseMessages = {
  Prepare: LeasePrepare;
  PrepareReply: LeasePrepareReply;
  Propose: LeasePropose;
  ProposeReply: LeaseProposeReply;
  Nack: LeaseNack;
  Release: LeaseRelease;
  Learn: LeaseLearn;
};

/**
 * `retry`: when to try (again). `extend`: when to ask for more time. `lease`: the proposer's own timer T. `accepted`: the acceptor's. `silence`: M after a restart. `hint`: how long a hint counts.
 */
export type LeaseTimer = 'retry' | 'extend' | 'lease' | 'accepted' | 'silence' | 'hint';

/** Parameters as handlers read them: microseconds on the local clock. */
export interface LeaseParams {
  readonly variant: 'lease';
  /** Who wants the lease: all nodes, the one of the highest priority, or these. */
  readonly proposers: 'all' | 'one' | readonly NodeId[];
  /** When each of them first tries, in their order; the last counts for all that follow. */
  readonly proposeAtUs: readonly Us[];
  /** From a Prepare to the next try, drawn in this range. */
  readonly retryUsMin: Us;
  readonly retryUsMax: Us;
  /** Acceptors say so when they refuse a ballot. */
  readonly nack: boolean;
  /** T. */
  readonly leaseUs: Us;
  /** M: how long an acceptor is silent after a restart; null: not at all. */
  readonly restartWaitUs: Us | null;
}

export type LeaseContext = Context<LeaseMessages, LeaseTimer, LeaseParams>;
export type LeaseMessageContext = MessageContext<LeaseMessages, LeaseTimer, LeaseParams>;
