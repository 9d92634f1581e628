/**
 * The rules of one event in the order in which they were applied, and which of them to look at first.
 * Pure.
 */
import type { Face, Step } from '../../engine/protocol';

/** Ids of the rules a step applied, in order, each once. */
export function rulesOf(step: Step | null): readonly string[] {
  if (step === null) return [];
  const ids = step.effects.flatMap((effect) => (effect.do === 'rule' ? [effect.id] : []));
  return [...new Set(ids)];
}

/** Place of the rule that told the sentence of this step; the last one if none has a sentence. */
export function tellingPlace(rules: readonly string[], step: Step | null, face: Face): number {
  if (step === null) return -1;
  for (let place = rules.length - 1; place >= 0; place--) {
    if ((face.sentences[rules[place] as string]?.(step) ?? null) !== null) return place;
  }
  return rules.length - 1;
}

/** Where somebody looks: a rule of an event. */
export interface RulePlace {
  readonly event: number;
  readonly place: number;
}

/** The place to show for this event: the one chosen if it is of this event, else the telling one. */
export function placeShown(chosen: RulePlace | null, event: number, telling: number): number {
  return chosen !== null && chosen.event === event ? chosen.place : telling;
}
