/**
 * What is to be said of each node at the playhead, read from the world: the facts that the painter turns
 * into marks, without the picture. The text twin speaks from these.
 */
import type { NodeView } from '../../engine/protocol';
import { conditionsNow } from '../../scene/conditions';
import type { NodeMark } from '../../scene/types';
import type { RunView } from '../../session/types';
import type { Told } from './words';

export function nodesTold(run: RunView): readonly Told[] {
  const { wiped } = conditionsNow(run);
  return run.world.ids.map((id) => told(run, run.world.node(id), wiped.has(id)));
}

function told(run: RunView, node: NodeView, wiped: boolean): Told {
  const { world, algorithm, playhead } = run;
  const { face } = algorithm;
  const { id, up } = node;
  const seated = up && world.seats.some((seat) => seat.node === id);
  const badge = up ? (face.kinds?.[node.kind]?.badge ?? face.badge)(node.state) : null;
  const voters =
    up && !seated
      ? face.ornaments(node.state, world, id).find((one) => one.kind === 'voters')
      : undefined;
  const overdue = node.timers.some(({ dueUs }) => dueUs < playhead.us);
  return {
    id,
    up,
    wiped: !up && wiped,
    seated,
    belief: up ? node.belief.leader : null,
    roleWord: face.roles[node.role]?.word ?? '',
    badge: badge === null ? null : { word: badge.word, value: badge.value },
    paused: up && node.paused,
    writing: up && node.writingUntilUs !== null,
    clock: clockOf(node),
    heldTimer: up && !node.paused && world.holding.includes('timers') && overdue,
    votes:
      voters === undefined
        ? null
        : {
            have: voters.voters.filter(({ vote }) => vote === 'yes').length,
            need: voters.notch,
            word: voters.label ?? '',
          },
  };
}

function clockOf({ up, clock }: NodeView): NodeMark['clock'] {
  if (!up || clock.ppm === 0) return null;
  return clock.ppm > 0 ? 'fast' : 'slow';
}
