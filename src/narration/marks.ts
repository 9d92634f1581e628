/**
 * The beats as marks on the strip and the lanes: what family each belongs to, and whether it may be
 * merged away when marks crowd. Where they are drawn is decided elsewhere.
 */
import type { Phrase, Us } from '../engine/protocol';
import type { Beat, BeatKind } from './beat';

/** Marks of one family look alike. */
export type MarkFamily =
  'crash' | 'tear' | 'fault' | 'mend' | 'election' | 'leader' | 'violation' | 'other';

export interface Mark {
  readonly us: Us;
  readonly event: number;
  readonly until: number;
  readonly kind: BeatKind;
  readonly family: MarkFamily;
  readonly gravity: number;
  /** Faults, elections and violations: never hidden behind a count. */
  readonly always: boolean;
  readonly phrase: Phrase;
}

const FAMILY: Readonly<Record<BeatKind, MarkFamily>> = {
  crash: 'crash',
  pause: 'fault',
  partition: 'tear',
  cut: 'tear',
  block: 'fault',
  wipe: 'fault',
  clock: 'fault',
  set: 'fault',
  drop: 'fault',
  duplicate: 'fault',
  delay: 'fault',
  deliver: 'fault',
  restart: 'mend',
  resume: 'mend',
  heal: 'mend',
  join: 'mend',
  unblock: 'mend',
  electionOpened: 'election',
  attempt: 'election',
  ballotDecided: 'election',
  accepted: 'leader',
  unseated: 'leader',
  leaseLost: 'leader',
  twoLeaders: 'violation',
  broken: 'violation',
  timeout: 'other',
  act: 'other',
  hold: 'other',
  choose: 'other',
  unhold: 'other',
  request: 'other',
  missed: 'other',
  ended: 'other',
};

/** Single tries are many; the election they belong to is marked by its opening and its winner. */
const MERGEABLE: readonly BeatKind[] = ['attempt', 'ballotDecided'];

/** One mark for each beat, in the same order. */
export function marks(beats: readonly Beat[]): readonly Mark[] {
  return beats.map(markOf);
}

export function markOf({ us, event, until, kind, gravity, phrase }: Beat): Mark {
  const family = FAMILY[kind];
  const always = family !== 'other' && !MERGEABLE.includes(kind);
  return { us, event, until, kind, family, gravity, always, phrase };
}
