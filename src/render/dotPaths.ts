/**
 * Small marks of messages as SVG path data: dots shaped by kind, routine ticks, and the lines of their
 * lanes. Pure text, made to be strung together: many marks of one look are one path.
 */
import type { MessageShape } from '../engine/protocol';
import type { MessageMark, Point } from '../scene/types';
import { tenth } from './elements';

const n = tenth;

/** Outlines that point along a flight, relative to their middle, by look, size and angle: lanes are few, frames many. */
const known = new Map<string, Map<number, Map<number, string>>>();
/** So many angles of one look and size are remembered. */
const ANGLES_MOST = 4000;

function remembered<L extends string>(
  look: L,
  size: number,
  angle: number,
  make: (look: L, angle: number, size: number) => string,
): string {
  let sizes = known.get(look);
  if (sizes === undefined) known.set(look, (sizes = new Map()));
  let angles = sizes.get(size);
  if (angles === undefined) sizes.set(size, (angles = new Map()));
  let d = angles.get(angle);
  if (d === undefined) {
    if (angles.size > ANGLES_MOST) angles.clear();
    angles.set(angle, (d = make(look, angle, size)));
  }
  return d;
}

/** Corners of each dot, along and across the flight, as shares of its size; null: a stroke ends there. */
const DOTS: { readonly [S in MessageShape]: readonly (readonly [number, number] | null)[] } = {
  request: [
    [0.62, 0],
    [-0.48, 0.48],
    [-0.28, 0],
    [-0.48, -0.48],
  ],
  grant: [
    [0.62, 0],
    [0.22, 0.38],
    [-0.12, 0.43],
    [-0.4, 0.2],
    [-0.4, -0.2],
    [-0.12, -0.43],
    [0.22, -0.38],
  ],
  refusal: [[0.4, 0.4], [-0.4, -0.4], null, [0.4, -0.4], [-0.4, 0.4], null],
  announce: [
    [0.62, 0],
    [0, 0.46],
    [-0.5, 0],
    [0, -0.46],
  ],
  answer: [
    [0.55, 0],
    [0.2, 0.32],
    [-0.36, 0.32],
    [-0.36, -0.32],
    [0.2, -0.32],
  ],
  routine: [
    [0.55, 0],
    [0.2, 0.32],
    [-0.36, 0.32],
    [-0.36, -0.32],
    [0.2, -0.32],
  ],
};

function drawn(shape: MessageShape, angle: number, size: number): string {
  const c = Math.cos(angle) * size;
  const s = Math.sin(angle) * size;
  let d = '';
  let fromX = 0;
  let fromY = 0;
  let lift = true;
  for (const corner of DOTS[shape]) {
    if (corner === null) {
      lift = true;
      continue;
    }
    const x = n(corner[0] * c - corner[1] * s);
    const y = n(corner[0] * s + corner[1] * c);
    d += `${lift ? 'm' : 'l'}${n(x - fromX)} ${n(y - fromY)}`;
    fromX = x;
    fromY = y;
    lift = false;
  }
  return lift ? d : `${d}z`;
}

/** Size of a dot in keys and lists, px. */
const KEY_SIZE = 11;

/** A small shaped mark where words do not fit, pointing along its flight. */
export function dotOutline(
  shape: MessageShape,
  x: number,
  y: number,
  angle: number,
  size = KEY_SIZE,
): string {
  return `M${n(x)} ${n(y)}${remembered(shape, size, angle, drawn)}`;
}

/** A routine request: a short stroke along its flight. */
export function tickStroke(x: number, y: number, angle: number, length: number): string {
  return `M${n(x)} ${n(y)}${remembered('tick', length, angle, stroke)}`;
}

function stroke(_: string, angle: number, length: number): string {
  const c = Math.cos(angle) * length;
  const s = Math.sin(angle) * length;
  return `m${n(-c / 2)} ${n(-s / 2)}l${n(c)} ${n(s)}`;
}

function line(from: Point, x: number, y: number): string {
  return `M${n(from.x)} ${n(from.y)}L${n(x)} ${n(y)}`;
}

/** The way a message has come: all of it, or the last so many px. */
export function tailStroke({ leaves, lineX, lineY, angle }: MessageMark, px: number): string {
  if (px === Infinity) return line(leaves, lineX, lineY);
  const x = lineX - Math.cos(angle) * px;
  const y = lineY - Math.sin(angle) * px;
  return line({ x, y }, lineX, lineY);
}

/** The way a message has before it, as far as it is open. */
export function aheadStroke({ aim, lineX, lineY }: MessageMark): string {
  return line(aim, lineX, lineY);
}
