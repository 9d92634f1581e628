/**
 * Where nodes sit: around a table sized by the height of the stage, group by group when the network is
 * torn. Pure in (nodes, groups, stage); the glide between two plans is the viewer's and is added last.
 * Not here: labels (labels.ts) and what crosses the tear (tear.ts).
 */
import type { NodeId } from '../engine/protocol';
import { TAU, onCircle, turn } from './geometry';
import type { Detail, Point, SceneView, TableMark, TearMark } from './types';

/** Up to so many nodes get words; up to so many initials; above, dots. */
export const WORDS_MAX = 9;
export const INITIALS_MAX = 15;

const NODE_RADIUS_MAX = 34;
/** On a large stage nodes grow with it, up to so much. */
const NODE_RADIUS_LARGE = 48;
const NODE_RADIUS_MIN = 9;
/** Radius of a node as a share of the distance to its neighbour. */
const NODE_SHARE = 0.23;
const EDGE = 6;
/** Below this width there is no room for names beside the ring. */
const NARROW_PX = 560;
/** A smaller ring has no room for words on its messages, however wide the stage is. */
const ROOMY_RADIUS_PX = 160;
/** Room for a label: width and height, by degree of detail. */
export const LABEL_SIZE: { readonly [D in Detail]: { readonly w: number; readonly h: number } } = {
  words: { w: 108, h: 44 },
  initials: { w: 66, h: 42 },
  dots: { w: 92, h: 24 },
};
/** A narrow stage has no room beside the ring: labels stand above and below, and are shorter. */
export const LABEL_NARROW = { w: 84, h: 42 } as const;
/** A narrow stage with many nodes: still shorter, beside the nodes, the flag on the line of the name. */
export const LABEL_COMPACT = { w: 66, h: 42 } as const;
/** A narrow stage with more than nine nodes: the name alone. */
export const LABEL_NAME = { w: 36, h: 22 } as const;
/** Of the full turn, how much the gaps of a torn network take beyond ordinary spacing. */
const GAPS_SHARE = 0.2;
/** Where seats are close, the gaps take less and names get some room above. */
const CLOSE_FROM = 7;
const GAPS_SHARE_CLOSE = 0.13;
const CLOSE_EDGE = 12;
const GAP_MAX = (50 / 360) * TAU;
const TEAR_WIDTH_MAX = 30;

/** The seats of one arrangement, before any glide. */
export interface SeatPlan {
  readonly detail: Detail;
  readonly centre: Point;
  readonly radius: number;
  readonly nodeRadius: number;
  /** Radius around a node that its ring needs. */
  readonly clearance: number;
  readonly narrow: boolean;
  /** The stage is too small for words on messages, few as the nodes are: they would hide names. */
  readonly crowded: boolean;
  readonly label: { readonly w: number; readonly h: number };
  readonly table: TableMark;
  readonly positions: ReadonlyMap<NodeId, Point>;
  readonly groupOf: ReadonlyMap<NodeId, number>;
  readonly groups: number;
  readonly tear: TearMark | null;
  /** Groups exist but seats stay: the ground is tinted instead. */
  readonly tinted: boolean;
}

export function detailOf(count: number): Detail {
  if (count <= WORDS_MAX) return 'words';
  return count <= INITIALS_MAX ? 'initials' : 'dots';
}

/** Radius that a node's ring and rim need around it. */
function clearanceOf(nodeRadius: number): number {
  return nodeRadius + Math.max(4, nodeRadius * 0.36);
}

/** The angle of each node of an untorn circle, first node at the top. */
function baseAngle(index: number, count: number): number {
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
function tornAngles(
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

/** Radius of the circle and of a node that fit a stage, with labels beside or above the ring. */
function fit(
  width: number,
  height: number,
  count: number,
  detail: Detail,
  beside: boolean,
  label: { readonly w: number; readonly h: number },
): { readonly radius: number; readonly nodeRadius: number } {
  const chord = count > 1 ? 2 * Math.sin(Math.PI / count) : 2;
  let nodeRadius = NODE_RADIUS_MAX;
  let radius = 0;
  for (let round = 0; round < 4; round++) {
    const clearance = clearanceOf(nodeRadius);
    const sideways = beside || label.w <= LABEL_NAME.w;
    const padX = clearance + (sideways ? label.w : Math.max(0, label.w / 2 - clearance)) + EDGE;
    const close = beside && count >= CLOSE_FROM ? CLOSE_EDGE : 0;
    const padY = clearance + (beside ? close : label.h + 3) + EDGE;
    radius = Math.max(20, Math.min(width / 2 - padX, height / 2 - padY));
    const wanted = radius * chord * NODE_SHARE;
    const largest = Math.max(NODE_RADIUS_MAX, Math.min(NODE_RADIUS_LARGE, radius * 0.155));
    nodeRadius = Math.max(NODE_RADIUS_MIN, Math.min(largest, radius * 0.2, wanted));
    if (detail === 'dots') nodeRadius = Math.max(NODE_RADIUS_MIN, Math.min(wanted * 1.1, 16));
  }
  return { radius, nodeRadius };
}

/** The middle lines of a tear: one across for two groups, a star from the centre for more. */
function tearOf(
  centre: Point,
  radius: number,
  gaps: readonly number[],
  nodeRadius: number,
): TearMark {
  const rim = radius + nodeRadius * 0.9;
  const ends = gaps.map((gap) => onCircle(centre, rim, gap));
  const width = Math.max(16, Math.min(TEAR_WIDTH_MAX, radius * 0.15));
  const [a, b] = ends;
  if (ends.length === 2 && a !== undefined && b !== undefined) {
    return { lines: [[a, b]], centre: null, width };
  }
  return { lines: ends.map((end) => [centre, end] as const), centre, width };
}

interface Arrangement {
  readonly narrow: boolean;
  readonly label: { readonly w: number; readonly h: number };
  readonly radius: number;
  readonly nodeRadius: number;
}

/** Where labels stand - beside the ring or above and below it - and the sizes that follow. */
function arrange(width: number, height: number, count: number, detail: Detail): Arrangement {
  const tight = width < NARROW_PX && detail === 'words';
  const compact = tight && count >= CLOSE_FROM;
  const size = compact ? LABEL_COMPACT : LABEL_SIZE[detail];
  const wide = { narrow: false, label: size, ...fit(width, height, count, detail, true, size) };
  if (compact) return wide;
  const tiny = width < NARROW_PX && detail !== 'words';
  const shorter = tiny ? LABEL_NAME : tight ? LABEL_NARROW : size;
  const tall = {
    narrow: true,
    label: shorter,
    ...fit(width, height, count, detail, false, shorter),
  };
  return detail !== 'words' || tight || tall.radius > wide.radius ? tall : wide;
}

type Stage = Pick<SceneView, 'width' | 'height' | 'reserveRight' | 'seats'>;

/**
 * Seats of all nodes. `stays`: the algorithm's picture depends on the order around the circle (a
 * ring), so groups are told apart by the ground and nobody moves. So it is with any seat given by hand.
 */
export function planSeats(
  ids: readonly NodeId[],
  groups: readonly (readonly NodeId[])[],
  stays: boolean,
  stage: Stage,
): SeatPlan {
  const count = ids.length;
  const detail = detailOf(count);
  const width = Math.max(1, stage.width - stage.reserveRight);
  const { narrow, label, radius, nodeRadius } = arrange(width, stage.height, count, detail);
  const centre = { x: width / 2, y: stage.height / 2 };

  const indexOf = new Map(ids.map((id, index) => [id, index]));
  const groupOf = new Map<NodeId, number>();
  groups.forEach((members, group) => members.forEach((id) => groupOf.set(id, group)));
  const indexed = groups.map((members) => members.map((id) => indexOf.get(id) ?? 0));
  const byHand = ids.some((id) => stage.seats[id] !== undefined);
  const torn = groups.length > 1 && !stays && !byHand;
  const seated = torn ? tornAngles(indexed, count) : null;

  const positions = new Map<NodeId, Point>();
  ids.forEach((id, index) => {
    const given = stage.seats[id];
    const angle = seated?.angles[index] ?? baseAngle(index, count);
    positions.set(
      id,
      given !== undefined
        ? { x: given[0] * width, y: given[1] * stage.height }
        : count === 1
          ? centre
          : onCircle(centre, radius, angle),
    );
  });
  return {
    detail,
    centre,
    radius,
    nodeRadius,
    clearance: clearanceOf(nodeRadius),
    narrow,
    crowded: width < NARROW_PX || radius < ROOMY_RADIUS_PX,
    label,
    table: { x: centre.x, y: centre.y, radius },
    positions,
    groupOf,
    groups: groups.length,
    tear: seated === null ? null : tearOf(centre, radius, seated.gaps, nodeRadius),
    tinted: groups.length > 1 && !torn,
  };
}

/** The seats during a glide: on the straight way from where each node was. */
export function glidden(plan: SeatPlan, glide: SceneView['glide']): ReadonlyMap<NodeId, Point> {
  if (glide === null || glide.progress >= 1) return plan.positions;
  const moved = new Map<NodeId, Point>();
  for (const [id, to] of plan.positions) {
    const from = glide.from.get(id) ?? to;
    moved.set(id, {
      x: from.x + (to.x - from.x) * glide.progress,
      y: from.y + (to.y - from.y) * glide.progress,
    });
  }
  return moved;
}

/** The seat a point of the stage stands for, as fractions, kept inside the stage. */
export function seatAt(
  point: Point,
  stage: Pick<SceneView, 'width' | 'height' | 'reserveRight'>,
  margin: number,
): readonly [number, number] {
  const width = Math.max(1, stage.width - stage.reserveRight);
  const x = Math.max(margin, Math.min(width - margin, point.x));
  const y = Math.max(margin, Math.min(stage.height - margin, point.y));
  return [round3(x / width), round3(y / stage.height)];
}

function round3(value: number): number {
  return Math.round(value * 1000) / 1000;
}
