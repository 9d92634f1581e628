/**
 * Plain plane geometry: points, boxes, segments. No idea of nodes or messages, no allocation beyond
 * the result.
 */
import type { Box, Point } from './types';

export const TAU = 2 * Math.PI;

/** Distance of two points. */
export function distance(a: Point, b: Point): number {
  return Math.hypot(b.x - a.x, b.y - a.y);
}

/** A segment without so many px at each end; never beyond its middle. */
export function trimmed(a: Point, b: Point, trim: number): readonly [Point, Point] {
  const dx = b.x - a.x;
  const dy = b.y - a.y;
  const whole = Math.hypot(dx, dy) || 1;
  const cut = Math.min(trim, whole / 2);
  const ux = (dx / whole) * cut;
  const uy = (dy / whole) * cut;
  return [
    { x: a.x + ux, y: a.y + uy },
    { x: b.x - ux, y: b.y - uy },
  ];
}

/** A point on a circle, or on one drawn out to so many times its width. */
export function onCircle(centre: Point, radius: number, angle: number, wide = 1): Point {
  return { x: centre.x + radius * wide * Math.cos(angle), y: centre.y + radius * Math.sin(angle) };
}

/** The angle in [0, 2 pi). */
export function turn(angle: number): number {
  const rest = angle % TAU;
  return rest < 0 ? rest + TAU : rest;
}

/** Where the segment a-b crosses c-d, as a share of a-b; null if they do not meet. */
export function crossing(a: Point, b: Point, c: Point, d: Point): number | null {
  const rx = b.x - a.x;
  const ry = b.y - a.y;
  const sx = d.x - c.x;
  const sy = d.y - c.y;
  const cross = rx * sy - ry * sx;
  if (cross === 0) return null;
  const qx = c.x - a.x;
  const qy = c.y - a.y;
  const t = (qx * sy - qy * sx) / cross;
  const u = (qx * ry - qy * rx) / cross;
  return t >= 0 && t <= 1 && u >= 0 && u <= 1 ? t : null;
}

/** True if two boxes share more than an edge. */
export function overlap(a: Box, b: Box): boolean {
  return a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;
}

/** The area two boxes share. */
export function overlapArea(a: Box, b: Box): number {
  const w = Math.min(a.x + a.w, b.x + b.w) - Math.max(a.x, b.x);
  const h = Math.min(a.y + a.h, b.y + b.h) - Math.max(a.y, b.y);
  return w > 0 && h > 0 ? w * h : 0;
}

/** Distance from a point to the nearest point of a box; 0 inside. */
export function distanceToBox(p: Point, box: Box): number {
  const dx = Math.max(box.x - p.x, 0, p.x - box.x - box.w);
  const dy = Math.max(box.y - p.y, 0, p.y - box.y - box.h);
  return Math.hypot(dx, dy);
}

/** True if the segment touches the box. */
export function segmentMeetsBox(a: Point, b: Point, box: Box): boolean {
  let low = 0;
  let high = 1;
  for (const [start, delta, lo, size] of [
    [a.x, b.x - a.x, box.x, box.w],
    [a.y, b.y - a.y, box.y, box.h],
  ] as const) {
    if (delta === 0) {
      if (start < lo || start > lo + size) return false;
      continue;
    }
    const t0 = (lo - start) / delta;
    const t1 = (lo + size - start) / delta;
    low = Math.max(low, Math.min(t0, t1));
    high = Math.min(high, Math.max(t0, t1));
  }
  return low <= high;
}

/** True if `inner` lies wholly inside a stage of this size. */
export function inside(inner: Box, width: number, height: number): boolean {
  return inner.x >= 0 && inner.y >= 0 && inner.x + inner.w <= width && inner.y + inner.h <= height;
}
