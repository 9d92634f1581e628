/**
 * Where the words beside each node stand, so that no label covers a node, another label or, as far as
 * there is room, a link. Chosen once per arrangement from the size set aside for a label, never from
 * what is written in it: values that change do not move anything.
 */
import type { NodeId } from '../engine/protocol';
import type { LabelForm, LabelRoom } from './degrees';
import { LABEL_SMALL } from './degrees';
import { NAME_SMALL_PX, textWidth } from './fontMetrics';
import { TAU, distanceToBox, inside, onCircle, overlapArea, segmentMeetsBox } from './geometry';
import type { SeatPlan } from './seats';
import type { Box, LabelMark, Point } from './types';

/** A label's place relative to its node, so that it follows a gliding node. */
export interface LabelPlace {
  readonly form: LabelForm;
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
/** The same for small names: there is no room for more. */
const SMALL_GAP = 4;
/** Between a label and the middle line of a tear, px. */
const TEAR_ROOM = 12;
const RIM_SAMPLES = 180;
const RIM_COST = 3;
/** Of the room for a label, how much is written in as a rule. */
const WRITTEN = 0.84;
/** Radius a node's arc needs, as a share of its own. */
const ARC = 1.25;

/** The places around a node whose ring needs `gap` from its middle. */
function candidates(form: LabelForm, w: number, h: number, gap: number): readonly Candidate[] {
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
    ...(form === 'line' ? nearlyAbove(w, h, gap) : []),
  ].map((place) => ({ ...place, form, w, h }) as Candidate);
}

/** Where the edge of the stage is near, and a neighbour in the row. */
function nearlyAbove(
  w: number,
  h: number,
  gap: number,
): readonly Omit<Candidate, keyof LabelRoom>[] {
  return ([-h - gap, gap] as const).flatMap((dy) => [
    { dx: -w * 0.36, dy, ux: 0.2, uy: Math.sign(dy) * 0.95, align: 'start' as const },
    { dx: -w * 0.64, dy, ux: -0.2, uy: Math.sign(dy) * 0.95, align: 'end' as const },
  ]);
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
  /** Where small names stand as long as nothing is in their way. */
  readonly small: ReadonlyMap<NodeId, Box>;
}

/** Points of the table's rim: a name on a line is harder to read. */
function rimOf({ table }: SeatPlan): readonly Point[] {
  if (table.radius <= 0) return [];
  return Array.from({ length: RIM_SAMPLES }, (_, index) =>
    onCircle(table, table.radius, (index * TAU) / RIM_SAMPLES, table.wide),
  );
}

/** A name that stands nearer to another node seems to be that one's. */
const ASTRAY = 500;

/** True if the point lies in the box. */
function covers(box: Box, p: Point): boolean {
  return p.x >= box.x && p.x <= box.x + box.w && p.y >= box.y && p.y <= box.y + box.h;
}

/** Of the table, the inner part that belongs to what flies. */
const INNER = 0.8;

/** True if the middle of a box lies where messages fly. */
function onTable({ table, positions }: SeatPlan, { x, y, w, h }: Box): boolean {
  if (positions.size < 3) return false;
  return Math.hypot((x + w / 2 - table.x) / table.wide, y + h / 2 - table.y) < table.radius * INNER;
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
  const own = distanceToBox(node, box);
  const isCrowd = place.form === 'line';
  for (const at of all.plan.positions.values()) {
    const apart = distanceToBox(at, box);
    const room = apart - all.plan.clearance;
    if (room < 0) sum += 2000 - room * 20;
    if (isCrowd && at !== node && apart <= own) sum += ASTRAY;
  }
  for (const [other, taken] of placed) {
    if (other !== id) sum += Math.min(3000, overlapArea(taken, box) * 4);
  }
  for (const [other, taken] of all.small) {
    if (other !== id && overlapArea(taken, box) > 0) sum += 60;
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
  if (all.plan.detail === 'dots' && onTable(all.plan, box)) sum += 400;
  const out = all.plan.outward.get(id) ?? { x: 0, y: 1 };
  return sum + 24 * (1 - (place.ux * out.x + place.uy * out.y));
}

/** Links that are drawn: all pairs where there are few nodes, else none. */
function drawnLinks(plan: SeatPlan): readonly (readonly [Point, Point])[] {
  if (plan.detail !== 'words') return [];
  const points = [...plan.positions.values()];
  return points.flatMap((a, index) => points.slice(index + 1).map((b) => [a, b] as const));
}

/** The place of a small name: straight outward from its node. */
function smallPlace(plan: SeatPlan, id: NodeId): LabelPlace {
  const w = Math.ceil(textWidth(id, NAME_SMALL_PX)) + 2;
  const { h } = LABEL_SMALL;
  const out = plan.outward.get(id) ?? { x: 0, y: 1 };
  const away = plan.clearance + SMALL_GAP + (Math.abs(out.x) * w + Math.abs(out.y) * (h - 4)) / 2;
  return {
    form: 'small',
    dx: out.x * away - w / 2,
    dy: out.y * away - h / 2,
    w,
    h,
    align: 'middle',
  };
}

function smallBoxes(plan: SeatPlan, ids: readonly NodeId[]): ReadonlyMap<NodeId, Box> {
  const boxes = new Map<NodeId, Box>();
  for (const id of ids) {
    const node = plan.positions.get(id);
    if (node !== undefined) boxes.set(id, boxAt(node, smallPlace(plan, id)));
  }
  return boxes;
}

/** The best place of one label. */
function choose(
  id: NodeId,
  choices: readonly Candidate[],
  boxes: ReadonlyMap<NodeId, Box>,
  all: Surroundings,
): Candidate | null {
  let best: Candidate | null = null;
  let least = Infinity;
  for (const choice of choices) {
    const sum = cost(id, choice, boxes, all);
    if (sum < least) {
      least = sum;
      best = choice;
    }
  }
  return best;
}

/** Small names where nothing is in their way. */
function addSmall(
  ids: readonly NodeId[],
  all: Surroundings,
  places: Map<NodeId, LabelPlace>,
  boxes: Map<NodeId, Box>,
): void {
  const reach = all.plan.nodeRadius * ARC + 1;
  for (const id of ids) {
    if (places.has(id)) continue;
    const box = all.small.get(id);
    if (box === undefined || !inside(box, all.width, all.height)) continue;
    let free = true;
    for (const at of all.plan.positions.values()) free &&= distanceToBox(at, box) >= reach;
    for (const taken of boxes.values()) free &&= overlapArea(taken, box) === 0;
    if (!free) continue;
    places.set(id, smallPlace(all.plan, id));
    boxes.set(id, box);
  }
}

/**
 * A place for the label of each node in `named`, by node, greedy in list order, then once more with all
 * others in place; and, where there is room left, a small one for each node in `small`.
 */
export function placeLabels(
  plan: SeatPlan,
  named: readonly NodeId[],
  width: number,
  height: number,
  small: readonly NodeId[] = [],
): ReadonlyMap<NodeId, LabelPlace> {
  const { form, w, h } = plan.label;
  const all: Surroundings = {
    plan,
    width,
    height,
    links: drawnLinks(plan),
    rim: rimOf(plan),
    small: smallBoxes(plan, form === 'small' ? [...named, ...small] : small),
  };
  const places = new Map<NodeId, LabelPlace>();
  const boxes = new Map<NodeId, Box>();
  if (form === 'small') {
    addSmall([...named, ...small], all, places, boxes);
    return places;
  }
  const near = candidates(form, w, h, plan.clearance + LABEL_GAP);
  const beyond = plan.clearance + LABEL_GAP + LABEL_SMALL.h;
  const choices = plan.detail === 'dots' ? [...near, ...candidates(form, w, h, beyond)] : near;
  for (let round = 0; round < 2; round++) {
    for (const id of named) {
      const node = plan.positions.get(id);
      const best = node === undefined ? null : choose(id, choices, boxes, all);
      if (node === undefined || best === null) continue;
      places.set(id, best);
      boxes.set(id, boxAt(node, best));
    }
  }
  addSmall(small, all, places, boxes);
  return places;
}

/** The part of a label's room that words usually take. */
function written(box: Box, { align, form }: LabelPlace): Box {
  if (form === 'name' || form === 'small') return box;
  const w = box.w * WRITTEN;
  const free = box.w - w;
  const x = box.x + (align === 'start' ? 0 : align === 'end' ? free : free / 2);
  return { ...box, x, w };
}

/** How many labels are missing, clipped, over a node, over each other, over the middle of the table. */
export function labelFaults(
  plan: SeatPlan,
  places: ReadonlyMap<NodeId, LabelPlace>,
  named: readonly NodeId[],
  width: number,
  height: number,
): number {
  let faults = 0;
  const boxes: Box[] = [];
  const reach = plan.nodeRadius * ARC + 1;
  for (const id of named) {
    const place = places.get(id);
    const node = plan.positions.get(id);
    if (place === undefined || node === undefined) {
      faults++;
      continue;
    }
    const whole = boxAt(node, place);
    const box = written(whole, place);
    if (!inside(box, width, height)) faults++;
    if (onTable(plan, box)) faults++;
    for (const at of plan.positions.values()) if (distanceToBox(at, box) < reach) faults++;
    for (const other of boxes) if (overlapArea(other, box) > 2) faults++;
    boxes.push(box);
  }
  return faults;
}
