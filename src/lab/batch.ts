/**
 * One scenario under many seeds, as fast as the kernel goes: no keyframes, no checkers, no copies of
 * states, and of the trace only which event sent what. A trial is a whole run, to the scenario's end,
 * so its hash is that of `sim run` with the same seed. Statistics are `measures.ts`.
 */
import { Kernel } from '../engine/kernel';
import type { Ended } from '../engine/kernel';
import type { Algorithm, Fact, Us } from '../engine/protocol';
import type { RunSpec } from '../engine/spec';
import type { Observer } from '../engine/world';
import { History } from '../properties/reigns';
import type { ElectionRecord } from '../properties/reigns';
import { assemble } from '../scenario/assemble';
import type { Scenario } from '../scenario/types';
import { UNTIL_MS_HEADLESS } from '../session/runToEnd';
import { splitBrainUs } from '../session/summary';
import type { Counts } from '../session/summary';
import { SendLog } from './sendLog';

/** Which of a run's elections to report: its first, its last, its Nth (from 1), or each of them. */
export type Selection = 'first' | 'last' | 'all' | number;

/** Consecutive seeds of one scenario: what one worker does at a time. Plain data. */
export interface LabJob {
  readonly scenario: Scenario;
  /** The seeds are the texts of firstSeed, firstSeed + 1, ... */
  readonly firstSeed: number;
  readonly runs: number;
  readonly election: Selection;
}

/** One election of one run. Times in ms; null where there is none (yet) at the run's end. */
export interface LabRow {
  readonly seed: string;
  readonly traceHash: string;
  readonly startMs: number | null;
  /** From the start until the winner itself began to lead. */
  readonly electedMs: number | null;
  readonly endMs: number | null;
  readonly downtimeMs: number | null;
  readonly rounds: number;
  readonly winner: string | null;
  /** Sends within the election, by wire name. */
  readonly messages: Counts;
  /** Of the whole run: time with two or more live nodes that each believe they lead. */
  readonly splitBrainMs: number;
  /** Of the whole run: the figures of its workload; absent where there is none. */
  readonly workload?: { readonly [name: string]: number };
}

/** A run that a guard stopped before its end. */
export interface Stopped {
  readonly seed: string;
  readonly reason: Ended['reason'];
}

export interface BatchResult {
  readonly rows: readonly LabRow[];
  readonly stopped: readonly Stopped[];
}

function selected(
  elections: readonly ElectionRecord[],
  selection: Selection,
): readonly ElectionRecord[] {
  if (selection === 'all') return elections;
  const one =
    selection === 'last' ? elections.at(-1) : elections[selection === 'first' ? 0 : selection - 1];
  return one === undefined ? [] : [one];
}

/** What all rows of a run share. */
interface OfRun {
  readonly seed: string;
  readonly traceHash: string;
  readonly splitBrainMs: number;
  readonly workload?: { readonly [name: string]: number };
}

function rowOf(election: ElectionRecord, log: SendLog, run: OfRun): LabRow {
  const { startUs, electedUs, endUs } = election;
  return {
    seed: run.seed,
    traceHash: run.traceHash,
    startMs: startUs / 1000,
    electedMs: electedUs === null ? null : (electedUs - startUs) / 1000,
    endMs: endUs === null ? null : endUs / 1000,
    downtimeMs: endUs === null ? null : (endUs - startUs) / 1000,
    rounds: election.rounds,
    winner: election.winner,
    messages: log.between(election.startEvent, election.endEvent),
    splitBrainMs: run.splitBrainMs,
    ...(run.workload && { workload: run.workload }),
  };
}

/** A run in which the wanted election never began has a row too: nothing is dropped. */
function emptyRow(run: OfRun): LabRow {
  return {
    seed: run.seed,
    traceHash: run.traceHash,
    startMs: null,
    electedMs: null,
    endMs: null,
    downtimeMs: null,
    rounds: 0,
    winner: null,
    messages: {},
    splitBrainMs: run.splitBrainMs,
    ...(run.workload && { workload: run.workload }),
  };
}

/** Runs trials of one scenario, one after the other, in buffers that serve all of them. */
export class Batch {
  private readonly spec: RunSpec;
  private readonly untilUs: Us;
  private readonly candidates: readonly string[];
  private readonly facts: Fact[] = [];
  private readonly log = new SendLog();
  private readonly observer: Observer = {
    trace: null,
    facts: this.facts,
    onStep: null,
    onSend: this.log.add,
  };

  /** The scenario must have been checked against the algorithm. Without `untilMs`: 10 s, as `run`. */
  constructor(scenario: Scenario, algorithm: Algorithm) {
    const untilMs = scenario.untilMs ?? UNTIL_MS_HEADLESS;
    this.spec = assemble({ ...scenario, untilMs }, algorithm);
    this.untilUs = this.spec.untilUs ?? 0;
    this.candidates = this.spec.actors.filter((actor) => actor.candidate).map(({ id }) => id);
  }

  /** Runs one trial to its end. An error in a handler is thrown with the seed before it. */
  run(seed: string, selection: Selection): BatchResult {
    this.facts.length = 0;
    this.log.clear();
    const kernel = new Kernel({ ...this.spec, seed });
    kernel.observe(this.observer);
    try {
      while (kernel.step());
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      throw new Error(`Seed ${seed}, at ${kernel.us / 1000} ms: ${why}`, { cause: error });
    }
    return this.report(kernel, seed, selection);
  }

  private report(kernel: Kernel, seed: string, selection: Selection): BatchResult {
    const { ended } = kernel;
    const startsSeated = (this.spec.initial.seating?.leader ?? null) !== null;
    const history = new History(this.candidates, startsSeated).upTo(this.facts, 0);
    const endUs = ended?.us ?? this.untilUs;
    const workload = this.spec.algorithm.workload?.figures(kernel.view, this.facts, endUs);
    const run: OfRun = {
      seed,
      traceHash: kernel.hash(),
      splitBrainMs: splitBrainUs(history.selfBeliefs, endUs) / 1000,
      ...(workload && { workload }),
    };
    const rows = selected(history.elections, selection).map((one) => rowOf(one, this.log, run));
    const isStopped = ended?.reason === 'guardInstant' || ended?.reason === 'guardEvents';
    return {
      rows: rows.length === 0 ? [emptyRow(run)] : rows,
      stopped: ended !== null && isStopped ? [{ seed, reason: ended.reason }] : [],
    };
  }
}

/** All trials of a job, in the order of their seeds. */
export function runBatch(
  { scenario, firstSeed, runs, election }: LabJob,
  algorithm: Algorithm,
): BatchResult {
  const batch = new Batch(scenario, algorithm);
  const rows: LabRow[] = [];
  const stopped: Stopped[] = [];
  for (let seed = firstSeed; seed < firstSeed + runs; seed++) {
    const one = batch.run(String(seed), election);
    rows.push(...one.rows);
    stopped.push(...one.stopped);
  }
  return { rows, stopped };
}
