/**
 * One cell of the table of faults, measured: a quiet cluster, the fault, and what came of it over some
 * seeds. The verdicts are those of the algorithm's own claims; nothing here knows an algorithm.
 */
import { formFor } from '../../engine/forms';
import { Kernel } from '../../engine/kernel';
import type { Algorithm, Fact, Json, Mandate, NodeId, Us } from '../../engine/protocol';
import type { Property } from '../../properties/types';
import { assemble } from '../../scenario/assemble';
import { canServe } from '../../scenario/fitting';
import { nodeIds } from '../../scenario/nodes';
import { validate } from '../../scenario/schema';
import type { Scenario } from '../../scenario/types';
import { SelfBelievers } from '../cells/facts';
import { ObservedRun } from '../observed';
import type { FaultRow, Quiet } from './rows';

/** A form of an algorithm with what is claimed of it: one column. */
export interface Column {
  /** `bully`, or `bully garcia-molina`. */
  readonly id: string;
  readonly algorithm: Algorithm;
  readonly variant: string | null;
  readonly properties: readonly Property[];
}

/** What came of one run. */
export interface Outcome {
  /** Ids of claims about safety that broke: those that hold always, and those that assume something. */
  readonly brokenMust: readonly string[];
  readonly brokenIf: readonly string[];
  /** Ids of those of them that nothing excuses: the algorithm here, or a claim about it, is wrong. */
  readonly bugs: readonly string[];
  /** Two were seated at once; two believed at once that they lead. */
  readonly seatedTogether: boolean;
  readonly believedTogether: boolean;
  /** Share of the time in which somebody was seated, from some time after the fault on; from 0 to 1. */
  readonly led: number;
  /** Reigns that began in that time. */
  readonly reigns: number;
}

/** A cell: what was seen in so many seeds. `refused`: the validator does not let it run. */
export type Measured =
  | { readonly refused: true }
  | {
      readonly refused: false;
      readonly seeds: number;
      readonly mandate: Mandate;
      readonly outcomes: readonly Outcome[];
    };

export const SEEDS = 10;
const NODES = 5;
/** The quiet cluster must have a leader by then, in units. */
const PATIENCE = 20;
/** The run ends so many units after the fault began. */
const WATCHED = 8;
/** Whether anybody leads is looked at from so many units after the fault on: noticing takes time. */
const GRACE = 3;
/** So many reigns in that time are no lasting ones. */
const FLAPS = 3;

function paramsOf({ variant }: Column): { readonly [name: string]: Json } {
  return variant === null ? {} : { variant };
}

/** The unit of a column's times: the longest it waits for anything that its form declares. */
function unitOf(column: Column): number {
  const form = formFor(column.algorithm, paramsOf(column));
  const given = Object.fromEntries(form.params.map(({ name, default: usual }) => [name, usual]));
  const periods = form.face.periods(form.resolveParams({ ...given, ...paramsOf(column) }));
  return Math.max(periods.detectionUs, periods.routineUs) / 1000;
}

function scenarioOf(column: Column, seed: string, more: Partial<Scenario>): Scenario {
  const { algorithm } = column;
  return {
    ...{ v: 1, algorithm: algorithm.id, nodes: NODES, seed, params: paramsOf(column) },
    ...more,
  };
}

/** Plays the cluster until it has a leader; what a row must know of it, or null if it never has one. */
function quietOf(column: Column, seed: string): Quiet | null {
  const unitMs = unitOf(column);
  const scenario = scenarioOf(column, seed, { untilMs: PATIENCE * unitMs });
  const kernel = new Kernel(assemble(scenario, column.algorithm));
  while (kernel.view.seats.length === 0 && kernel.step());
  const leader: NodeId | undefined = kernel.view.seats[0]?.node;
  if (leader === undefined) return null;
  const form = formFor(column.algorithm, paramsOf(column));
  return {
    leader,
    others: nodeIds(NODES).filter((id) => id !== leader),
    atMs: Math.ceil(kernel.us / 1000 + unitMs),
    unitMs,
    serves: canServe(form),
    isBacked: form.mandate !== 'component',
  };
}

/** Two at once, and how long somebody was seated: followed event by event. */
function leadingIn(facts: readonly Fact[], fromUs: Us, endUs: Us) {
  const believers = new SelfBelievers();
  const seats = new Set<NodeId>();
  let believedTogether = false;
  let seatedTogether = false;
  let reigns = 0;
  let ledUs = 0;
  let lastUs = fromUs;
  const look = (us: Us): void => {
    believedTogether ||= believers.count > 1;
    seatedTogether ||= seats.size > 1;
    if (us > lastUs && seats.size > 0) ledUs += us - lastUs;
    lastUs = Math.max(lastUs, us);
  };
  let event = -1;
  for (const fact of facts) {
    if (fact.event !== event) look(fact.us); // All that one event did is one instant.
    event = fact.event;
    believers.note(fact);
    if (fact.fact === 'seated') {
      seats.add(fact.node);
      if (fact.us > fromUs) reigns += 1;
    }
    if (fact.fact === 'unseated') seats.delete(fact.node);
  }
  look(endUs);
  return { believedTogether, seatedTogether, reigns, led: ledUs / (endUs - fromUs) };
}

function outcomeOf(run: ObservedRun, column: Column, quiet: Quiet): Outcome {
  const endUs = run.kernel.us;
  const fromUs = Math.round((quiet.atMs + GRACE * quiet.unitMs) * 1000);
  const broken = run.findings(endUs).filter(({ breach }) => breach !== null);
  const ids = (kind: 'MUST' | 'IF'): readonly string[] =>
    broken
      .filter((one) => one.kind === kind)
      .map(({ id }) => id)
      .filter((id) => column.properties.some((one) => one.id === id && one.liveness !== true));
  const leading = leadingIn(run.facts, fromUs, Math.max(endUs, fromUs + 1));
  const bugs = broken.filter(({ verdict }) => verdict === 'bug').map(({ id }) => id);
  return { brokenMust: ids('MUST'), brokenIf: ids('IF'), bugs, ...leading };
}

/** Plays one seed of a cell. */
export function playCell(column: Column, row: FaultRow, seed: string): Outcome | null {
  const quiet = quietOf(column, seed);
  if (quiet === null) return null;
  const scenario = scenarioOf(column, seed, {
    commands: row.disturb(quiet),
    untilMs: Math.ceil(quiet.atMs + WATCHED * quiet.unitMs),
  });
  const checked = validate(scenario, column.algorithm, 'file');
  if (!checked.ok) throw new Error(`${column.id}, ${row.id}: ${JSON.stringify(checked.problems)}`);
  const run = new ObservedRun(assemble(checked.value, column.algorithm), column.properties);
  while (run.kernel.step());
  return outcomeOf(run, column, quiet);
}

/** Measures a cell over its seeds. */
export function measure(column: Column, row: FaultRow, seeds: number = SEEDS): Measured {
  const { mandate } = formFor(column.algorithm, paramsOf(column));
  if (row.refused !== undefined) {
    const { ok } = validate(scenarioOf(column, '1', row.refused), column.algorithm, 'file');
    return ok ? { refused: false, seeds: 0, mandate, outcomes: [] } : { refused: true };
  }
  const outcomes: Outcome[] = [];
  for (let seed = 1; seed <= seeds; seed++) {
    const outcome = playCell(column, row, String(seed));
    if (outcome !== null) outcomes.push(outcome);
  }
  return { refused: false, seeds, mandate, outcomes };
}

/** True if the claims of the algorithm were broken: one that always holds, or two led because of it. */
function isViolated(outcome: Outcome): boolean {
  const { brokenMust, brokenIf, believedTogether } = outcome;
  return brokenMust.length > 0 || (brokenIf.length > 0 && believedTogether);
}

/** The letters of a cell: what was seen in any of its runs, and what most of them lacked. */
export function lettersOf(measured: Measured): string {
  if (measured.refused) return 'X';
  const { outcomes, seeds, mandate } = measured;
  const any = (holds: (outcome: Outcome) => boolean): boolean => outcomes.some(holds);
  const most = (holds: (outcome: Outcome) => boolean): boolean =>
    2 * (outcomes.filter(holds).length + seeds - outcomes.length) >= seeds;
  // Where a majority or a grant makes a leader, an older reign that is not over yet has nobody behind it.
  const isComponent = mandate === 'component';
  const together = isComponent && any(({ seatedTogether }) => seatedTogether) ? 'B' : 'b';
  const split = any(({ believedTogether }) => believedTogether) ? together : 'H';
  const safety = any(isViolated) ? 'V' : split;
  if (most(({ led }) => led < 0.5)) return `${safety} S`;
  return most(({ reigns }) => reigns >= FLAPS) ? `${safety} f` : safety;
}
