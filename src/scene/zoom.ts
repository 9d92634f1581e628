/**
 * A closer look at the stage. Zooming spreads the seats apart and leaves words at their size, so that a
 * crowd gets room instead of large print; a pan only shifts. Positions grow by the scale exactly, so
 * that what lies under the pointer stays there. Not here: gestures and easing (ui/stage/zoomHands.ts).
 */
import { closer, wholePoint } from './closer';
import { LABEL_SIZE, NARROW_PX, detailOf } from './degrees';
import { clearanceOf } from './roundSeats';
import type { SeatPlan } from './seats';
import { ROOMY_RADIUS_PX } from './seats';
import type { Point, SceneView, Zoom } from './types';

/** The closest look. */
export const ZOOM_MAX = 6;
/** Labels are placed anew at steps of the scale, so that they do not dance while it changes. */
const STEPS = [1, 1.2, 1.45, 1.75, 2.1, 2.5, 3, 3.6, 4.3, 5.1, ZOOM_MAX, ZOOM_MAX] as const;

/** Below this a node is too small for its glyph to be read; above, it grows more slowly than the seats. */
const READABLE_RADIUS = 28;

type Stage = Pick<SceneView, 'width' | 'height' | 'reserveRight'>;

/** Which step a scale stands on: 0 is the whole picture. */
export function zoomStep(scale: number): number {
  let step = 0;
  while (step < STEPS.length - 2 && scale >= (STEPS[step + 1] as number)) step++;
  return step;
}

/** The radius of a node, seen closer. */
function grown(radius: number, scale: number): number {
  const most = Math.max(READABLE_RADIUS, radius) * Math.sqrt(scale);
  return Math.min(radius * scale, most);
}

function times(point: Point, scale: number): Point {
  return { x: point.x * scale, y: point.y * scale };
}

/** The seats at a scale; `nodesAt`: the scale that gives the nodes their size, if it is another one. */
function spread(plan: SeatPlan, stage: Stage, scale: number, nodesAt = scale): SeatPlan {
  const nodeRadius = grown(plan.nodeRadius, nodesAt);
  const width = Math.max(1, stage.width - stage.reserveRight);
  const count = plan.positions.size;
  // Every pair of a crowd would be a tangle of lines at any scale: words stay with nine nodes.
  const step = STEPS[zoomStep(scale)] as number;
  const closer = detailOf(Math.ceil(count / step));
  const detail = plan.detail === 'words' || closer === 'dots' ? plan.detail : 'initials';
  const roomy = plan.detail !== detail || (detail !== 'dots' && width * step >= NARROW_PX);
  return {
    ...plan,
    detail,
    centre: times(plan.centre, scale),
    radius: plan.radius * scale,
    nodeRadius,
    clearance: clearanceOf(nodeRadius),
    narrow: plan.narrow && !roomy,
    crowded: width * scale < NARROW_PX || plan.radius * scale < ROOMY_RADIUS_PX,
    label: roomy ? LABEL_SIZE[detail] : plan.label,
    table: { ...plan.table, ...times(plan.table, scale), radius: plan.table.radius * scale },
    positions: new Map([...plan.positions].map(([id, at]) => [id, times(at, scale)])),
    tear: plan.tear && {
      lines: plan.tear.lines.map(([a, b]) => [times(a, scale), times(b, scale)] as const),
      centre: plan.tear.centre && times(plan.tear.centre, scale),
      width: plan.tear.width * Math.sqrt(scale),
    },
  };
}

/** The seats that labels are placed by at a step: as little room as any scale of that step leaves. */
export function labelSeats(plan: SeatPlan, stage: Stage, step: number): SeatPlan {
  return spread(plan, stage, STEPS[step] as number, STEPS[step + 1] as number);
}

/** The size of the whole picture that labels of a step have room in. */
export function labelRoom(stage: Stage, step: number): { readonly w: number; readonly h: number } {
  const scale = STEPS[step] as number;
  return { w: (stage.width - stage.reserveRight) * scale, h: stage.height * scale };
}

/** The seats as a closer look shows them, in px of the stage. */
export function zoomedPlan(plan: SeatPlan, stage: Stage, zoom: Zoom): SeatPlan {
  const near = spread(plan, stage, zoom.scale);
  const off = ({ x, y }: Point): Point => ({ x: x - zoom.x, y: y - zoom.y });
  return {
    ...near,
    centre: off(near.centre),
    table: { ...near.table, ...off(near.table) },
    positions: new Map([...near.positions].map(([id, at]) => [id, off(at)])),
    tear: near.tear && {
      ...near.tear,
      lines: near.tear.lines.map(([a, b]) => [off(a), off(b)] as const),
      centre: near.tear.centre && off(near.tear.centre),
    },
  };
}

/** A look within its bounds: nothing but picture is shown. Null: the whole of it. */
export function clampedZoom({ scale, x, y }: Zoom, stage: Stage): Zoom | null {
  if (!(scale > 1.01)) return null;
  const near = Math.min(ZOOM_MAX, scale);
  const width = Math.max(1, stage.width - stage.reserveRight);
  const within = (value: number, most: number): number => Math.max(0, Math.min(most, value));
  return {
    scale: near,
    x: within(x, width * (near - 1)),
    y: within(y, stage.height * (near - 1)),
  };
}

/** Closer or less close by a factor; what lies under `point` stays there, as far as the bounds let it. */
export function zoomAbout(
  zoom: Zoom | null,
  factor: number,
  point: Point,
  stage: Stage,
): Zoom | null {
  const scale = Math.max(1, Math.min(ZOOM_MAX, (zoom?.scale ?? 1) * factor));
  return zoomAt(wholePoint(point, zoom), scale, point, stage);
}

/** The look at a scale that shows a point of the whole picture at a point of the stage. */
export function zoomAt(whole: Point, scale: number, at: Point, stage: Stage): Zoom | null {
  return clampedZoom({ scale, x: whole.x * scale - at.x, y: whole.y * scale - at.y }, stage);
}

/** The look shifted by a way of the hand. */
export function panned(zoom: Zoom, dx: number, dy: number, stage: Stage): Zoom | null {
  return clampedZoom({ ...zoom, x: zoom.x - dx, y: zoom.y - dy }, stage);
}

closer.maths = { seats: zoomedPlan, step: zoomStep, labelSeats, labelRoom };
