/**
 * Chooses what happens next: names it for the command, does it, and stands right after it. Loaded with
 * the scheduler's seat.
 */
import type { Pending, Us } from '../../engine/protocol';
import type { Chosen } from '../../scenario/types';
import type { Session } from '../../session/types';
import { notify } from '../../stores/noticeStore';
import { playerStore } from '../../stores/playerStore';
import type { App } from '../app';

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

/** Lets one pending thing happen; says so if other things went first, or if it never came. */
export function chooseNext({ session, controls }: App, pending: Pending): void {
  playerStore.setState({ playing: false });
  let before: number | null = 0;
  controls.act({ do: 'choose', ...chosenOf(session, pending) }, () => {
    before = runToChosen(session, pending);
  });
  if (before === null) notify({ key: 'seat.neverCame', values: {}, tone: 'info', way: null });
  else if (before > 0) {
    notify({ key: 'seat.wentFirst', values: { count: before }, tone: 'info', way: null });
  }
}
