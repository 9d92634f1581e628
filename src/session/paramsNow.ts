/**
 * The parameters of a run as they stand at the playhead, in the scenario's own units: what the scenario
 * gives, every default, and what commands have set up to here. Reads; changes nothing.
 */
import { changedParams } from '../engine/params';
import type { GivenParams } from '../engine/params';
import { filledParams } from '../scenario/assemble';
import type { RunView } from './types';

type Run = Pick<RunView, 'scenario' | 'algorithm' | 'commands' | 'playhead'>;

/** Every parameter by name (ms, ratios, words), the variant among them; a range is always a pair. */
export function paramsNow({ scenario, algorithm, commands, playhead }: Run): GivenParams {
  const fired = commands
    .filter(({ outcome }) => outcome?.effect === 'done' && outcome.event < playhead.event)
    .toSorted((one, other) => (one.outcome?.event ?? 0) - (other.outcome?.event ?? 0));
  let params = filledParams(scenario, algorithm);
  for (const { command } of fired) {
    if (command.do === 'set' && 'params' in command) {
      params = changedParams(algorithm, params, command.params);
    }
  }
  return params;
}
