/**
 * How a bug is told from a lesson: by the kind of the property and by whether what it assumes held in
 * this run.
 */
import type { Assumed, Breach, Property, Verdict } from './types';

/**
 * The verdict on one property. What broke though all that it assumes held is a bug, else a lesson; a MUST
 * assumes nothing, or only that nothing happened which its source rules out. Progress that is not made is a stall only where it could be
 * expected; elsewhere its absence is what the assumption says.
 */
export function verdictOf(property: Property, breach: Breach | null, assumed: Assumed): Verdict {
  if (breach === null) return 'holds';
  if (!assumed.held) return 'lesson';
  return property.liveness === true ? 'stalled' : 'bug';
}
