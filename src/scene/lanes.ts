/**
 * The way of a message through the picture: a straight line from rim to rim, beside the middle line of
 * its link, so that the two directions never share a lane. Not here: what flies on it (routes.ts).
 */
import type { NodeId } from '../engine/protocol';
import type { SeatPlan } from './seats';
import { tearStop } from './tear';
import type { Point } from './types';

/** Distance of a lane from the middle line, px: where words, initials or only dots fly. */
const LANE = 13;
const LANE_CLOSE = 11;
const LANE_DOTS = 5;
/** A lane never leaves a small node beside its rim: at most this share of its radius. */
const LANE_OF_RIM = 0.6;
/** The same where both lanes give way to a node that stands close to the link. */
const ASIDE_OF_RIM = 0.92;
/** Room between such a node's ring and the middle of what flies past, px. */
const PAST_NODE = 11;

/** The same where only dots fly, and the most a lane bends for it, as a share of its length. */
const PAST_DOT = 5;
const BOW_MAX = 0.3;

/** One direction between two nodes. */
export interface Lane {
  readonly from: NodeId;
  readonly to: NodeId;
  /** Where it leaves the sender's rim and meets the receiver's. */
  readonly start: Point;
  readonly end: Point;
  /** Direction of flight: of the straight line from one node's middle to the other's. */
  readonly angle: number;
  readonly ux: number;
  readonly uy: number;
  /** Unit vector away from the middle line of the link. */
  readonly outX: number;
  readonly outY: number;
  /** Distance from the line between both lanes of the link, px. */
  readonly side: number;
  readonly length: number;
  /** How far its middle bends outwards (inwards below 0) past nodes that stand on its line, px. */
  readonly bow: number;
  /** Share of the lane at which a cut stops what flies: just before the gap. */
  readonly tearAt: number;
}

/**
 * The side of the middle line on which a direction flies, as a unit vector. What flies to the right
 * keeps to the right edge of the link and what flies to the left to its left edge: so words that fan out
 * of one node, or meet on one link, lean away from each other.
 */
export function laneSide(ux: number, uy: number): Point {
  const rightward = ux > 1e-9 || (ux >= -1e-9 && uy > 0);
  const descends = rightward ? uy >= 0 : -uy >= 0;
  const side = rightward === descends ? 1 : -1;
  const x = uy * side;
  const y = -ux * side;
  return rightward ? { x, y } : { x: -x, y: -y };
}

/** How far from the middle line lanes run in an arrangement of seats, px. */
export function laneOffset(plan: SeatPlan): number {
  const wished = plan.detail === 'dots' ? LANE_DOTS : plan.crowded ? LANE_CLOSE : LANE;
  return Math.min(wished, plan.clearance * LANE_OF_RIM);
}

/** What rings of votes reach beyond the clearance of a node, px. */
const GAUGE = 6;
const GAUGE_DOTS = 3;

/** Radius around a node within which no message is drawn. */
export function rimOf(plan: SeatPlan): number {
  return plan.clearance + (plan.detail === 'dots' ? GAUGE_DOTS : GAUGE);
}

/** The ways of one arrangement of seats, made as they are asked for. */
export class Lanes {
  private readonly made = new Map<NodeId, Map<NodeId, Lane>>();

  constructor(
    readonly plan: SeatPlan,
    readonly positions: ReadonlyMap<NodeId, Point>,
  ) {}

  /** The lane from one node to another; to itself it is a point. */
  of(from: NodeId, to: NodeId): Lane {
    let there = this.made.get(from);
    if (there === undefined) {
      there = new Map();
      this.made.set(from, there);
    }
    let lane = there.get(to);
    if (lane === undefined) {
      lane = this.make(from, to);
      there.set(to, lane);
    }
    return lane;
  }

  private make(from: NodeId, to: NodeId): Lane {
    const { plan } = this;
    const a = this.positions.get(from) ?? plan.centre;
    const b = this.positions.get(to) ?? plan.centre;
    const dx = b.x - a.x;
    const dy = b.y - a.y;
    const whole = Math.hypot(dx, dy) || 1;
    const ux = dx / whole;
    const uy = dy / whole;
    const out = laneSide(ux, uy);
    const side = laneOffset(plan);
    const offset = side + this.aside(from, to, { ux, uy, whole }, out, side);
    const leave = Math.min(Math.sqrt(rimOf(plan) ** 2 - offset * offset), whole / 2);
    const point = (along: number): Point => ({
      x: a.x + ux * along + out.x * offset,
      y: a.y + uy * along + out.y * offset,
    });
    const start = point(leave);
    const end = point(Math.max(leave, whole - leave));
    return {
      from,
      to,
      start,
      end,
      angle: Math.atan2(dy, dx),
      ux,
      uy,
      outX: out.x,
      outY: out.y,
      side,
      length: Math.max(1, whole - 2 * leave),
      bow: plan.detail === 'dots' ? this.bow(from, to, { ux, uy, whole }, out, offset) : 0,
      tearAt: tearStop(plan.tear, start, end),
    };
  }

  /** The bend by which small marks pass nodes beside the line; 0 where they stand on both sides of it. */
  private bow(from: NodeId, to: NodeId, way: Way, out: Point, offset: number): number {
    const a = this.positions.get(from) ?? this.plan.centre;
    const need = this.plan.clearance + PAST_DOT;
    let bow = 0;
    for (const [id, node] of this.positions) {
      if (id === from || id === to) continue;
      const part = ((node.x - a.x) * way.ux + (node.y - a.y) * way.uy) / way.whole;
      const across = (node.x - a.x) * out.x + (node.y - a.y) * out.y - offset;
      if (part <= 0 || part >= 1 || Math.abs(across) >= need) continue;
      const push = (need - Math.abs(across)) / arch(part);
      if (bow !== 0 && bow < 0 !== across > 0) return 0;
      bow = across > 0 ? Math.min(bow, -push) : Math.max(bow, push);
    }
    const most = way.whole * BOW_MAX;
    return Math.max(-most, Math.min(most, bow));
  }

  /**
   * How far outwards both lanes of a link move together, so that what flies on them passes other nodes;
   * the least that is enough, 0 where nothing is.
   */
  private aside(from: NodeId, to: NodeId, way: Way, out: Point, side: number): number {
    const { plan } = this;
    if (plan.detail === 'dots') return 0;
    const a = this.positions.get(from) ?? plan.centre;
    const need = rimOf(plan) + PAST_NODE;
    const near: number[] = [];
    for (const [id, node] of this.positions) {
      if (id === from || id === to) continue;
      const along = (node.x - a.x) * way.ux + (node.y - a.y) * way.uy;
      if (along <= 0 || along >= way.whole) continue;
      const across = (node.x - a.x) * out.x + (node.y - a.y) * out.y;
      if (Math.abs(across) < need + side) near.push(across);
    }
    if (near.length === 0) return 0;
    const most = plan.clearance * ASIDE_OF_RIM - side;
    let best = 0;
    let least = Infinity;
    for (const across of near) {
      for (const past of [need, -need]) {
        for (const lane of [side, -side]) {
          const move = across + past - lane;
          if (Math.abs(move) > most || Math.abs(move) >= least) continue;
          const isFree = near.every(
            (other) =>
              Math.abs(other - move - side) > need - 0.01 &&
              Math.abs(other - move + side) > need - 0.01,
          );
          if (!isFree) continue;
          least = Math.abs(move);
          best = move;
        }
      }
    }
    const isFree = near.every(
      (other) => Math.abs(other - side) >= need && Math.abs(other + side) >= need,
    );
    return isFree ? 0 : best;
  }
}

interface Way {
  readonly ux: number;
  readonly uy: number;
  readonly whole: number;
}

/** How much of its bow a lane has at a share of its length: all in its middle. */
function arch(share: number): number {
  return 4 * share * (1 - share);
}

/** How far a lane stands outwards of its straight line, so far along, px. */
export function bowAt({ bow, length }: Lane, along: number): number {
  return bow === 0 ? 0 : bow * arch(Math.max(0, Math.min(1, along / length)));
}

/** A point of a lane. */
export function laneAt(lane: Lane, share: number): Point {
  const { start, end } = lane;
  const bow = bowAt(lane, share * lane.length);
  return {
    x: start.x + (end.x - start.x) * share + lane.outX * bow,
    y: start.y + (end.y - start.y) * share + lane.outY * bow,
  };
}
