/**
 * The classes of fault and of interference that a random trial may hold, each on or off as a whole.
 */
import { formsOf } from '../engine/forms';
import type { Algorithm } from '../engine/protocol';
import { actionNames, canServe, liveParams } from '../scenario/fitting';
import type { Draws } from './draws';

export const FAULT_CLASSES = [
  'crash',
  'wipe',
  'pause',
  'partition',
  'cut',
  'block',
  'loss',
  'duplicate',
  'delay',
  'links',
  'params',
  'clock',
  'jump',
  'message',
  'timeout',
  'request',
  'act',
  'hold',
] as const;

export type FaultClass = (typeof FAULT_CLASSES)[number];

/** Classes without which nothing is demanded of anybody: they disturb nothing that a paper assumes. */
const HARMLESS: readonly FaultClass[] = ['request'];

/**
 * The classes that can befall this algorithm, in one of its forms at least. `wipes`: its disks may be
 * emptied.
 */
export function classesOf(algorithm: Algorithm, wipes: boolean): readonly FaultClass[] {
  const forms = formsOf(algorithm);
  return FAULT_CLASSES.filter((one) => {
    if (one === 'wipe') return wipes;
    if (one === 'request') return forms.some(canServe);
    if (one === 'act') return forms.some((form) => actionNames(form).length > 0);
    if (one === 'params') return forms.some((form) => liveParams(form).length > 0);
    return true;
  });
}

/**
 * Which classes are on: each with probability 1/2; in every fourth trial only one or two, so that
 * claims with many assumptions are put to the test as well.
 */
export function drawClasses(classes: readonly FaultClass[], draws: Draws): ReadonlySet<FaultClass> {
  const isGentle = draws.chance(1, 4);
  const tossed = classes.filter(() => draws.chance(1, 2));
  if (!isGentle) return new Set(tossed);
  const few = draws.some(classes, 2);
  return new Set([...few, ...tossed.filter((one) => HARMLESS.includes(one))]);
}
