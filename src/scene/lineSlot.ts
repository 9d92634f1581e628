/**
 * The place for what draws rings and services, which the first page does without: `render/lines.ts` puts
 * it here when it is loaded, and whoever opens such a run waits for that.
 */
import type { Algorithm, Face } from '../engine/protocol';
import type * as Lines from './lines';

let lines: typeof Lines | null = null;

export function provideLines(made: typeof Lines): void {
  lines = made;
}

/** What draws lasting lines; null until it is loaded. */
export function linesHere(): typeof Lines | null {
  return lines;
}

function hasLines({ layout, kinds }: Face): boolean {
  return layout !== 'circle' || kinds !== undefined;
}

/** True if pictures of this algorithm, in any of its variants, have lasting lines. */
export function needsLines({ face, forms }: Pick<Algorithm, 'face' | 'forms'>): boolean {
  return hasLines(face) || Object.values(forms ?? {}).some((form) => hasLines(form.face ?? face));
}
