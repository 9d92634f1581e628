/**
 * How a mark of some size runs along its lane: from the sender's rim to the receiver's, clear of every
 * other node and of every name; where on it the words hang. Geometry of one arrangement only: nothing
 * here knows which messages there are.
 */
import { distanceToBox, overlap } from './geometry';
import { bowAt, rimOf } from './lanes';
import type { Lane, Lanes } from './lanes';
import type { Box, Point } from './types';

/** One way to run along a lane. */
export interface Route {
  readonly lane: Lane;
  readonly w: number;
  readonly h: number;
  /** How far the middle of the mark stands from the line of its lane, outwards, px. */
  readonly shift: number;
  /** Way along the lane of the middle of the mark when it leaves and when it arrives, px. */
  readonly first: number;
  readonly last: number;
  /** How far the mark reaches beyond its middle in the direction of flight, its point included, px. */
  readonly ahead: number;
}

/** How far the point that shows the direction sticks out of a mark, px. */
export const POINT = 10;
/** Samples of a way for what it must not touch, px apart. */
const STEP = 5;
/** Room that the middle of a mark must have to move in; less, and it would only flash up, px. */
const LEAST_WAY = 6;
const ROUNDS = 14;
/** Ways to run that dodge another message: so much later off the sender, sooner at the receiver, px. */
const LATER = [
  [26, 0],
  [52, 0],
  [80, 0],
  [0, 20],
  [26, 20],
  [0, 44],
] as const;
/** Of the whole way, how much must be left. */
const LEAST_SHARE = 0.5;

/** Half the size of an upright box across its lane, px. */
export function halfAcross(lane: Lane, w: number, h: number): number {
  return (Math.abs(lane.outX) * w + Math.abs(lane.outY) * h) / 2;
}

/**
 * Where the line of the lane leaves the box, seen from beside the middle of the box, px along the flight.
 * A box that leans from its line may lie behind that point: then it is negative.
 */
export function edgeAhead(lane: Lane, w: number, h: number, shift: number): number {
  const { ux, uy } = lane;
  const x = -lane.outX * shift;
  const y = -lane.outY * shift;
  const toX = Math.abs(ux) < 1e-9 ? Infinity : ((ux > 0 ? w / 2 : -w / 2) - x) / ux;
  const toY = Math.abs(uy) < 1e-9 ? Infinity : ((uy > 0 ? h / 2 : -h / 2) - y) / uy;
  return Math.min(toX, toY);
}

/** The middle of a mark that is so far along its lane, px. */
export function middleAt({ lane, shift }: Pick<Route, 'lane' | 'shift'>, along: number): Point {
  const aside = shift + bowAt(lane, along);
  return {
    x: lane.start.x + lane.ux * along + lane.outX * aside,
    y: lane.start.y + lane.uy * along + lane.outY * aside,
  };
}

/** How far along, px, at a share of the flight; `torn`: it stops before a tear at `lane.tearAt`. */
export function alongAt(route: Route, share: number, torn: boolean): number {
  const { lane, first, last, ahead } = route;
  if (!torn) return first + share * (last - first);
  const stop = Math.max(first, lane.tearAt * lane.length - ahead);
  if (share <= lane.tearAt) return first + (share / lane.tearAt) * (stop - first);
  return stop + ((share - lane.tearAt) / (1 - lane.tearAt)) * Math.max(0, last - stop);
}

/** A mark without words: it runs from rim to rim, on its line. */
export function bareRoute(lane: Lane, size: number): Route {
  const room = Math.min(size / 2, lane.length / 2);
  return {
    lane,
    w: size,
    h: size,
    shift: 0,
    first: room,
    last: lane.length - room,
    ahead: room,
  };
}

/** The same route on a lane that lies elsewhere for the moment, while nodes glide. */
export function relaid(route: Route, lane: Lane): Route {
  if (route.lane === lane) return route;
  const last = Math.max(route.first, route.last + lane.length - route.lane.length);
  return { ...route, lane, last };
}

/** The same route, farther from the sender when it leaves and from the receiver when it arrives. */
function later(late: number, early: number): (route: Route) => readonly Route[] {
  return (route) => {
    const first = route.first + late;
    const last = route.last - early;
    return last - first < (route.last - route.first) * LEAST_SHARE
      ? []
      : [{ ...route, first, last }];
  };
}

export class Routes {
  private readonly known = new Map<string, readonly Route[]>();
  private readonly nodes: readonly Point[];
  private readonly rim: number;

  /** `labels`: the boxes of all that is written beside nodes. */
  constructor(
    readonly lanes: Lanes,
    private readonly labels: readonly Box[],
  ) {
    this.nodes = [...lanes.positions.values()];
    this.rim = rimOf(lanes.plan);
  }

  /** All ways of a mark of this size that are clear, the best first; none if it does not fit. */
  of(lane: Lane, w: number, h: number): readonly Route[] {
    const key = `${lane.from}>${lane.to} ${w} ${h}`;
    let routes = this.known.get(key);
    if (routes === undefined) {
      if (this.known.size > 4000) this.known.clear();
      routes = this.find(lane, w, h);
      this.known.set(key, routes);
    }
    return routes;
  }

  /** On the line, else leaning outwards until the box ends at the middle of the link, else inwards. */
  private find(lane: Lane, w: number, h: number): readonly Route[] {
    const lean = Math.max(0, halfAcross(lane, w, h) - lane.side);
    const shifts = lean < 2 ? [lean] : [0, lean, lean / 2, -lean / 2, -lean];
    const whole = shifts
      .map((shift) => this.fit(lane, w, h, shift))
      .filter((route) => route !== null);
    const ways = [...whole, ...LATER.flatMap(([late, early]) => whole.flatMap(later(late, early)))];
    const { tear, groupOf } = this.lanes.plan;
    if (tear === null || groupOf.get(lane.from) === groupOf.get(lane.to)) return ways;
    // It must be able to stop on its own side.
    const stop = lane.tearAt * lane.length;
    return ways.filter(({ first, ahead }) => first + ahead - POINT <= stop);
  }

  private fit(lane: Lane, w: number, h: number, shift: number): Route | null {
    const { positions, plan } = this.lanes;
    const a = positions.get(lane.from);
    const b = positions.get(lane.to);
    if (a === undefined || b === undefined) return null;
    const edge = edgeAhead(lane, w, h, shift);
    const first = this.leaves(lane, w, h, shift, a);
    // The point may reach into the ring around the receiver, never over its disc.
    const slack = (rimOf(plan) - plan.nodeRadius) * 0.6;
    const last = Math.min(this.arrives(lane, w, h, shift, b), lane.length + slack - edge - POINT);
    if (last - first < LEAST_WAY) return null;
    const route = { lane, w, h, shift, first, last, ahead: edge + POINT };
    return this.isClear(route) ? route : null;
  }

  /** The least way along at which the box is off the sender's ring. */
  private leaves(lane: Lane, w: number, h: number, shift: number, a: Point): number {
    let low = -this.rim;
    let high = lane.length;
    for (let round = 0; round < ROUNDS; round++) {
      const middle = (low + high) / 2;
      if (this.touches(middleAt({ lane, shift }, middle), w, h, a)) low = middle;
      else high = middle;
    }
    return high;
  }

  /** The greatest way along at which the box is still off the receiver's ring. */
  private arrives(lane: Lane, w: number, h: number, shift: number, b: Point): number {
    let low = 0;
    let high = lane.length + this.rim;
    for (let round = 0; round < ROUNDS; round++) {
      const middle = (low + high) / 2;
      if (this.touches(middleAt({ lane, shift }, middle), w, h, b)) high = middle;
      else low = middle;
    }
    return low;
  }

  private touches(at: Point, w: number, h: number, node: Point, room = this.rim): boolean {
    const box = { x: at.x - w / 2, y: at.y - h / 2, w, h };
    return distanceToBox(node, box) < room;
  }

  /** True if nothing lies under the box on its way but its own sender's and receiver's ends. */
  private isClear(route: Route): boolean {
    const { lane, w, h, first, last } = route;
    // What flies past may come as near as the ring of a node; only where it ends it keeps off the votes.
    const { clearance } = this.lanes.plan;
    const steps = Math.max(1, Math.ceil((last - first) / STEP));
    for (let step = 0; step <= steps; step++) {
      const at = middleAt({ lane, shift: route.shift }, first + ((last - first) * step) / steps);
      if (this.nodes.some((node) => this.touches(at, w, h, node, clearance))) return false;
      const box = { x: at.x - w / 2, y: at.y - h / 2, w, h };
      if (this.labels.some((label) => overlap(label, box))) return false;
    }
    return true;
  }
}
