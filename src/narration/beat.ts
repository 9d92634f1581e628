/**
 * What a beat is: a group of events worth one sentence, and how grave each kind is. Types and a table;
 * beats are found in `beats.ts`.
 */
import type { NodeId, Phrase, Us } from '../engine/protocol';

export type BeatKind =
  // Faults and their undoing: what a command did.
  | 'crash'
  | 'restart'
  | 'pause'
  | 'resume'
  | 'partition'
  | 'heal'
  | 'cut'
  | 'join'
  | 'block'
  | 'unblock'
  /** The disk of a node that is down was emptied; of one that was up it is a crash. */
  | 'wipe'
  | 'clock'
  | 'set'
  | 'drop'
  | 'duplicate'
  | 'delay'
  | 'deliver'
  | 'timeout'
  | 'act'
  // The scheduler's seat.
  | 'hold'
  | 'choose'
  | 'unhold'
  | 'request'
  | 'missed'
  // What the algorithm did.
  | 'electionOpened'
  /** A node opened a try: a term, a ballot, a circulation. */
  | 'attempt'
  /** A node began to believe it leads. */
  | 'ballotDecided'
  /** A leader was seated. */
  | 'accepted'
  | 'unseated'
  | 'leaseLost'
  /** One more node believes it leads, while another still does. */
  | 'twoLeaders'
  /** A property was broken. */
  | 'broken'
  | 'ended';

/** 0 to 100. The gravest beat of a moment is the one that is told. */
export const GRAVITY: Readonly<Record<BeatKind, number>> = {
  broken: 100,
  ended: 95,
  twoLeaders: 90,
  accepted: 80,
  crash: 70,
  partition: 70,
  cut: 70,
  block: 65,
  unseated: 65,
  leaseLost: 65,
  restart: 60,
  heal: 60,
  join: 60,
  pause: 60,
  resume: 60,
  unblock: 55,
  wipe: 65,
  clock: 65,
  set: 65,
  drop: 60,
  duplicate: 60,
  delay: 60,
  deliver: 60,
  hold: 55,
  unhold: 55,
  act: 50,
  choose: 45,
  ballotDecided: 50,
  timeout: 45,
  attempt: 40,
  electionOpened: 30,
  request: 20,
  missed: 20,
};

export interface Beat {
  /** The first event of the group. */
  readonly event: number;
  /** Events handled once all of the group has happened: where to stand to see it. */
  readonly until: number;
  readonly us: Us;
  readonly kind: BeatKind;
  readonly gravity: number;
  /** The node it is about; null if about several or none. */
  readonly node: NodeId | null;
  readonly nodes: readonly NodeId[];
  readonly phrase: Phrase;
}

/** A beat without its place. */
export type Told = Pick<Beat, 'kind' | 'gravity' | 'nodes' | 'phrase'>;

/** Builds what a beat tells, with the gravity of its kind or a higher one. */
export function told(
  kind: BeatKind,
  nodes: readonly NodeId[],
  phrase: Phrase,
  gravityMin = 0,
): Told {
  return { kind, gravity: Math.max(GRAVITY[kind], gravityMin), nodes, phrase };
}
