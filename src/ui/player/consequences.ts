/**
 * Steps over what follows at once from an act, so that a paused run shows its effect: the restarted node
 * starts, the dropped message ends, the chosen timer rings. No React, no wall clock.
 */
import type { NodeId, Pending, Us } from '../../engine/protocol';
import type { Chosen } from '../../scenario/types';
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

/** How a command names what was picked from the list of what is pending. */
export function chosenOf({ trace }: Session, pending: Pending): Chosen {
  switch (pending.what) {
    case 'message': {
      const { name, sent } = pending.flight;
      return { message: name, type: trace.sent(sent).type };
    }
    case 'timer': {
      const { name, key } = pending.timer;
      return { node: pending.node, timer: name, ...(key !== '' && { key }) };
    }
    case 'write':
      return { node: pending.node, write: true };
  }
}

/** True if the event just before the playhead is the one that was chosen. */
function isChosen(session: Session, pending: Pending): boolean {
  const { trace, world } = session;
  const last = session.playhead.event - 1;
  if (pending.what === 'message') return trace.messageOf(last) === pending.flight.sent;
  if (world.ids[trace.actorOf(last)] !== pending.node) return false;
  const kind = trace.kind(last);
  if (pending.what === 'write') return kind === 'written';
  const { timer } = trace.event(last);
  return kind === 'timer' && timer?.name === pending.timer.name && timer.key === pending.timer.key;
}

/** Most events that go first because nobody holds them. */
const MOST_BEFORE = 20_000;

/**
 * Runs up to and including what was chosen; what nobody holds and is due by then goes first. Returns how
 * many events went before it; null if it never came (it was cancelled by what went first).
 */
export function runToChosen(session: Session, pending: Pending): number | null {
  const untilUs: Us = Math.max(session.playhead.us, pending.dueUs);
  for (let before = 0; before < MOST_BEFORE; before++) {
    const { event } = session.playhead;
    if (!session.stepForward()) return null;
    if (session.playhead.us > untilUs) {
      session.seekEvent(event);
      return null;
    }
    if (isChosen(session, pending)) return before;
  }
  return null;
}
