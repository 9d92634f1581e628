/**
 * Which builds a link says it was made with: whole numbers that rise with every change of behaviour.
 */
import type { Running } from '../engine/protocol';
import type { Made } from './types';
import { ENGINE_VERSION } from '../engine/spec';

/** What a link made now says. */
export function madeNow(algorithm: Running): Made {
  const { version, workload } = algorithm;
  const made = { engine: ENGINE_VERSION, algorithm: version };
  return workload === undefined ? made : { ...made, workload: workload.version };
}

/** True if a link was made with other versions than these: its run may differ. */
export function madeElsewhere(made: Made, algorithm: Running): boolean {
  const now = madeNow(algorithm);
  return (
    made.engine !== now.engine || made.algorithm !== now.algorithm || made.workload !== now.workload
  );
}
