/**
 * Where a way between two nodes meets the tear. A message cut off stops there, a cut link ends there.
 */
import { crossing } from './geometry';
import type { Point, TearMark } from './types';

/** Where a broken link breaks if no tear lies across it (seats that stay, single cuts). */
export const MIDDLE = 0.5;

/** The first crossing of a way with the tear, as a share of the way from `from`; the middle if none. */
export function tearShare(tear: TearMark | null, from: Point, to: Point): number {
  if (tear === null) return MIDDLE;
  let first: number | null = null;
  for (const [a, b] of tear.lines) {
    const share = crossing(from, to, a, b);
    if (share !== null && (first === null || share < first)) first = share;
  }
  return first ?? MIDDLE;
}

/** Half the gap of a single broken link and a little more, px. */
const BROKEN_HALF = 13;
/** How far the jags of a tear reach into its banks, px. */
const JAGS = 7;

/** Share of a way at which a message that is cut off stops: where the gap of the tear begins. */
export function tearStop(tear: TearMark | null, from: Point, to: Point): number {
  const dx = to.x - from.x;
  const dy = to.y - from.y;
  const length = Math.hypot(dx, dy) || 1;
  let stop = MIDDLE - BROKEN_HALF / length;
  let first = Infinity;
  for (const [a, b] of tear?.lines ?? []) {
    const share = crossing(from, to, a, b);
    if (share === null || share >= first) continue;
    first = share;
    const along = Math.hypot(b.x - a.x, b.y - a.y) || 1;
    const sine = Math.abs(dx * (b.y - a.y) - dy * (b.x - a.x)) / (length * along);
    stop = share - ((tear?.width ?? 0) / 2 + JAGS) / Math.max(0.3, sine) / length;
  }
  return Math.max(0.04, stop);
}

/** The last crossing instead of the first, for the other end of a cut link. */
export function tearShareFromEnd(tear: TearMark | null, from: Point, to: Point): number {
  return 1 - tearShare(tear, to, from);
}

/**
 * The jagged middle line of a tear: points along a-b, pushed aside in turn. The pattern is fixed, so
 * that the tear stands still while time passes.
 */
export function jagged(a: Point, b: Point, depth: number, stepPx: number): readonly Point[] {
  const length = Math.hypot(b.x - a.x, b.y - a.y) || 1;
  const steps = Math.max(2, Math.round(length / stepPx));
  const nx = -(b.y - a.y) / length;
  const ny = (b.x - a.x) / length;
  const points: Point[] = [];
  for (let i = 0; i <= steps; i++) {
    const share = i / steps;
    const ends = i === 0 || i === steps ? 0 : 1;
    const swing = ends * depth * (i % 2 === 0 ? -1 : 1) * (0.6 + 0.4 * ((i * 7) % 5) * 0.25);
    points.push({
      x: a.x + (b.x - a.x) * share + nx * swing,
      y: a.y + (b.y - a.y) * share + ny * swing,
    });
  }
  return points;
}
