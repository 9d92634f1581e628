/**
 * Where nodes sit: around a table, in tiers or in a grid, with callers and resources at the sides, group
 * by group when the network is torn. Pure in (cast, stage, label); the glide between two plans is the
 * viewer's and is added last. Not here: labels (labels.ts), which label fits (arrangement.ts), and what
 * crosses the tear (tear.ts).
 */
import type { Face, KindPlace, NodeId } from '../engine/protocol';
import type { LabelRoom } from './degrees';
import { CLOSE_FROM, NARROW_PX, detailOf } from './degrees';
import { TAU, onCircle } from './geometry';
import {
  baseAngle,
  clearanceOf,
  fitCircle,
  pitchOf,
  tearOf,
  tornAngles,
  widthOf,
} from './roundSeats';
import type { Circle } from './roundSeats';
import { gridSeats, sideSeats, tierSeats } from './rowSeats';
import type { Rows } from './rowSeats';
import { linesHere } from './lineSlot';
import type { ovalSeats } from './lines';
import type { Box, Detail, Point, SceneView, TableMark, TearMark } from './types';

/** A smaller ring has no room for words on its messages, however wide the stage is. */
export const ROOMY_RADIUS_PX = 160;
/** More nodes than this may sit in a grid. */
const GRID_FROM = 16;
/** Neighbours nearer than this on the circle are hard to tell and to hit. */
const CIRCLE_PITCH_MIN = 25;
/** Of the width, what a side takes for callers or resources; of the height on a narrow stage. */
const SIDE_SHARE = 0.17;
const SIDE_MIN = 130;
const SIDE_MAX = 190;
const SHELF_SHARE = 0.2;
/** Where nothing is kept free for the panel, the tabs that open it stand at the right edge. */
const TABS_PX = 40;
/** Of the height, what each of two tiers takes. */
const TIER_SHARE = 0.42;

/** Who sits there, and what their algorithm says of it. */
export interface Cast {
  /** All actors in list order. */
  readonly ids: readonly NodeId[];
  /** Those of the main place, in the order around the ring. */
  readonly main: readonly NodeId[];
  /** Where all others stand. */
  readonly places: ReadonlyMap<NodeId, KindPlace>;
  readonly groups: readonly (readonly NodeId[])[];
  readonly layout: Face['layout'];
}

/** The seats of one arrangement, before any glide. */
export interface SeatPlan {
  readonly detail: Detail;
  readonly centre: Point;
  /** Of the table; in tiers and grids, half of what the nodes take up at most. */
  readonly radius: number;
  readonly nodeRadius: number;
  /** Radius around a node that its ring needs. */
  readonly clearance: number;
  readonly narrow: boolean;
  /** The stage is too small for words on messages, few as the nodes are: they would hide names. */
  readonly crowded: boolean;
  readonly label: LabelRoom;
  readonly table: TableMark;
  readonly positions: ReadonlyMap<NodeId, Point>;
  /** For each node the direction away from where messages fly, a unit vector. */
  readonly outward: ReadonlyMap<NodeId, Point>;
  readonly groupOf: ReadonlyMap<NodeId, number>;
  readonly groups: number;
  readonly tear: TearMark | null;
  /** Groups exist but seats stay: the ground is tinted instead. */
  readonly tinted: boolean;
}

export type Stage = Pick<SceneView, 'width' | 'height' | 'reserveRight' | 'seats' | 'present'>;

interface Regions {
  readonly main: Box;
  readonly service: Box | null;
  readonly callers: Box | null;
  readonly resource: Box | null;
}

function of(cast: Cast, place: KindPlace): readonly NodeId[] {
  return cast.ids.filter((id) => cast.places.get(id) === place);
}

/** The parts of the stage: sides for callers and resources, tiers for a service and its clients. */
function regionsOf(cast: Cast, width: number, height: number, tabs: number): Regions {
  let main: Box = { x: 0, y: 0, w: width, h: height };
  let callers: Box | null = null;
  let resource: Box | null = null;
  const calls = of(cast, 'callers').length > 0;
  const acts = of(cast, 'resource').length > 0;
  if (width >= NARROW_PX) {
    const w = Math.max(SIDE_MIN, Math.min(SIDE_MAX, width * SIDE_SHARE));
    if (calls) {
      callers = { ...main, w };
      main = { ...main, x: main.x + w, w: main.w - w };
    }
    if (acts) {
      main = { ...main, w: main.w - w - tabs };
      resource = { ...main, x: main.x + main.w, w };
    }
  } else {
    const h = height * SHELF_SHARE;
    if (calls) {
      callers = { ...main, y: main.y + main.h - h, h };
      main = { ...main, h: main.h - h };
    }
    if (acts) {
      resource = { ...main, h };
      main = { ...main, y: main.y + h, h: main.h - h };
    }
  }
  if (of(cast, 'service').length === 0) return { main, service: null, callers, resource };
  const high = main.h * TIER_SHARE;
  const service = { ...main, h: high };
  return { main: { ...main, y: main.y + main.h - high, h: high }, service, callers, resource };
}

interface Round {
  readonly circle: Circle;
  readonly centre: Point;
  /** How many times as wide as high it is. */
  readonly wide: number;
  /** A ring of many on a low stage is drawn out to an oval. */
  readonly oval: ReturnType<typeof ovalSeats> | null;
}

/** Of the way to the next seat, how much is at most the radius of a node. */
const OVAL_SHARE = 0.4;

/** The circle of the main place, or null where its nodes sit in rows. */
function roundOf(
  cast: Cast,
  box: Box,
  detail: Detail,
  label: LabelRoom,
  beside: boolean,
  present: boolean,
): Round | null {
  if (cast.layout === 'tiers') return null;
  const count = cast.main.length;
  const circle = fitCircle(box, count, detail, beside, label);
  const centre = { x: box.x + box.w / 2, y: box.y + box.h / 2 };
  const close = count >= GRID_FROM && pitchOf(circle, count) < CIRCLE_PITCH_MIN;
  if (!close) {
    // Between neighbours on a ring of seven, or on the low stage of a large one, no word has room.
    const draws = cast.layout === 'circle' && detail === 'words' && box.w >= NARROW_PX;
    const wide =
      draws && (present || count >= CLOSE_FROM) ? widthOf(circle, box, beside, label) : 1;
    return { circle, centre, wide, oval: null };
  }
  if (cast.layout === 'circle') return null;
  const aside = box.h / 2 - circle.radius;
  const rx = Math.max(circle.radius, box.w / 2 - aside);
  const oval = linesHere()?.ovalSeats(centre, rx, circle.radius, count) ?? null;
  const pitch = oval?.pitch ?? pitchOf(circle, count);
  const nodeRadius = Math.min(circle.nodeRadius, pitch * OVAL_SHARE);
  return { circle: { radius: circle.radius, nodeRadius }, centre, wide: 1, oval };
}

/** Everything that sits in rows: tiers, sides, the grid. */
function rowsOf(
  cast: Cast,
  regions: Regions,
  round: Round | null,
  detail: Detail,
  label: LabelRoom,
): readonly Rows[] {
  const rows: Rows[] = [];
  const narrow = regions.main.w < NARROW_PX;
  const { main, service, callers, resource } = regions;
  if (service !== null) rows.push(tierSeats(of(cast, 'service'), service, true, detail, label));
  if (callers !== null) {
    const ids = of(cast, 'callers');
    rows.push(
      narrow
        ? tierSeats(ids, callers, false, detail, label)
        : sideSeats(ids, callers, detail, label),
    );
  }
  if (resource !== null) {
    const ids = of(cast, 'resource');
    rows.push(
      narrow
        ? tierSeats(ids, resource, true, detail, label)
        : sideSeats(ids, resource, detail, label),
    );
  }
  if (round === null && cast.main.length > 0) {
    const tiers = cast.layout === 'tiers';
    rows.push(
      tiers
        ? tierSeats(cast.main, main, false, detail, label)
        : gridSeats(cast.main, main, detail, label),
    );
  }
  return rows;
}

interface Seated {
  readonly positions: Map<NodeId, Point>;
  readonly outward: Map<NodeId, Point>;
}

/** Puts the nodes of the main place around the table. */
function sitRound(
  cast: Cast,
  { circle, centre, wide, oval }: Round,
  angles: readonly number[] | null,
  { positions, outward }: Seated,
): void {
  const count = cast.main.length;
  cast.main.forEach((id, index) => {
    const seat = oval?.seats[index];
    if (seat !== undefined) {
      positions.set(id, seat.at);
      outward.set(id, seat.out);
      return;
    }
    const angle = angles?.[index] ?? baseAngle(index, count);
    const alone = count === 1;
    positions.set(id, alone ? centre : onCircle(centre, circle.radius, angle, wide));
    outward.set(
      id,
      alone ? { x: 1, y: 0 } : { x: Math.cos(angle % TAU), y: Math.sin(angle % TAU) },
    );
  });
}

/**
 * Seats of all nodes for a label of this room. Where the order around the table is part of the picture
 * (rings), in rows, and with any seat given by hand, groups are told apart by the ground and nobody moves.
 */
export function planSeats(cast: Cast, stage: Stage, label: LabelRoom, beside: boolean): SeatPlan {
  const detail = detailOf(cast.ids.length);
  const width = Math.max(1, stage.width - stage.reserveRight);
  const regions = regionsOf(cast, width, stage.height, stage.reserveRight > 0 ? 0 : TABS_PX);
  const round = roundOf(cast, regions.main, detail, label, beside, stage.present === true);
  const rows = rowsOf(cast, regions, round, detail, label);
  const sizes = rows.map((one) => one.nodeRadius);
  const nodeRadius = Math.min(round?.circle.nodeRadius ?? Infinity, ...sizes);

  const indexOf = new Map(cast.main.map((id, index) => [id, index]));
  const groupOf = new Map<NodeId, number>();
  cast.groups.forEach((members, group) => members.forEach((id) => groupOf.set(id, group)));
  const byHand = cast.ids.some((id) => stage.seats[id] !== undefined);
  const glides = cast.layout === 'circle' && round !== null && rows.length === 0 && !byHand;
  const torn = cast.groups.length > 1 && glides;
  const indexed = cast.groups.map((members) => members.map((id) => indexOf.get(id) ?? 0));
  const seated = torn ? tornAngles(indexed, cast.main.length) : null;

  const positions = new Map<NodeId, Point>(cast.ids.map((id) => [id, { x: 0, y: 0 }]));
  const outward = new Map<NodeId, Point>();
  if (round !== null) sitRound(cast, round, seated?.angles ?? null, { positions, outward });
  for (const { seats } of rows) {
    for (const seat of seats) {
      positions.set(seat.id, { x: seat.x, y: seat.y });
      outward.set(seat.id, seat.out);
    }
  }
  for (const id of cast.ids) {
    const given = stage.seats[id];
    if (given !== undefined) {
      positions.set(id, { x: given[0] * width, y: given[1] * stage.height });
    }
  }

  const centre = round?.centre ?? { x: width / 2, y: stage.height / 2 };
  const wide = round?.wide ?? 1;
  const radius = round?.circle.radius ?? Math.min(width, stage.height) / 2;
  return {
    detail,
    centre,
    radius,
    nodeRadius,
    clearance: clearanceOf(nodeRadius),
    narrow: !beside,
    crowded: width < NARROW_PX || radius < ROOMY_RADIUS_PX,
    label,
    table: { ...centre, radius: round === null || round.oval !== null ? 0 : radius, wide },
    positions,
    outward,
    groupOf,
    groups: cast.groups.length,
    tear: seated === null ? null : tearOf(centre, radius, seated.gaps, nodeRadius, wide),
    tinted: cast.groups.length > 1 && !torn,
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
