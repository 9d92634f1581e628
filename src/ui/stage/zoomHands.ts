/**
 * Zoom and pan by wheel, pinch, drag, key and tap: what hands do becomes a look in the view store. A look
 * is nobody's business but the viewer's: not in the run, not in the link, not in the undo history.
 */
import type { NodeId } from '../../engine/protocol';
import { distance } from '../../scene/geometry';
import { freeRadius, nodeAt } from '../../scene/hit';
import type { Point, Scene, Zoom } from '../../scene/types';
import { wholePoint } from '../../scene/closer';
import { clampedZoom, panned, zoomAbout, zoomAt } from '../../scene/zoom';
import { selectionStore } from '../../stores/selectionStore';
import { viewStore } from '../../stores/viewStore';
import { looked } from './lookPort';
import type { LookPort } from './lookPort';
import type { Pair } from './pointer';

/** How long the look takes to change by a key or a button, wall ms. */
const EASE_MS = 150;
/** What one px of wheel means, and one of a trackpad's pinch (natural logarithm of the factor). */
const WHEEL_RATE = 0.0016;
const PINCH_RATE = 0.01;
const LINE_PX = 16;
/** How close a key or a tap goes where nothing asks for more. */
const CLOSE = 2.5;
/** Targets get at least this much room by a tap, px. */
const TARGET_PX = 44;
const NARROW_PX = 640;
/** A node is in sight this far from the edge of the stage, px. */
const IN_SIGHT_PX = 40;

const WHOLE: Zoom = { scale: 1, x: 0, y: 0 };

let stopEasing: (() => void) | null = null;

function show(zoom: Zoom | null): void {
  stopEasing?.();
  viewStore.setState({ zoom });
}

const now = (): Zoom | null => viewStore.getState().zoom;

/** Turns the wheel, or pinches a trackpad (which browsers report as a wheel with Ctrl). */
export function wheel(point: Point, { deltaY, deltaMode, ctrlKey }: WheelEvent): void {
  const { port } = looked;
  if (port === null) return;
  const px = deltaMode === 0 ? deltaY : deltaY * LINE_PX;
  const factor = Math.exp(-px * (ctrlKey ? PINCH_RATE : WHEEL_RATE));
  show(zoomAbout(now(), factor, point, port.size()));
}

export function pan(dx: number, dy: number): void {
  const [{ port }, zoom] = [looked, now()];
  if (port !== null && zoom !== null) show(panned(zoom, dx, dy, port.size()));
}

/** Two fingers: their middle carries the picture, their distance its size. */
export function pinch(from: Pair, to: Pair): void {
  const { port } = looked;
  if (port === null) return;
  const middle = ([a, b]: Pair): Point => ({ x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 });
  const factor = Math.max(1, distance(...to)) / Math.max(1, distance(...from));
  const zoom = now();
  const scale = Math.max(1, (zoom?.scale ?? 1) * factor);
  show(zoomAt(wholePoint(middle(from), zoom), scale, middle(to), port.size()));
}

/** Closer to what is selected, or to the middle; from there back to the whole picture. */
export function toggleZoom(): void {
  const { port } = looked;
  const scene = port?.scene() ?? null;
  if (port === null || scene === null) return;
  if (now() !== null) return ease(port, null);
  const { node } = selectionStore.getState();
  const at = scene.nodes.find(({ id }) => id === node) ?? scene.table;
  const { width, height, reserveRight } = port.size();
  const middle = { x: (width - reserveRight) / 2, y: height / 2 };
  ease(port, zoomAt(wholePoint(at, null), CLOSE, middle, port.size()));
}

export function wholePicture(): void {
  if (looked.port !== null) ease(looked.port, null);
}

/** True if a finger would hardly meet one node of many: the tap shows them larger instead. */
export function needsCloser(scene: Scene, point: Point): boolean {
  if (now() !== null) return false;
  return scene.width < NARROW_PX || 2 * freeRadius(scene, nearest(scene, point)) < TARGET_PX;
}

/** Closer to where a finger tapped, so that each node there can be met. */
export function closeIn(point: Point): void {
  const { port } = looked;
  const scene = port?.scene() ?? null;
  if (port === null || scene === null) return;
  const room = 2 * freeRadius(scene, nearest(scene, point));
  const factor = Math.max(CLOSE, TARGET_PX / Math.max(1, room));
  ease(port, zoomAbout(null, factor, point, port.size()));
}

/** Shifts the picture, if it has to, until this node is in sight. */
export function bringIntoSight(id: NodeId): void {
  const [{ port }, zoom] = [looked, now()];
  const node = port?.scene()?.nodes.find((one) => one.id === id);
  if (port === null || zoom === null || node === undefined) return;
  const { width, height } = port.size();
  const short = (at: number, most: number): number =>
    Math.max(0, IN_SIGHT_PX - at) - Math.max(0, at - (most - IN_SIGHT_PX));
  const [dx, dy] = [short(node.x, width), short(node.y, height)];
  if (dx !== 0 || dy !== 0) show(panned(zoom, dx, dy, port.size()));
}

/** The stage has another size: the look stays within its bounds. */
export function fitLook(): void {
  const [{ port }, zoom] = [looked, now()];
  if (port !== null && zoom !== null) show(clampedZoom(zoom, port.size()));
}

function nearest(scene: Scene, point: Point): NodeId {
  const met = nodeAt(scene, point);
  if (met !== null) return met;
  const sorted = [...scene.nodes].sort((a, b) => distance(a, point) - distance(b, point));
  return sorted[0]?.id ?? '';
}

/** From one look to another within a moment, or at once for those who want no motion. */
function ease(port: LookPort, to: Zoom | null): void {
  const from = now() ?? WHOLE;
  const goal = to ?? WHOLE;
  if (port.still()) return show(to);
  let startMs: number | null = null;
  stopEasing?.();
  const off = port.frames.on('player', ({ wallMs }) => {
    startMs ??= wallMs;
    const share = (wallMs - startMs) / EASE_MS;
    if (share >= 1) {
      show(to);
      return false;
    }
    viewStore.setState({ zoom: lookBetween(from, goal, share * (2 - share)) });
    return true;
  });
  stopEasing = () => {
    off();
    stopEasing = null;
  };
  port.frames.invalidate();
}

/** The part of the picture in sight grows or shrinks evenly. */
export function lookBetween(from: Zoom, to: Zoom, share: number): Zoom {
  const mix = (a: number, b: number): number => a + (b - a) * share;
  const scale = 1 / mix(1 / from.scale, 1 / to.scale);
  const side = (a: number, b: number): number => mix(a / from.scale, b / to.scale) * scale;
  return { scale, x: side(from.x, to.x), y: side(from.y, to.y) };
}
