/**
 * The words of the Bully algorithm as data: what a node keeps, what it says, what it can be told. Types
 * only, so that checkers can read a state without knowing a handler. Names are those of the textbooks:
 * G. Coulouris et al., "Distributed Systems", chapter on elections; the algorithm is H.
 * Garcia-Molina's, "Elections in a Distributed Computing System", IEEE Trans. Computers C-31(1), 1982.
 */
import type { Context, MessageContext, NodeId, Us } from '../../engine/protocol';

/**
 * `electing`: asked everyone above and waits for an answer. `waiting`: was answered and waits to hear
 * who leads. `normal`: neither; then it leads or follows.
 */
export type Status = 'normal' | 'electing' | 'waiting';

/** All that a node keeps. Everything outside `stable` is lost in a crash. */
export interface BullyState {
  /** The algorithm needs nothing on disk but the node's own id. */
  stable: { readonly id: NodeId };
  status: Status;
  /** Whom this node takes for the leader; null exactly while it is electing or waiting. */
  leader: NodeId | null;
  /** A follower: it has sent a PING that its leader has not answered yet. */
  awaitingPong: boolean;
  /**
   * Local time at which this node last said or heard in a COORDINATOR who leads; null: never since it
   * started. Questions that are no older than one answer window belong to the election that ended then.
   */
  announcedUs: Us | null;
  /** Local time at which its last wait for an answer or an announcement began. Told in sentences, decides nothing. */
  waitingSinceUs: Us;
  /**
   * How often this node has begun an election or taken the lead without one since it started.
   * Bookkeeping for the page (it numbers attempts); the algorithm neither sends nor reads it.
   */
  bids: number;
}

/** A message that says all by its type; who sent it is on the envelope. */
export type Bare = object;

export interface Coordinator {
  /** Who leads from now on: always the sender itself. */
  readonly leader: NodeId;
}

export type BullyMessages = {
  ELECTION: Bare;
  OK: Bare;
  COORDINATOR: Coordinator;
  PING: Bare;
  PONG: Bare;
};

/** `pingWait` is the suspicion that the leader is dead. */
export type BullyTimer = 'ping' | 'pingWait' | 'okWait' | 'coordWait';

/** Parameters as handlers read them: microseconds on the local clock. */
export interface BullyParams {
  /** How long silence from above must last before a node declares itself leader. */
  readonly okWaitUs: Us;
  /** How long a node that was answered waits to hear who leads. */
  readonly coordinatorWaitUs: Us;
  /** From one PING of a follower to the next. */
  readonly pingEveryUs: Us;
  /** How long a PING may stay unanswered. */
  readonly pingWaitUs: Us;
  /** A node does not ask a node that it has just found dead: it may win without asking anyone. */
  readonly shortcut: boolean;
  /** Who hears of a new leader: the nodes below it, or all. */
  readonly announceTo: 'lower' | 'all';
  /** What a leader does when asked: hold an election of its own, or just say that it leads. */
  readonly incumbent: 'election' | 'coordinator';
}

export type BullyContext = Context<BullyMessages, BullyTimer, BullyParams>;
export type BullyMessageContext = MessageContext<BullyMessages, BullyTimer, BullyParams>;

// ------------------------------------------------------- the paper's own form (garcia-molina)

/** The states of the paper. Its fourth, DOWN, is a node that the kernel has crashed. */
export type OriginalStatus = 'ELECTION' | 'REORGANIZATION' | 'NORMAL';

/**
 * What a node is calling others for, one after another; null: it calls nobody.
 * `higher` is anyone above alive? `halting` stop those below. `informing` tell them who coordinates.
 * `readying` hand out the task. `checking` the coordinator's periodic look. `asking` is my coordinator there?
 */
export type Stage = 'higher' | 'halting' | 'informing' | 'readying' | 'checking' | 'asking' | null;

/** All that a node of the paper's form keeps, by the paper's names. Everything outside `stable` is lost in a crash. */
export interface OriginalState {
  stable: { readonly id: NodeId };
  /** Its state. */
  s: OriginalStatus;
  /** The coordinator according to this node; null: it knows of none. */
  c: NodeId | null;
  /** The node that halted it last, itself included: to that one alone it yields. */
  h: NodeId | null;
  /** The task that the coordinator handed out: here, the nodes that it counts on. */
  d: readonly NodeId[];
  /** A candidate: who acknowledged its Halt. */
  up: readonly NodeId[];
  stage: Stage;
  /** Who is called in this stage and was not called yet; the first is the one being called. */
  calling: readonly NodeId[];
  /** The number of its last call: an answer with another number is late. */
  call: number;
  /** How often it has begun an election since it started. Bookkeeping for the page's records. */
  bids: number;
}

/** A call or a bare answer. Who calls is on the envelope. */
export interface Call {
  readonly call: number;
}
export interface ReadyCall extends Call {
  readonly d: readonly NodeId[];
}
export interface NormalAnswer extends Call {
  readonly normal: boolean;
}

export type OriginalMessages = {
  AreYouThere: Call;
  AreYouThereReply: Call;
  AreYouNormal: Call;
  AreYouNormalReply: NormalAnswer;
  Halt: Call;
  HaltReply: Call;
  NewCoordinator: Call;
  NewCoordinatorReply: Call;
  Ready: ReadyCall;
  ReadyReply: Call;
};

/**
 * `callWait` ends a call without an answer; `pingWait` the question whether the coordinator is there (the
 * suspicion that it is dead); `silence` and `coordWait` are the paper's time-outs, in NORMAL or REORGANIZATION
 * and in ELECTION; `check` is the coordinator's period.
 */
export type OriginalTimer = 'callWait' | 'pingWait' | 'silence' | 'coordWait' | 'check';

/** Parameters of the paper's form as handlers read them: microseconds on the local clock. */
export interface OriginalParams {
  readonly variant: 'garcia-molina';
  /** How long a call may stay unanswered: the paper's T. */
  readonly okWaitUs: Us;
  /** How long a node may stand still in ELECTION. */
  readonly coordinatorWaitUs: Us;
  /** From one look of the coordinator at the others to the next. */
  readonly pingEveryUs: Us;
  /** How long the coordinator may take to say that it is there. */
  readonly pingWaitUs: Us;
}

export type OriginalContext = Context<OriginalMessages, OriginalTimer, OriginalParams>;
export type OriginalMessageContext = MessageContext<
  OriginalMessages,
  OriginalTimer,
  OriginalParams
>;
