/**
 * The contract between the kernel, the algorithms and everyone who looks at a run. Types only.
 *
 * Start reading at `Part`: it is what an algorithm is. `Context` is what a handler may ask of the
 * world; `WorldView` is what a checker or the page may see of it. Nothing here has behaviour.
 */

import type { Face } from './face';
import type { Fact, Step, WorldView } from './record';

export type * from './face';
export type * from './record';

/** A whole number of microseconds of virtual time, or of a node's local clock. */
export type Us = number;

/** A node's name: `n1` for candidates, other prefixes for replicas, clients, workload actors. */
export type NodeId = string;

/** The algorithm's own word for one try (term, ballot, circulation), as a number that only grows. */
export type Attempt = number;

/** The values that may stand in a message, a scenario or a state: plain JSON. */
export type Json =
  null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

// ---------------------------------------------------------------------------------- messages

/**
 * How one field of a message is typed, hashed and shown. `null` is allowed for every kind. `maybe`: a field
 * that most messages of the type do not have; where it is left out, nothing of it enters the hash.
 */
export type FieldKind =
  | 'int'
  | 'bool'
  | 'text'
  | 'id'
  | { readonly list: FieldKind | Schema }
  | { readonly maybe: 'int' | 'bool' | 'text' | 'id' };

/** The fields of a message type in their declared order: the order in which they are hashed. */
export type Schema = { readonly [field: string]: FieldKind };

/** The message types of a part: name to fields. */
export type MessageMap = { readonly [type: string]: object };

/** A message as a handler sends it: its type and its fields in one plain object. */
export type MessageOf<M extends MessageMap> = {
  [K in keyof M & string]: { readonly type: K } & Readonly<M[K]>;
}[keyof M & string];

/** A message when its type does not matter. */
export interface AnyMessage {
  readonly type: string;
  readonly [field: string]: unknown;
}

/** A request from outside (a person, a workload): what the cluster is asked to do. */
export type Op = { readonly put: readonly [string, string] } | { readonly get: string };

// ------------------------------------------------------------------------------------- state

/**
 * What a part keeps. Plain JSON; nested fields are readonly, so only assignment at the top level or
 * inside `stable` is possible. `stable` is what the disk holds after `ctx.persist()`.
 */
export interface PartState {
  stable: object;
}

/** What a part knows when its state is made. */
export interface Env<P = object> {
  readonly self: NodeId;
  /** All other nodes of the same kind, in list order. */
  readonly peers: readonly NodeId[];
  /** All nodes of the same kind, self included, in list order. */
  readonly all: readonly NodeId[];
  /** All nodes of a kind by its name, in list order; none of an unknown one. */
  readonly of: (kind: string) => readonly NodeId[];
  /** Priority of each node, by id; larger outranks. By default the list position, from 1. */
  readonly rank: (id: NodeId) => number;
  readonly params: Readonly<P>;
}

/** How a scenario seats a cluster that has already run for a while (design: `initial`). */
export interface Seating {
  readonly leader: NodeId | null;
  /** Terms of the entries of each node's log, by node; nodes not named have an empty log. */
  readonly logs: { readonly [node: NodeId]: readonly number[] };
}

// ----------------------------------------------------------------------------------- context

/** What a handler may ask of the world. Every verb is a word of the field. */
export interface Context<
  M extends MessageMap = MessageMap,
  T extends string = string,
  P = object,
> extends Env<P> {
  /** This node's local clock, in whole microseconds. */
  readonly now: Us;
  /** Sends one message; to itself it is the next event of this instant and is not counted. */
  send(to: NodeId, message: MessageOf<M>): void;
  /** Sends to every peer in list order. */
  broadcast(message: MessageOf<M>): void;
  /** Arms the one live timer of (name, key) to ring after `us` on the local clock; re-arming restarts it. */
  setTimer(name: T, us: Us, key?: string): void;
  /** Disarms the timer of (name, key); nothing happens if it is not armed. */
  cancelTimer(name: T, key?: string): void;
  readonly random: {
    /** A whole number in [lo, hi], both ends included, from this node's own stream. */
    between(lo: number, hi: number): number;
  };
  /** The only way to change the role; `why` is a short key of the face's texts. */
  becomes(role: string, why: string): void;
  /** Whom this node now thinks leads, and in which attempt; null: nobody it knows of. */
  believes(leader: NodeId | null, attempt: Attempt | null): void;
  /** Opens an attempt of its own: a term, a ballot, a circulation. Counted as a round. */
  attempt(key: Attempt): void;
  /**
   * Writes `stable` as it is now. Everything the handler does after this call, state included, takes
   * effect when the write ends; a crash before that keeps the last copy. At most once per step.
   */
  persist(): void;
  /** Says that a numbered rule of the pseudocode was applied. Never changes the run. */
  rule(id: string): void;
  /** A free remark for the trace. Never changes the run. */
  note(text: string): void;
  /** Calls a part embedded in this one, synchronously inside the step. */
  down(call: PartCall): Json;
  /** Tells the part (or workload) above something, synchronously inside the step. */
  up(event: PartCall): void;
  /** Restarts a node that is down, after `us` of true time. For workloads: who mends servers. */
  spawn(node: NodeId, us: Us): void;
}

/** What the part of a workload is told whenever its node changes its mind about who leads. */
export interface Leads {
  /** Whom the node now thinks leads; null: nobody it knows of. */
  readonly leader: NodeId | null;
  /** True if that is the node itself. */
  readonly mine: boolean;
  /** The number that orders leaders: term, ballot, sequence, generation. Null: the algorithm has none. */
  readonly token: number | null;
}

/** What a message handler has beside the usual: who sent it, and a way to answer. */
export interface MessageContext<
  M extends MessageMap = MessageMap,
  T extends string = string,
  P = object,
> extends Context<M, T, P> {
  readonly from: NodeId;
  reply(message: MessageOf<M>): void;
}

/** A call between parts of one node: a name and its arguments. */
export interface PartCall {
  readonly call: string;
  readonly [argument: string]: unknown;
}

// ---------------------------------------------------------------------------------- the part

/** Method types are bivariant, so that a concrete part can stand where any part is asked for. */
type Method<A extends readonly unknown[], R = void> = { bivariant(...args: A): R }['bivariant'];

/** A named protocol inside a node: its own state, timers, messages and rules. */
export interface Part<
  S extends PartState = PartState,
  M extends MessageMap = MessageMap,
  T extends string = string,
  P = object,
> {
  /** Fields of every message type in hash order. */
  readonly messages: { readonly [K in keyof M]: Schema };
  /** The same of what it sends and only nodes of other kinds handle: a service's answers to its clients. */
  readonly sends?: { readonly [type: string]: Schema };
  /** Every timer this part may arm. */
  readonly timers: readonly T[];
  /** The timer that stands for "the leader seems dead": what the `timeout` command fires. */
  readonly suspect: T | '';
  /** Volatile state and the very first `stable`. Pure. */
  readonly init: Method<[env: Env<P>], S>;
  /** Copies the scalars of the state and of `stable`; everything nested is shared. */
  readonly copyState: Method<[state: S], S>;
  readonly onStart: Method<[state: S, ctx: Context<M, T, P>]>;
  /** After a crash: `state` is `init()` with the durable `stable`. */
  readonly onRestart: Method<[state: S, ctx: Context<M, T, P>]>;
  /** Replaces `onStart` where the scenario seats a leader or gives logs; absent: refused there. */
  readonly onSeat?: Method<[state: S, seating: Seating, ctx: Context<M, T, P>]>;
  readonly on: {
    readonly [K in keyof M]: Method<[state: S, message: M[K], ctx: MessageContext<M, T, P>]>;
  };
  readonly timeouts: { readonly [K in T]: Method<[state: S, ctx: Context<M, T, P>, key: string]> };
  /** A request from outside; absent: the `request` command is missed. */
  readonly onRequest?: Method<[state: S, op: Op, ctx: Context<M, T, P>]>;
  /** What a person may ask of a node by name (transfer, resign, release). */
  readonly actions?: {
    readonly [name: string]: Method<[state: S, args: Json, ctx: Context<M, T, P>]>;
  };
  /** Calls from the part above, by name. */
  readonly calls?: {
    readonly [name: string]: Method<[state: S, call: PartCall, ctx: Context<M, T, P>], Json>;
  };
  /** Events from embedded parts, by name. */
  readonly ups?: {
    readonly [name: string]: Method<[state: S, event: PartCall, ctx: Context<M, T, P>]>;
  };
  /** Its node changed its mind about who leads: called inside that step, if this is its last part. */
  readonly onLeads?: Method<[state: S, leads: Leads, ctx: Context<M, T, P>]>;
  /** Links of this part are FIFO and duplicate-free whatever the scenario says. */
  readonly ordered?: boolean;
  /** A workload's: its wire names bear no prefix wherever it stands, and the last of a node starts with it. */
  readonly plain?: true;
}

/** A kind of node: the parts it hosts by name, outermost first, and the one that elects. */
export interface NodeKind {
  readonly parts: { readonly [name: string]: Part };
  /** Outermost first: a part's `down` reaches the next one in this list. */
  readonly order: readonly string[];
}

/** Whose belief makes a leader (design section 5). */
export type Mandate = 'majority' | 'component' | 'granted';

/** What can be named of a parameter: for the form, for `describe`, for the schema. */
export interface ParamSpec {
  readonly name: string;
  readonly unit: 'ms' | 'count' | 'ratio' | 'flag' | 'choice' | 'text';
  /**
   * `range`: [lo, hi] or one number; `choice`: one of `choices`; `choiceOrNodes`: one of them or a list of
   * nodes; `numbers`: a list of at least one number.
   */
  readonly shape:
    'number' | 'range' | 'flag' | 'choice' | 'numberOrNull' | 'choiceOrNodes' | 'numbers';
  readonly default: Json;
  readonly min?: number;
  readonly max?: number;
  readonly choices?: readonly string[];
  /**
   * Where the default is null: a value with which it is in use, for forms and for tests. Of a count: another
   * value with which a run takes another way (several servers, and not one).
   */
  readonly typical?: Json;
  /**
   * What random trials take for the default, nearly always: where that is long for the other times, a run
   * would be nothing but heartbeats.
   */
  readonly trial?: Json;
  /** May be changed during a run by the `set` command. */
  readonly live?: boolean;
  /** Where the default comes from. */
  readonly source: string;
  /** Key of a one-line explanation in the face's texts. */
  readonly help: string;
}

/** What a variant may have of its own; everything else is the algorithm's. */
export type Form = Partial<
  Pick<
    Algorithm,
    | 'mandate'
    | 'recovers'
    | 'quorum'
    | 'params'
    | 'kinds'
    | 'candidates'
    | 'company'
    | 'resolveParams'
    | 'authority'
    | 'storeLeader'
    | 'rules'
    | 'face'
    | 'presets'
  >
>;

/** A node that is no candidate. */
export interface Companion {
  readonly id: NodeId;
  /** One of the algorithm's kinds. */
  readonly kind: string;
  /** Among its own kind, where that matters: larger outranks. Left out: 0. */
  readonly priority?: number;
}

/** What runs on top of an algorithm: what a leader is for. */
export interface OnTop {
  /** The `kind` in a scenario's `workload`. */
  readonly id: string;
  /** Raised by every change of behaviour or default. */
  readonly version: number;
  readonly params: readonly ParamSpec[];
  /** What it came to by now, for summaries: counts, ratios, times in ms (their names say which). */
  readonly figures: (
    world: WorldView,
    facts: readonly Fact[],
    us: Us,
  ) => { readonly [name: string]: number };
}

/** One algorithm: what a registry line loads. */
export interface Algorithm {
  readonly id: string;
  /** Raised by every change of behaviour or default. */
  readonly version: number;
  readonly mandate: Mandate;
  /**
   * False: once the faults are over, the live nodes need not come to a leader again by themselves; a lost
   * message can leave them without one for ever, and nobody may demand one of them. Left out: they do.
   */
  readonly recovers?: false;
  /**
   * True: without a majority of all candidates, connected, no leader can be expected, though the mandate
   * counts no believers. Left out: only where the mandate is a majority.
   */
  readonly quorum?: boolean;
  /** The variants, the first is the default; empty if there is only one. */
  readonly variants: readonly string[];
  /**
   * What variants have of their own, by name: a variant that is another protocol brings its own parts and
   * rules. `formOf` in `engine/forms.ts` puts them in place before a run; `params` of the algorithm name
   * all there are, `presets` are those of all variants.
   */
  readonly forms?: { readonly [variant: string]: Form };
  readonly params: readonly ParamSpec[];
  /** `replica` or `candidate` ... to its parts; candidates are of the kind named here. */
  readonly kinds: { readonly [kind: string]: NodeKind };
  readonly candidates: string;
  /**
   * Nodes that it brings along beside the candidates, from parameters as a scenario gives them (defaults
   * filled in): the clients of a service. They come after the candidates in list order and never lead.
   */
  readonly company?: (params: { readonly [name: string]: Json }) => readonly Companion[];
  /** The workload that has been put on top of it, with parts and kinds of its own. */
  readonly workload?: OnTop;
  /** Times in params are ms; this turns validated params into what handlers read (microseconds). */
  readonly resolveParams: (params: { readonly [name: string]: Json }) => object;
  /** Who can still make an operation take effect, from ground truth. */
  readonly authority: (
    world: WorldView,
  ) => { readonly leader: NodeId; readonly token: number } | null;
  /**
   * The replica that leads the service behind the candidates, from ground truth; null: none does. Whom the
   * target `store-leader` means. Left out: there is no such service.
   */
  readonly storeLeader?: (world: WorldView) => NodeId | null;
  readonly rules: readonly RuleText[];
  readonly face: Face;
  readonly presets: readonly Preset[];
}

/**
 * What a run needs of an algorithm, and its picture and sentences: all but what only panels and the
 * library show. The page starts with this much, and fetches the rest once it moves.
 */
export type Running = Omit<Algorithm, 'rules' | 'presets'>;

/** A named example of the algorithm with what to watch; `scenario` is a scenario document. */
export interface Preset {
  readonly id: string;
  /** Keys of the face's texts. */
  readonly title: string;
  readonly watch: string;
  readonly scenario: Json;
}

/** One numbered line group of pseudocode. */
export interface RuleText {
  readonly id: string;
  /** Paper and section. */
  readonly source: string;
  /** Heading under which it stands (a handler). */
  readonly group: string;
  /** The pseudocode, one entry a line; two spaces of indent per level. */
  readonly lines: readonly string[];
}

/** One condition of a rule, as one step found it. */
export interface Guard {
  /** The condition in the words of the pseudocode: `its term > currentTerm`. */
  readonly text: string;
  /** What it looked at, with its values as they really stood: `2 > 1`; empty: the text says it all. */
  readonly value: string;
  readonly holds: boolean;
}

/**
 * Why rules were applied or not, by rule id, read from the state before a step and its message. Null: the
 * step never came to this rule. A list: it did; the rule was applied exactly if all of them hold, and an
 * empty one says that nothing was asked. Loaded when somebody asks why; no run depends on it.
 */
export type Guards = { readonly [rule: string]: (step: Step) => readonly Guard[] | null };
