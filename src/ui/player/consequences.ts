/**
 * Steps over what follows at once from an act, so that a paused run shows its effect: the restarted node
 * starts, the dropped message ends. No React, no wall clock.
 */
import type { NodeId } from '../../engine/protocol';
import type { CommandRecord, Session } from '../../session/types';

/** No act has more consequences at one instant than this; a run away guard. */
const MOST_STEPS = 1000;

/** Whom and what a command was about. */
interface About {
  readonly nodes: readonly NodeId[];
  readonly message: number;
}

function aboutOf({ facts }: Session, { outcome, index }: CommandRecord): About {
  const fact = facts.findLast((one) => one.fact === 'command' && one.index === index);
  const message = fact?.fact === 'command' ? (fact.message ?? -1) : -1;
  return { nodes: outcome?.targets ?? [], message };
}

/** True if the event just before the playhead follows from the act. */
function follows({ trace, world, playhead }: Session, about: About): boolean {
  const last = playhead.event - 1;
  switch (trace.kind(last)) {
    case 'deliver':
    case 'drop':
    case 'arrive':
      return about.message < 0
        ? about.nodes.includes(world.ids[trace.actorOf(last)] ?? '')
        : trace.messageOf(last) === about.message;
    case 'restart':
    case 'request':
    case 'act':
    case 'timer':
    case 'written':
      return about.nodes.includes(world.ids[trace.actorOf(last)] ?? '');
    default:
      return false;
  }
}

/** Stands after the events of this instant that an act has just caused. */
export function showConsequences(session: Session, index: number): void {
  const record = session.commands[index];
  if (record === undefined || record.outcome?.effect !== 'done') return;
  if (LASTING.has(record.command.do)) return;
  const about = aboutOf(session, record);
  const { us } = session.playhead;
  for (let steps = 0; steps < MOST_STEPS; steps++) {
    const { event } = session.playhead;
    if (!session.stepForward()) return;
    if (session.playhead.us === us && follows(session, about)) continue;
    // One step too far: it belongs to what comes next.
    session.seekEvent(event);
    return;
  }
}

/** Acts that change what holds from now on and cause no event of this instant. */
const LASTING: ReadonlySet<string> = new Set([
  'crash',
  'wipe',
  'pause',
  'partition',
  'heal',
  'cut',
  'join',
  'block',
  'unblock',
  'set',
  'clock',
  'delay',
  'hold',
  'choose',
]);
