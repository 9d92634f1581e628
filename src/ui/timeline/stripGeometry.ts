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

/** Marks nearer than this become one; further signs and a count take more room. */
export const MERGE_PX = 12;
export const SIGN_PX = 10;
const COUNT_PX = 16;

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
    gaps: gapsOf(pieces, input.frontierUs, x),
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

/** What a group shows: every grave kind in it, or else the first of the others. */
function kindsOf(members: readonly Moment[]): readonly MarkKind[] {
  const grave = MARK_KINDS.filter(
    (kind) => GRAVE.includes(kind) && members.some((one) => one.kind === kind && one.always),
  );
  if (grave.length > 0) return grave;
  return MILD.filter((kind) => members.some((one) => one.kind === kind)).slice(0, 1);
}

/** Room of a group on the strip: its signs side by side, and its count if it stands for more. */
function widthOf(members: readonly Moment[]): number {
  const kinds = kindsOf(members).length;
  return MERGE_PX + (kinds - 1) * SIGN_PX + (members.length > kinds ? COUNT_PX : 0);
}

/** Marks within the room of a group, 12 px at least, join it; grave kinds stay visible. */
export function mergeMarks(moments: readonly Moment[], x: Scale, widthPx: number): Mark[] {
  const groups: { x: number; moments: Moment[] }[] = [];
  for (const moment of [...moments].sort((a, b) => a.us - b.us || a.event - b.event)) {
    // Whole at both ends of the strip.
    const at = Math.min(widthPx - MERGE_PX / 2, Math.max(MERGE_PX / 2, x(moment.us)));
    const group = groups[groups.length - 1];
    if (group !== undefined && at - group.x < widthOf(group.moments)) group.moments.push(moment);
    else groups.push({ x: at, moments: [moment] });
  }
  return groups.map(({ x: at, moments: members }) => ({
    // Whole at the right end too, with all its signs.
    x: Math.min(at, Math.max(MERGE_PX / 2, widthPx - widthOf(members) + MERGE_PX / 2)),
    count: members.length,
    kinds: kindsOf(members),
    moments: members,
  }));
}

/** How much of a sideways move counts: all of it on the strip, less the further up the finger is. */
export function scrubShare(risePx: number): number {
  const beyond = Math.max(0, risePx - 24);
  return 1 / (1 + beyond / 32);
}
