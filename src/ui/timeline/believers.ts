/**
 * Where the strip has room to say who believes that it leads and does not reign: in the band of another's
 * reign, behind its name. Pure; the lines themselves are stripBeliefs's.
 */
import type { NodeId } from '../../engine/protocol';
import type { Band, BeliefLine } from './stripTypes';

export interface Believer {
  readonly node: NodeId;
  readonly x: number;
  /** Where its belief ends. */
  readonly endX: number;
}

/** Room for whose reign it is, and for what a believer believes, px. */
const NAME_PX = 84;
const BELIEVES_PX = 176;

/** Each line once, in the first band that has room for its words behind the name. */
export function believersOf(
  lines: readonly BeliefLine[],
  bands: readonly Band[],
  knownX: number,
): readonly Believer[] {
  return lines.flatMap(({ node, x: fromX, width, down }): readonly Believer[] => {
    const endX = fromX + width;
    for (const band of down ? [] : bands) {
      const x = Math.max(fromX + 6, band.x + NAME_PX);
      const roomPx = Math.min(endX, knownX, band.x + band.width) - x;
      if (band.rows === 1 && roomPx >= BELIEVES_PX) return [{ node, x, endX }];
    }
    return [];
  });
}
