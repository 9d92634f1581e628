/**
 * The cluster of a random trial before anything befalls it: its size, parameters, network, disks and
 * clocks. Reads what an algorithm has from its own description and knows none by name.
 */
import type { Algorithm, Json, NodeId, ParamSpec } from '../engine/protocol';
import { companyIds } from '../engine/company';
import { formOf } from '../engine/forms';
import { canSeat, canServe } from '../scenario/fitting';
import { nodeIds, nodePriorities } from '../scenario/nodes';
import type {
  Delay,
  Initial,
  LinkRules,
  Network,
  Scenario,
  WorkloadChoice,
} from '../scenario/types';
import { Draws } from './draws';
import type { FaultClass } from './faultClasses';

/** A cluster and what its quiet network is like. */
export interface Setting {
  /** Without commands. */
  readonly scenario: Scenario;
  readonly ids: readonly NodeId[];
  /** Those and the nodes that the algorithm brings along: whom a fault may befall. */
  readonly everyone: readonly NodeId[];
  /** Rules of every link once the faults have stopped: fast, and nothing is lost. */
  readonly calmRules: LinkRules;
  /** Values of the parameters that a command may change. */
  readonly liveParams: { readonly [name: string]: Json };
  /** The shortest and the longest time among the parameters. */
  readonly shortestMs: number;
  readonly longestMs: number;
}

const LONG_TAIL_REACH = 2.4;

type Params = { readonly [name: string]: Json };

/** In so many trials one has the default itself where others have a shorter time. */
const DEFAULT_IN = 50;

/** What a trial begins with: the default, or the shorter time that stands for it. */
function usualOf({ trial, default: usual }: ParamSpec, draws: Draws): Json {
  return trial === undefined || draws.chance(1, DEFAULT_IN) ? usual : trial;
}

/** A value of a parameter near its default; `scale` keeps times in proportion to each other. */
function drawParam(spec: ParamSpec, scale: number, draws: Draws): Json {
  const near = (ms: number): number => Math.round(ms * scale * draws.whole(88, 112) * 10) / 1000;
  const usual = usualOf(spec, draws);
  if (spec.shape === 'flag') return draws.chance(1, 2);
  if (spec.shape === 'choice') return draws.pick(spec.choices ?? []);
  if (spec.shape === 'choiceOrNodes') return draws.pick(spec.choices ?? []);
  if (spec.unit === 'count' && spec.typical !== undefined) {
    return draws.chance(1, 2) ? spec.typical : usual;
  }
  if (spec.unit !== 'ms' || spec.shape === 'numbers') return usual;
  if (usual === null && typeof spec.typical === 'number') {
    return draws.chance(1, 2) ? near(spec.typical) : null;
  }
  if (typeof usual === 'number') return near(usual);
  if (!Array.isArray(usual)) return usual;
  return [near(Number(usual[0])), near(Number(usual[1]))];
}

function drawParams({ params, variants }: Algorithm, variant: string | null, draws: Draws): Params {
  const given: { [name: string]: Json } = {};
  const scale = draws.pick([0.5, 1, 1, 1, 1, 2]);
  const isUsual = draws.chance(1, 4);
  for (const spec of params) {
    const value = drawParam(spec, scale, draws);
    given[spec.name] = isUsual ? (spec.trial ?? spec.default) : value;
  }
  if (variant !== null) given['variant'] = variant;
  else if (variants.length > 0) given['variant'] = draws.pick(variants);
  return given;
}

/** The times among some parameters, in ms. A list of numbers names instants: they may be 0. */
function timesOf({ params }: Algorithm, given: Params): readonly number[] {
  const times = params
    .filter(({ unit, shape }) => unit === 'ms' && shape !== 'numbers')
    .flatMap(({ name }) => given[name] ?? [])
    .filter((value) => typeof value === 'number');
  return times.length === 0 ? [100] : times;
}

/** A distribution of delays of at most `maxMs`, of any kind. */
export function drawDelay(maxMs: number, draws: Draws): Delay {
  const top = draws.ms(maxMs / 10, maxMs);
  const low = draws.ms(top / 20, top);
  switch (draws.whole(0, 3)) {
    case 0:
      return top;
    case 1:
      return [low, top];
    default: {
      const p50 = draws.ms(top / 20, top / 2);
      // The slowest of all is that much farther out than the 99th percentile.
      const p99 = p50 + Math.max(0.001, Math.floor(((top - p50) * 1000) / LONG_TAIL_REACH) / 1000);
      const dist = draws.pick(['normal', 'longTail'] as const);
      return { dist, p50, p99: Math.round(p99 * 1000) / 1000, min: draws.ms(0.001, p50) };
    }
  }
}

function drawNodes(draws: Draws, nodes: number | undefined): Scenario['nodes'] {
  const count = nodes ?? (draws.chance(1, 12) ? draws.whole(8, 12) : draws.whole(1, 7));
  if (draws.chance(2, 3)) return count;
  const ranks = draws.shuffled(Array.from({ length: count }, (_, index) => 10 * (index + 1)));
  return ranks.map((priority, index) => ({ id: `n${index + 1}`, priority }));
}

/**
 * Logs that may really stand side by side: each term has one author, which has built on a log that was
 * there, and each node has a beginning of one of these. The first node named has the fullest.
 */
function drawLogs(ids: readonly NodeId[], draws: Draws): Map<NodeId, readonly number[]> {
  const histories: (readonly number[])[] = [[]];
  const terms = draws.whole(1, 4);
  for (let term = 1; term <= terms; term++) {
    const base = draws.pick(histories);
    const kept = base.slice(0, draws.whole(0, base.length));
    const added = Array.from({ length: draws.whole(1, 3) }, () => term);
    histories.push([...kept, ...added]);
  }
  const logs = new Map<NodeId, readonly number[]>();
  for (const [index, id] of ids.entries()) {
    const history = index === 0 ? (histories[terms] ?? []) : draws.pick(histories);
    logs.set(id, index === 0 ? history : history.slice(0, draws.whole(0, history.length)));
  }
  return logs;
}

function drawInitial(algorithm: Algorithm, nodes: Scenario['nodes'], draws: Draws): Initial {
  const timers = draws.pick(['fresh', 'random'] as const);
  if (!canSeat(algorithm) || draws.chance(3, 4)) return { timers };
  const ids = nodeIds(nodes);
  if (!canServe(algorithm)) {
    const ranks = nodePriorities(nodes);
    return { timers, leader: ids[ranks.indexOf(Math.max(...ranks))] ?? 'n1' };
  }
  const order = draws.shuffled(ids);
  const logs = drawLogs(order, draws);
  const named = ids.filter((id) => (logs.get(id) ?? []).length > 0);
  return {
    timers,
    ...(draws.chance(1, 2) && { leader: order[0] ?? 'n1' }),
    ...(draws.chance(2, 3) && {
      logs: Object.fromEntries(named.map((id) => [id, logs.get(id) ?? []])),
    }),
  };
}

function drawNetwork(
  ids: readonly NodeId[],
  calmRules: LinkRules,
  wildMs: number,
  on: ReadonlySet<FaultClass>,
  draws: Draws,
): Network {
  const isWild = on.has('delay') && draws.chance(1, 3);
  const links: { [link: string]: LinkRules } = {};
  if (on.has('links') && ids.length > 1) {
    for (let count = draws.whole(1, 3); count > 0; count--) {
      const [from = '', to = ''] = draws.shuffled(ids);
      links[`${from}>${to}`] = { delayMs: drawDelay(wildMs, draws), fifo: draws.chance(1, 3) };
    }
  }
  return {
    ...calmRules,
    ...(isWild && { delayMs: drawDelay(wildMs, draws) }),
    ...(on.has('loss') && { loss: draws.whole(0, 30) / 100 }),
    ...(on.has('duplicate') && { duplicate: draws.whole(0, 30) / 100 }),
    links,
    crashedInbox: draws.pick(['lost', 'kept'] as const),
  };
}

function drawClocks(
  ids: readonly NodeId[],
  on: ReadonlySet<FaultClass>,
  draws: Draws,
): NonNullable<Scenario['clocks']> {
  const clocks: { [node: NodeId]: { ppm?: number; offsetMs?: number } } = {};
  for (const id of ids) {
    if (draws.chance(1, 2)) continue;
    const ppm = on.has('clock') ? draws.whole(-200_000, 200_000) : 0;
    clocks[id] = { ppm, offsetMs: draws.ms(-5000, 5000) };
  }
  return clocks;
}

/** The longest time of an algorithm beside which the times of a workload are as they are meant. */
const BESIDE_MS = 2000;

/**
 * What the workload on top is asked to do; from draws of its own, so that those of the rest stay the same.
 * Where the algorithm takes its time the workload does too: ten orders a second for hours show nothing new.
 */
function drawWorkload(
  { id, workload }: Algorithm,
  longestMs: number,
  seed: string,
): WorkloadChoice | null {
  if (workload === undefined) return null;
  const draws = new Draws(`workload/${workload.id}/${id}/${seed}`);
  const chosen: { [name: string]: Json } = {};
  const scale = Math.max(1, longestMs / BESIDE_MS);
  for (const spec of workload.params) chosen[spec.name] = drawParam(spec, scale, draws);
  return { kind: workload.id, ...chosen };
}

/** A random cluster. `nodes`: of this size. */
export function drawSetting(
  whole: Algorithm,
  seed: string,
  on: ReadonlySet<FaultClass>,
  draws: Draws,
  nodes?: number,
): Setting {
  const variant = whole.forms === undefined ? null : draws.pick(whole.variants);
  const algorithm = formOf(whole, variant);
  const list = drawNodes(draws, nodes);
  const ids = nodeIds(list);
  const params = drawParams(algorithm, variant, draws);
  const times = timesOf(algorithm, params);
  const shortestMs = Math.min(...times);
  const longestMs = Math.max(...times);
  const workload = drawWorkload(algorithm, longestMs, seed);
  const given = workload === null ? params : { ...params, workload };
  const everyone = [...ids, ...companyIds(algorithm, given)];
  const delayMs = drawDelay(shortestMs / 5, draws);
  const calmRules = { delayMs, loss: 0, duplicate: 0, fifo: draws.chance(1, 3) };
  const live = algorithm.params.filter((spec) => spec.live === true).map(({ name }) => name);
  const slowDisk = draws.ms(0, shortestMs / (draws.chance(1, 4) ? 5 : 20));
  return {
    scenario: {
      v: 1,
      algorithm: algorithm.id,
      nodes: list,
      seed,
      params,
      ...(workload && { workload }),
      network: drawNetwork(everyone, calmRules, shortestMs * 6, on, draws),
      disk: { writeMs: draws.chance(1, 3) ? 0 : [0, slowDisk] },
      clocks: drawClocks(everyone, on, draws),
      initial: drawInitial(algorithm, list, draws),
    },
    ids,
    everyone,
    calmRules,
    liveParams: Object.fromEntries(live.map((name) => [name, params[name] ?? null])),
    shortestMs,
    longestMs,
  };
}
