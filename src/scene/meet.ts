/**
 * Whether two messages of a burst would hide each other, judged by their flights as they were planned when
 * they were sent. Not here: which way each takes (bursts.ts).
 */
import type { NodeId, Us } from '../engine/protocol';
import type { Looks } from './noise';
import type { Route } from './routes';
import { middleAt } from './routes';
import type { Detail, Point } from './types';

/** Corners of two pills may share so much, px: outlines touch, words do not. */
const TOUCH_X = 7;
const TOUCH_Y = 4;
/** The due of what waits until someone chooses it. */
export const STANDS_US = Number.MAX_SAFE_INTEGER;

export type Written = Exclude<Detail, 'dots'>;

/** One message of a burst: what of it was known when it was sent. */
export interface Member {
  readonly sent: number;
  readonly from: NodeId;
  readonly to: NodeId;
  readonly sentUs: Us;
  readonly dueUs: Us;
  /** The event that sent it: what one node sends at once is laid out at once. */
  readonly sentBy: number;
  readonly look: Looks;
}

/** How one message runs: beside its line from `sinceUs` on, as before until then. */
export interface Run {
  /** What is written on it. */
  readonly degree: Written;
  readonly route: Route;
  readonly before: Route;
  readonly sinceUs: Us;
  readonly overUs: Us;
}

export interface Flown extends Run {
  readonly member: Member;
}

/** The mark's middle, by time, on its planned flight. */
function middle({ member, route }: Flown, us: Us): Point {
  const share = (us - member.sentUs) / Math.max(1, member.dueUs - member.sentUs);
  return middleAt(route, route.first + share * (route.last - route.first));
}

/** The part of [0, 1] in which |from + (to - from) s| < room; null if there is none. */
function near(from: number, to: number, room: number): readonly [number, number] | null {
  const way = to - from;
  if (Math.abs(way) < 1e-9) return Math.abs(from) < room ? [0, 1] : null;
  const one = (-room - from) / way;
  const two = (room - from) / way;
  const low = Math.max(0, Math.min(one, two));
  const high = Math.min(1, Math.max(one, two));
  return low < high ? [low, high] : null;
}

/** True if two marks cover each other at some instant at which both are to be on their way. */
export function meet(a: Flown, b: Flown): boolean {
  // What flies stops behind what waits on its own lane.
  const stands = a.member.dueUs === STANDS_US || b.member.dueUs === STANDS_US;
  if (stands && a.member.from === b.member.from && a.member.to === b.member.to) return false;
  const from = Math.max(a.member.sentUs, b.member.sentUs);
  const to = Math.min(a.member.dueUs, b.member.dueUs);
  if (from > to) return false;
  const [a0, a1, b0, b1] = [middle(a, from), middle(a, to), middle(b, from), middle(b, to)];
  const w = (a.route.w + b.route.w) / 2 - TOUCH_X;
  const h = (a.route.h + b.route.h) / 2 - TOUCH_Y;
  const x = near(a0.x - b0.x, a1.x - b1.x, w);
  if (x === null) return false;
  const y = near(a0.y - b0.y, a1.y - b1.y, h);
  return y !== null && Math.max(x[0], y[0]) < Math.min(x[1], y[1]);
}
