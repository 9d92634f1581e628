/**
 * The outlines of everything on the stage but messages as SVG path data: arcs, glyphs, breaks, the tear.
 * Pure text; what is filled and in which colour is the style sheet's.
 */
import { jagged } from '../scene/tear';
import type { BreakKind, NodeGlyph, Point, TearMark } from '../scene/types';
import { tenth } from './elements';

const n = tenth;
const at = (p: Point): string => `${n(p.x)} ${n(p.y)}`;

/** An open arc around the origin from one angle to another, clockwise. */
export function arc(radius: number, from: number, to: number): string {
  const span = Math.max(0, to - from);
  if (span < 0.002) return '';
  if (span >= 2 * Math.PI - 0.002) {
    return `M${n(radius)} 0A${n(radius)} ${n(radius)} 0 1 1 ${n(-radius)} 0A${n(radius)} ${n(radius)} 0 1 1 ${n(radius)} 0`;
  }
  const x = (angle: number): number => n(radius * Math.cos(angle));
  const y = (angle: number): number => n(radius * Math.sin(angle));
  const large = span > Math.PI ? 1 : 0;
  return `M${x(from)} ${y(from)}A${n(radius)} ${n(radius)} 0 ${large} 1 ${x(to)} ${y(to)}`;
}

/** A band of a ring around the origin. */
export function band(inner: number, outer: number, from: number, to: number): string {
  const p = (radius: number, angle: number): string =>
    `${n(radius * Math.cos(angle))} ${n(radius * Math.sin(angle))}`;
  const large = to - from > Math.PI ? 1 : 0;
  return (
    `M${p(outer, from)}A${n(outer)} ${n(outer)} 0 ${large} 1 ${p(outer, to)}` +
    `L${p(inner, to)}A${n(inner)} ${n(inner)} 0 ${large} 0 ${p(inner, from)}Z`
  );
}

/** Strokes across a band, so that a refusal can be told from a grant without colour. */
export function hatch(inner: number, outer: number, from: number, to: number): string {
  const steps = Math.max(2, Math.round(((to - from) * outer) / 6));
  let d = '';
  for (let i = 0; i < steps; i++) {
    const a = from + ((to - from) * (i + 0.15)) / steps;
    const b = from + ((to - from) * (i + 0.85)) / steps;
    d += `M${n(inner * Math.cos(a))} ${n(inner * Math.sin(a))}L${n(outer * Math.cos(b))} ${n(outer * Math.sin(b))}`;
  }
  return d;
}

/** Glyphs in a box from -12 to 12. */
export const GLYPHS: { readonly [G in NodeGlyph]: string } = {
  crown: 'M-11 -5.5L-5.6 -1L0 -9.5L5.6 -1L11 -5.5L9 5.5H-9ZM-9 8H9V10H-9Z',
  hand: 'M-5.4 1.5V-6.2M-1.7 0V-9.4M2 0V-9M5.6 1V-6M-5.4 1L-8.6 -1.6M-5.4 1C-5.4 6 -4 9.4 0.6 9.4C5 9.4 5.6 5.6 5.6 1L-1.7 -1Z',
  plain: '',
  waiting: 'M-7.5 0h.01M0 0h.01M7.5 0h.01',
  electing: 'M-7 0L0 -7L7 0M-7 8L0 1L7 8',
  keeps: '',
  crashed: 'M-7 -7L7 7M7 -7L-7 7',
};

/** Small signs in a box from -6 to 6. */
export const SIGNS = {
  /** It waits until someone chooses it. */
  held: 'M-3.6 -4.6H3.6L-3.6 4.6H3.6Z',
  fast: 'M-4.6 -3.6L-1 0L-4.6 3.6M1 -3.6L4.6 0L1 3.6',
  slow: 'M4.6 -3.6L1 0L4.6 3.6M-1 -3.6L-4.6 0L-1 3.6',
  /** A disk, struck out. */
  wiped:
    'M-4.4 -2.6A4.4 1.9 0 1 1 4.4 -2.6A4.4 1.9 0 1 1 -4.4 -2.6V3A4.4 1.9 0 0 0 4.4 3V-2.6M-6 5.6L6 -5.6',
} as const;

/** Two bars. */
export const PAUSE_BARS = 'M-3 -4V4M3 -4V4';

/** How a message ended, drawn at the origin with the flight to the right; grows with age 0..1. */
export function breakPath(kind: BreakKind, age: number): string {
  const out = 5 + 7 * age;
  switch (kind) {
    case 'tear':
    case 'rim': {
      // Two halves that fall apart, and the cross between them.
      const gap = 4 + 6 * age;
      return `M-5 -5L5 5M5 -5L-5 5M${n(-gap - 6)} ${n(-gap)}l4 -3M${n(-gap - 6)} ${n(gap)}l4 3`;
    }
    case 'loss': {
      let d = '';
      for (let i = 0; i < 6; i++) {
        const c = Math.cos((i * Math.PI) / 3 + 0.3);
        const s = Math.sin((i * Math.PI) / 3 + 0.3);
        d += `M${n(c * out)} ${n(s * out)}L${n(c * (out + 4))} ${n(s * (out + 4))}`;
      }
      return `${d}M-3 3L3 -3`;
    }
    case 'blocked':
      return 'M0 -9V9M5 -9V9';
  }
}

/** The gap of a tear along one line: two jagged edges, closed to an area. */
export function tearOutline(tear: TearMark): { readonly area: string; readonly edges: string } {
  let area = '';
  let edges = '';
  for (const [a, b] of tear.lines) {
    const middle = jagged(a, b, 6, 22);
    const length = Math.hypot(b.x - a.x, b.y - a.y) || 1;
    const nx = (-(b.y - a.y) / length) * (tear.width / 2);
    const ny = ((b.x - a.x) / length) * (tear.width / 2);
    const one = middle.map((p) => ({ x: p.x + nx, y: p.y + ny }));
    const two = middle.map((p) => ({ x: p.x - nx, y: p.y - ny }));
    area += `M${[...one, ...[...two].reverse()].map(at).join('L')}Z`;
    edges += `M${one.map(at).join('L')}M${two.map(at).join('L')}`;
  }
  return { area, edges };
}

export function polyline(points: readonly Point[]): string {
  return points.length === 0 ? '' : `M${points.map(at).join('L')}`;
}
