/**
 * The knife: which links a stroke crosses, whether it separates the mesh into groups, and the deed it
 * is recorded as. Pure maths on positions; the pointer and the session are elsewhere.
 */
import { provideStroke } from './strokeSlot';
import type { NodeId, WorldView } from '../engine/protocol';
import type { Deed } from '../scenario/types';
import { crossing } from './geometry';
import type { Point, StrokeMark } from './types';

type Pair = readonly [NodeId, NodeId];
type Linked = Pick<WorldView, 'ids' | 'linked'>;

/** Sets of nodes that stay connected both ways when some pairs are cut, in list order. */
export function groupsWithout(
  world: Linked,
  without: readonly Pair[],
): readonly (readonly NodeId[])[] {
  const gone = new Set(without.flatMap(([a, b]) => [`${a}>${b}`, `${b}>${a}`]));
  const groupOf = new Map<NodeId, number>();
  let groups = 0;
  for (const start of world.ids) {
    if (groupOf.has(start)) continue;
    const group = groups++;
    const open = [start];
    groupOf.set(start, group);
    for (let a = open.pop(); a !== undefined; a = open.pop()) {
      for (const b of world.ids) {
        if (groupOf.has(b) || gone.has(`${a}>${b}`)) continue;
        if (!world.linked(a, b) || !world.linked(b, a)) continue;
        groupOf.set(b, group);
        open.push(b);
      }
    }
  }
  return Array.from({ length: groups }, (_, group) =>
    world.ids.filter((id) => groupOf.get(id) === group),
  );
}

function crosses(points: readonly Point[], a: Point, b: Point): boolean {
  for (let i = 1; i < points.length; i++) {
    if (crossing(points[i - 1] as Point, points[i] as Point, a, b) !== null) return true;
  }
  return false;
}

/** True if `p` is left of the stroke taken from its first to its last point. */
function leftOf(points: readonly Point[], p: Point): boolean {
  const a = points[0] as Point;
  const b = points[points.length - 1] as Point;
  return (b.x - a.x) * (p.y - a.y) - (b.y - a.y) * (p.x - a.x) < 0;
}

/** What `cut` takes as lists reaches every pair between them: these are the pairs it would cut. */
function between(world: Linked, from: readonly NodeId[], to: readonly NodeId[]): readonly Pair[] {
  return from.flatMap((a) =>
    to
      .filter((b) => a !== b && (world.linked(a, b) || world.linked(b, a)))
      .map((b) => [a, b] as const),
  );
}

/** True if links are missing inside a group: a `partition` would join them again. */
function tornInside(world: Linked): boolean {
  return groupsWithout(world, []).some((group) =>
    group.some((a) => group.some((b) => a !== b && !world.linked(a, b))),
  );
}

/** What a stroke would cut, shown while it is drawn. */
export function strokeMark(
  world: Linked,
  positions: ReadonlyMap<NodeId, Point>,
  points: readonly Point[],
): StrokeMark {
  if (points.length < 2) return { points, pairs: [], groups: null };
  const crossed: Pair[] = [];
  for (let i = 0; i < world.ids.length; i++) {
    for (let j = i + 1; j < world.ids.length; j++) {
      const a = world.ids[i] as NodeId;
      const b = world.ids[j] as NodeId;
      const pa = positions.get(a);
      const pb = positions.get(b);
      if (pa === undefined || pb === undefined) continue;
      if (!world.linked(a, b) && !world.linked(b, a)) continue;
      if (!crosses(points, pa, pb)) continue;
      crossed.push(leftOf(points, pa) || !leftOf(points, pb) ? [a, b] : [b, a]);
    }
  }
  const before = groupsWithout(world, []);
  const after = groupsWithout(world, crossed);
  if (after.length > before.length && !tornInside(world)) {
    return { points, pairs: crossed, groups: after };
  }
  const from = world.ids.filter((id) => crossed.some(([a]) => a === id));
  const to = world.ids.filter((id) => crossed.some(([, b]) => b === id));
  return { points, pairs: between(world, from, to), groups: null };
}

/** The deed of a finished stroke; null if it crossed nothing. */
export function deedOf(world: Linked, mark: StrokeMark): Deed | null {
  if (mark.groups !== null) return { do: 'partition', groups: mark.groups };
  if (mark.pairs.length === 0) return null;
  return {
    do: 'cut',
    from: world.ids.filter((id) => mark.pairs.some(([a]) => a === id)),
    to: world.ids.filter((id) => mark.pairs.some(([, b]) => b === id)),
  };
}

/** The deed that cuts a gathered group off from all others; null if nobody or everybody is in it. */
export function cutOff(world: Linked, gathered: readonly NodeId[]): Deed | null {
  const inside = world.ids.filter((id) => gathered.includes(id));
  const rest = world.ids.filter((id) => !gathered.includes(id));
  if (inside.length === 0 || rest.length === 0) return null;
  return { do: 'partition', groups: [inside, rest] };
}

// Loading this module puts it in its place; nothing else needs to be called.
provideStroke(strokeMark);
