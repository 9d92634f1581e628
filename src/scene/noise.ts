/**
 * How messages look, remembered by index, and which quiet ones leave a tick. Whether one is story is
 * narration's to judge: the picture, the pace and the list of steps follow the same judgement.
 */
import type { AnyMessage, MessageFace } from '../engine/protocol';
import type { Flight, RunView } from '../session/types';

/** How a message looks, and whether it recurs when nothing is wrong. */
export interface Looks {
  readonly face: MessageFace;
  readonly routine: boolean;
}

const PLAIN: MessageFace = { word: '', initial: '', shape: 'answer', colour: 'quiet' };
const looks = new WeakMap<AnyMessage, Looks>();

/** The face of a message; a type its algorithm does not describe is a plain answer. */
export function looksOf(run: RunView, message: AnyMessage): Looks {
  const cached = looks.get(message);
  if (cached !== undefined) return cached;
  const { face } = run.algorithm;
  const describe = face.messages[message.type];
  const found: Looks = {
    face: describe === undefined ? PLAIN : describe(message),
    routine: describe !== undefined && face.routine(message),
  };
  looks.set(message, found);
  return found;
}

interface Seen {
  readonly revision: number;
  readonly looks: Map<number, Looks>;
}

const seen = new WeakMap<RunView, Seen>();
/** Looks remembered by index at most; those of long ago are found again by replay. */
const SEEN_MAX = 20_000;

function seenOf(run: RunView): Map<number, Looks> {
  let known = seen.get(run);
  if (known === undefined || known.revision !== run.revision || known.looks.size > SEEN_MAX) {
    known = { revision: run.revision, looks: new Map() };
    seen.set(run, known);
  }
  return known.looks;
}

/** The looks of a message in flight, kept for when it has landed. */
export function looksOfFlight(run: RunView, flight: Flight): Looks {
  const found = looksOf(run, flight.message);
  seenOf(run).set(flight.sent, found);
  return found;
}

/** The looks of any message sent so far: as it was seen flying, else by replay. */
export function looksOfSent(run: RunView, sent: number): Looks {
  const known = seenOf(run);
  let found = known.get(sent);
  if (found === undefined) {
    found = looksOf(run, run.message(sent));
    known.set(sent, found);
  }
  return found;
}

/** True if a quiet message is drawn as a tick: requests are, their answers are not. */
export function ticks(look: Looks): boolean {
  return look.face.shape !== 'answer' && look.face.shape !== 'grant';
}
