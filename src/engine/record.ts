/**
 * What happened and what is: events, steps, facts, and ground truth. Types only; part of the contract,
 * imported through `protocol.ts`.
 */
import type { AnyMessage, Attempt, NodeId, PartState, Us } from './protocol';
import type { HeldKind } from '../scenario/types';

/**
 * What one event is. `arrive`: a message reached a node that is busy or paused and waits in its
 * inbox; it is handled by a later `deliver`. `drop`: a message ended unhandled, with a `Fate`.
 */
export type EventKind =
  | 'start'
  | 'deliver'
  | 'drop'
  | 'arrive'
  | 'timer'
  | 'written'
  | 'command'
  | 'restart'
  | 'request'
  | 'act';

/** How a message ended, or that it has not yet. `byHand`: a person dropped it. */
export type Fate =
  'flying' | 'waiting' | 'delivered' | 'lost' | 'cut' | 'crashed' | 'blocked' | 'byHand';

/** One send on one link. `name` is `n1>n2#14`, a duplicate's `n1>n2#14b`. */
export interface Sent {
  /** Position among all sends of the run. */
  readonly index: number;
  readonly name: string;
  readonly from: NodeId;
  readonly to: NodeId;
  /** Wire name: embedded parts are prefixed (`raft/RequestVote`). */
  readonly type: string;
  readonly sentUs: Us;
  /** When it is due to arrive (or, if it will be lost, when it is lost). Not known to viewers at t. */
  readonly dueUs: Us;
  /** Event that sent it. */
  readonly sentBy: number;
  /** Event at which it ended; -1 while it has not. */
  readonly endedBy: number;
  readonly endedUs: Us;
  readonly fate: Fate;
}

/** A message on its way at the playhead. */
export interface Flight {
  readonly sent: number;
  readonly name: string;
  readonly from: NodeId;
  readonly to: NodeId;
  readonly message: AnyMessage;
  readonly sentUs: Us;
  /** When it would arrive at the speed it flies; a lost one breaks before. */
  readonly arrivesUs: Us;
  /** Waiting in the inbox of a busy or paused node. */
  readonly waiting: boolean;
  /** A hold keeps it: when it has arrived, it waits until someone chooses it. */
  readonly held: boolean;
}

/** Something that is going to happen and that the `hold` command covers or could cover. */
export type Pending = {
  /** The node at which it will happen. */
  readonly node: NodeId;
  /** True instant at which it falls due; may be past for what is held. */
  readonly dueUs: Us;
  /** Under a hold that covers it: it will not happen by itself. */
  readonly held: boolean;
} & (
  | { readonly what: 'message'; readonly flight: Flight }
  | { readonly what: 'timer'; readonly timer: TimerView }
  | { readonly what: 'write' }
);

/** One event of the trace, unpacked. Numbers start at 0. */
export interface EventRecord {
  readonly number: number;
  readonly us: Us;
  readonly kind: EventKind;
  /** The node that stepped; null for a command. */
  readonly actor: NodeId | null;
  /** Index of the send (deliver, drop, arrive). */
  readonly message: number | null;
  readonly timer: { readonly part: string; readonly name: string; readonly key: string } | null;
  /** Index into the command list. */
  readonly command: number | null;
  /** Sends made by this event: [first, end). */
  readonly sends: readonly [number, number];
}

/**
 * What a step did, in order. Sends are named by their index. Messages and rules of embedded parts bear the
 * part's name (`raft/RequestVote`, `raft:RV3`); roles and beliefs of embedded parts are no effects.
 */
export type Effect =
  | {
      readonly do: 'send';
      readonly sent: number;
      readonly to: NodeId;
      readonly message: AnyMessage;
    }
  | { readonly do: 'setTimer'; readonly name: string; readonly key: string; readonly us: Us }
  | { readonly do: 'cancelTimer'; readonly name: string; readonly key: string }
  | { readonly do: 'persist'; readonly writeUs: Us }
  | { readonly do: 'becomes'; readonly role: string; readonly why: string }
  | { readonly do: 'believes'; readonly leader: NodeId | null; readonly attempt: Attempt | null }
  | { readonly do: 'attempt'; readonly key: Attempt }
  | { readonly do: 'rule'; readonly id: string; readonly part: string }
  | { readonly do: 'note'; readonly text: string };

/**
 * One step as a checker, a sentence or the Why panel sees it. `before` and `after` are the states of
 * the electing part of the one node that stepped (null where none did, or before its start).
 */
export interface Step {
  readonly event: EventRecord;
  readonly node: NodeId | null;
  readonly part: string;
  readonly before: PartState | null;
  readonly after: PartState | null;
  /** The same of all its parts, outermost first; null where none stepped. Absent: not told. */
  readonly within?: {
    readonly before: readonly PartState[] | null;
    readonly after: readonly PartState[] | null;
  };
  readonly effects: readonly Effect[];
  /** The message handled or dropped, with its sender. */
  readonly message: AnyMessage | null;
  readonly from: NodeId | null;
  /** A person (or a hold) decided when this happened: no rule of the network or of a timer did. */
  readonly byHand: boolean;
  readonly params: object;
  /** States of other parts and nodes, after the step. */
  readonly world: WorldView;
}

/**
 * Sparse facts of a run, append-only and stamped with the event that made them. The strip, beats,
 * reigns and elections are built from these without touching the packed trace.
 */
export type Fact = { readonly event: number; readonly us: Us } & (
  | { readonly fact: 'role'; readonly node: NodeId; readonly role: string; readonly why: string }
  | {
      readonly fact: 'belief';
      readonly node: NodeId;
      readonly leader: NodeId | null;
      readonly attempt: Attempt | null;
    }
  | { readonly fact: 'attempt'; readonly node: NodeId; readonly key: Attempt }
  | { readonly fact: 'up'; readonly node: NodeId }
  | { readonly fact: 'crashed'; readonly node: NodeId }
  | { readonly fact: 'paused'; readonly node: NodeId }
  | { readonly fact: 'resumed'; readonly node: NodeId }
  /**
   * Directed links changed; `groups` are the sets linked both ways, in list order. `cuts` are all
   * directed links that are cut now; absent where they are those between different groups.
   */
  | {
      readonly fact: 'links';
      readonly groups: readonly (readonly NodeId[])[];
      readonly cuts?: readonly (readonly [NodeId, NodeId])[];
    }
  /** A clock was set: its rate from now on, and by how much its reading jumped. */
  | {
      readonly fact: 'clock';
      readonly node: NodeId;
      readonly ppm: number;
      readonly jumpUs: Us;
    }
  /** The disk of a node was emptied. */
  | { readonly fact: 'wiped'; readonly node: NodeId }
  /** A hold began, changed or (covering nothing) ended. */
  | { readonly fact: 'holding'; readonly kinds: readonly HeldKind[] }
  | { readonly fact: 'seated'; readonly node: NodeId; readonly attempt: Attempt }
  | {
      readonly fact: 'unseated';
      readonly node: NodeId;
      readonly attempt: Attempt;
      readonly why: UnseatReason;
    }
  | {
      readonly fact: 'command';
      readonly index: number;
      readonly targets: readonly NodeId[];
      readonly effect: 'done' | 'missed';
      readonly why: string;
      /** Index of the send a command on one message meant. */
      readonly message?: number;
    }
);

/** Why a reign ended. */
export type UnseatReason = 'crashed' | 'steppedDown' | 'linksLost' | 'leaseLost';

// ------------------------------------------------------------------------------ the world

/** A leader that holds its mandate now. */
export interface Seat {
  readonly node: NodeId;
  readonly attempt: Attempt;
  readonly sinceUs: Us;
}

/** A timer that is armed now. True time, whatever the node's clock says. */
export interface TimerView {
  readonly part: string;
  readonly name: string;
  readonly key: string;
  readonly setUs: Us;
  readonly dueUs: Us;
}

/** One node as it is now. */
export interface NodeView {
  readonly id: NodeId;
  /** Position in the list of all actors. */
  readonly index: number;
  readonly kind: string;
  /** True for the nodes that may lead. */
  readonly candidate: boolean;
  readonly priority: number;
  readonly up: boolean;
  readonly paused: boolean;
  /** True instant at which its disk write ends; null if it is not writing. */
  readonly writingUntilUs: Us | null;
  /** How often it has started, from 1. */
  readonly incarnation: number;
  readonly role: string;
  readonly belief: { readonly leader: NodeId | null; readonly attempt: Attempt | null };
  /** What its clock shows now, and by how many parts per million it runs fast (or slow, below 0). */
  readonly clock: { readonly localUs: Us; readonly ppm: number };
  /** The electing part's state; other parts by name with `view`. */
  readonly state: PartState;
  readonly inbox: number;
  readonly timers: readonly TimerView[];
  /** The durable copy of the electing part's `stable`. */
  readonly durable: object;
}

/** Ground truth at one instant, for checkers, authority and the page. */
export interface WorldView {
  readonly us: Us;
  /** Events handled so far. */
  readonly events: number;
  readonly ids: readonly NodeId[];
  readonly candidates: readonly NodeId[];
  readonly node: (id: NodeId) => NodeView;
  /** State of a part of a node. */
  readonly part: (id: NodeId, part: string) => PartState;
  /** The durable copy of the `stable` of a part of a node. Absent: not told. */
  readonly durable?: (id: NodeId, part: string) => object;
  /** True if the directed link is not cut (whatever loses messages on it). */
  readonly linked: (from: NodeId, to: NodeId) => boolean;
  /** Sets of nodes linked both ways, in list order; one set when nothing is cut. */
  readonly groups: readonly (readonly NodeId[])[];
  readonly seats: readonly Seat[];
  /** What a hold keeps back now; empty: nothing is held. */
  readonly holding: readonly HeldKind[];
  readonly params: object;
}
