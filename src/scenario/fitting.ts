/**
 * Whether a scenario fits the algorithm it names: its parameters and variant, the message types it
 * blocks, the timers it fires, what it asks of a seated or serving cluster. Everything is read from
 * the algorithm's own description, so nothing here knows any algorithm.
 */
import type { Algorithm, Json, ParamSpec, Part } from '../engine/protocol';
import type { Problem, Scenario } from './types';
import type { Bounds } from './fields';
import type { Say } from './field';
import type { PathStep } from './problems';
import type { Findings } from './meaning';
import { ORDINAL_MAX, TIME_MS_MAX, TIME_MS_MIN } from './limits';
import { readNumber, readRange } from './fields';
import { oneOf, problemAt, quote } from './problems';

/** The outermost part of the nodes that may lead: the one commands speak to. */
function electingPart(algorithm: Algorithm): Part | undefined {
  const kind = algorithm.kinds[algorithm.candidates];
  return kind?.parts[kind.order[0] ?? ''];
}

/** Every message type by its wire name: those of embedded parts are prefixed (`raft/RequestVote`). */
export function wireNames(algorithm: Algorithm): string[] {
  const names = new Set<string>();
  for (const kind of Object.values(algorithm.kinds)) {
    for (const [position, name] of kind.order.entries()) {
      const prefix = position === 0 ? '' : `${name}/`;
      for (const type of Object.keys(kind.parts[name]?.messages ?? {})) names.add(prefix + type);
    }
  }
  return [...names];
}

/** Every timer that a command can make ring. */
export function timerNames(algorithm: Algorithm): readonly string[] {
  return electingPart(algorithm)?.timers ?? [];
}

/** True if a scenario may seat a leader or give logs. */
export function canSeat(algorithm: Algorithm): boolean {
  return electingPart(algorithm)?.onSeat !== undefined;
}

/** True if a scenario may send requests. */
export function canServe(algorithm: Algorithm): boolean {
  return electingPart(algorithm)?.onRequest !== undefined;
}

/** The bounds of a parameter that is a number or a range of numbers. */
export function paramBounds(spec: ParamSpec): Bounds {
  const ms = spec.unit === 'ms';
  const whole = spec.unit === 'count';
  return {
    min: spec.min ?? (ms ? TIME_MS_MIN : 0),
    max: spec.max ?? (ms ? TIME_MS_MAX : spec.unit === 'ratio' ? 1 : ORDINAL_MAX),
    ...(ms && { ms }),
    ...(whole && { whole }),
  };
}

/** One parameter's value in its shape and bounds; undefined after a word to `say`. */
function readParam(spec: ParamSpec, value: Json, say: Say): Json | undefined {
  switch (spec.shape) {
    case 'flag':
      return typeof value === 'boolean'
        ? value
        : say(`This must be true or false, not ${quote(value)}.`, 'Write true or false.');
    case 'choice': {
      const choices = spec.choices ?? [];
      return choices.some((choice) => choice === value)
        ? value
        : say(`${quote(value)} is not a choice here.`, `Write ${oneOf(choices)}.`);
    }
    case 'range':
      return readRange(value, paramBounds(spec), say);
    case 'numberOrNull':
      return value === null ? null : readNumber(value, paramBounds(spec), say);
    case 'number':
      return readNumber(value, paramBounds(spec), say);
  }
}

/** What `checkFit` learnt: parameters rebuilt, and keys the algorithm does not know. */
export interface Fit {
  readonly params: { readonly [name: string]: Json };
  readonly unknownKeys: readonly Problem[];
}

function fitParams(scenario: Scenario, algorithm: Algorithm, found: Findings): Fit {
  const specs = new Map(algorithm.params.map((spec) => [spec.name, spec]));
  const params: { [name: string]: Json } = {};
  const unknownKeys: Problem[] = [];
  for (const [name, value] of Object.entries(scenario.params ?? {})) {
    const path = ['params', name];
    const spec = specs.get(name);
    const say: Say = (problem, hint, more = []) => {
      found.add([...path, ...more], problem, hint);
      return undefined;
    };
    if (spec !== undefined) {
      const read = readParam(spec, value, say);
      if (read !== undefined) params[name] = read;
    } else if (name === 'variant' && algorithm.variants.length > 0) {
      const known = algorithm.variants.some((variant) => variant === value);
      if (known) params[name] = value;
      else say(`${quote(value)} is no variant.`, `Write ${oneOf(algorithm.variants)}.`);
    } else {
      const problem = `${algorithm.id} has no parameter ${quote(name)}.`;
      const hint =
        specs.size === 0 ? 'It has none; remove this.' : `It has ${oneOf([...specs.keys()])}.`;
      unknownKeys.push(problemAt(path, problem, hint));
    }
  }
  return { params, unknownKeys };
}

function fitCommands(scenario: Scenario, algorithm: Algorithm, found: Findings): void {
  const types = wireNames(algorithm);
  const timers = timerNames(algorithm);
  const serves = canServe(algorithm);
  for (const [index, command] of (scenario.commands ?? []).entries()) {
    const path: readonly PathStep[] = ['commands', index];
    if (command.do === 'block' || command.do === 'unblock') {
      for (const [place, type] of command.types.entries()) {
        if (types.includes(type)) continue;
        const problem = `${algorithm.id} has no message ${quote(type)}.`;
        found.add([...path, 'types', place], problem, `It has ${oneOf(types)}.`);
      }
    } else if (command.do === 'timeout') {
      if (command.timer === undefined || timers.includes(command.timer)) continue;
      const problem = `${algorithm.id} has no timer ${quote(command.timer)}.`;
      found.add([...path, 'timer'], problem, `It has ${oneOf(timers)}.`);
    } else if (command.do === 'request' && !serves) {
      found.add(path, `${algorithm.id} takes no requests.`, 'Remove this command.');
    }
  }
}

/** Adds what does not fit the algorithm; returns the parameters rebuilt. */
export function checkFit(scenario: Scenario, algorithm: Algorithm, found: Findings): Fit {
  if (scenario.algorithm !== algorithm.id) {
    const problem = `This is a scenario for ${quote(scenario.algorithm)}, not ${algorithm.id}.`;
    found.add(['algorithm'], problem, 'Open it with its own algorithm.');
  }
  const { leader, logs } = scenario.initial ?? {};
  if ((leader !== undefined || logs !== undefined) && !canSeat(algorithm)) {
    const hint = 'Remove leader and logs here.';
    found.add(['initial'], `${algorithm.id} cannot start with a leader or logs.`, hint);
  }
  fitCommands(scenario, algorithm, found);
  return fitParams(scenario, algorithm, found);
}
