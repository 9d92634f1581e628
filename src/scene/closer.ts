/**
 * Where the maths of a closer look is found once it has been loaded: it is no part of the first picture.
 * zoom.ts puts itself here; until then a look is the whole picture.
 */
import type { SeatPlan } from './seats';
import type { Point, SceneView, Zoom } from './types';

type Stage = Pick<SceneView, 'width' | 'height' | 'reserveRight'>;

export interface Closer {
  /** The seats as a closer look shows them, in px of the stage. */
  readonly seats: (whole: SeatPlan, stage: Stage, zoom: Zoom) => SeatPlan;
  /** Labels are placed anew at steps of the scale: the step, its seats, and the room there. */
  readonly step: (scale: number) => number;
  readonly labelSeats: (whole: SeatPlan, stage: Stage, step: number) => SeatPlan;
  readonly labelRoom: (stage: Stage, step: number) => { readonly w: number; readonly h: number };
}

export const closer: { maths: Closer | null } = { maths: null };

/** Where a point of the stage is in the whole picture. */
export function wholePoint(point: Point, zoom: Zoom | null): Point {
  if (zoom === null) return point;
  return { x: (point.x + zoom.x) / zoom.scale, y: (point.y + zoom.y) / zoom.scale };
}
