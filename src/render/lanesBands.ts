/**
 * Paints how much each node sent, bin by bin, where single lines would be too many. Upright rectangles
 * on whole px, equal neighbours as one: a path of thousands of them is slow to fill.
 */
import type { LanesPicture } from '../scene/lanesTypes';
import { spanHalf } from './lanesLooks';

/** Free px between the tallest bar and the lane above it. */
const FREE_PX = 3;

/** One lane after the other, all in one colour. */
export function paintBands(
  context: CanvasRenderingContext2D,
  { bands, plot }: LanesPicture,
  colour: string,
): void {
  context.fillStyle = colour;
  for (const { y, x, binPx, heights } of bands) {
    // From the lane up past the span of a leader, which is painted over it.
    const half = Math.ceil(spanHalf(plot.rowPx));
    const most = Math.max(2, plot.rowPx - 2 * half - FREE_PX);
    const base = Math.round(y);
    const first = Math.max(0, Math.floor((plot.left - 8 - x) / binPx));
    const last = Math.min(heights.length, Math.ceil((plot.right + 12 - x) / binPx));
    let tall = 0;
    let from = 0;
    for (let bin = first; bin <= last; bin++) {
      const height = bin === last ? 0 : (heights[bin] as number);
      const next = height === 0 ? 0 : half + Math.max(1, Math.round(height * most));
      if (next === tall && bin < last) continue;
      const at = Math.round(x + bin * binPx);
      if (tall > 0) context.fillRect(from, base - tall, at - from, tall);
      tall = next;
      from = at;
    }
  }
}
