/**
 * The way of a message through the picture: from rim to rim, a little to the right of the straight
 * line, so that the two directions never share a lane. And where a mark of some size hangs on it.
 */
import type { NodeId } from '../engine/protocol';
import type { SeatPlan } from './seats';
import { tearShare } from './tear';
import type { Point } from './types';

/** Distance of a lane from the straight line between two nodes, px. */
const LANE = 4;

/** One direction between two nodes. */
export interface Lane {
  readonly start: Point;
  readonly end: Point;
  readonly angle: number;
  /** Unit vector to the right of the flight: the side on which words hang. */
  readonly rightX: number;
  readonly rightY: number;
  readonly length: number;
  /** Share of the lane at which a cut stops a message: just before the gap. */
  readonly tearAt: number;
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
    const a = this.positions.get(from) ?? this.plan.centre;
    const b = this.positions.get(to) ?? this.plan.centre;
    const dx = b.x - a.x;
    const dy = b.y - a.y;
    const whole = Math.hypot(dx, dy) || 1;
    const ux = dx / whole;
    const uy = dy / whole;
    const side = this.plan.detail === 'dots' ? 0 : LANE;
    const leave = Math.min(this.plan.clearance, whole / 2);
    const point = (along: number): Point => ({
      x: a.x + ux * along - uy * side,
      y: a.y + uy * along + ux * side,
    });
    const start = point(leave);
    const end = point(Math.max(leave, whole - leave));
    const length = Math.max(1, whole - 2 * leave);
    const half = (this.plan.tear?.width ?? 20) / 2 + 4;
    return {
      start,
      end,
      angle: Math.atan2(dy, dx),
      rightX: -uy,
      rightY: ux,
      length,
      tearAt: Math.max(0.04, tearShare(this.plan.tear, start, end) - half / length),
    };
  }
}

/** Half the length of an upright box along the lane, at most so much that it still moves. */
function reach(lane: Lane, w: number, h: number): number {
  const half = (Math.abs(lane.rightY) * w + Math.abs(lane.rightX) * h) / 2;
  return Math.min(half, lane.length * 0.3);
}

/**
 * How far along the lane, in px, the middle of a box is: its front starts at the sender's rim and ends
 * at the receiver's, so that neither node covers its word. Before a tear (`torn`) its front stops there.
 */
function alongLane(lane: Lane, share: number, half: number, torn: boolean): number {
  const last = lane.length - half;
  if (!torn) return half + share * (last - half);
  const stop = Math.max(
    Math.min(half, lane.tearAt * lane.length),
    lane.tearAt * lane.length - half,
  );
  const first = Math.min(half, stop);
  if (share <= lane.tearAt) return first + (share / lane.tearAt) * (stop - first);
  return stop + ((share - lane.tearAt) / (1 - lane.tearAt)) * (last - stop);
}

/** The middle of a box of this size that is so far on its lane and hangs on its right side. */
export function onLane(
  lane: Lane,
  share: number,
  size: { readonly w: number; readonly h: number },
  torn: boolean,
  hangs: boolean,
): Point {
  const along = alongLane(lane, share, reach(lane, size.w, size.h), torn) / lane.length;
  const aside = hangs ? hang(lane, size.w, size.h) : 0;
  return {
    x: lane.start.x + (lane.end.x - lane.start.x) * along + lane.rightX * aside,
    y: lane.start.y + (lane.end.y - lane.start.y) * along + lane.rightY * aside,
  };
}

/** A point of a lane. */
export function laneX(lane: Lane, share: number): number {
  return lane.start.x + (lane.end.x - lane.start.x) * share;
}

export function laneY(lane: Lane, share: number): number {
  return lane.start.y + (lane.end.y - lane.start.y) * share;
}

/** How far right of the lane the middle of a box hangs, so that it touches the lane from one side. */
function hang(lane: Lane, w: number, h: number): number {
  return (Math.abs(lane.rightX) * w + Math.abs(lane.rightY) * h) / 2 - LANE;
}
