/**
 * A random trial of one seed: a cluster, a schedule of faults, then the calm. All of it is one plain
 * scenario, so that a link and one command replay it. Start reading at `drawTrial`.
 */
import { formFor } from '../engine/forms';
import { Kernel } from '../engine/kernel';
import type { Algorithm, NodeId, Us } from '../engine/protocol';
import { assemble } from '../scenario/assemble';
import type { Command, Scenario } from '../scenario/types';
import { calmCommands, drawCore, leastCore } from './calm';
import type { CalmPlan } from './calm';
import { Draws } from './draws';
import type { FaultClass } from './faultClasses';
import { classesOf, drawClasses } from './faultClasses';
import { STRETCH_MAX, drawFaults } from './faults';
import { withHands } from './hands';
import { drawSetting } from './setting';
import type { Setting } from './setting';

/** A random trial, ready to be run. */
export interface Trial {
  readonly seed: string;
  /** Plain: what `run` takes, and what a link holds. */
  readonly scenario: Scenario;
  /** The fault classes that were on. */
  readonly classes: readonly FaultClass[];
  /** The nodes of which progress is demanded. */
  readonly core: readonly NodeId[];
  /** When the faults stop and the core is set right. */
  readonly calmUs: Us;
  /** From when on progress is demanded: what the faults had set going has ended. */
  readonly demandUs: Us;
  /** When the core loses the leader that it has found; null: never. */
  readonly blowUs: Us | null;
  /** By when the core must have its leader, the second one if it lost the first. */
  readonly deadlineUs: Us;
  /** How long it must keep it. */
  readonly stayUs: Us;
  /** The longest time among the parameters: the unit of patience. */
  readonly longestUs: Us;
  readonly endUs: Us;
}

export interface TrialOptions {
  /** The classes of which each is tossed for; default: all that can befall the algorithm. */
  readonly classes?: readonly FaultClass[];
  /** Exactly these classes, without a toss. */
  readonly exactly?: readonly FaultClass[];
  readonly nodes?: number;
}

/** The core must have a leader within so many of the longest time of the parameters. */
const PATIENCE = 50;
/** The leader that was found is crashed after so many. */
const BLOW = 5;
/** It must keep it for so many. */
const STAY = 4;

const usOf = (ms: number): Us => Math.round(ms * 1000);
const exactMs = (ms: number): number => Math.round(ms * 1000) / 1000;

const keepsNothing = new WeakMap<Algorithm, boolean>();

/**
 * True if an algorithm never writes to its disks: then there is nothing that an emptied disk could
 * lose. Found out by letting it run, so that nobody needs to know which algorithm it is.
 */
export function isDiskless(algorithm: Algorithm): boolean {
  const known = keepsNothing.get(algorithm);
  if (known !== undefined) return known;
  const kernel = new Kernel(assemble({ v: 1, algorithm: algorithm.id, nodes: 3 }, algorithm));
  let writes = false;
  kernel.observe({
    trace: null,
    facts: null,
    onStep: (step) => {
      if (step.effects.some((effect) => effect.do === 'persist')) writes = true;
    },
  });
  for (let events = 0; events < 500 && !writes && kernel.step(); events++);
  keepsNothing.set(algorithm, !writes);
  return !writes;
}

/** When faults begin (after the first disk writes), when they end, and when all of it is over. */
function drawPlan(algorithm: Algorithm, setting: Setting, draws: Draws): CalmPlan {
  const { ids, shortestMs, longestMs } = setting;
  const calmMs = exactMs(longestMs * draws.whole(3, 12) + 200);
  // A message of the faults takes at most six times the shortest time; a hand may delay it twice.
  const drainMs = exactMs(shortestMs * 13);
  const demandMs = exactMs(calmMs + drainMs + STRETCH_MAX * longestMs + shortestMs);
  const core = drawCore(algorithm, ids, draws);
  const canLose = algorithm.recovers !== false && core.length > leastCore(algorithm, ids);
  const blowMs = canLose && draws.chance(1, 2) ? exactMs(demandMs + BLOW * longestMs) : null;
  return { core, calmMs, drainMs, demandMs, blowMs };
}

/** Random instants of the faults at which a hand acts. */
function instants(isOn: boolean, most: number, fromMs: number, plan: CalmPlan, draws: Draws): Us[] {
  if (!isOn) return [];
  return Array.from({ length: draws.whole(1, most) }, () => usOf(draws.ms(fromMs, plan.calmMs)));
}

/** The random trial of this seed: the same for ever, as long as this file and the algorithm are. */
export function drawTrial(whole: Algorithm, seed: string, options: TrialOptions = {}): Trial {
  const draws = new Draws(`trial/${whole.id}/${seed}`);
  const classes = options.classes ?? classesOf(whole, isDiskless(whole));
  const tossed = drawClasses(classes, draws);
  const on = options.exactly === undefined ? tossed : new Set(options.exactly);
  const setting = drawSetting(whole, seed, on, draws, options.nodes);
  const algorithm = formFor(whole, setting.scenario.params);
  const plan = drawPlan(algorithm, setting, draws);
  const { shortestMs, longestMs, scenario } = setting;
  // What is seated at the start must have reached the disks before anything happens to it.
  const fromMs = exactMs(shortestMs);
  const untilMs = exactMs(plan.calmMs - 0.001);
  // What was tossed for need not exist in the form that was drawn.
  const possible = new Set(classesOf(algorithm, true).filter((one) => on.has(one)));
  const faults = drawFaults({ algorithm, setting, draws, fromMs, untilMs, on: possible });
  const calm = calmCommands(algorithm, setting, plan, faults, draws);
  const stayMs = STAY * longestMs;
  const deadlineMs = exactMs((plan.blowMs ?? plan.demandMs) + PATIENCE * longestMs);
  const endMs = exactMs(deadlineMs + stayMs);
  const script: Scenario = { ...scenario, commands: sorted([...faults, ...calm]), untilMs: endMs };
  const handPlan = {
    messageUs: instants(on.has('message'), 10, fromMs, plan, draws),
    chooseUs: instants(on.has('hold'), 12, fromMs, plan, draws),
    delayMsMax: shortestMs * 3,
    untilUs: usOf(plan.calmMs),
  };
  return {
    seed,
    scenario: { ...script, commands: withHands(script, algorithm, handPlan, draws) },
    classes: [...on].filter((one) => possible.has(one)),
    core: plan.core,
    calmUs: usOf(plan.calmMs),
    demandUs: usOf(plan.demandMs),
    blowUs: plan.blowMs === null ? null : usOf(plan.blowMs),
    deadlineUs: usOf(deadlineMs),
    stayUs: usOf(stayMs),
    longestUs: usOf(longestMs),
    endUs: usOf(endMs),
  };
}

/** In the order of their instants; those of one instant keep theirs. */
function sorted(commands: readonly Command[]): readonly Command[] {
  return commands
    .map((command, index) => ({ command, index }))
    .sort((a, b) => Number(a.command.atMs) - Number(b.command.atMs) || a.index - b.index)
    .map(({ command }) => command);
}
