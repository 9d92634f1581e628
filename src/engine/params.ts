/** Parameters as a scenario gives them: how a change of some makes the whole again. */
import type { Running, Json } from './protocol';

/** Parameters by name: what `Running.resolveParams` reads. */
export type GivenParams = { readonly [name: string]: Json };

/** `given` with some values replaced; a range is always a pair, as handlers expect it. */
export function changedParams(
  algorithm: Running,
  given: GivenParams,
  change: GivenParams,
): GivenParams {
  const changed: { [name: string]: Json } = { ...given };
  for (const { name, shape } of algorithm.params) {
    const value = change[name];
    if (value === undefined) continue;
    changed[name] = shape === 'range' && typeof value === 'number' ? [value, value] : value;
  }
  return changed;
}
