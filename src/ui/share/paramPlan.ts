/**
 * What applying the set-up's form would do: nothing, change parameters from here on, or start a changed
 * scenario; and what the scenario's own check says against it. Pure.
 */
import type { Algorithm, NodeId, ParamSpec } from '../../engine/protocol';
import { companyOf } from '../../scenario/assemble';
import { nodeIds } from '../../scenario/nodes';
import { validate } from '../../scenario/schema';
import type { Problem, Scenario, WorkloadChoice } from '../../scenario/types';
import { filled, putOnTop } from '../../workloads/onTop';
import type { Workload } from '../../workloads/types';
import type { Setup } from '../player/edits';
import { edited } from '../player/edits';
import type { Values } from './paramForm';
import { changesOf, sayParams } from './paramForm';

/** What the leader is to be for. */
export interface WantedWorkload {
  readonly of: Workload;
  readonly values: Values;
}

export interface Wanted {
  /** As the run stands: with what was set up to the playhead. */
  readonly before: Values;
  readonly after: Values;
  /** Parameters of the variant that is wanted. */
  readonly specs: readonly ParamSpec[];
  readonly variant: string | null;
  /** Null: an election and nothing on top of it. */
  readonly workload: WantedWorkload | null;
  /** The other parts of the set-up; null if they stay. */
  readonly setup: Setup | null;
}

type Problems = ReadonlyMap<string, Problem>;

export interface Plan {
  /** Parameters that can change at the playhead, and nothing else has to; null if something has. */
  readonly live: Values | null;
  /** The changed scenario from its start; null while nothing is changed or something is refused. */
  readonly anew: Scenario | null;
  /** It leaves out the script of the present one, which speaks of what is no longer there. */
  readonly unscripted: boolean;
  /** What the scenario's check says, by parameter; '' holds what belongs to none. */
  readonly problems: Problems;
  /** The same by parameter of the workload. */
  readonly above: Problems;
}

/** `params.heartbeatMs[0]` is about `heartbeatMs`. */
function nameIn(path: string, under: 'params' | 'workload'): string {
  const [, where, name = ''] = /^(\w+)\.([A-Za-z0-9_]+)/.exec(path) ?? [];
  return where === under ? name : '';
}

/** The workload as a scenario says it: its kind, and no defaults. */
function sayWorkload({ of, values }: WantedWorkload): WorkloadChoice {
  return { kind: of.id, ...changesOf(of.params, filled(of, undefined), values) };
}

function isAsBefore({ workload: before }: Scenario, wanted: WantedWorkload | null): boolean {
  if (before === undefined || wanted === null) return before === undefined && wanted === null;
  const { of, values } = wanted;
  const changes = changesOf(of.params, filled(of, before), values);
  return before.kind === of.id && Object.keys(changes).length === 0;
}

/** Without clocks and links of nodes that are not there. */
function withoutStrangers(scenario: Scenario, ids: ReadonlySet<NodeId>): Scenario {
  const only = <T>(all: { readonly [name: string]: T }): { readonly [name: string]: T } =>
    Object.fromEntries(
      Object.entries(all).filter(([name]) => name.split('>').every((id) => ids.has(id))),
    );
  const { clocks, network } = scenario;
  return {
    ...scenario,
    ...(clocks && { clocks: only(clocks) }),
    ...(network?.links && { network: { ...network, links: only(network.links) } }),
  };
}

interface Changed {
  readonly next: Scenario;
  readonly unscripted: boolean;
}

/** The scenario as it is wanted; a script that it cannot follow is left out. */
function changed(scenario: Scenario, whole: Algorithm, top: Algorithm, wanted: Wanted): Changed {
  const { specs, after, variant, setup, workload } = wanted;
  const same = edited(scenario, setup === null ? {} : { setup });
  const { params: _params, workload: _workload, ...rest } = same;
  const params = sayParams(specs, after, variant, whole.variants);
  const said: Scenario = {
    ...rest,
    ...(Object.keys(params).length > 0 && { params }),
    ...(workload !== null && { workload: sayWorkload(workload) }),
  };
  const ids = new Set([...nodeIds(said.nodes), ...companyOf(said, top)]);
  const next = withoutStrangers(said, ids);
  const checked = validate(next, top, 'link');
  const isScript = ({ path }: Problem): boolean => /^(commands|initial)\b/.test(path);
  if (checked.ok || !checked.problems.every(isScript)) return { next, unscripted: false };
  const { commands: _commands, initial: _initial, ...bare } = next;
  return { next: bare, unscripted: true };
}

function told(problems: readonly Problem[]): Pick<Plan, 'problems' | 'above'> {
  const [below, above] = [new Map<string, Problem>(), new Map<string, Problem>()];
  for (const problem of problems) {
    const ofWorkload = nameIn(problem.path, 'workload');
    const [into, name] =
      ofWorkload === '' ? [below, nameIn(problem.path, 'params')] : [above, ofWorkload];
    if (!into.has(name)) into.set(name, problem);
  }
  return { problems: below, above };
}

export function planOf(scenario: Scenario, whole: Algorithm, wanted: Wanted): Plan {
  const { before, after, specs, variant, setup, workload } = wanted;
  const live = new Set(specs.filter((spec) => spec.live === true).map(({ name }) => name));
  const stays = variant === (before['variant'] ?? null);
  const isAlike = stays && setup === null && isAsBefore(scenario, workload);
  const changes = stays ? changesOf(specs, before, after) : after;
  const names = Object.keys(changes);
  const top = workload === null ? whole : putOnTop(whole, workload.of);
  const { next, unscripted } = changed(scenario, whole, top, wanted);
  const checked = validate(next, top, 'link');
  const idle = isAlike && names.length === 0;
  const isLive = isAlike && names.every((name) => live.has(name));
  return {
    live: isLive && !idle && checked.ok ? changes : null,
    anew: checked.ok && !idle ? checked.value : null,
    unscripted,
    ...told(checked.ok ? [] : checked.problems),
  };
}
