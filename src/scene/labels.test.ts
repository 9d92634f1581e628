/** Names of a crowd: each of them stands nearest to the node whose name it is. */
import { describe, expect, it } from 'vitest';
import type { NodeId } from '../engine/protocol';
import { distanceToBox } from './geometry';
import { arrange } from './arrangement';
import { placeLabels } from './labels';
import type { Cast } from './seats';

const STAGE = { width: 1280, height: 524, reserveRight: 360, seats: {} };

function crowd(count: number, layout: Cast['layout']): Cast {
  const ids = Array.from({ length: count }, (_, at) => `n${at + 1}`);
  const places = new Map(ids.map((id) => [id, 'service' as const]));
  return layout === 'tiers'
    ? { ids, main: [], places, groups: [ids], layout }
    : { ids, main: ids, places: new Map(), groups: [ids], layout };
}

/** Of names of these nodes, those that stand nearer to another one. */
function astray(cast: Cast, named: readonly NodeId[]): readonly NodeId[] {
  const plan = arrange(cast, STAGE);
  const small = cast.ids.filter((id) => !named.includes(id));
  const places = placeLabels(plan, named, STAGE.width - STAGE.reserveRight, STAGE.height, small);
  return [...places].flatMap(([id, { dx, dy, w, h }]) => {
    const own = plan.positions.get(id)!;
    const box = { x: own.x + dx, y: own.y + dy, w, h };
    const nearest = [...plan.positions].sort(
      ([, a], [, b]) => distanceToBox(a, box) - distanceToBox(b, box),
    )[0]!;
    return nearest[0] === id ? [] : [id];
  });
}

describe.each([
  [16, 'circle'],
  [20, 'circle'],
  [25, 'circle'],
  [16, 'tiers'],
  [25, 'tiers'],
] as const)('of %i nodes, as %s', (count, layout) => {
  const cast = crowd(count, layout);

  it.each([1, 2, 3, 5])('with %i neighbours in the story, all names stand by their own', (many) => {
    for (let from = 0; from < count; from += 1) {
      const named = Array.from({ length: many }, (_, at) => `n${((from + at) % count) + 1}`);
      expect(astray(cast, named), named.join(' ')).toEqual([]);
    }
  });
});
