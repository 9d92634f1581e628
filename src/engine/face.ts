/**
 * How an algorithm looks and speaks: the closed vocabulary of its face. Types only; part of the
 * contract, imported through `protocol.ts`. Scene draws these, narration speaks them, and no other room
 * ever asks which algorithm it is.
 */
import type { AnyMessage, Json, NodeId, PartState, Step, Us, WorldView } from './protocol';

/**
 * Marks that need no colour. `keeps`: in charge of something other than the lead that the run is about (the
 * leader of a store, the holder of a lock): the mark of its kind in a solid disc.
 */
export type RoleGlyph = 'crown' | 'hand' | 'plain' | 'waiting' | 'electing' | 'keeps';

/** Outline of a message: told apart without colour. */
export type MessageShape = 'request' | 'grant' | 'refusal' | 'answer' | 'announce' | 'routine';

/** Colour roles of the tokens; never a literal colour. */
export type ColourRole = 'ask' | 'yes' | 'no' | 'lead' | 'quiet';

/** How one message looks. A function where it depends on the fields (a vote granted or refused). */
export interface MessageFace {
  /** Key of the word on its pill. */
  readonly word: string;
  /** One or two letters for the degree of detail where words do not fit. */
  readonly initial: string;
  readonly shape: MessageShape;
  readonly colour: ColourRole;
  /**
   * What it carries that the eye should follow: the id of a ring's token, a fencing token, a ballot.
   * Written on the pill behind its word, and alone on the mark where words do not fit. At most 4
   * characters are drawn.
   */
  readonly carries?: number | string;
}

/**
 * What a node is, whatever its role: the mark inside its disc while its role is plain. `server` is a
 * candidate as every algorithm has them, `store` a replica of a service, `client` a program that uses
 * one, `person` a customer, `bank` what must not be done twice, `gateway` a server that answers people.
 */
export type KindGlyph = 'server' | 'store' | 'client' | 'person' | 'bank' | 'gateway';

/**
 * Where nodes of a kind stand. `main`: where the layout says (the ring, the circle, the lower tier).
 * `service`: the upper tier. `callers`: at the side (on a phone below): who asks the leader for
 * something. `resource`: at the other side (on a phone above): what the leader acts upon.
 */
export type KindPlace = 'main' | 'service' | 'callers' | 'resource';

/** How nodes of one kind look. Kinds without an entry are servers at the main place. */
export interface KindFace {
  readonly glyph: KindGlyph;
  /** Key of the word for one node of the kind (replica, client, bank). */
  readonly word: string;
  readonly place: KindPlace;
  /** Instead of the face's own, whose state is of another type. */
  readonly badge?: Face['badge'];
  readonly variables?: Face['variables'];
  /** What embedded parts keep, by their name: listed after the node's own. */
  readonly parts?: { readonly [part: string]: Pick<Face, 'variables'> };
}

/**
 * An instant at which something runs out. Either the due of a timer that is armed now, or an instant
 * that a state holds, read on the clock of the node that holds it (a node's `ctx.now`).
 */
export type Until =
  | { readonly timer: string; readonly of: NodeId; readonly key?: string }
  | { readonly untilUs: Us; readonly clock: NodeId };

/**
 * The closed vocabulary of ornaments a state may wear; scene alone draws them. `label` is always a key
 * of the face's texts: the legend explains the mark with it.
 */
export type Ornament =
  /** One segment per voter in the voters' positions; `notch` = how many win. */
  | {
      readonly kind: 'voters';
      readonly notch: number;
      readonly voters: readonly {
        readonly node: NodeId;
        readonly vote: 'yes' | 'no' | 'pending';
      }[];
      /** What is counted, if not votes (promises, acceptances). */
      readonly label?: string;
    }
  /** A window that runs out at the due of a timer of this node. Gone with the timer. */
  | {
      readonly kind: 'window';
      readonly timer: string;
      readonly key?: string;
      readonly label: string;
    }
  /**
   * An arc that runs down to an instant, on whosever clock. `wholeUs`: what a full ring stands for.
   * `danger`: what runs out is the last reprieve (jeopardy, grace).
   */
  | {
      readonly kind: 'arc';
      readonly until: Until;
      readonly wholeUs: Us;
      readonly label: string;
      readonly danger?: boolean;
    }
  /**
   * A lease as two arcs of one ring: outside what the service will wait, inside what the holder still
   * believes in, each on its own clock. Where the holder's reaches further than the service's, the
   * difference is marked as danger. Null: that side has none (any more).
   */
  | {
      readonly kind: 'lease';
      readonly wholeUs: Us;
      readonly holder: Until | null;
      readonly service: Until | null;
      readonly label: string;
    }
  /**
   * Cells of a log: the term (or ballot) of each of the last entries, null for a slot that is still
   * empty; the position of the first cell from 1; and up to which position entries are committed.
   */
  | {
      readonly kind: 'log';
      readonly first: number;
      readonly cells: readonly (number | null)[];
      readonly committed: number;
    }
  /**
   * What this node holds: a ring's own id, the number of its lock. `swallowed`: what it last stopped.
   * `spent`: whoever gave it has taken it back, and the node does not know yet.
   */
  | {
      readonly kind: 'token';
      readonly value: number | string;
      readonly swallowed?: number | string;
      readonly spent?: boolean;
      readonly label?: string;
    }
  /** A line to the one node it watches. In a herd all lines go to the head. */
  | { readonly kind: 'sight'; readonly to: NodeId; readonly label?: string }
  /** The one it is connected to: a client's replica. */
  | { readonly kind: 'tie'; readonly to: NodeId; readonly label?: string }
  /** Its place in a queue, from 1; `number`: the sequence or revision that gives it this place. */
  | {
      readonly kind: 'queue';
      readonly place: number;
      readonly number?: number;
      readonly label?: string;
    }
  /** The highest token seen at a door, and the last that was turned away. Null: none yet. */
  | {
      readonly kind: 'door';
      readonly number: number | string | null;
      readonly refused?: number | string;
      readonly label?: string;
    }
  /** Whom it has given its voice while it knows no leader: a vote cast, a promise made. */
  | { readonly kind: 'backs'; readonly node: NodeId; readonly label?: string }
  /** A figure of a workload (charges, answers): a word and a number; `alarm` where it must not be. */
  | {
      readonly kind: 'count';
      readonly word: string;
      readonly value: number | string;
      readonly alarm?: boolean;
    };

/** A template and its values: what every sentence is before it is put into words. */
export interface Phrase {
  /** Key in the face's texts or in the page's catalogue. */
  readonly key: string;
  readonly values?: { readonly [name: string]: string | number };
}

/** A ring: who sends to whom. Everything may be left out. */
export interface RingFace {
  /** The order around the ring, if it is not the order of `nodes`. */
  readonly order?: (world: WorldView) => readonly NodeId[];
  /** Whom this node sends to now; left out: the next node in order that is up. */
  readonly next?: (state: PartState, world: WorldView, node: NodeId) => NodeId | null;
  /** Messages run both ways around. */
  readonly bothWays?: (params: object) => boolean;
}

/** How an algorithm looks and speaks: data only, drawn and spoken by others. */
export interface Face {
  readonly roles: { readonly [role: string]: { readonly glyph: RoleGlyph; readonly word: string } };
  /** By name of the kind (`Algorithm.kinds` and those of workloads). */
  readonly kinds?: { readonly [kind: string]: KindFace };
  readonly messages: { readonly [type: string]: (message: AnyMessage) => MessageFace };
  /** True for traffic that recurs when nothing is wrong (heartbeats, pings). */
  readonly routine: (message: AnyMessage) => boolean;
  /** Timers worth an arc. `detection`: its longest setting is how long a dead leader can go unnoticed. */
  readonly waits: {
    readonly [timer: string]: {
      readonly word: string;
      readonly arc: boolean;
      readonly detection?: boolean;
    };
  };
  /** One routine period and the longest detection timeout, in us, from resolved params. */
  readonly periods: (params: object) => { readonly routineUs: Us; readonly detectionUs: Us };
  /** Key of the word for one attempt, where attempts are not what badges count. */
  readonly attemptWord?: string;
  /** The badge of a node: word key and value (term 2), or null. */
  readonly badge: (state: PartState) => { readonly word: string; readonly value: number } | null;
  /** Sentence of a step in which this rule was the telling one; null: the general sentence. */
  readonly sentences: { readonly [rule: string]: (step: Step) => Phrase | null };
  /** The paper's variables for the Node panel, in order: name, value, on disk or not. */
  readonly variables: (state: PartState) => readonly {
    readonly name: string;
    readonly value: Json;
    readonly durable: boolean;
    readonly help?: string;
  }[];
  readonly ornaments: (state: PartState, world: WorldView, node: NodeId) => readonly Ornament[];
  /** Keys of sentences for the page: what the algorithm assumes, and where this one differs from its source. */
  readonly about: { readonly assumes: readonly string[]; readonly differs: readonly string[] };
  /**
   * `ring`: in order, neighbour to neighbour, closed up over a node that is down. `circle`: everyone
   * talks to everyone. `tiers`: the `service` above, `main` below. Above 25 nodes at the main place
   * the scene may choose a grid instead of a circle.
   */
  readonly layout: 'ring' | 'circle' | 'tiers';
  readonly ring?: RingFace;
  /** All texts of this algorithm by language, then key. i18next templates: `{{name}}`. */
  readonly texts: { readonly en: { readonly [key: string]: string } };
}
