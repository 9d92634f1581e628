/**
 * The reign strip as numbers: what is drawn where, from the facts of the run. Pure; the component only
 * paints it. Everything is placed on one linear scale from 0 to the span; nothing here moves while
 * the playhead does, except when the span doubles.
 */
import { ticks } from 'd3';
import type { Fact, NodeId, Phrase, Us } from '../../engine/protocol';
import type { Reign, SelfBelief } from '../../session/types';

/** The first span; it doubles when the run reaches its end. */
export const FIRST_SPAN_US = 2_000_000;

/** A reign is never drawn narrower than this. */
export const LEAST_REIGN_PX = 3;

/** Marks nearer than this become one; a mark with a count takes more room. */
export const MERGE_PX = 12;
const COUNTED_PX = 28;

/** How many tints and how many patterns tell leaders apart: together enough for 24 nodes. */
export const TINTS = 6;
export const PATTERNS = 4;

/** The smallest doubled span that the run has not outgrown. */
export function spanFor(frontierUs: Us): Us {
  let span = FIRST_SPAN_US;
  while (span <= frontierUs) span *= 2;
  return span;
}

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

/** These are never hidden by merging, unless they are single tries of an election. */
const GRAVE: readonly MarkKind[] = ['violation', 'crash', 'tear', 'fault', 'election'];

/** Where none of a group is grave, the first of these stands for it. */
const MILD: readonly MarkKind[] = ['leader', 'mend', 'election', 'other'];

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
  /** The name, on the one piece of each reign that has room for it. */
  readonly label: string | null;
}

/** A span without a leader. */
export interface Gap {
  readonly x: number;
  readonly width: number;
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
  readonly lines: readonly BeliefLine[];
  readonly marks: readonly Mark[];
  readonly ticks: readonly Tick[];
}

type Scale = (us: Us) => number;

/** Width that a name of so many letters needs in a band, at 13 px. */
const labelPx = (name: string): number => 8 + name.length * 8;

export function stripPicture(input: StripInput): StripPicture {
  const { spanUs, widthPx } = input;
  const x: Scale = (us) => (Math.min(us, spanUs) / spanUs) * widthPx;
  const pieces = cutPieces(input.reigns, spanUs);
  return {
    bands: bandsOf(pieces, input, x),
    gaps: pieces
      .filter(({ reigns }) => reigns.length === 0)
      .map(({ fromUs, toUs }) => ({ x: x(fromUs), width: x(toUs) - x(fromUs) })),
    lines: beliefLines(input, x),
    marks: mergeMarks(input.moments, x, widthPx),
    ticks: ticks(0, spanUs, Math.max(2, Math.floor(widthPx / 120)))
      .filter((us) => us < spanUs * 0.98)
      .map((us) => ({ us, x: x(us) })),
  };
}

/** A stretch of time in which the same reigns stand. */
interface Piece {
  readonly fromUs: Us;
  readonly toUs: Us;
  readonly reigns: readonly Reign[];
}

function cutPieces(reigns: readonly Reign[], spanUs: Us): Piece[] {
  const ends = reigns.flatMap(({ fromUs, toUs }) => [fromUs, toUs ?? spanUs]);
  const cuts = [...new Set([0, ...ends, spanUs])]
    .filter((us) => us <= spanUs)
    .sort((a, b) => a - b);
  return cuts.slice(0, -1).map((fromUs, index) => {
    const toUs = cuts[index + 1]!;
    const standing = reigns.filter(
      (reign) => reign.fromUs <= fromUs && (reign.toUs ?? spanUs) >= toUs,
    );
    return { fromUs, toUs, reigns: standing };
  });
}

/** Neighbouring pieces of a reign in the same row are one band. */
function bandsOf(pieces: readonly Piece[], input: StripInput, x: Scale): Band[] {
  const bands: (Band & { readonly reign: Reign; readonly toUs: Us })[] = [];
  for (const piece of pieces) {
    piece.reigns.forEach((reign, row) => {
      const rows = piece.reigns.length;
      const last = bands.findLastIndex(
        (band) =>
          band.reign === reign &&
          band.row === row &&
          band.rows === rows &&
          band.toUs === piece.fromUs,
      );
      const from = last >= 0 ? bands[last]!.x : x(piece.fromUs);
      const index = Math.max(0, input.nodes.indexOf(reign.leader));
      const band = {
        reign,
        toUs: piece.toUs,
        node: reign.leader,
        attempt: reign.attempt,
        x: from,
        width: Math.max(LEAST_REIGN_PX, x(piece.toUs) - from),
        row,
        rows,
        tint: (index % TINTS) + 1,
        pattern: (Math.floor(index / TINTS) + index) % PATTERNS,
        label: null,
      };
      if (last >= 0) bands[last] = band;
      else bands.push(band);
    });
  }
  return bands.map(({ reign, toUs: _, ...band }) => {
    const widest = bands
      .filter((other) => other.reign === reign)
      .reduce((best, other) => (other.width > best.width ? other : best));
    const named = widest.x === band.x && widest.row === band.row && band.rows <= 2;
    const known = Math.min(band.x + band.width, x(input.frontierUs)) - band.x;
    return { ...band, label: named && known >= labelPx(band.node) ? band.node : null };
  });
}

/** Self-belief minus reigns of the same node; after a crash in it, hatched until the restart. */
function beliefLines(
  { reigns, selfBeliefs, facts, spanUs, nodes }: StripInput,
  x: Scale,
): BeliefLine[] {
  const rowOf = new Map<NodeId, number>();
  const lines: BeliefLine[] = [];
  const draw = (node: NodeId, fromUs: Us, toUs: Us, down: boolean): void => {
    if (toUs <= fromUs || !nodes.includes(node)) return;
    const row = rowOf.get(node) ?? rowOf.size % 2;
    rowOf.set(node, row);
    lines.push({ node, x: x(fromUs), width: Math.max(2, x(toUs) - x(fromUs)), down, row });
  };
  for (const belief of selfBeliefs) {
    const endUs = belief.toUs ?? spanUs;
    let fromUs = belief.fromUs;
    for (const reign of reigns) {
      if (reign.leader !== belief.node || (reign.toUs ?? spanUs) <= fromUs) continue;
      if (reign.fromUs >= endUs) continue;
      draw(belief.node, fromUs, reign.fromUs, false);
      fromUs = Math.max(fromUs, reign.toUs ?? spanUs);
    }
    draw(belief.node, fromUs, endUs, false);
    if (fromUs < endUs && belief.toUs !== null && crashedAt(facts, belief.node, endUs)) {
      draw(belief.node, endUs, restartAfter(facts, belief.node, endUs) ?? spanUs, true);
    }
  }
  return lines;
}

const crashedAt = (facts: readonly Fact[], node: NodeId, us: Us): boolean =>
  facts.some((fact) => fact.fact === 'crashed' && fact.node === node && fact.us === us);

const restartAfter = (facts: readonly Fact[], node: NodeId, us: Us): Us | null =>
  facts.find((fact) => fact.fact === 'up' && fact.node === node && fact.us > us)?.us ?? null;

/** Marks within 12 px (28 once counted) of the first of a group join it; grave kinds stay visible. */
export function mergeMarks(moments: readonly Moment[], x: Scale, widthPx: number): Mark[] {
  const groups: { x: number; moments: Moment[] }[] = [];
  for (const moment of [...moments].sort((a, b) => a.us - b.us || a.event - b.event)) {
    // Whole at both ends of the strip.
    const at = Math.min(widthPx - MERGE_PX / 2, Math.max(MERGE_PX / 2, x(moment.us)));
    const group = groups[groups.length - 1];
    const reach = group !== undefined && group.moments.length > 1 ? COUNTED_PX : MERGE_PX;
    if (group !== undefined && at - group.x < reach) group.moments.push(moment);
    else groups.push({ x: at, moments: [moment] });
  }
  return groups.map(({ x: at, moments: members }) => {
    const mild = MILD.filter((kind) => members.some((one) => one.kind === kind));
    const grave = MARK_KINDS.filter(
      (kind) => GRAVE.includes(kind) && members.some((one) => one.kind === kind && one.always),
    );
    return {
      x: at,
      count: members.length,
      kinds: grave.length > 0 ? grave : mild.slice(0, 1),
      moments: members,
    };
  });
}

/** How much of a sideways move counts: all of it on the strip, less the further up the finger is. */
export function scrubShare(risePx: number): number {
  const beyond = Math.max(0, risePx - 24);
  return 1 / (1 + beyond / 32);
}
