/**
 * The reign strip as numbers: what is drawn where, from the facts of the run. Pure; the component only
 * paints it. Everything is placed on one linear scale from 0 to the span; nothing here moves while
 * the playhead does, except when the span doubles.
 */
import { ticks } from 'd3';
import type { Us } from '../../engine/protocol';
import { bandsOf, crowdsOf, cutPieces, gapsOf, isInside } from './stripBands';
import { beliefLines } from './stripBeliefs';
import { MARK_KINDS } from './stripTypes';
import type { Mark, MarkKind, Moment, Scale, StripInput, StripPicture } from './stripTypes';

/** The first span; it doubles when the run reaches its end. */
export const FIRST_SPAN_US = 2_000_000;

const MINUTE_US = 60_000_000;

/** Marks nearer than this become one; a mark with a count takes more room. */
export const MERGE_PX = 12;
const COUNTED_PX = 28;

/** The smallest doubled span that the run has not outgrown. */
export function spanFor(frontierUs: Us): Us {
  let span = FIRST_SPAN_US;
  while (span <= frontierUs) span *= 2;
  return span;
}

/** These are never hidden by merging, unless they are single tries of an election. */
const GRAVE: readonly MarkKind[] = ['violation', 'crash', 'tear', 'fault', 'election'];

/** Where none of a group is grave, the first of these stands for it. */
const MILD: readonly MarkKind[] = ['leader', 'mend', 'election', 'other'];

export function stripPicture(input: StripInput): StripPicture {
  const { spanUs, widthPx } = input;
  const x: Scale = (us) => (Math.min(us, spanUs) / spanUs) * widthPx;
  const crowds = crowdsOf(input.reigns, input);
  const pieces = cutPieces(input.reigns, spanUs).filter(
    ({ fromUs, toUs }) => !isInside(crowds, x(fromUs), x(toUs)),
  );
  return {
    bands: bandsOf(pieces, input, x),
    gaps: gapsOf(pieces, x),
    crowds,
    lines: beliefLines(input, x).filter((line) => !isInside(crowds, line.x, line.x + line.width)),
    marks: mergeMarks(input.moments, x, widthPx),
    ticks: ticksOf(spanUs, Math.max(2, Math.floor(widthPx / 120)))
      .filter((us) => us < spanUs * 0.98)
      .map((us) => ({ us, x: x(us) })),
  };
}

/** About so many round instants; of a long run, round in minutes. */
function ticksOf(spanUs: Us, count: number): Us[] {
  const unitUs = spanUs > 4 * MINUTE_US ? MINUTE_US : 1;
  return ticks(0, spanUs / unitUs, count).map((at) => at * unitUs);
}

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
