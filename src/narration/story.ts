/**
 * Story and routine: which messages and events deserve a look, and which only recur. Judged from what
 * is known at an instant; nothing here knows how a message in flight will end.
 */
import type { AnyMessage, NodeId, Sent, Us } from '../engine/protocol';
import type { Flight, RunView } from '../session/types';
import { chronicleOf } from './chronicle';
import type { Belief } from './chronicle';

/** What a message is by its content alone: 0 not looked at, 1 routine, 2 never routine. */
const ROUTINE = 1;
const SPECIAL = 2;

interface Looked {
  readonly revision: number;
  kinds: Uint8Array;
  /** Sends up to which the messages in flight were last looked at. */
  end: number;
}

const looked = new WeakMap<RunView, Looked>();

function looksOf(run: RunView, size: number): Looked {
  let looks = looked.get(run);
  if (looks === undefined || looks.revision !== run.revision) {
    looks = { revision: run.revision, kinds: new Uint8Array(Math.max(1024, size)), end: -1 };
    looked.set(run, looks);
  }
  if (looks.kinds.length < size) {
    const wider = new Uint8Array(size * 2);
    wider.set(looks.kinds);
    looks.kinds = wider;
  }
  return looks;
}

/** True if the content of a message is traffic that recurs when nothing is wrong. */
export function isRoutine(run: RunView, message: AnyMessage): boolean {
  const { face } = run.algorithm;
  const describe = face.messages[message.type];
  if (describe === undefined || !face.routine(message)) return false;
  return describe(message).shape !== 'refusal';
}

/** Like `isRoutine`, by index; a message is looked up at most once. */
function kindOf(run: RunView, sent: number, message?: AnyMessage): number {
  const { kinds } = looksOf(run, Math.max(run.trace.sends, sent + 1));
  const known = kinds[sent] ?? 0;
  if (known !== 0) return known;
  const kind = isRoutine(run, message ?? run.message(sent)) ? ROUTINE : SPECIAL;
  kinds[sent] = kind;
  return kind;
}

/** True if both take the same node for leader, in the same attempt: then routine only confirms it. */
function agree(a: Belief, b: Belief): boolean {
  return a.leader !== null && a.leader === b.leader && a.attempt === b.attempt;
}

/**
 * True if a message is story as known at the playhead: not routine; or routine, but on its way to a
 * node that does not yet believe what its sender does (the first of a reign), or lost, or, once
 * handled, the cause of a change of role, belief or attempt. Routine that ends at a node which was
 * down already when it was sent is no news.
 */
export function story(run: RunView, message: Sent | Flight): boolean {
  if ('message' in message) {
    if (kindOf(run, message.sent, message.message) === SPECIAL) return true;
    return isNews(run, message.from, message.to, run.playhead.event);
  }
  if (kindOf(run, message.index) === SPECIAL) return true;
  const { endedBy, fate, from, to } = message;
  const { event } = run.playhead;
  if (endedBy < 0 || endedBy >= event) return isNews(run, from, to, event);
  const chronicle = chronicleOf(run);
  if (fate === 'crashed') return chronicle.node(to).up.after(message.sentBy + 1);
  return fate !== 'delivered' || chronicle.hasFacts(endedBy);
}

/** True if a message was story when it had just been sent, whatever became of it. */
export function storyWhenSent(run: RunView, sent: Sent): boolean {
  if (kindOf(run, sent.index) === SPECIAL) return true;
  return isNews(run, sent.from, sent.to, sent.sentBy + 1);
}

/**
 * True if routine on its way tells its receiver something, once `events` events have been handled: they
 * are linked and do not yet agree; or it goes to a leader who is down, whom its sender still believes in.
 */
function isNews(run: RunView, from: NodeId, to: NodeId, events: number): boolean {
  const chronicle = chronicleOf(run);
  if (!chronicle.isCandidate(to)) return false;
  const sender = chronicle.node(from);
  const receiver = chronicle.node(to);
  const belief = sender.belief.after(events);
  if (belief.leader === null || !sender.up.after(events)) return false;
  if (!chronicle.linked(from, to, events)) return false;
  if (!receiver.up.after(events)) return belief.leader === to;
  return !receiver.paused.after(events) && !agree(belief, receiver.belief.after(events));
}

/**
 * Send index from which on messages were sent after `us`: the sends at or before it are [0, index).
 */
function sentUntil(run: RunView, us: Us): number {
  const { trace } = run;
  const count = trace.countAt(us);
  return count < trace.length ? trace.event(count).sends[0] : trace.sends;
}

/** True if a story message that was sent less than `spanUs` ago is still on its way at `us`. */
export function storyInFlight(run: RunView, us: Us, spanUs: Us): boolean {
  const end = sentUntil(run, us);
  const first = sentUntil(run, us - spanUs);
  if (first === end) return false;
  if (us === run.playhead.us) lookAtFlights(run, end);
  const { kinds } = looksOf(run, run.trace.sends);
  const chronicle = chronicleOf(run);
  const events = run.trace.countAt(us);
  const agreed = chronicle.agreed.at(us);
  for (let index = end - 1; index >= first; index--) {
    if (agreed && kinds[index] === ROUTINE) continue;
    const sent = run.trace.sent(index);
    if (sent.endedBy >= 0 && sent.endedUs <= us) continue;
    if (kindOf(run, index) === SPECIAL) return true;
    if (isNews(run, sent.from, sent.to, events)) return true;
  }
  return false;
}

/** At the playhead the messages in flight are at hand: no replay is needed to read them. */
function lookAtFlights(run: RunView, end: number): void {
  const looks = looksOf(run, run.trace.sends);
  if (looks.end === end) return;
  looks.end = end;
  for (const { sent, message } of run.flights()) kindOf(run, sent, message);
}

/**
 * True if an event is worth stopping at in Focus: whatever changed a role, a belief, a seat or a link,
 * whatever a person or a script did, and the sending and the end of story messages.
 */
export function isStoryEvent(run: RunView, event: number): boolean {
  const { trace } = run;
  const kind = trace.kind(event);
  if (kind === 'start' || kind === 'command' || kind === 'restart') return true;
  if (kind === 'request' || kind === 'act') return true;
  if (chronicleOf(run).hasFacts(event)) return true;
  const message = trace.messageOf(event);
  if (message >= 0 && endIsStory(run, message, event)) return true;
  const [first, end] = trace.event(event).sends;
  for (let sent = first; sent < end; sent++) if (kindOf(run, sent) === SPECIAL) return true;
  return false;
}

function endIsStory(run: RunView, index: number, event: number): boolean {
  if (kindOf(run, index) === SPECIAL) return true;
  const { kind, fate, sentBy, to } = { kind: run.trace.kind(event), ...run.trace.sent(index) };
  if (kind !== 'drop') return false;
  return (
    fate !== 'crashed' ||
    chronicleOf(run)
      .node(to)
      .up.after(sentBy + 1)
  );
}

/** Events handled when the next story event has just happened; null if none is known. */
export function nextStory(run: RunView, events: number): number | null {
  for (let event = events; event < run.trace.length; event++) {
    if (isStoryEvent(run, event)) return event + 1;
  }
  return null;
}

/** Events handled when the story event before the last one shown has just happened; 0 at the start. */
export function previousStory(run: RunView, events: number): number {
  for (let event = events - 2; event >= 0; event--) {
    if (isStoryEvent(run, event)) return event + 1;
  }
  return 0;
}
