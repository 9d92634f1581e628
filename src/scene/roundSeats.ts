/**
 * Seats around a table: the circle and the ring, and the circle torn into groups. Angles and sizes only;
 * which layout is chosen is seats.ts's.
 */
import type { LabelRoom } from './degrees';
import { CLOSE_FROM, WORDS_MAX } from './degrees';
import { TAU, onCircle, turn } from './geometry';
import type { Box, Detail, Point, TearMark } from './types';

const NODE_RADIUS_MAX = 34;
/** On a large stage nodes grow with it, up to so much. */
const NODE_RADIUS_LARGE = 48;
const NODE_RADIUS_MIN = 9;
/** Radius of a node as a share of the distance to its neighbour. */
const NODE_SHARE = 0.23;
const DOT_RADIUS_MAX = 16;
const EDGE = 6;
/** Above the ring of many, room for a name that stands out behind the small ones. */
const SMALL_NAMES = 14;
/** Of the full turn, how much the gaps of a torn network take beyond ordinary spacing. */
const GAPS_SHARE = 0.2;
const GAPS_SHARE_CLOSE = 0.13;
const CLOSE_EDGE = 12;
const GAP_MAX = (50 / 360) * TAU;
const TEAR_WIDTH_MAX = 30;

/** Radius that a node's ring and rim need around it. */
export function clearanceOf(nodeRadius: number): number {
  return nodeRadius + Math.max(4, nodeRadius * 0.36);
}

/** The radius of a node whose neighbours are this far away. */
export function nodeRadiusAt(pitch: number, detail: Detail, most = NODE_RADIUS_LARGE): number {
  const wanted = pitch * NODE_SHARE;
  if (detail === 'dots') return Math.max(NODE_RADIUS_MIN, Math.min(wanted * 1.1, DOT_RADIUS_MAX));
  return Math.max(NODE_RADIUS_MIN, Math.min(wanted, most, NODE_RADIUS_LARGE));
}

/** The angle of each node of an untorn circle, first node at the top. */
export function baseAngle(index: number, count: number): number {
  const start = count === 2 ? -0.5 * TAU : -0.25 * TAU;
  return start + (index * TAU) / count;
}

/** Mean direction of some angles, or the first where they cancel out. */
function meanAngle(angles: readonly number[]): number {
  let x = 0;
  let y = 0;
  for (const angle of angles) {
    x += Math.cos(angle);
    y += Math.sin(angle);
  }
  return Math.hypot(x, y) < 1e-9 ? (angles[0] ?? 0) : Math.atan2(y, x);
}

/** The members of a group in circle order, starting after the widest hole between them. */
function inOrder(members: readonly number[], count: number): readonly number[] {
  let start = 0;
  let widest = -1;
  members.forEach((index, position) => {
    const before = members[(position + members.length - 1) % members.length] as number;
    const hole = (index - before + count) % count || count;
    if (hole > widest) {
      widest = hole;
      start = position;
    }
  });
  return [...members.slice(start), ...members.slice(0, start)];
}

/** Angles by node index, and the middles of the gaps, for groups of node indexes. */
export function tornAngles(
  groups: readonly (readonly number[])[],
  count: number,
): { readonly angles: readonly number[]; readonly gaps: readonly number[] } {
  const arcs = groups
    .map((members) => inOrder(members, count))
    .map((members) => ({
      members,
      middle: turn(meanAngle(members.map((index) => baseAngle(index, count))) + 0.25 * TAU),
    }))
    .sort((a, b) => a.middle - b.middle || (a.members[0] ?? 0) - (b.members[0] ?? 0));
  const share = count >= CLOSE_FROM && count <= WORDS_MAX ? GAPS_SHARE_CLOSE : GAPS_SHARE;
  const extra = Math.min(GAP_MAX, (share * TAU) / groups.length);
  const step = (TAU - groups.length * extra) / count;
  const angles = new Array<number>(count).fill(0);
  const gaps: number[] = [];
  let at = 0;
  for (const { members } of arcs) {
    for (const index of members) {
      angles[index] = at;
      at += step;
    }
    gaps.push(at - step + (step + extra) / 2);
    at += extra;
  }
  const shift = meanAngle(angles.map((angle, index) => baseAngle(index, count) - angle));
  return { angles: angles.map((angle) => angle + shift), gaps: gaps.map((gap) => gap + shift) };
}

export interface Circle {
  readonly radius: number;
  readonly nodeRadius: number;
}

/** The distance of neighbours on a circle of radius 1. */
function chordOf(count: number): number {
  return count > 1 ? 2 * Math.sin(Math.PI / count) : 2;
}

/** Of a node's side, what its label and the edge of the stage take, px. */
function padOf(nodeRadius: number, beside: boolean, label: LabelRoom): number {
  const clearance = clearanceOf(nodeRadius);
  const sideways = beside || label.form === 'name' || label.form === 'small';
  return clearance + (sideways ? label.w : Math.max(0, label.w / 2 - clearance)) + EDGE;
}

/** A table drawn out farther than this is no ring any more. */
const WIDE_MAX = 1.6;

/** How many times its width a circle may be drawn out in its box, so that words have room on it. */
export function widthOf(
  { radius, nodeRadius }: Circle,
  { w }: Box,
  beside: boolean,
  label: LabelRoom,
): number {
  const most = (w / 2 - padOf(nodeRadius, beside, label)) / radius;
  return Math.max(1, Math.min(WIDE_MAX, most));
}

/** The circle and the nodes that fit a box, with labels beside the ring or above and below it. */
export function fitCircle(
  { w, h }: Box,
  count: number,
  detail: Detail,
  beside: boolean,
  label: LabelRoom,
): Circle {
  const chord = chordOf(count);
  const many = detail === 'dots' ? SMALL_NAMES : 0;
  let nodeRadius = NODE_RADIUS_MAX;
  let radius = 0;
  for (let round = 0; round < 4; round++) {
    const clearance = clearanceOf(nodeRadius);
    const padX = padOf(nodeRadius, beside, label);
    const close = beside && count >= CLOSE_FROM ? CLOSE_EDGE : 0;
    const padY = clearance + (beside ? close : label.h + 3 + many) + EDGE;
    radius = Math.max(20, Math.min(w / 2 - padX, h / 2 - padY));
    const largest = Math.max(NODE_RADIUS_MAX, Math.min(NODE_RADIUS_LARGE, radius * 0.155));
    nodeRadius = nodeRadiusAt(radius * chord, detail, Math.min(largest, radius * 0.2));
  }
  return { radius, nodeRadius };
}

/** How far neighbours on a circle stand apart. */
export function pitchOf(circle: Circle, count: number): number {
  return circle.radius * chordOf(count);
}

/** The middle lines of a tear: one across for two groups, a star from the centre for more. */
export function tearOf(
  centre: Point,
  radius: number,
  gaps: readonly number[],
  nodeRadius: number,
  wide = 1,
): TearMark {
  const rim = radius + nodeRadius * 0.9;
  const ends = gaps.map((gap) => onCircle(centre, rim, gap, wide));
  const width = Math.max(16, Math.min(TEAR_WIDTH_MAX, radius * 0.15));
  const [a, b] = ends;
  if (ends.length === 2 && a !== undefined && b !== undefined) {
    return { lines: [[a, b]], centre: null, width };
  }
  return { lines: ends.map((end) => [centre, end] as const), centre, width };
}
