/**
 * The algorithm's own word for a try ("term", "ballot"), read from its face, so that sentences of this
 * room can say "term 2" without knowing which algorithm it is.
 */
import type { Running, Attempt, Phrase } from '../engine/protocol';
import type { RunView } from '../session/types';
import { phrase, word } from './words';
import type { Values } from './words';

const known = new WeakMap<Running, string>();

/** Key of the word for an attempt: the face's own, else that on its badges; null while no node wears one. */
export function badgeWord(run: RunView): string | null {
  const { attemptWord } = run.algorithm.face;
  if (attemptWord !== undefined) return attemptWord;
  const cached = known.get(run.algorithm);
  if (cached !== undefined) return cached;
  for (const id of run.world.candidates) {
    const { kind, state } = run.world.node(id);
    const { face } = run.algorithm;
    const badge = (face.kinds?.[kind]?.badge ?? face.badge)(state);
    if (badge === null) continue;
    known.set(run.algorithm, badge.word);
    return badge.word;
  }
  return null;
}

/**
 * The phrase `key`, or `keyIn` with the word and number of the attempt where the algorithm counts its
 * tries. Every key used here stands in the catalogue in both forms.
 */
export function attemptPhrase(
  run: RunView,
  key: string,
  attempt: Attempt | null,
  values: Values = {},
): Phrase {
  const badge = attempt === null ? null : badgeWord(run);
  if (badge === null || attempt === null) return phrase(key, values);
  return phrase(`${key}In`, { ...values, word: word(badge), attempt });
}
