/** What the lanes are when they are drawn: numbers, words and their places. Types only. */
import type { MarkFamily } from '../narration/marks';
import type { Kind } from './lanesKinds';
import type { Standing } from './lanesSpans';
import type { Us } from '../engine/protocol';
import type { Window } from './lanesWindow';

/** Where things stand on the drawing, px. */
export interface Plot {
  readonly width: number;
  readonly height: number;
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  readonly rowPx: number;
  readonly window: Window;
}

/** How a message ended, or where it is: each has a mark of its own. */
export const LINE_ENDS = [
  ...(['flying', 'delivered', 'lost', 'tear', 'down', 'blocked', 'byHand', 'waiting'] as const),
] as const;
export type LineEnd = (typeof LINE_ENDS)[number];

/** 0 dimmed, 1 as ever, 2 lit. */
export type Light = 0 | 1 | 2;

export interface Line {
  readonly sent: number;
  readonly x1: number;
  readonly y1: number;
  /** Where it turns level, held by a cut; equal to the end where it does not. */
  readonly kneeX: number;
  readonly x2: number;
  readonly y2: number;
  /** It waits in the inbox up to here; equal to `x2` where it does not. */
  readonly waitsX: number;
  readonly kind: Kind | null;
  readonly end: LineEnd;
  readonly light: Light;
  readonly picked: boolean;
}

export type DotKind = 'timer' | 'written' | 'start' | 'handled' | 'asked';

export interface Dot {
  readonly event: number;
  readonly x: number;
  readonly y: number;
  readonly kind: DotKind;
  readonly light: Light;
}

export interface SpanMark {
  readonly x1: number;
  readonly x2: number;
  readonly y: number;
  readonly look: Standing;
  readonly paused: boolean;
}

export interface BeatMark {
  readonly event: number;
  readonly until: number;
  /** Where it happened, and where its sign stands: beside its neighbour's, not on it. */
  readonly x: number;
  readonly signX: number;
  readonly family: MarkFamily;
  /** Heights at which the nodes it is about stand; empty: it is about the whole. */
  readonly ys: readonly number[];
  readonly light: Light;
}

/** A word on the drawing; its box touches no other, and no end of a message. */
export interface Words {
  readonly text: string;
  readonly x: number;
  /** Middle of the letters. */
  readonly y: number;
  readonly align: 'left' | 'center' | 'right';
  readonly strong: boolean;
  readonly muted: boolean;
  /** Written small where others of its list are not. */
  readonly small?: boolean;
  /** Where the instant lies that it tells of; absent: where the word stands. */
  readonly sinceX?: number;
  /** Where a line from the word leads: what it is about. */
  readonly tie?: { readonly x: number; readonly y: number };
}

/** One end of the loop, and towards which side it goes on (1: later). */
export interface LoopMark {
  readonly name: 'A' | 'B';
  readonly x: number;
  readonly inward: 1 | -1;
}

/** How much one node sent, bin by bin: heights 0..1. */
export interface Band {
  readonly y: number;
  readonly binPx: number;
  readonly x: number;
  readonly heights: Float32Array;
}

export interface LanesPicture {
  readonly plot: Plot;
  readonly rows: readonly number[];
  readonly lines: readonly Line[];
  /** Instead of lines where they would be too many. */
  readonly bands: readonly Band[];
  readonly dots: readonly Dot[];
  readonly spans: readonly SpanMark[];
  readonly marks: readonly BeatMark[];
  /** Words that scroll with time, and those that stand. */
  readonly words: readonly Words[];
  readonly names: readonly Words[];
  readonly ticks: readonly { readonly x: number; readonly text: string }[];
  readonly playheadX: number;
  /** The marks of the loop that are in sight, and the part of the window that is repeated. */
  readonly loop: readonly LoopMark[];
  /** Where what is known ends. */
  readonly knownX: number;
  /** Something is lit, so all else is dim. */
  readonly dims: boolean;
  readonly us: Us;
  /** The event that has the keyboard's attention. */
  readonly cursor: { readonly x: number; readonly y: number } | null;
  /** Messages in sight whose kind is not known yet. */
  readonly unknown: readonly number[];
}

/** How the lanes are looked at. */
export interface LanesView {
  readonly window: Window;
  readonly width: number;
  readonly height: number;
  /** Index of the message picked out, or null. */
  readonly message: number | null;
  /** The event that the keyboard stands on. */
  readonly cursor: { readonly lane: number; readonly event: number } | null;
  readonly selectedNode: string | null;
  /** Stands for what is hidden; counts are kept as long as it stays. */
  readonly hiddenKey: string;
  /** A word of the algorithm's face. */
  readonly words: (key: string) => string;
  /** An instant on the axis, where ticks lie so far apart. */
  readonly axis: (us: Us, stepUs: Us) => string;
  /** The word for a try with its number ("term 2"); empty where the algorithm does not count them. */
  readonly attempt: (attempt: number) => string;
  readonly initials: boolean;
  /** The marks between which play repeats, us. */
  readonly loop: { readonly fromUs: Us | null; readonly toUs: Us | null };
}
