/**
 * Where the words beside each node stand, so that no label covers a node, another label or, as far as
 * there is room, a link. Chosen once per arrangement from the size set aside for a label, never from
 * what is written in it: values that change do not move anything.
 */
import type { NodeId } from '../engine/protocol';
import { TAU, distanceToBox, inside, onCircle, overlapArea, segmentMeetsBox } from './geometry';
import type { SeatPlan } from './seats';
import type { Box, LabelMark, Point } from './types';

/** A label's place relative to its node, so that it follows a gliding node. */
export interface LabelPlace {
  readonly dx: number;
  readonly dy: number;
  readonly w: number;
  readonly h: number;
  readonly align: LabelMark['align'];
}

interface Candidate extends LabelPlace {
  /** Direction of the label from its node, unit vector. */
  readonly ux: number;
  readonly uy: number;
}

const DIAGONAL = Math.SQRT1_2;
/** Between a node's ring (or the halo of a selected one) and its label, px. */
const LABEL_GAP = 7;
/** Between a label and the middle line of a tear, px. */
const TEAR_ROOM = 12;
const RIM_SAMPLES = 180;
const RIM_COST = 3;

/** The places around a node whose ring needs `gap` from its middle. */
function candidates(w: number, h: number, gap: number): readonly Candidate[] {
  const nearX = gap * 0.86;
  const nearY = gap * 0.52;
  const right = { align: 'start', dx: gap } as const;
  const left = { align: 'end', dx: -w - gap } as const;
  return [
    { ...right, dy: -h / 2, ux: 1, uy: 0 },
    { ...left, dy: -h / 2, ux: -1, uy: 0 },
    { ...right, dy: -h * 0.9, ux: 0.9, uy: -0.4 },
    { ...left, dy: -h * 0.9, ux: -0.9, uy: -0.4 },
    { ...right, dy: -h * 0.1, ux: 0.9, uy: 0.4 },
    { ...left, dy: -h * 0.1, ux: -0.9, uy: 0.4 },
    { ...right, dx: gap * 0.92, dy: -h * 1.25, ux: 0.8, uy: -0.6 },
    { ...left, dx: -w - gap * 0.92, dy: -h * 1.25, ux: -0.8, uy: -0.6 },
    { ...right, dx: gap * 0.92, dy: h * 0.25, ux: 0.8, uy: 0.6 },
    { ...left, dx: -w - gap * 0.92, dy: h * 0.25, ux: -0.8, uy: 0.6 },
    { dx: nearX, dy: -h - nearY, ux: DIAGONAL, uy: -DIAGONAL, align: 'start' },
    { dx: -w - nearX, dy: -h - nearY, ux: -DIAGONAL, uy: -DIAGONAL, align: 'end' },
    { dx: nearX, dy: nearY, ux: DIAGONAL, uy: DIAGONAL, align: 'start' },
    { dx: -w - nearX, dy: nearY, ux: -DIAGONAL, uy: DIAGONAL, align: 'end' },
    { dx: -w / 2, dy: -h - gap, ux: 0, uy: -1, align: 'middle' },
    { dx: -w / 2, dy: gap, ux: 0, uy: 1, align: 'middle' },
    { dx: -w * 0.2, dy: -h - gap, ux: 0.4, uy: -0.9, align: 'start' },
    { dx: -w * 0.8, dy: -h - gap, ux: -0.4, uy: -0.9, align: 'end' },
    { dx: -w * 0.2, dy: gap, ux: 0.4, uy: 0.9, align: 'start' },
    { dx: -w * 0.8, dy: gap, ux: -0.4, uy: 0.9, align: 'end' },
  ].map((place) => ({ ...place, w, h }) as Candidate);
}

function boxAt(node: Point, place: LabelPlace): Box {
  return { x: node.x + place.dx, y: node.y + place.dy, w: place.w, h: place.h };
}

interface Surroundings {
  readonly plan: SeatPlan;
  readonly width: number;
  readonly height: number;
  readonly links: readonly (readonly [Point, Point])[];
  readonly rim: readonly Point[];
}

/** Points of the table's rim: a name on a line is harder to read. */
function rimOf(plan: SeatPlan): readonly Point[] {
  return Array.from({ length: RIM_SAMPLES }, (_, index) =>
    onCircle(plan.centre, plan.radius, (index * TAU) / RIM_SAMPLES),
  );
}

/** True if the point lies in the box. */
function covers(box: Box, p: Point): boolean {
  return p.x >= box.x && p.x <= box.x + box.w && p.y >= box.y && p.y <= box.y + box.h;
}

/** How bad a place is: outside, over something, or not away from the middle. */
function cost(
  id: NodeId,
  place: Candidate,
  placed: ReadonlyMap<NodeId, Box>,
  all: Surroundings,
): number {
  const node = all.plan.positions.get(id) as Point;
  const box = boxAt(node, place);
  let sum = inside(box, all.width, all.height) ? 0 : 5000;
  for (const at of all.plan.positions.values()) {
    const room = distanceToBox(at, box) - all.plan.clearance;
    if (room < 0) sum += 2000 - room * 20;
  }
  for (const [other, taken] of placed) {
    if (other !== id) sum += Math.min(3000, overlapArea(taken, box) * 4);
  }
  for (const [a, b] of all.links) if (segmentMeetsBox(a, b, box)) sum += 40;
  const wide = {
    x: box.x - TEAR_ROOM,
    y: box.y - TEAR_ROOM,
    w: box.w + 2 * TEAR_ROOM,
    h: box.h + 2 * TEAR_ROOM,
  };
  for (const [a, b] of all.plan.tear?.lines ?? []) if (segmentMeetsBox(a, b, wide)) sum += 1500;
  for (const point of all.rim) if (covers(box, point)) sum += RIM_COST;
  const rx = node.x - all.plan.centre.x;
  const ry = node.y - all.plan.centre.y;
  const length = Math.hypot(rx, ry) || 1;
  return sum + 24 * (1 - (place.ux * rx + place.uy * ry) / length);
}

/** Links that are drawn: all pairs where there are few nodes, else none. */
function drawnLinks(plan: SeatPlan): readonly (readonly [Point, Point])[] {
  if (plan.detail !== 'words') return [];
  const points = [...plan.positions.values()];
  return points.flatMap((a, index) => points.slice(index + 1).map((b) => [a, b] as const));
}

/**
 * A place for the label of each node in `named`, by node. Greedy in list order, then once more with
 * all others in place.
 */
export function placeLabels(
  plan: SeatPlan,
  named: readonly NodeId[],
  width: number,
  height: number,
): ReadonlyMap<NodeId, LabelPlace> {
  const all: Surroundings = { plan, width, height, links: drawnLinks(plan), rim: rimOf(plan) };
  const choices = candidates(plan.label.w, plan.label.h, plan.clearance + LABEL_GAP);
  const places = new Map<NodeId, LabelPlace>();
  const boxes = new Map<NodeId, Box>();
  for (let round = 0; round < 2; round++) {
    for (const id of named) {
      const node = plan.positions.get(id);
      if (node === undefined) continue;
      let best: Candidate | null = null;
      let least = Infinity;
      for (const choice of choices) {
        const sum = cost(id, choice, boxes, all);
        if (sum < least) {
          least = sum;
          best = choice;
        }
      }
      if (best === null) continue;
      places.set(id, best);
      boxes.set(id, boxAt(node, best));
    }
  }
  return places;
}
