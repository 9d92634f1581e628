/**
 * What lies under a pointer. A node's area is its Voronoi cell, at most 44 px around; a message's is
 * its mark and a little more. Messages lie above nothing but the ground, so nodes come first.
 */
import type { NodeId } from '../engine/protocol';
import { distance } from './geometry';
import type { LinkMark, MessageMark, Point, Scene } from './types';

/** How far from its middle a node takes a pointer at least, where no other node is nearer, px. */
export const NODE_REACH = 44;
const MESSAGE_REACH = 8;
/** Half the width of the strip in which a link takes a pointer, px: 24 px in all. */
const LINK_REACH = 12;

/** The nearest node within reach; a large disc takes a pointer wherever it is. Null if there is none. */
export function nodeAt(scene: Scene, point: Point): NodeId | null {
  let best: NodeId | null = null;
  let least = Infinity;
  for (const node of scene.nodes) {
    const away = distance(node, point);
    if (away < least && away <= Math.max(NODE_REACH, node.radius + 4)) {
      least = away;
      best = node.id;
    }
  }
  return best;
}

/** True if the pointer is on the disc itself, so that a message beside it does not matter. */
export function onDisc(scene: Scene, point: Point): boolean {
  return scene.nodes.some((node) => distance(node, point) <= node.radius + 2);
}

/** The topmost message under the pointer; null if there is none. */
export function messageAt(scene: Scene, point: Point): MessageMark | null {
  for (let i = scene.messages.length - 1; i >= 0; i--) {
    const mark = scene.messages[i] as MessageMark;
    const reachX = Math.max(12, mark.w / 2) + MESSAGE_REACH / 2;
    const reachY = Math.max(12, mark.h / 2) + MESSAGE_REACH / 2;
    if (Math.abs(point.x - mark.x) <= reachX && Math.abs(point.y - mark.y) <= reachY) return mark;
  }
  return null;
}

/** Distance of a point from a segment. */
function fromSegment({ x, y }: Point, a: Point, b: Point): number {
  const [dx, dy] = [b.x - a.x, b.y - a.y];
  const square = dx * dx + dy * dy || 1;
  const share = Math.max(0, Math.min(1, ((x - a.x) * dx + (y - a.y) * dy) / square));
  return Math.hypot(a.x + dx * share - x, a.y + dy * share - y);
}

/** The nearest drawn link under the pointer; null if there is none. */
export function linkAt(scene: Scene, point: Point): LinkMark | null {
  let best: LinkMark | null = null;
  let least = LINK_REACH;
  for (const link of scene.links) {
    const away = fromSegment(point, link.from, link.to);
    if (away >= least) continue;
    least = away;
    best = link;
  }
  return best;
}

/** Radius of the round area around each node that no other node's cell cuts into. */
export function freeRadius(scene: Scene, id: NodeId): number {
  const node = scene.nodes.find((one) => one.id === id);
  if (node === undefined) return 0;
  let least = NODE_REACH;
  for (const other of scene.nodes) {
    if (other.id !== id) least = Math.min(least, distance(node, other) / 2);
  }
  return least;
}
