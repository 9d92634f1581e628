/**
 * The place for what says whom a stroke of the knife would cut. It comes with the hands that draw strokes:
 * loading `stroke.ts` puts it here.
 */
import type { NodeId, WorldView } from '../engine/protocol';
import type { Point, StrokeMark } from './types';

type MarkOf = (
  world: WorldView,
  positions: ReadonlyMap<NodeId, Point>,
  points: readonly Point[],
) => StrokeMark;

let markOf: MarkOf | null = null;

export function provideStroke(made: MarkOf): void {
  markOf = made;
}

/** The mark of a stroke; null while there is none. */
export function strokeHere(
  world: WorldView,
  positions: ReadonlyMap<NodeId, Point>,
  points: readonly Point[] | null,
): StrokeMark | null {
  return points === null || markOf === null ? null : markOf(world, positions, points);
}
