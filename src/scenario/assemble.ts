/**
 * From a checked scenario to what the kernel runs: every default filled in, every time in whole
 * microseconds. Draws nothing: times that are ranges stay ranges.
 */
import type { Running, Json, NodeId, Seating, Us } from '../engine/protocol';
import type { ActorSpec, CommandSpec, DelaySpec, LinkSpec, RunSpec } from '../engine/spec';
import type { Command, Delay, LinkRules, Range, Scenario } from './types';
import {
  DEFAULT_CRASHED_INBOX,
  DEFAULT_DELAY_MS,
  DEFAULT_DUPLICATE,
  DEFAULT_FIFO,
  DEFAULT_LOSS,
  DEFAULT_SEED,
  DEFAULT_TIMERS,
  DEFAULT_WRITE_MS,
} from './defaults';
import { formFor } from '../engine/forms';
import { Stream } from '../lib/random';
import { companyIds, companySpecs } from '../engine/company';
import { nodeIds, nodePriorities } from './nodes';

/** Milliseconds to the nearest whole microsecond. */
export function usOf(ms: number): Us {
  return Math.round(ms * 1000);
}

/** Both ends of a range, in us; a bare number is fixed. */
function rangeUs(range: Range): readonly [Us, Us] {
  return typeof range === 'number' ? [usOf(range), usOf(range)] : [usOf(range[0]), usOf(range[1])];
}

function delaySpec(delay: Delay): DelaySpec {
  if (typeof delay === 'object' && 'dist' in delay) {
    const { dist, p50, p99, min } = delay;
    return { dist, p50Us: usOf(p50), p99Us: usOf(p99), minUs: usOf(min) };
  }
  const [loUs, hiUs] = rangeUs(delay);
  return loUs === hiUs ? { dist: 'fixed', us: loUs } : { dist: 'uniform', loUs, hiUs };
}

/** What these rules say of a link, and nothing else. */
function changeSpec({ delayMs, loss, duplicate, fifo }: LinkRules): Partial<LinkSpec> {
  return {
    ...(delayMs !== undefined && { delay: delaySpec(delayMs) }),
    ...(loss !== undefined && { loss }),
    ...(duplicate !== undefined && { duplicate }),
    ...(fifo !== undefined && { fifo }),
  };
}

/** A link's rules on top of others. */
function linkSpec(rules: LinkRules, base: LinkSpec): LinkSpec {
  return { ...base, ...changeSpec(rules) };
}

/** The rules of links that a command changes; undefined for one that changes none. */
function rulesOf(command: Command): LinkRules | undefined {
  if (command.do !== 'set') return undefined;
  if ('network' in command) return command.network;
  return 'link' in command ? command.link : undefined;
}

const DEFAULT_LINK: LinkSpec = {
  delay: delaySpec(DEFAULT_DELAY_MS),
  loss: DEFAULT_LOSS,
  duplicate: DEFAULT_DUPLICATE,
  fifo: DEFAULT_FIFO,
};

function actorSpecs(
  scenario: Scenario,
  algorithm: Running,
  given: { readonly [name: string]: Json },
): ActorSpec[] {
  const priorities = placed(nodePriorities(scenario.nodes), scenario);
  const candidates = nodeIds(scenario.nodes).map((id, index) => ({
    id,
    kind: algorithm.candidates,
    candidate: true,
    priority: priorities[index] ?? index + 1,
  }));
  return [...candidates, ...companySpecs(algorithm, given)];
}

/**
 * Priorities as they stand: in their order, or, where the scenario asks for `placement: "random"`, in one
 * that the seed draws (a Fisher-Yates shuffle from the stream `layout`).
 */
function placed(priorities: readonly number[], { params, seed }: Scenario): readonly number[] {
  if (params?.['placement'] !== 'random') return priorities;
  const stream = new Stream(`${seed ?? DEFAULT_SEED}/layout`);
  const drawn = [...priorities];
  for (let last = drawn.length - 1; last > 0; last--) {
    const other = stream.between(0, last);
    const kept = drawn[last] as number;
    drawn[last] = drawn[other] as number;
    drawn[other] = kept;
  }
  return drawn;
}

/**
 * Every parameter with a value: the scenario's or the default. A range is always [lo, hi], so that no
 * algorithm has to ask whether it is a bare number. The first variant is the default one.
 */
export function filledParams(
  scenario: Scenario,
  algorithm: Running,
): { readonly [name: string]: Json } {
  const given = scenario.params ?? {};
  const filled: { [name: string]: Json } = {};
  for (const { name, shape, default: usual } of algorithm.params) {
    const value = given[name] ?? (Object.hasOwn(given, name) ? null : usual);
    filled[name] = shape === 'range' && typeof value === 'number' ? [value, value] : value;
  }
  const variant = given['variant'] ?? algorithm.variants[0];
  if (variant !== undefined) filled['variant'] = variant;
  if (scenario.workload !== undefined) filled['workload'] = scenario.workload;
  return filled;
}

/** The nodes that the algorithm brings along in this scenario, in list order. */
export function companyOf(scenario: Scenario, whole: Running): readonly NodeId[] {
  const algorithm = formFor(whole, scenario.params);
  return companyIds(algorithm, filledParams(scenario, algorithm));
}

function seatingOf({ initial }: Scenario): Seating | null {
  if (initial?.leader === undefined && initial?.logs === undefined) return null;
  return { leader: initial.leader ?? null, logs: initial.logs ?? {} };
}

/** One command of the list at `index`, its time in us. Draws for it come from the stream of `key`. */
export function assembleCommand(command: Command, index: number): CommandSpec {
  const [atLoUs, atHiUs] = rangeUs(command.atMs);
  const rules = rulesOf(command);
  return {
    command,
    atLoUs,
    atHiUs,
    after: command.after ?? 0,
    key: command.id ?? String(index),
    ...(rules !== undefined && { rules: changeSpec(rules) }),
  };
}

/** What the kernel runs. Expects a scenario that `validate` has checked against this algorithm. */
export function assemble(scenario: Scenario, whole: Running): RunSpec {
  const algorithm = formFor(whole, scenario.params);
  const { network, disk, clocks, initial, commands, untilMs } = scenario;
  const link = linkSpec(network ?? {}, DEFAULT_LINK);
  const links = new Map<string, LinkSpec>();
  for (const [name, rules] of Object.entries(network?.links ?? {})) {
    links.set(name, linkSpec(rules, link));
  }
  const clockSpecs = new Map<NodeId, { readonly ppm: number; readonly offsetUs: Us }>();
  for (const [node, { ppm, offsetMs }] of Object.entries(clocks ?? {})) {
    clockSpecs.set(node, { ppm: ppm ?? 0, offsetUs: usOf(offsetMs ?? 0) });
  }
  const [writeLoUs, writeHiUs] = rangeUs(disk?.writeMs ?? DEFAULT_WRITE_MS);
  const given = filledParams(scenario, algorithm);
  return {
    algorithm,
    seed: scenario.seed ?? DEFAULT_SEED,
    given,
    params: algorithm.resolveParams(given),
    actors: actorSpecs(scenario, algorithm, given),
    link,
    links,
    crashedInbox: network?.crashedInbox ?? DEFAULT_CRASHED_INBOX,
    disk: { loUs: writeLoUs, hiUs: writeHiUs },
    clocks: clockSpecs,
    initial: { timers: initial?.timers ?? DEFAULT_TIMERS, seating: seatingOf(scenario) },
    commands: (commands ?? []).map(assembleCommand),
    untilUs: untilMs === undefined ? null : usOf(untilMs),
  };
}
