/** What the reign strip is made of: its input, and what is drawn where, in px. Types and names only. */
import type { Fact, NodeId, Phrase, Us } from '../../engine/protocol';
import type { Reign, SelfBelief } from '../../session/types';

/** What a mark stands for, gravest first. */
export const MARK_KINDS = [
  'violation',
  'crash',
  'tear',
  'fault',
  'election',
  'leader',
  'mend',
  'other',
] as const;

export type MarkKind = (typeof MARK_KINDS)[number];

/** One beat to be marked. */
export interface Moment {
  readonly kind: MarkKind;
  readonly us: Us;
  /** Event to jump to: the number of events handled once the beat has happened. */
  readonly event: number;
  /** False: it may stand behind a count whatever its kind. */
  readonly always: boolean;
  readonly phrase: Phrase;
}

export interface StripInput {
  readonly reigns: readonly Reign[];
  readonly selfBeliefs: readonly SelfBelief[];
  /** For crashes and restarts of nodes that believed they led. */
  readonly facts: readonly Fact[];
  readonly moments: readonly Moment[];
  readonly spanUs: Us;
  /** How far the run is known: a name is written only where it is seen whole. */
  readonly frontierUs: Us;
  readonly widthPx: number;
  /** In list order: decides tints and patterns. */
  readonly nodes: readonly NodeId[];
}

/** A piece of a reign. Where `rows` > 1 reigns overlap and share the height. */
export interface Band {
  readonly node: NodeId;
  readonly attempt: number;
  readonly x: number;
  readonly width: number;
  readonly row: number;
  readonly rows: number;
  /** 1..6 */
  readonly tint: number;
  /** 0..3; 0 is plain. */
  readonly pattern: number;
  /** The whole reign; null while it lasts. */
  readonly fromUs: Us;
  readonly toUs: Us | null;
  /** The name, on the one piece of each reign that has room for it. */
  readonly label: string | null;
  /** There is room for what the band means, too: that this node leads. */
  readonly said: boolean;
}

/** A span without a leader. */
export interface Gap {
  readonly x: number;
  readonly width: number;
  /** There is room to say so. */
  readonly said: boolean;
}

/** A stretch in which reigns follow each other too fast to be drawn singly. */
export interface Crowd {
  readonly x: number;
  readonly width: number;
  /** Reigns that begin in it. */
  readonly count: number;
}

/** A node that believes it leads though it does not reign. */
export interface BeliefLine {
  readonly node: NodeId;
  readonly x: number;
  readonly width: number;
  /** It is down: its belief died with it, drawn hatched until it restarts. */
  readonly down: boolean;
  readonly row: number;
}

export interface Mark {
  readonly x: number;
  /** How many beats it stands for. */
  readonly count: number;
  /** Kinds to draw, gravest first: all grave ones, or else the first. */
  readonly kinds: readonly MarkKind[];
  /** The beats it stands for, in order. */
  readonly moments: readonly Moment[];
}

export interface Tick {
  readonly x: number;
  readonly us: Us;
}

export interface StripPicture {
  readonly bands: readonly Band[];
  readonly gaps: readonly Gap[];
  readonly crowds: readonly Crowd[];
  readonly lines: readonly BeliefLine[];
  readonly marks: readonly Mark[];
  readonly ticks: readonly Tick[];
}

/** Px of an instant. */
export type Scale = (us: Us) => number;
