/**
 * The display list of the stage: what stands where at one instant, as plain data. `buildScene` makes
 * it, painters read it. Positions are CSS px inside the stage, angles radians clockwise from the right.
 * Nothing here knows the DOM, and no colour is named: marks carry roles, the style sheet has colours.
 */
import type {
  ColourRole,
  KindGlyph,
  MessageShape,
  NodeId,
  RoleGlyph,
  Us,
} from '../engine/protocol';
import type { LabelForm } from './degrees';
import type { LegendKey } from './legendKey';

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** An upright box: left top corner and size. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

/** A closer look: how much closer (1 to 6), and which point of the larger picture is at the left top. */
export interface Zoom {
  readonly scale: number;
  readonly x: number;
  readonly y: number;
}

/** What of the picture depends on the person looking, and nothing of it on the run. */
export interface SceneView {
  /** Size of the stage, CSS px. */
  readonly width: number;
  readonly height: number;
  /** Kept free at the right, so that opening the panel moves no node. */
  readonly reserveRight: number;
  readonly messages: 'focus' | 'all';
  /** Shown large, to a room: words on messages however small the ring is in its own units. */
  readonly present?: boolean;
  /** Seats given by hand: fractions (0..1) of the stage less the reserve. */
  readonly seats: { readonly [node: NodeId]: readonly [number, number] };
  /** A closer look; absent or null: the whole picture. */
  readonly zoom?: Zoom | null;
  readonly selected: NodeId | null;
  readonly gathered: readonly NodeId[];
  /** Nodes that the caption speaks of or the pointer is on: their names are written whatever the crowd. */
  readonly named?: readonly NodeId[];
  /** Index of the send whose card is open. */
  readonly pickedMessage: number | null;
  /** The pair whose menu is open. */
  readonly pickedLink: readonly [NodeId, NodeId] | null;
  /** Where nodes come from while they move to new seats, and how far they are (0..1, eased). */
  readonly glide: { readonly from: ReadonlyMap<NodeId, Point>; readonly progress: number } | null;
  /** The knife's stroke so far; null while no cut is being drawn. */
  readonly stroke: readonly Point[] | null;
  /** Turns a key of the face's texts into words. */
  readonly words: (key: string, values?: { readonly [name: string]: string | number }) => string;
}

/** How much is written: words up to 9 nodes, initials up to 15, dots above. */
export type Detail = 'words' | 'initials' | 'dots';

/** The table the nodes stand around, and how it is torn. */
export interface TableMark {
  readonly x: number;
  readonly y: number;
  readonly radius: number;
  /** How many times as wide as high it is: where words need more room than the height gives. */
  readonly wide: number;
}

/** A tear between groups: one jagged gap along each line. */
export interface TearMark {
  /** Middle lines, from rim to rim or from the centre to the rim. */
  readonly lines: readonly (readonly [Point, Point])[];
  /** Where the lines meet, if there are three or more. */
  readonly centre: Point | null;
  /** Width of the gap. */
  readonly width: number;
}

/** Tinted ground under a group whose seats do not move. */
export interface GroundMark {
  readonly group: number;
  readonly x: number;
  readonly y: number;
  readonly radius: number;
}

/** One pair of nodes. `state`: both ways whole, both ways cut, or open only from `a` to `b`. */
export interface LinkMark {
  readonly a: NodeId;
  readonly b: NodeId;
  readonly from: Point;
  readonly to: Point;
  readonly state: 'whole' | 'cut' | 'oneWay';
  /** Where it is broken, seen from either end, as shares of the way from `from` to `to`. */
  readonly tearAt: number;
  readonly tearEnd: number;
  /** The tear itself shows the break; else the link shows it. */
  readonly torn: boolean;
  /** Its rules were changed during the run, either way. */
  readonly altered: boolean;
  readonly picked: boolean;
}

/** The glyph of a node: its role's, or what keeps it from having one. */
export type NodeGlyph = RoleGlyph | 'crashed';

/** One voter's segment of a ring, between two angles. */
export interface SegmentMark {
  readonly node: NodeId;
  readonly from: number;
  readonly to: number;
  readonly vote: 'yes' | 'no' | 'pending';
}

/** One ring at a time around a node. Shares are what is left of a full turn, 0..1. */
export type RingMark =
  | {
      readonly kind: 'countdown';
      /** On the scale of all countdowns of that name (so that arcs compare). */
      readonly share: number;
      /** The race is on: nobody is seated. */
      readonly racing: boolean;
      /** Of all arcs that race, the one that ends first. */
      readonly first: boolean;
      /** Key of what runs out. */
      readonly word: string;
    }
  | { readonly kind: 'window'; readonly share: number; readonly word: string }
  | {
      readonly kind: 'arc';
      readonly share: number;
      readonly danger: boolean;
      readonly word: string;
    }
  | {
      readonly kind: 'lease';
      /** What the holder believes is left; null: it holds none. */
      readonly holder: number | null;
      /** What the service will wait; null: it waits for nothing. */
      readonly service: number | null;
      /** The holder reaches further than the service waits: from which share to which. */
      readonly danger: readonly [number, number] | null;
      readonly word: string;
    }
  | {
      readonly kind: 'voters';
      readonly segments: readonly SegmentMark[];
      /** How many win, of how many. */
      readonly need: number;
      readonly have: number;
      /** Too many voters to tell apart: one gauge stands for the segments. */
      readonly crowd: boolean;
      /** The gauge of a crowd: how far it is filled, and the angle that wins. */
      readonly filled: number;
      readonly notch: number;
      /** Names are written on the segments. */
      readonly named: boolean;
      readonly word: string;
    };

/** A figure, a number or a name beside a node. `swallowed`, `refused`: struck out. */
export interface ChipMark {
  readonly what: 'count' | 'swallowed' | 'refused' | 'backs';
  readonly text: string;
  /** Key of what it is, if the algorithm says so. */
  readonly word?: string;
  readonly alarm: boolean;
}

/** The number a node wears inside its disc. */
export interface PlateMark {
  readonly what: 'token' | 'door' | 'queue';
  readonly text: string;
  /** Taken back by whoever gave it: struck out. */
  readonly spent?: boolean | undefined;
  /** Key of what it is, if the algorithm says so. */
  readonly word: string;
}

/** What is written beside a node. Its box is fixed by the layout, not by the values. */
export interface LabelMark {
  readonly box: Box;
  readonly form: LabelForm;
  /** Side of the box on which the text is aligned. */
  readonly align: 'start' | 'middle' | 'end';
  readonly badge: string;
  readonly flag: FlagMark | null;
  /**
   * Votes won of votes needed, where the node wears a ring of voters: `2/3`. Where a crown needs an
   * explanation: how many in its reach agree, of those its mandate needs. Else empty.
   */
  readonly tally: string;
  readonly cells: CellsMark | null;
  readonly chips: readonly ChipMark[];
}

/** Whom a node believes to lead; `differs`: not the one most others believe in. */
export interface FlagMark {
  readonly leader: NodeId | null;
  readonly differs: boolean;
}

/** The last cells of a node's log: the term of each, and how many of these are committed. */
export interface CellsMark {
  readonly terms: readonly (number | null)[];
  readonly committed: number;
  /** Entries before the first cell shown. */
  readonly before: number;
}

/** A line from a node to another that lasts: whom it watches, whom it is connected to. */
export interface TieMark {
  readonly kind: 'sight' | 'tie';
  readonly from: NodeId;
  readonly to: NodeId;
  readonly start: Point;
  /** The line bends towards this point. */
  readonly bend: Point;
  readonly end: Point;
  /** Key of what it is, if the algorithm says so. */
  readonly word: string;
}

/** One step of a ring: who sends to whom next. */
export interface RingStepMark {
  readonly from: NodeId;
  readonly to: NodeId;
  readonly start: Point;
  readonly end: Point;
  readonly bothWays: boolean;
  /** It passes over nodes: the ring has closed up. */
  readonly closed: boolean;
}

export interface NodeMark {
  readonly id: NodeId;
  readonly x: number;
  readonly y: number;
  readonly radius: number;
  readonly glyph: NodeGlyph;
  readonly kind: KindGlyph;
  /** Key of the word for its kind; empty where there is only one. */
  readonly kindWord: string;
  /** Key of the role's word in the face's texts, and the word: another variant may have another one. */
  readonly roleWord: string;
  readonly roleSaid: string;
  /** Holds its mandate: the amber fill. */
  readonly seated: boolean;
  readonly up: boolean;
  readonly paused: boolean;
  readonly writing: boolean;
  /** Its clock runs off the true rate; null: it runs right. */
  readonly clock: 'fast' | 'slow' | null;
  /** A timer of it is overdue and held back. */
  readonly heldTimer: boolean;
  /** Its disk was emptied and it has not restarted since. */
  readonly wiped: boolean;
  readonly belief: NodeId | null;
  /** Term, ballot, epoch in words; empty if it has none. */
  readonly badge: string;
  /** 1 when a round of heartbeats has just gone out, fading to 0. */
  readonly pulse: number;
  readonly ring: RingMark | null;
  readonly plate: PlateMark | null;
  /** Its place in a queue; 0: in none. */
  readonly place: number;
  /** Null where names are not written. */
  readonly label: LabelMark | null;
  readonly selected: boolean;
  readonly gathered: boolean;
}

/** `tick`: routine in Focus; `dot`: shaped, no word; `pill`: outlined, with a word or initial. */
export type MessageForm = 'pill' | 'dot' | 'tick';

export interface MessageMark {
  /** `n1>n2#14`. */
  readonly name: string;
  readonly sent: number;
  readonly from: NodeId;
  readonly to: NodeId;
  readonly form: MessageForm;
  readonly shape: MessageShape;
  readonly colour: ColourRole;
  /** Word or initial; empty for dots and ticks. */
  readonly text: string;
  /** Middle of the mark. */
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
  /** Direction of flight: from one node's middle to the other's. */
  readonly angle: number;
  /** Where the line of its lane leaves the mark: a pill's edge, the middle of a dot. */
  readonly lineX: number;
  readonly lineY: number;
  /** Where its lane leaves the sender's rim, and where it meets the receiver's. */
  readonly leaves: Point;
  readonly meets: Point;
  /** How far its way is open as things stand: the receiver's rim, or the tear before it. */
  readonly aim: Point;
  /** A duplicate that the network made. */
  readonly copy: boolean;
  /** Key of its word in the face's texts, where that is not written on it; else empty. */
  readonly word: string;
  /** Stopped at a tear, or waiting at the receiver. */
  readonly held: boolean;
  /** Arrived, and held back until someone chooses it. */
  readonly heldBack: boolean;
  readonly picked: boolean;
}

/** How a message ended unhandled: each has its own mark. */
export type BreakKind = 'tear' | 'rim' | 'loss' | 'blocked';

export interface BreakMark {
  readonly sent: number;
  readonly kind: BreakKind;
  readonly x: number;
  readonly y: number;
  readonly angle: number;
  /** 0 at the instant it broke, 1 when its mark is gone. */
  readonly age: number;
}

/** Messages on their way: drawn as story, kept quiet, and how many of these leave a tick. */
export interface MessageCounts {
  readonly shown: number;
  readonly quiet: number;
  readonly ticks: number;
}

/** The stroke being drawn and what it would do. */
export interface StrokeMark {
  readonly points: readonly Point[];
  /** Pairs it would cut. */
  readonly pairs: readonly (readonly [NodeId, NodeId])[];
  /** Groups it would leave, if it separates the mesh; else null. */
  readonly groups: readonly (readonly NodeId[])[] | null;
}

export interface Scene {
  readonly us: Us;
  readonly width: number;
  readonly height: number;
  readonly detail: Detail;
  readonly table: TableMark;
  readonly tear: TearMark | null;
  readonly grounds: readonly GroundMark[];
  readonly links: readonly LinkMark[];
  readonly ring: readonly RingStepMark[];
  readonly ties: readonly TieMark[];
  readonly nodes: readonly NodeMark[];
  readonly messages: readonly MessageMark[];
  readonly breaks: readonly BreakMark[];
  readonly stroke: StrokeMark | null;
  readonly counts: MessageCounts;
  readonly legend: readonly LegendKey[];
  /** Words of the algorithm's own for a mark, by its key. */
  readonly legendWords: { readonly [K in LegendKey]?: string };
  /** What is written on the marks of a kind of message, where it is an initial. */
  readonly legendInitials: { readonly [K in LegendKey]?: string };
}
