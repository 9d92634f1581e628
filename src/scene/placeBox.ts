/**
 * Where a toolbar or a card goes: near what it belongs to, but over no node, no name and as little as
 * possible of the table on which messages fly.
 */
import { distanceToBox, overlapArea } from './geometry';
import { labelBoxes } from './geometryOf';
import type { Box, Point, Scene } from './types';

const STEP = 12;
const MARGIN = 8;

/** The cost of covering what lies under a box: nodes and names dear, the table cheap, distance least. */
function cost(scene: Scene, box: Box, anchor: Point, names: readonly Box[]): number {
  let sum = 0;
  for (const node of scene.nodes) {
    const room = distanceToBox(node, box) - node.radius * 1.5;
    if (room < 0) sum += 4000 - room * 100;
  }
  for (const name of names) sum += overlapArea(name, box) * 8;
  const onTable = scene.table.radius * 0.9 - distanceToBox(scene.table, box);
  if (onTable > 0) sum += onTable * 16;
  return sum + distanceToBox(anchor, box) * 4;
}

/** The room a box may take: the stage less an open panel, and what lies below the stage if need be. */
export interface Room {
  readonly width: number;
  readonly height: number;
}

/** A place and how much it covers; compare costs to choose between shapes. */
export interface PlacedBox extends Point {
  readonly cost: number;
}

/** The best left top corner for a box of this size that belongs to a point of the stage. */
export function placeBox(
  scene: Scene,
  anchor: Point,
  size: { readonly w: number; readonly h: number },
  room: Room,
): PlacedBox {
  const names = scene.nodes.flatMap(labelBoxes);
  let best: PlacedBox = { x: MARGIN, y: MARGIN, cost: Infinity };
  const right = Math.max(MARGIN, room.width - size.w - MARGIN);
  const bottom = Math.max(MARGIN, room.height - size.h - MARGIN);
  for (let y = MARGIN; ; y = Math.min(bottom, y + STEP)) {
    for (let x = MARGIN; ; x = Math.min(right, x + STEP)) {
      const sum = cost(scene, { x, y, ...size }, anchor, names);
      if (sum < best.cost) best = { x, y, cost: sum };
      if (x >= right) break;
    }
    if (y >= bottom) break;
  }
  return best;
}
