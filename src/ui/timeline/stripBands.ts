/**
 * Reigns as bands, times without a leader as gaps, and crowds where reigns follow each other too fast to
 * be drawn one by one: however long and restless a run, no more is drawn than there is room for. Pure.
 */
import type { Us } from '../../engine/protocol';
import type { Reign } from '../../session/types';
import type { Band, Crowd, Gap, Scale, StripInput } from './stripTypes';

/** A reign is never drawn narrower than this; in a crowd, three of them begin in every such cell. */
export const LEAST_REIGN_PX = 3;
const CROWDED = 3;

/** How many tints and how many patterns tell leaders apart: together enough for 24 nodes. */
export const TINTS = 6;
export const PATTERNS = 4;

/** Width that a name of so many letters needs in a band, at 13 px. */
const labelPx = (name: string): number => 8 + name.length * 8;
/** Room for what a band or a gap means, behind the name or without one, px. */
const MEANING_PX = 48;
const NOBODY_PX = 92;

/** A stretch of time in which the same reigns stand. */
export interface Piece {
  readonly fromUs: Us;
  readonly toUs: Us;
  readonly reigns: readonly Reign[];
}

/** The run cut where a reign begins or ends; one walk through both. */
export function cutPieces(reigns: readonly Reign[], spanUs: Us): Piece[] {
  const ends = reigns.flatMap(({ fromUs, toUs }) => [fromUs, toUs ?? spanUs]);
  const cuts = [...new Set([0, ...ends, spanUs])]
    .filter((us) => us <= spanUs)
    .sort((a, b) => a - b);
  const starting = [...reigns].sort((a, b) => a.fromUs - b.fromUs);
  let next = 0;
  let standing: readonly Reign[] = [];
  return cuts.slice(0, -1).map((fromUs, index) => {
    const fresh: Reign[] = [];
    for (let one = starting[next]; one !== undefined && one.fromUs <= fromUs;) {
      fresh.push(one);
      one = starting[++next];
    }
    standing = [...standing, ...fresh].filter(({ toUs }) => (toUs ?? spanUs) > fromUs);
    return { fromUs, toUs: cuts[index + 1]!, reigns: standing };
  });
}

/** Where at least three reigns begin within the width of one. */
export function crowdsOf(reigns: readonly Reign[], { spanUs, widthPx }: StripInput): Crowd[] {
  const counts = new Map<number, number>();
  for (const { fromUs } of reigns) {
    if (fromUs > spanUs) continue;
    const cell = Math.floor(((fromUs / spanUs) * widthPx) / LEAST_REIGN_PX);
    counts.set(cell, (counts.get(cell) ?? 0) + 1);
  }
  const crowds: { x: number; width: number; count: number }[] = [];
  const crowded = [...counts].filter(([, count]) => count >= CROWDED).sort(([a], [b]) => a - b);
  for (const [cell, count] of crowded) {
    const x = cell * LEAST_REIGN_PX;
    const last = crowds[crowds.length - 1];
    if (last !== undefined && last.x + last.width === x) {
      last.width += LEAST_REIGN_PX;
      last.count += count;
    } else crowds.push({ x, width: LEAST_REIGN_PX, count });
  }
  return crowds;
}

/** True for what lies wholly inside a crowd; the crowds are in order and apart. */
export function isInside(crowds: readonly Crowd[], x: number, endX: number): boolean {
  let low = 0;
  let high = crowds.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const { x: from, width } = crowds[middle]!;
    if (from + width <= x) low = middle + 1;
    else high = middle;
  }
  const crowd = crowds[low];
  return crowd !== undefined && x >= crowd.x && endX <= crowd.x + crowd.width;
}

/** Neighbouring pieces of a reign in the same row are one band. */
export function bandsOf(pieces: readonly Piece[], input: StripInput, x: Scale): Band[] {
  const bands: (Band & { readonly reign: Reign; readonly endUs: Us })[] = [];
  /** Place of the last band of each reign. */
  const lasts = new Map<Reign, number>();
  const indices = new Map(input.nodes.map((id, index) => [id, index]));
  for (const piece of pieces) {
    piece.reigns.forEach((reign, row) => {
      const rows = piece.reigns.length;
      const place = lasts.get(reign) ?? -1;
      const last = bands[place];
      const goesOn = last?.row === row && last.rows === rows && last.endUs === piece.fromUs;
      const from = goesOn ? last.x : x(piece.fromUs);
      const index = indices.get(reign.leader) ?? 0;
      const band = {
        reign,
        endUs: piece.toUs,
        node: reign.leader,
        fromUs: reign.fromUs,
        toUs: reign.toUs,
        attempt: reign.attempt,
        x: from,
        width: Math.max(LEAST_REIGN_PX, x(piece.toUs) - from),
        row,
        rows,
        tint: (index % TINTS) + 1,
        pattern: (Math.floor(index / TINTS) + index) % PATTERNS,
        label: null,
        said: false,
      };
      if (goesOn) bands[place] = band;
      else lasts.set(reign, bands.push(band) - 1);
    });
  }
  const widest = new Map<Reign, Band>();
  for (const band of bands) {
    // A band of half the height has no room for a name.
    if (band.rows > 1) continue;
    if (band.width > (widest.get(band.reign)?.width ?? 0)) widest.set(band.reign, band);
  }
  return bands.map(({ reign, endUs: _, ...band }) => {
    const best = widest.get(reign);
    const named = best?.x === band.x && band.rows === 1;
    const known = Math.min(band.x + band.width, x(input.frontierUs)) - band.x;
    const room = known - labelPx(band.node);
    return { ...band, label: named && room >= 0 ? band.node : null, said: room >= MEANING_PX };
  });
}

export function gapsOf(pieces: readonly Piece[], frontierUs: Us, x: Scale): Gap[] {
  return pieces
    .filter(({ reigns }) => reigns.length === 0)
    .map(({ fromUs, toUs }) => ({
      x: x(fromUs),
      width: x(toUs) - x(fromUs),
      said: x(Math.min(toUs, frontierUs)) - x(fromUs) >= NOBODY_PX,
    }));
}
