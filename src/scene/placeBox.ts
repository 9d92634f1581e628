/**
 * Where a toolbar, a menu or a card goes: right beside what it belongs to, over neither that nor its
 * name nor the way to what it is about to change, and over as little else as possible. Pure maths.
 */
import { distanceToBox, overlapArea, segmentMeetsBox } from './geometry';
import { labelBoxes } from './geometryOf';
import type { Box, MessageMark, NodeMark, Point, Scene } from './types';

const STEP = 12;
const MARGIN = 8;
/** Between a box and what it belongs to, px. */
export const BESIDE_PX = 10;
/** Further than this nobody sees what it belongs to. */
const FAR_PX = 22;
/** A card is tied to its message by the message's own mark, so it may leave the table free. */
const FAR_FROM_MESSAGE_PX = 180;
const AIR_PX = 4;
/** Round a node is its ring: this share of its radius more. */
const RING_SHARE = 1.36;

interface Disc extends Point {
  readonly r: number;
}

/** What a box belongs to. */
export interface Belongs {
  /** It stands right beside the nearest of these. */
  readonly near: { readonly discs: readonly Disc[]; readonly boxes: readonly Box[] };
  /** It never covers these. */
  readonly clear: { readonly discs: readonly Disc[]; readonly boxes: readonly Box[] };
  /** It covers none of these ways if that can be. */
  readonly ways: readonly (readonly [Point, Point])[];
  /** How far it may be at most, if that can be, px; and the cost of each px up to there. */
  readonly far: number;
  readonly perPx: number;
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

/** Right beside: what has no mark of its own to be known by. */
const BESIDE = { far: FAR_PX, perPx: 24 } as const;

interface Size {
  readonly w: number;
  readonly h: number;
}

const discOf = ({ x, y, radius }: NodeMark): Disc => ({ x, y, r: radius * RING_SHARE });

/** A word with the air around it: letters reach beyond the line they stand on. */
function aired({ x, y, w, h }: Box): Box {
  return { x: x - AIR_PX, y: y - AIR_PX, w: w + 2 * AIR_PX, h: h + 2 * AIR_PX };
}

/** A node with its ring and all that is written beside it. */
function nodeShape(node: NodeMark): Belongs['clear'] {
  return { discs: [discOf(node)], boxes: labelBoxes(node).map(aired) };
}

function both(a: Belongs['clear'], b: Belongs['clear']): Belongs['clear'] {
  return { discs: [...a.discs, ...b.discs], boxes: [...a.boxes, ...b.boxes] };
}

const NOTHING: Belongs['clear'] = { discs: [], boxes: [] };

function shapeOf(scene: Scene, id: string): Belongs['clear'] {
  const node = scene.nodes.find((one) => one.id === id);
  return node === undefined ? NOTHING : nodeShape(node);
}

/** A small box around a point. */
function spot({ x, y }: Point, half = 8): Box {
  return { x: x - half, y: y - half, w: 2 * half, h: 2 * half };
}

/** A box that belongs to a node. */
export function ofNode(scene: Scene, id: string): Belongs {
  const shape = shapeOf(scene, id);
  return { near: shape, clear: shape, ways: [], ...BESIDE };
}

/** A box that belongs to a link, asked for at a point of it or else at its middle. */
export function ofLink(scene: Scene, from: string, to: string, at: Point | null): Belongs {
  const [a, b] = [from, to].map((id) => scene.nodes.find((one) => one.id === id));
  if (a === undefined || b === undefined) return ofPoint(at ?? scene.table);
  const middle = { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 };
  const near = { discs: [], boxes: [spot(at ?? middle)] };
  const ends = both(nodeShape(a), nodeShape(b));
  return { near, clear: both(ends, near), ways: [[a, b]], ...BESIDE };
}

/** A box that belongs to a message: what it flies to is where it will tell. */
export function ofMessage(
  scene: Scene,
  mark: MessageMark | Point,
  from: string,
  to: string,
): Belongs {
  const { w, h } = 'w' in mark ? mark : { w: 16, h: 16 };
  const near = { discs: [], boxes: [{ x: mark.x - w / 2, y: mark.y - h / 2, w, h }] };
  const target = scene.nodes.find((one) => one.id === to);
  return {
    near,
    clear: both(both(shapeOf(scene, from), shapeOf(scene, to)), near),
    ways: target === undefined ? [] : [[mark, target]],
    far: FAR_FROM_MESSAGE_PX,
    perPx: 4,
  };
}

/** A box that belongs to nothing but a point. */
export function ofPoint(at: Point): Belongs {
  const near = { discs: [], boxes: [spot(at, 1)] };
  return { near, clear: near, ways: [], ...BESIDE };
}

/** How far a box is from what it belongs to; 0: it touches. */
function away({ near }: Belongs, box: Box): number {
  let least = Infinity;
  for (const disc of near.discs) least = Math.min(least, distanceToBox(disc, box) - disc.r);
  for (const one of near.boxes) least = Math.min(least, between(one, box));
  return least === Infinity ? 0 : Math.max(0, least);
}

function between(a: Box, b: Box): number {
  const dx = Math.max(b.x - a.x - a.w, 0, a.x - b.x - b.w);
  const dy = Math.max(b.y - a.y - a.h, 0, a.y - b.y - b.h);
  return Math.hypot(dx, dy);
}

/** How much of what it belongs to a box covers; 0: nothing. */
function covered({ clear }: Belongs, box: Box): number {
  let sum = 0;
  for (const disc of clear.discs) sum += Math.max(0, disc.r - distanceToBox(disc, box)) * 40;
  for (const one of clear.boxes) sum += overlapArea(one, box);
  return sum;
}

interface Around {
  readonly scene: Scene;
  readonly belongs: Belongs;
  readonly names: readonly Box[];
}

/** What it belongs to stays free; then near; then names and nodes of others, and where messages fly. */
function cost({ scene, belongs, names }: Around, box: Box, enough: number): number {
  const over = covered(belongs, box);
  let sum = over > 0 ? 100_000 + over * 10 : 0;
  const gap = away(belongs, box);
  sum += Math.abs(gap - BESIDE_PX) * belongs.perPx + Math.max(0, gap - belongs.far) * 200;
  if (sum >= enough) return sum;
  for (const [a, b] of belongs.ways) if (segmentMeetsBox(a, b, box)) sum += 1200;
  for (const node of scene.nodes) {
    const room = distanceToBox(node, box) - node.radius * RING_SHARE;
    if (room < 0) sum += (node.seated ? 900 : 300) - room * 8;
  }
  for (const name of names) sum += Math.min(400, overlapArea(name, box));
  const onTable = scene.table.radius * 0.9 - distanceToBox(scene.table, box);
  return onTable > 0 ? sum + onTable * 5 : sum;
}

/** Coordinates worth trying along one axis: a grid, and flush with either end of what is near. */
function tries(least: number, most: number, size: number, ends: readonly number[]): number[] {
  const all: number[] = [];
  for (let at = least; at < most; at += STEP) all.push(at);
  all.push(most);
  for (const end of ends) {
    for (const at of [end - size - BESIDE_PX, end + BESIDE_PX, end, end - size, end - size / 2]) {
      if (at >= least && at <= most) all.push(at);
    }
  }
  return all;
}

/** True if the box may stay where it is: within its room and over nothing it belongs to. */
export function fits(belongs: Belongs, box: Box, { width, height }: Room): boolean {
  const inRoom = box.x + box.w <= width - MARGIN && box.y + box.h <= height - MARGIN;
  return inRoom && box.x >= 0 && box.y >= 0 && covered(belongs, box) === 0;
}

/** The best left top corner for a box of this size. */
export function placeBox(scene: Scene, belongs: Belongs, size: Size, room: Room): PlacedBox {
  const around = { scene, belongs, names: scene.nodes.flatMap(labelBoxes) };
  const right = Math.max(MARGIN, room.width - size.w - MARGIN);
  const bottom = Math.max(MARGIN, room.height - size.h - MARGIN);
  const { discs, boxes } = belongs.near;
  const endsX = [
    ...discs.flatMap(({ x, r }) => [x - r, x + r]),
    ...boxes.flatMap(({ x, w }) => [x, x + w]),
  ];
  const endsY = [
    ...discs.flatMap(({ y, r }) => [y - r, y + r]),
    ...boxes.flatMap(({ y, h }) => [y, y + h]),
  ];
  const xs = tries(MARGIN, right, size.w, endsX);
  let best: PlacedBox = { x: MARGIN, y: MARGIN, cost: Infinity };
  for (const y of tries(MARGIN, bottom, size.h, endsY)) {
    for (const x of xs) {
      const sum = cost(around, { x, y, ...size }, best.cost);
      if (sum < best.cost) best = { x, y, cost: sum };
    }
  }
  return best;
}

/** Shares of its height to which a list that scrolls may shrink, and what each costs against it. */
const SHORTER = [
  { share: 1, handicap: 0 },
  { share: 0.8, handicap: 900 },
  { share: 0.64, handicap: 1800 },
  { share: 0.5, handicap: 3000 },
] as const;

/** The best place for a list that may scroll: as tall as it can be right beside what it belongs to. */
export function placeList(
  scene: Scene,
  belongs: Belongs,
  size: Size,
  room: Room,
): PlacedBox & { readonly h: number } {
  let best = { x: MARGIN, y: MARGIN, cost: Infinity, h: size.h };
  const most = Math.min(size.h, room.height - 2 * MARGIN);
  for (const { share, handicap } of SHORTER) {
    if (handicap >= best.cost) break;
    const h = Math.round(most * share);
    const place = placeBox(scene, belongs, { w: size.w, h }, room);
    if (place.cost + handicap < best.cost) best = { ...place, h, cost: place.cost + handicap };
  }
  return best;
}
