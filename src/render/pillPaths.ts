/**
 * The outlines of messages as SVG path data: a body whose form says what kind it is, and a point on its
 * edge turned to where it flies. The words on it stay upright. Sizes come from the scene.
 */
import type { MessageShape } from '../engine/protocol';
import type { MessageMark, Point } from '../scene/types';
import { tenth } from './elements';

const n = tenth;

/** Length and half the width of the point, px: a request is all point, the others have a small one. */
const POINTS: { readonly [S in MessageShape]: { readonly long: number; readonly half: number } } = {
  request: { long: 10, half: 9 },
  grant: { long: 8, half: 6 },
  refusal: { long: 8, half: 6 },
  answer: { long: 8, half: 5 },
  announce: { long: 9, half: 7 },
  routine: { long: 8, half: 5 },
};
/** How much of the height notches and slants take. */
const BITE = 0.3;
const SLANT = 0.34;
const CUT = 5;
const ROUND_STEPS = 6;

/** The corners of a body around the origin, clockwise. */
function bodyOf(shape: MessageShape, w: number, h: number): readonly Point[] {
  const x = w / 2;
  const y = h / 2;
  switch (shape) {
    case 'grant': {
      const points: Point[] = [];
      for (const [middle, turn] of [
        [x - y, -0.5],
        [y - x, 0.5],
      ] as const) {
        for (let step = 0; step <= ROUND_STEPS; step++) {
          const angle = (turn + step / ROUND_STEPS) * Math.PI;
          points.push({ x: middle + y * Math.cos(angle), y: y * Math.sin(angle) });
        }
      }
      return points;
    }
    case 'refusal': {
      const bite = h * BITE;
      return [
        { x: -x, y: -y },
        { x, y: -y },
        { x: x - bite, y: 0 },
        { x, y },
        { x: -x, y },
        { x: bite - x, y: 0 },
      ];
    }
    case 'announce': {
      const neck = x - h * SLANT;
      return [
        { x: -neck, y: -y },
        { x: neck, y: -y },
        { x, y: 0 },
        { x: neck, y },
        { x: -neck, y },
        { x: -x, y: 0 },
      ];
    }
    case 'answer':
      return [
        { x: CUT - x, y: -y },
        { x: x - CUT, y: -y },
        { x, y: CUT - y },
        { x, y: y - CUT },
        { x: x - CUT, y },
        { x: CUT - x, y },
        { x: -x, y: y - CUT },
        { x: -x, y: CUT - y },
      ];
    default:
      return [
        { x: -x, y: -y },
        { x, y: -y },
        { x, y },
        { x: -x, y },
      ];
  }
}

/** Where a line through `from` along `u` leaves the body: which side, how far on it; null if it misses. */
function exitOf(
  body: readonly Point[],
  from: Point,
  u: Point,
): { readonly side: number; readonly share: number } | null {
  let best: { side: number; share: number } | null = null;
  let far = -Infinity;
  body.forEach((a, side) => {
    const b = body[(side + 1) % body.length] as Point;
    const sx = b.x - a.x;
    const sy = b.y - a.y;
    const cross = u.x * sy - u.y * sx;
    if (Math.abs(cross) < 1e-9) return;
    const t = ((a.x - from.x) * sy - (a.y - from.y) * sx) / cross;
    const share = ((a.x - from.x) * u.y - (a.y - from.y) * u.x) / cross;
    if (share < 0 || share > 1 || t <= far) return;
    far = t;
    best = { side, share };
  });
  return best;
}

/** Walks along the edge of the body from a point on it; returns the corners passed and the end. */
function walk(
  body: readonly Point[],
  side: number,
  share: number,
  px: number,
  step: 1 | -1,
): { readonly end: Point; readonly side: number } {
  let at = side;
  let from = share;
  let left = px;
  for (let turns = 0; turns < body.length; turns++) {
    const a = body[at] as Point;
    const b = body[(at + 1) % body.length] as Point;
    const long = Math.hypot(b.x - a.x, b.y - a.y) || 1e-9;
    const room = (step > 0 ? 1 - from : from) * long;
    if (left <= room) {
      const to = from + (step * left) / long;
      return { end: { x: a.x + (b.x - a.x) * to, y: a.y + (b.y - a.y) * to }, side: at };
    }
    left -= room;
    at = (at + step + body.length) % body.length;
    from = step > 0 ? 0 : 1;
  }
  return { end: body[0] as Point, side: 0 };
}

/** The outline with its point: the line of flight goes through `line`, both around the origin. */
function outlineOf(
  shape: MessageShape,
  w: number,
  h: number,
  angle: number,
  line: Point,
  dx = 0,
): string {
  const body = bodyOf(shape, w, h);
  const u = { x: Math.cos(angle), y: Math.sin(angle) };
  const exit = exitOf(body, line, u) ?? exitOf(body, { x: 0, y: 0 }, u);
  if (exit === null) return '';
  const { long, half } = POINTS[shape];
  const a = body[exit.side] as Point;
  const b = body[(exit.side + 1) % body.length] as Point;
  const out = { x: a.x + (b.x - a.x) * exit.share, y: a.y + (b.y - a.y) * exit.share };
  // Out of a notch the point reaches as far as from the straight edge.
  const deep = shape === 'refusal' ? Math.max(0, w / 2 - Math.abs(out.x)) * Math.abs(u.x) : 0;
  const base = Math.min(half, h * 0.42);
  const after = walk(body, exit.side, exit.share, base, 1);
  const before = walk(body, exit.side, exit.share, base, -1);
  const tip = { x: out.x + u.x * (long + deep), y: out.y + u.y * (long + deep) };
  const points = [tip, after.end];
  for (let side = after.side; ; side = (side + 1) % body.length) {
    if (side === before.side && points.length > 2) break;
    points.push(body[(side + 1) % body.length] as Point);
    if (points.length > body.length + 4) break;
  }
  points.push(before.end);
  return `M${points.map((p) => `${n(p.x + dx)} ${n(p.y)}`).join('L')}Z`;
}

/** Outlines stay the same during a flight: most frames find them here. */
const known = new Map<string, string>();

/** The outline of a pill around its middle, its point on the line of its lane. */
export function pillPath(mark: MessageMark): string {
  const x = mark.lineX - mark.x;
  const y = mark.lineY - mark.y;
  const key = `${mark.shape} ${mark.w} ${mark.h} ${mark.angle} ${n(x)} ${n(y)}`;
  let d = known.get(key);
  if (d === undefined) {
    if (known.size > 2000) known.clear();
    d = outlineOf(mark.shape, mark.w, mark.h, mark.angle, { x, y });
    known.set(key, d);
  }
  return d;
}

/** A pill that flies to the right, its point within the width: for a key to the marks. */
export function pillOutline(shape: MessageShape, w: number, h: number): string {
  const { long } = POINTS[shape];
  return outlineOf(shape, w - long, h, 0, { x: 0, y: 0 }, -long / 2);
}

/** The mark before the word: a tick, a cross; empty for others. */
export function pillSign(shape: MessageShape, w: number): string {
  const small = w < SMALL;
  const x = n(-w / 2 + (small ? 11 : shape === 'refusal' ? 17 : 15));
  const r = small ? 0.75 : 1;
  switch (shape) {
    case 'grant':
      return `M${n(x - 5 * r)} 0.5L${n(x - 1.5 * r)} ${4 * r}L${n(x + 5 * r)} ${-4.5 * r}`;
    case 'refusal':
      return `M${n(x - 3.5 * r)} ${-3.5 * r}L${n(x + 3.5 * r)} ${3.5 * r}M${n(x + 3.5 * r)} ${-3.5 * r}L${n(x - 3.5 * r)} ${3.5 * r}`;
    default:
      return '';
  }
}

/** Narrower pills carry an initial and a smaller sign, px. */
const SMALL = 52;

/** How far right of the middle the word of a pill stands. */
export function pillTextShift(shape: MessageShape, w: number): number {
  if (shape === 'grant') return w < SMALL ? 6 : 7;
  return shape === 'refusal' ? 6 : 0;
}
