/**
 * Messages that ended unhandled a moment ago, where they ended: at the tear, at the receiver's rim, in
 * mid-link for a random loss. Read backwards from the playhead, so a break is never drawn early.
 */
import type { Fate, NodeId, Us } from '../engine/protocol';
import type { RunView } from '../session/types';
import { laneAt } from './lanes';
import type { Lanes } from './lanes';
import { changesBefore, linkChanges, progressAt } from './travel';
import type { LinkChange } from './travel';
import type { BreakKind, BreakMark } from './types';

/** A break is seen for this share of the mean delay of the network. */
const SEEN_SHARE = 1.2;
/** At most so many events are looked back on, so that a storm cannot slow a frame. */
const LOOK_BACK_MAX = 2000;
const BREAKS_MAX = 120;

function kindOf(fate: Fate, atTear: boolean): BreakKind | null {
  switch (fate) {
    case 'lost':
    case 'byHand':
      return 'loss';
    case 'cut':
      return atTear ? 'tear' : 'rim';
    case 'crashed':
      return 'rim';
    case 'blocked':
      return 'blocked';
    default:
      return null;
  }
}

interface Ended {
  readonly from: NodeId;
  readonly to: NodeId;
  readonly sentUs: Us;
  readonly dueUs: Us;
  readonly endedUs: Us;
  readonly fate: Fate;
}

/** How far a message had come when it ended, as a share of its lane. */
function shareAtEnd(end: Ended, tearAt: number, changes: readonly LinkChange[]): number {
  switch (end.fate) {
    case 'lost':
    case 'byHand':
      return Math.min(1, (end.endedUs - end.sentUs) / Math.max(1, end.dueUs - end.sentUs));
    case 'cut': {
      const way = { ...end, arrivesUs: Math.max(end.dueUs, end.endedUs), tearAt };
      return progressAt(way, end.endedUs, changes).share;
    }
    default:
      return 1;
  }
}

/** How long a break is seen, in virtual time. */
export function seenUs(run: RunView): Us {
  return Math.max(1, Math.round(run.delayUs.mean * SEEN_SHARE));
}

/** The breaks still to be seen at the playhead. */
export function breakMarks(run: RunView, lanes: Lanes): readonly BreakMark[] {
  const { us, event } = run.playhead;
  const wholeUs = seenUs(run);
  const changes = changesBefore(linkChanges(run), event);
  const marks: BreakMark[] = [];
  const last = Math.max(0, event - LOOK_BACK_MAX);
  for (let number = event - 1; number >= last && marks.length < BREAKS_MAX; number--) {
    if (us - run.trace.timeUs(number) >= wholeUs) break;
    if (run.trace.kind(number) !== 'drop') continue;
    const index = run.trace.messageOf(number);
    if (index < 0) continue;
    const end = run.trace.sent(index);
    const lane = lanes.of(end.from, end.to);
    const share = shareAtEnd(end, lane.tearAt, changes);
    const kind = kindOf(end.fate, share < 1);
    if (kind === null) continue;
    marks.push({
      sent: index,
      kind,
      ...laneAt(lane, share),
      angle: lane.angle,
      age: (us - end.endedUs) / wholeUs,
    });
  }
  return marks;
}
