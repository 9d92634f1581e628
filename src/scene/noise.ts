/**
 * What is story and what is routine, judged from the instant alone: a heartbeat to a node that already
 * follows its sender is quiet, the same heartbeat to one that does not is news. Nothing here knows how
 * a message will end.
 */
import type { AnyMessage, MessageFace, NodeId, WorldView } from '../engine/protocol';
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

/**
 * True if a routine message can only confirm what both ends know: they agree on who leads, in which
 * attempt, and that leader is one of the two. Also if it goes where nothing can change: to the far side
 * of a cut, or from the leader to a node that is down. That it breaks there is drawn when it does.
 */
function confirms(world: WorldView, from: NodeId, to: NodeId): boolean {
  const sender = world.node(from);
  const receiver = world.node(to);
  const { leader, attempt } = sender.belief;
  if (!world.linked(from, to)) return true;
  if (!receiver.up) return leader !== to;
  if (leader === null || (leader !== from && leader !== to)) return false;
  return receiver.belief.leader === leader && receiver.belief.attempt === attempt;
}

/** True if the message is drawn with its word in Focus. */
export function isStory(run: RunView, flight: Flight, look: Looks): boolean {
  if (!look.routine || look.face.shape === 'refusal') return true;
  return !confirms(run.world, flight.from, flight.to);
}

/** True if a quiet message is drawn as a tick: requests are, their answers are not. */
export function ticks(look: Looks): boolean {
  return look.face.shape !== 'answer' && look.face.shape !== 'grant';
}
