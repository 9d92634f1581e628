/**
 * The arrangement of a run on a stage: who sits where, and the largest labels for which nothing covers
 * anything. Looks at both sides of the stage: a wide one that is low has as little room as a narrow one.
 */
import type { Face, KindPlace, NodeId } from '../engine/protocol';
import type { RunView } from '../session/types';
import type { LabelRoom } from './degrees';
import { NARROW_PX, detailOf, labelsToTry } from './degrees';
import { labelFaults, placeLabels } from './labels';
import { planSeats } from './seats';
import type { Cast, SeatPlan, Stage } from './seats';

/** A table smaller than this share of the stage leaves no room for what flies over it. */
const TABLE_SHARE = 0.26;

/** Smaller nodes than this are worth smaller labels. */
const RADIUS_LEAST = 10;

/** Of a crowd, one in so many is tried. */
const TRIED_EACH = 8;

function placeOf(face: Face, kind: string): KindPlace {
  return face.kinds?.[kind]?.place ?? 'main';
}

/** Who is on the stage of this run, and where their kind stands. */
export function castOf(run: RunView): Cast {
  const { world } = run;
  const { face } = run.algorithm;
  const places = new Map<NodeId, KindPlace>();
  if (face.kinds !== undefined) {
    for (const id of world.ids) {
      const place = placeOf(face, world.node(id).kind);
      if (place !== 'main') places.set(id, place);
    }
  }
  const main = world.ids.filter((id) => !places.has(id));
  const order = face.layout === 'ring' ? face.ring?.order?.(world) : undefined;
  return {
    ids: world.ids,
    main: order === undefined ? main : order.filter((id) => main.includes(id)),
    places,
    groups: world.groups,
    layout: face.layout,
  };
}

/** Labels beside the ring or above and below it: which to try, the better first. */
function variants(cast: Cast, stage: Stage, label: LabelRoom): readonly SeatPlan[] {
  const width = stage.width - stage.reserveRight;
  const words = detailOf(cast.ids.length) === 'words';
  const plan = (beside: boolean): SeatPlan => planSeats(cast, stage, label, beside);
  if (cast.layout === 'tiers') return [plan(true)];
  if (label.form === 'short' && words) return [plan(true)];
  if (!words || width < NARROW_PX) return [plan(false)];
  const wide = plan(true);
  const tall = plan(false);
  return tall.radius > wide.radius ? [tall, wide] : [wide, tall];
}

/** The plan with the largest labels that fit; where none does, the one with the fewest faults. */
export function arrange(cast: Cast, stage: Stage): SeatPlan {
  const detail = detailOf(cast.ids.length);
  const width = Math.max(1, stage.width - stage.reserveRight);
  const least = TABLE_SHARE * Math.min(width, stage.height);
  // In a crowd only those that stand out have more than a small name: one here and there is tried.
  const tried = detail === 'dots' ? cast.ids.filter((_, at) => at % TRIED_EACH === 0) : cast.ids;
  let best: SeatPlan | null = null;
  let fewest = Infinity;
  for (const label of labelsToTry(detail, width, cast.ids.length)) {
    for (const plan of variants(cast, stage, label)) {
      const places = placeLabels(plan, tried, width, stage.height);
      const faults = labelFaults(plan, places, tried, width, stage.height);
      const tight = plan.table.radius > 0 && plan.table.radius < least;
      const cramped = tight || (tried === cast.ids && plan.nodeRadius < RADIUS_LEAST) ? 0.5 : 0;
      if (faults + cramped < fewest) {
        best = plan;
        fewest = faults + cramped;
      }
      if (fewest === 0) return plan;
    }
  }
  return best ?? planSeats(cast, stage, { form: 'small', w: 28, h: 16 }, false);
}
