/**
 * Outlines that belong to nodes alone: the marks of their kinds, the rays of a countdown about to end,
 * the gauge of a ballot. Pure text; what is filled and in which colour is the style sheet's.
 */
import type { KindGlyph } from '../engine/protocol';
import { tenth } from './elements';

const n = tenth;

/** Marks of the kinds in a box from -12 to 12; strokes. */
export const KIND_GLYPHS: { readonly [K in KindGlyph]: string } = {
  server: 'M-8 -8H8V-1H-8ZM-8 1H8V8H-8ZM-5 -4.5H-4M-1 -4.5H4.5M-5 4.5H-4M-1 4.5H4.5',
  store:
    'M-8 -6A8 3 0 1 1 8 -6A8 3 0 1 1 -8 -6V6A8 3 0 0 0 8 6V-6M-8 -2A8 3 0 0 0 8 -2M-8 2A8 3 0 0 0 8 2',
  client: 'M-9 -8H9V5H-9ZM-5 9H5M0 5V9M-5 -4L-2 -1.5L-5 1M0 1H4',
  person: 'M0 -9A4 4 0 1 1 0 -1A4 4 0 1 1 0 -9M-8 9C-8 0 8 0 8 9Z',
  bank: 'M-9 -4L0 -10L9 -4ZM-6 -1V5M-2 -1V5M2 -1V5M6 -1V5M-9 8H9',
  gateway: 'M-9 0H9M-5 -4L-9 0L-5 4M5 -4L9 0L5 4M0 -9V9',
};

const RAYS = 16;
const rays = new Map<string, string>();

/** Rays around a node whose countdown ends first: the nearer the end, the longer. `share` 1..0. */
export function flare(radius: number, share: number): string {
  const step = Math.round((1 - share) * 8);
  const key = `${n(radius)} ${step}`;
  let d = rays.get(key);
  if (d === undefined) {
    if (rays.size > 400) rays.clear();
    const length = radius < 26 ? 2 + step / 4 : 3 + step / 4;
    d = '';
    for (let i = 0; i < RAYS; i++) {
      const c = Math.cos((i * 2 * Math.PI) / RAYS);
      const s = Math.sin((i * 2 * Math.PI) / RAYS);
      d += `M${n(c * radius)} ${n(s * radius)}L${n(c * (radius + length))} ${n(s * (radius + length))}`;
    }
    rays.set(key, d);
  }
  return d;
}

/** The notch of a gauge: a wedge that points inward across it. */
export function gaugeNotch(radius: number, angle: number, size: number): string {
  const tip = radius - size * 0.8;
  const out = radius + size;
  const half = (size * 0.85) / out;
  const p = (r: number, a: number): string => `${n(r * Math.cos(a))} ${n(r * Math.sin(a))}`;
  return `M${p(tip, angle)}L${p(out, angle - half)}L${p(out, angle + half)}Z`;
}
