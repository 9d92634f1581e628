/**
 * How a bug is told from a lesson: by the kind of the property and by whether what it assumes held in
 * this run.
 */
import type { Assumed, Breach, Property, Verdict } from './types';

/**
 * The verdict on one property. A MUST that broke is a bug whatever happened. An IF that broke is a bug
 * if its assumption held, else a lesson. Progress that is not made is a stall only where it could be
 * expected; elsewhere its absence is what the assumption says.
 */
export function verdictOf(property: Property, breach: Breach | null, assumed: Assumed): Verdict {
  if (breach === null) return 'holds';
  if (property.kind === 'MUST') return 'bug';
  if (!assumed.held) return 'lesson';
  return property.liveness === true ? 'stalled' : 'bug';
}
