/**
 * What stands under the stage while the run plays: the gravest beat of the last moments, or else how
 * things stand. Paused or stepping, `stepSentence.ts` speaks instead.
 */
import type { Phrase, Us } from '../engine/protocol';
import type { RunView } from '../session/types';
import type { Beat } from './beat';
import { beatsOf } from './beats';
import { secondsBefore } from './pace';
import { stateSentence } from './state';

/** Wall seconds for which a beat stays in the caption. */
export const CAPTION_SECONDS = 1.8;

export interface Caption {
  readonly phrase: Phrase;
  /** The instant of the beat; null for a sentence about how things stand. */
  readonly us: Us | null;
  readonly beat: Beat | null;
}

const last = new WeakMap<RunView, Caption>();

/**
 * The caption at `us` when virtual time runs at `pace`: Auto, or virtual ms per wall second. Returns the
 * same object while it says the same, so that it can be compared by identity.
 */
export function captionAt(run: RunView, us: Us, pace: number | 'auto'): Caption {
  const fromUs =
    pace === 'auto' ? secondsBefore(run, us, CAPTION_SECONDS) : us - CAPTION_SECONDS * pace * 1000;
  // The first beat of a run lies at 0 and is part of any window that reaches back to it.
  const beat = beatsOf(run).gravest(fromUs === 0 ? -1 : fromUs, us);
  const before = last.get(run);
  if (beat !== null && before?.beat === beat) return before;
  const said: Caption =
    beat === null
      ? { phrase: stateSentence(run, us), us: null, beat: null }
      : { phrase: beat.phrase, us: beat.us, beat };
  if (before !== undefined && beat === null && before.beat === null && same(before, said)) {
    return before;
  }
  last.set(run, said);
  return said;
}

function same(a: Caption, b: Caption): boolean {
  return (
    a.phrase.key === b.phrase.key &&
    JSON.stringify(a.phrase.values) === JSON.stringify(b.phrase.values)
  );
}
