/**
 * What applying the set-up's form would do: nothing, change parameters from here on, or start a changed
 * scenario; and what the scenario's own check says against it. Pure.
 */
import type { Algorithm, ParamSpec } from '../../engine/protocol';
import { validate } from '../../scenario/schema';
import type { Problem, Scenario } from '../../scenario/types';
import type { Setup } from '../player/edits';
import { edited } from '../player/edits';
import type { Values } from './paramForm';
import { changesOf, sayParams } from './paramForm';

export interface Wanted {
  /** As the run stands: with what was set up to the playhead. */
  readonly before: Values;
  readonly after: Values;
  /** Parameters of the variant that is wanted. */
  readonly specs: readonly ParamSpec[];
  readonly variant: string | null;
  /** The other parts of the set-up; null if they stay. */
  readonly setup: Setup | null;
}

export interface Plan {
  /** Parameters that can change at the playhead, and nothing else has to; null if something has. */
  readonly live: Values | null;
  /** The changed scenario from its start; null while nothing is changed or something is refused. */
  readonly anew: Scenario | null;
  /** What the scenario's check says, by parameter; '' holds what belongs to none. */
  readonly problems: ReadonlyMap<string, Problem>;
}

/** `params.heartbeatMs[0]` is about `heartbeatMs`. */
function nameIn(path: string): string {
  return /^params\.([A-Za-z0-9_]+)/.exec(path)?.[1] ?? '';
}

/** The scenario with these parameters; a script that the variant cannot follow is left out. */
function changed(scenario: Scenario, whole: Algorithm, wanted: Wanted): Scenario {
  const { specs, after, variant, setup } = wanted;
  const { params: _params, ...rest } = edited(scenario, setup === null ? {} : { setup });
  const params = sayParams(specs, after, variant, whole.variants);
  const next = { ...rest, ...(Object.keys(params).length > 0 && { params }) };
  const checked = validate(next, whole, 'link');
  const isScript = ({ path }: Problem): boolean => /^(commands|initial)\b/.test(path);
  if (checked.ok || !checked.problems.every(isScript)) return next;
  const { commands: _commands, initial: _initial, ...bare } = next;
  return bare;
}

export function planOf(scenario: Scenario, whole: Algorithm, wanted: Wanted): Plan {
  const { before, after, specs, variant, setup } = wanted;
  const live = new Set(specs.filter((spec) => spec.live === true).map(({ name }) => name));
  const stays = variant === (before['variant'] ?? null);
  const changes = stays ? changesOf(specs, before, after) : after;
  const names = Object.keys(changes);
  const next = changed(scenario, whole, wanted);
  const checked = validate(next, whole, 'link');
  const problems = new Map<string, Problem>();
  if (!checked.ok) {
    for (const problem of checked.problems) {
      const name = nameIn(problem.path);
      if (!problems.has(name)) problems.set(name, problem);
    }
  }
  const idle = stays && names.length === 0 && setup === null;
  const isLive = stays && setup === null && names.every((name) => live.has(name));
  return {
    live: isLive && !idle && checked.ok ? changes : null,
    anew: checked.ok && !idle ? checked.value : null,
    problems,
  };
}
