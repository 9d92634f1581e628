/**
 * The links as they are drawn: idle ones faintly where there are few nodes, cut ones broken at the
 * tear, a one-way cut open only in its direction. Directions are told apart; messages are not here.
 */
import type { NodeId, WorldView } from '../engine/protocol';
import type { Conditions } from './conditions';
import { isAltered } from './conditions';
import { trimmed } from './geometry';
import type { SeatPlan } from './seats';
import { tearShare, tearShareFromEnd } from './tear';
import type { LinkMark, Point, SceneView } from './types';

/** Broken links of single cuts are drawn above 9 nodes too, up to so many. */
const BROKEN_MAX = 80;

/** What of the links is neither place nor cut. */
export interface LinkLooks {
  /** The pairs that talk as a rule. */
  readonly idle: (a: NodeId, b: NodeId) => boolean;
  readonly conditions: Conditions;
  readonly picked: SceneView['pickedLink'];
}

/** One mark per pair that is worth a line. */
export function linkMarks(
  world: WorldView,
  plan: SeatPlan,
  positions: ReadonlyMap<NodeId, Point>,
  { idle, conditions, picked }: LinkLooks,
): readonly LinkMark[] {
  const ids = world.ids;
  const marks: LinkMark[] = [];
  let broken = 0;
  for (let i = 0; i < ids.length; i++) {
    for (let j = i + 1; j < ids.length; j++) {
      const a = ids[i] as NodeId;
      const b = ids[j] as NodeId;
      const there = world.linked(a, b);
      const back = world.linked(b, a);
      const whole = there && back;
      const isPicked = picked !== null && picked.includes(a) && picked.includes(b);
      if (whole && !isPicked && (plan.detail !== 'words' || !idle(a, b))) continue;
      const apart = plan.groupOf.get(a) !== plan.groupOf.get(b);
      if (!whole && plan.detail !== 'words' && (apart || ++broken > BROKEN_MAX)) continue;
      const state = whole ? 'whole' : there === back ? 'cut' : 'oneWay';
      // A one-way link runs from the end that can still send.
      const [first, second] = state === 'oneWay' && back ? [b, a] : [a, b];
      const [from, to] = trimmed(
        positions.get(first) ?? plan.centre,
        positions.get(second) ?? plan.centre,
        plan.clearance,
      );
      marks.push({
        a: first,
        b: second,
        from,
        to,
        state,
        tearAt: whole ? 0.5 : tearShare(plan.tear, from, to),
        tearEnd: whole ? 0.5 : tearShareFromEnd(plan.tear, from, to),
        torn: apart && plan.tear !== null,
        altered: isAltered(conditions, a, b),
        picked: isPicked,
      });
    }
  }
  return marks;
}
