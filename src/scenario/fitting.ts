/**
 * Whether a scenario fits the algorithm it names, in the form of its variant: parameters, the message
 * types, timers, actions and parameters its commands name, what it asks of a seated or serving cluster.
 * Everything is read from the algorithm's own description, so nothing here knows any algorithm.
 */
import { formFor } from '../engine/forms';
import type { Running, Json, NodeId, ParamSpec, Part } from '../engine/protocol';
import type { Command, Problem, Scenario, WorkloadChoice } from './types';
import type { Bounds } from './fields';
import type { Say } from './field';
import type { PathStep } from './problems';
import type { Findings } from './meaning';
import { NODES_MAX, ORDINAL_MAX, TIME_MS_MAX, TIME_MS_MIN } from './limits';
import { readNumber, readRange } from './fields';
import { nodeIds } from './nodes';
import { oneOf, problemAt, quote } from './problems';

/** The outermost part of the nodes that may lead: the one commands speak to. */
function electingPart(algorithm: Running): Part | undefined {
  const kind = algorithm.kinds[algorithm.candidates];
  return kind?.parts[kind.order[0] ?? ''];
}

/** Every message type by its wire name: those of embedded parts are prefixed (`raft/RequestVote`). */
export function wireNames(algorithm: Running): string[] {
  const names = new Set<string>();
  for (const kind of Object.values(algorithm.kinds)) {
    for (const [position, name] of kind.order.entries()) {
      const part = kind.parts[name];
      const prefix = position === 0 || part?.plain === true ? '' : `${name}/`;
      for (const type of Object.keys(part?.messages ?? {})) names.add(prefix + type);
    }
  }
  return [...names];
}

/** The outermost part of each kind of node, that of the candidates first. */
function outerParts(algorithm: Running): readonly Part[] {
  const parts = Object.values(algorithm.kinds).map(({ order, parts }) => parts[order[0] ?? '']);
  return [...new Set([electingPart(algorithm), ...parts])].filter((part) => part !== undefined);
}

/** Every timer that a command can make ring, at a node of some kind. */
export function timerNames(algorithm: Running): readonly string[] {
  const kinds = Object.values(algorithm.kinds);
  const embedded = kinds.flatMap(({ order, parts }) => order.slice(1).map((name) => parts[name]));
  const all = [...outerParts(algorithm), ...embedded];
  return [...new Set(all.flatMap((part) => part?.timers ?? []))];
}

/** Everything a person may ask of a node of this algorithm by name. */
export function actionNames(algorithm: Running): readonly string[] {
  const names = outerParts(algorithm).flatMap(({ actions }) => Object.keys(actions ?? {}));
  return [...new Set(names)];
}

/** The parameters that may change during a run. */
export function liveParams(algorithm: Running): readonly ParamSpec[] {
  return algorithm.params.filter(({ live }) => live === true);
}

/** True if a scenario may seat a leader or give logs. */
export function canSeat(algorithm: Running): boolean {
  return electingPart(algorithm)?.onSeat !== undefined;
}

/** True if a scenario may send requests. */
export function canServe(algorithm: Running): boolean {
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

/** One of the choices, or a list of nodes; whether they are nodes of the scenario is checked with them. */
function readChoiceOrNodes(spec: ParamSpec, value: Json, say: Say): Json | undefined {
  const choices = spec.choices ?? [];
  if (choices.some((choice) => choice === value)) return value;
  const isList = Array.isArray(value) && value.length > 0 && value.length <= NODES_MAX;
  if (isList && value.every((node) => typeof node === 'string')) return [...value];
  const hint = `Write ${oneOf(choices)}, or a list of nodes such as ["n1", "n3"].`;
  return say('This is neither a choice nor a list of nodes.', hint);
}

/** A list of at least one number, each within bounds. */
function readNumbers(spec: ParamSpec, value: Json, say: Say): Json | undefined {
  if (!Array.isArray(value) || value.length === 0 || value.length > NODES_MAX) {
    return say('This must be a list of numbers.', 'Write for example [0, 15].');
  }
  const numbers: number[] = [];
  for (const [index, one] of (value as readonly Json[]).entries()) {
    const read = readNumber(one, paramBounds(spec), say, [index]);
    if (read === undefined) return undefined;
    numbers.push(read);
  }
  return numbers;
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
    case 'choiceOrNodes':
      return readChoiceOrNodes(spec, value, say);
    case 'numbers':
      return readNumbers(spec, value, say);
  }
}

/** What `checkFit` learnt: parameters and commands rebuilt, and keys the algorithm does not know. */
export interface Fit {
  readonly params: { readonly [name: string]: Json };
  readonly commands: readonly Command[];
  /** Absent where the scenario asks for none. */
  readonly workload?: WorkloadChoice;
  readonly unknownKeys: readonly Problem[];
}

type Params = { readonly [name: string]: Json };

/** Parameters and how those that are not there are met: each is one of the algorithm, in its bounds. */
class ParamFitter {
  readonly unknownKeys: Problem[] = [];
  private readonly specs: ReadonlyMap<string, ParamSpec>;

  constructor(
    private readonly algorithm: Pick<Running, 'id' | 'variants' | 'params'>,
    private readonly nodes: readonly NodeId[],
    private readonly found: Findings,
    private readonly under = 'params',
  ) {
    this.specs = new Map(algorithm.params.map((spec) => [spec.name, spec]));
  }

  /** The parameters of the document, rebuilt. */
  all(given: Params): Params {
    const params: { [name: string]: Json } = {};
    for (const [name, value] of Object.entries(given)) {
      const path = [this.under, name];
      const spec = this.specs.get(name);
      const { variants, id } = this.algorithm;
      if (spec !== undefined) {
        const read = readParam(spec, value, this.sayAt(path));
        if (read !== undefined) params[name] = this.known(spec, read, path);
      } else if (name === 'variant' && variants.length > 0) {
        const known = variants.some((variant) => variant === value);
        if (known) params[name] = value;
        else this.found.add(path, `${quote(value)} is no variant.`, `Write ${oneOf(variants)}.`);
      } else {
        const problem = `${id} has no parameter ${quote(name)}.`;
        this.unknownKeys.push(problemAt(path, problem, this.namesOf([...this.specs.keys()])));
      }
    }
    return params;
  }

  /** Parameters set during a run: only those that are marked live, rebuilt. */
  live(given: Params, path: readonly PathStep[]): Params {
    const { id } = this.algorithm;
    const params: { [name: string]: Json } = {};
    const names = [...this.specs.values()]
      .filter(({ live }) => live === true)
      .map(({ name }) => name);
    const hint = this.namesOf(names);
    for (const [name, value] of Object.entries(given)) {
      const here = [...path, name];
      const spec = this.specs.get(name);
      if (spec === undefined && name !== 'variant') {
        this.found.add(here, `${id} has no parameter ${quote(name)}.`, hint);
      } else if (spec?.live !== true) {
        const problem = `${quote(name)} of ${id} cannot change during a run.`;
        this.found.add(here, problem, names.length === 0 ? 'Remove this.' : `${oneOf(names)} can.`);
      } else {
        const read = readParam(spec, value, this.sayAt(here));
        if (read !== undefined) params[name] = read;
      }
    }
    return params;
  }

  /** The same value, after a word on every node in it that is none of the scenario's. */
  private known(spec: ParamSpec, value: Json, path: readonly PathStep[]): Json {
    if (spec.shape !== 'choiceOrNodes' || !Array.isArray(value)) return value;
    for (const [index, node] of (value as readonly string[]).entries()) {
      if (this.nodes.includes(node)) continue;
      const hint = `The nodes are ${oneOf(this.nodes)}.`;
      this.found.add([...path, index], `There is no node ${quote(node)}.`, hint);
    }
    return value;
  }

  private namesOf(names: readonly string[]): string {
    return names.length === 0 ? 'It has none; remove this.' : `It has ${oneOf(names)}.`;
  }

  private sayAt(path: readonly PathStep[]): Say {
    return (problem, hint, more = []) => {
      this.found.add([...path, ...more], problem, hint);
      return undefined;
    };
  }
}

/** Whether what a command speaks of is known to the algorithm. */
class CommandFitter {
  private readonly types: readonly string[];
  private readonly timers: readonly string[];
  private readonly actions: readonly string[];
  private readonly serves: boolean;

  constructor(
    private readonly algorithm: Running,
    private readonly params: ParamFitter,
    private readonly found: Findings,
  ) {
    this.types = wireNames(algorithm);
    this.timers = timerNames(algorithm);
    this.actions = actionNames(algorithm);
    this.serves = canServe(algorithm);
  }

  /** The command, its parameters rebuilt where it sets some. */
  fit(command: Command, path: readonly PathStep[]): Command {
    const { id } = this.algorithm;
    switch (command.do) {
      case 'block':
      case 'unblock':
        for (const [place, type] of command.types.entries()) {
          this.known('message', type, this.types, [...path, 'types', place]);
        }
        break;
      case 'drop':
      case 'duplicate':
      case 'delay':
      case 'deliver':
        this.known('message', command.type, this.types, [...path, 'type']);
        break;
      case 'choose':
        if ('message' in command) {
          this.known('message', command.type, this.types, [...path, 'type']);
        } else if ('timer' in command) {
          this.known('timer', command.timer, this.timers, [...path, 'timer']);
        }
        break;
      case 'timeout':
        this.known('timer', command.timer, this.timers, [...path, 'timer']);
        break;
      case 'act':
        this.known('action', command.action, this.actions, [...path, 'action']);
        break;
      case 'request':
        if (!this.serves) this.found.add(path, `${id} takes no requests.`, 'Remove this command.');
        break;
      case 'set':
        if (!('params' in command)) break;
        return { ...command, params: this.params.live(command.params, [...path, 'params']) };
      default:
    }
    return command;
  }

  private known(
    what: 'message' | 'timer' | 'action',
    name: string | undefined,
    names: readonly string[],
    path: readonly PathStep[],
  ): void {
    if (name === undefined || names.includes(name)) return;
    const hint =
      names.length === 0 ? 'It has none; remove this command.' : `It has ${oneOf(names)}.`;
    this.found.add(path, `${this.algorithm.id} has no ${what} ${quote(name)}.`, hint);
  }
}

/** Adds what does not fit the algorithm; returns parameters and commands rebuilt. */
export function checkFit(scenario: Scenario, whole: Running, found: Findings): Fit {
  const algorithm = formFor(whole, scenario.params);
  if (scenario.algorithm !== algorithm.id) {
    const problem = `This is a scenario for ${quote(scenario.algorithm)}, not ${algorithm.id}.`;
    found.add(['algorithm'], problem, 'Open it with its own algorithm.');
  }
  const { leader, logs } = scenario.initial ?? {};
  if ((leader !== undefined || logs !== undefined) && !canSeat(algorithm)) {
    const hint = 'Remove leader and logs here.';
    found.add(['initial'], `${algorithm.id} cannot start with a leader or logs.`, hint);
  }
  const asked = scenario.workload?.kind;
  if (asked !== undefined && asked !== algorithm.workload?.id) {
    const hint = 'Open it with its own workload.';
    found.add(['workload', 'kind'], `The workload ${quote(asked)} is not loaded.`, hint);
  }
  const paramFitter = new ParamFitter(algorithm, nodeIds(scenario.nodes), found);
  const commandFitter = new CommandFitter(algorithm, paramFitter, found);
  const commands = (scenario.commands ?? []).map((command, index) =>
    commandFitter.fit(command, ['commands', index]),
  );
  const params = paramFitter.all(scenario.params ?? {});
  const { workload: chosen } = scenario;
  const on = algorithm.workload;
  if (chosen === undefined || on === undefined) {
    return { params, commands, unknownKeys: paramFitter.unknownKeys };
  }
  const { kind, ...given } = chosen;
  const of = { id: on.id, variants: [], params: on.params };
  const fitter = new ParamFitter(of, nodeIds(scenario.nodes), found, 'workload');
  const workload = { kind, ...fitter.all(given) };
  const unknownKeys = [...paramFitter.unknownKeys, ...fitter.unknownKeys];
  return { params, commands, workload, unknownKeys };
}
