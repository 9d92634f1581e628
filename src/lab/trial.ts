/**
 * Runs a random trial and judges it: every property on every event, then whether the core found its
 * leader and kept it. Start reading at `runTrial`.
 */
import type { Algorithm, NodeId, Us } from '../engine/protocol';
import { Kernel } from '../engine/kernel';
import type { Finding, Property } from '../properties/types';
import { assemble } from '../scenario/assemble';
import { ObservedRun } from './observed';
import type { Trial } from './schedule';

/** What came of a trial; the first of these that applies, in this order. */
export type TrialVerdict = 'crash' | 'budget' | 'nondeterminism' | 'safety' | 'liveness' | 'fine';

export interface TrialOutcome {
  readonly seed: string;
  readonly verdict: TrialVerdict;
  /** Findings that are bugs or stalls, the earliest first. */
  readonly broken: readonly Finding[];
  /** Ids of properties that broke because what they assume did not hold. */
  readonly lessons: readonly string[];
  readonly events: number;
  readonly hash: string;
  /** What went wrong, in plain words; empty if nothing did. */
  readonly why: string;
  /** The longest time, after the calm and after the blow, until the core had its leader; null: never. */
  readonly settledUs: Us | null;
  /** What this trial has shown: `rule:RV3`, `handled:OK`, `do:crash`, `fate:lost`, `asked:B1`. */
  readonly seen: readonly string[];
}

export interface TrialRun {
  /** Runs it once more, unobserved, and compares the hashes. */
  readonly twice?: boolean;
}

/**
 * The one leader that all live nodes of the core follow, seated and of the core; null if they do not
 * agree. `down`: so many of them may be down.
 */
function agreedLeader(
  { kernel }: ObservedRun,
  core: readonly NodeId[],
  down: number,
): NodeId | null {
  const { view } = kernel;
  const live = core.filter((id) => view.node(id).up);
  const { leader } = view.node(live[0] ?? core[0] ?? '').belief;
  if (leader === null || live.length < core.length - down) return null;
  // A workload may have started a node again that was left out of the core: it may lead as well.
  const isFound = kernel.spec.algorithm.workload !== undefined && view.node(leader).up;
  if (!live.includes(leader) && !isFound) return null;
  const agrees = live.every((id) => view.node(id).belief.leader === leader);
  return agrees && view.seats.some((seat) => seat.node === leader) ? leader : null;
}

/** Follows who leads the core, and since when. */
class Agreement {
  private leader: NodeId | null = null;
  private facts = 0;
  sinceUs: Us = 0;
  /** From the calm until there was the leader that was then lost; 0 if none was to be lost. */
  private firstUs: Us = 0;
  private isStruck = false;

  constructor(
    private readonly run: ObservedRun,
    private readonly trial: Trial,
  ) {}

  /** The core is about to lose its leader: from now on the next one is awaited. */
  strike(us: Us): void {
    if (this.isStruck) return;
    this.isStruck = true;
    this.firstUs = (this.isThere ? this.sinceUs : us) - this.trial.calmUs;
  }

  /** The longer of the two times in which it was without a leader, after the calm and after the blow. */
  get waitedUs(): Us {
    const { calmUs, blowUs } = this.trial;
    return Math.max(0, this.firstUs, this.sinceUs - (this.isStruck ? (blowUs ?? 0) : calmUs));
  }

  look(): void {
    const { facts, kernel } = this.run;
    if (facts.length === this.facts) return;
    this.facts = facts.length;
    const leader = agreedLeader(this.run, this.trial.core, this.isStruck ? 1 : 0);
    if (leader !== this.leader) {
      this.leader = leader;
      this.sinceUs = kernel.us;
    }
  }

  get isThere(): boolean {
    return this.leader !== null;
  }
}

/** What ended a run early. */
interface Stop {
  readonly verdict: TrialVerdict;
  readonly why: string;
}

/**
 * Runs to the end, or until the core has kept a leader for long enough; from the demand on, claims
 * that assume something are judged as if the run began there.
 */
function playOn(
  run: ObservedRun,
  trial: Trial,
  properties: readonly Property[],
  agreement: Agreement,
): void {
  const { kernel } = run;
  const { core, demandUs, blowUs, stayUs, endUs } = trial;
  const lastUs = blowUs ?? demandUs;
  const requestsUs = run.spec.commands
    .filter(({ command, atLoUs }) => command.do === 'request' && atLoUs > demandUs)
    .map(({ atLoUs }) => atLoUs);
  let isDemanded = false;
  const isDone = (us: Us): boolean => {
    if (us <= lastUs || !agreement.isThere) return false;
    const fromUs = Math.max(agreement.sinceUs, lastUs);
    // What is asked of a leader must have had time to be done.
    const askedUs = requestsUs.find((at) => at > fromUs) ?? fromUs;
    return us > askedUs + stayUs;
  };
  for (let us = kernel.nextUs(); us !== null && us <= endUs; us = kernel.nextUs()) {
    if (isDone(us)) break;
    if (!isDemanded && us >= demandUs) {
      run.beginAnew(
        core,
        properties.filter(({ kind }) => kind === 'IF'),
      );
      isDemanded = true;
    }
    if (blowUs !== null && us >= blowUs) agreement.strike(us);
    kernel.step();
    agreement.look();
  }
}

/** Plays a trial; what ended it, if it is not the trial's own end. */
function play(
  run: ObservedRun,
  trial: Trial,
  properties: readonly Property[],
  agreement: Agreement,
): Stop | null {
  try {
    playOn(run, trial, properties, agreement);
  } catch (error) {
    return { verdict: 'crash', why: error instanceof Error ? error.message : String(error) };
  }
  const ended = run.kernel.ended?.reason;
  if (ended !== 'guardInstant' && ended !== 'guardEvents') return null;
  const where = ended === 'guardInstant' ? 'at one instant' : 'in one run';
  return { verdict: 'budget', why: `too many events ${where}` };
}

/** The hash of the same run, made by a kernel that nobody looks at. */
function hashOfAnother(run: ObservedRun): string {
  const kernel = new Kernel(run.spec);
  while (kernel.events < run.kernel.events && kernel.step());
  return kernel.hash();
}

/** Why the core has no leader that it keeps; empty if it has one. */
function stallOf(run: ObservedRun, trial: Trial, agreement: Agreement): string {
  const { core, demandUs, blowUs, deadlineUs } = trial;
  if (agreement.isThere && agreement.sinceUs <= deadlineUs) return '';
  if (run.spec.algorithm.recovers === false) return '';
  const { view } = run.kernel;
  const beliefs = core.map((id) => {
    const { up, belief } = view.node(id);
    return `${id} ${up ? (belief.leader === null ? 'knows none' : `follows ${belief.leader}`) : 'is down'}`;
  });
  const ms = (deadlineUs - (blowUs ?? demandUs)) / 1000;
  return `the core has no leader that it keeps within ${ms} ms after the last fault: ${beliefs.join(', ')}`;
}

const isBroken = ({ verdict }: Finding): boolean => verdict === 'bug' || verdict === 'stalled';

function judge(
  run: ObservedRun,
  stop: Stop | null,
  broken: readonly Finding[],
  stall: string,
  trial: Trial,
  twice: boolean,
): Stop {
  if (stop !== null) return stop;
  if (twice && hashOfAnother(run) !== run.kernel.hash()) {
    return { verdict: 'nondeterminism', why: 'the same scenario gave another run' };
  }
  const bug = broken.find(({ verdict }) => verdict === 'bug') ?? broken[0];
  if (bug !== undefined) {
    const { id, verdict, breach, why } = bug;
    const where = breach === null ? '' : ` at event ${breach.event}, ${breach.us / 1000} ms`;
    return { verdict: verdict === 'bug' ? 'safety' : 'liveness', why: `${id}${where}: ${why}` };
  }
  if (stall !== '') return { verdict: 'liveness', why: `${stall} (core ${trial.core.join(', ')})` };
  return { verdict: 'fine', why: '' };
}

/** What the run has shown, for the count of what must be seen; `asked`: claims whose assumptions held. */
function seenIn(run: ObservedRun, findings: readonly Finding[]): readonly string[] {
  const seen = new Set<string>();
  for (const { id, assumed } of findings) if (assumed) seen.add(`asked:${id}`);
  for (const rule of run.rules) seen.add(`rule:${rule}`);
  for (const type of run.handled) seen.add(`handled:${type}`);
  for (const fact of run.facts) {
    if (fact.fact !== 'command' || fact.effect !== 'done') continue;
    seen.add(`do:${run.spec.commands[fact.index]?.command.do ?? ''}`);
  }
  for (let index = 0; index < run.trace.sends; index++) {
    seen.add(`fate:${run.trace.fateOf(index)}`);
  }
  return [...seen].sort((a, b) => (a < b ? -1 : 1));
}

/** A workload has started a node that was left out of the core: what was asked of the core alone is void. */
function isJoined({ kernel: { spec, view } }: ObservedRun, { core }: Trial): boolean {
  if (spec.algorithm.workload === undefined) return false;
  return view.candidates.some((id) => view.node(id).up && !core.includes(id));
}

/** Runs a trial of this algorithm under these properties. Never throws for what the run does. */
export function runTrial(
  trial: Trial,
  algorithm: Algorithm,
  properties: readonly Property[],
  { twice = false }: TrialRun = {},
): TrialOutcome {
  const run = new ObservedRun(assemble(trial.scenario, algorithm), properties);
  const agreement = new Agreement(run, trial);
  const stop = play(run, trial, properties, agreement);
  const { kernel } = run;
  const endUs = kernel.us;
  const whole = stop?.verdict === 'crash' ? [] : run.findings(endUs);
  const late = stop?.verdict === 'crash' || isJoined(run, trial) ? [] : run.lateFindings(endUs);
  const broken = [...whole, ...late]
    .filter(isBroken)
    .sort((a, b) => (a.breach?.event ?? 0) - (b.breach?.event ?? 0));
  const stall = stallOf(run, trial, agreement);
  const lessons = whole.filter(({ verdict }) => verdict === 'lesson').map(({ id }) => id);
  return {
    seed: trial.seed,
    ...judge(run, stop, broken, stall, trial, twice),
    broken,
    lessons,
    events: kernel.events,
    hash: kernel.hash(),
    settledUs: stall === '' ? agreement.waitedUs : null,
    seen: seenIn(run, [...whole, ...late]),
  };
}
