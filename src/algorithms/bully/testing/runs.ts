/**
 * Runs of Bully for tests: a scenario from its document to a given instant, with every claim about
 * Bully checked on every event and judged as the page would. For tests only.
 */
import { Kernel } from '../../../engine/kernel';
import type { Algorithm, Fact, NodeId, Step } from '../../../engine/protocol';
import type { RunSpec } from '../../../engine/spec';
import { Trace } from '../../../engine/trace';
import { properties } from '../../../properties/bully';
import { Monitor } from '../../../properties/monitor';
import type { Finding, Property, RunFacts } from '../../../properties/types';
import { assemble } from '../../../scenario/assemble';
import { validate } from '../../../scenario/schema';
import type { Scenario } from '../../../scenario/types';
import { algorithm as bully } from '../index';
import type { BullyState } from '../types';

/** A run that has been played to an instant and can be played on. */
export interface Played {
  readonly kernel: Kernel;
  readonly steps: readonly Step[];
  readonly facts: readonly Fact[];
  readonly monitor: Monitor;
  /** Plays on to an instant, in ms. */
  to(ms: number): Played;
  state(node: NodeId): BullyState;
  /** Nodes in a role, in list order. */
  in(role: string): readonly NodeId[];
  /** Whom each live node follows, in list order: `n1>n5`. */
  beliefs(): readonly string[];
  /** Sends so far of a type, as `n1>n5@500` with the time in ms. */
  sends(type: string): readonly string[];
  /** Reigns begun so far, as `n5@500` with the time in ms. */
  seated(): readonly string[];
  findings(): readonly Finding[];
  finding(id: string): Finding | undefined;
}

function delays(spec: RunSpec): RunFacts['delayUs'] {
  const all = [spec.link, ...spec.links.values()].map(({ delay }) => delay);
  const bounds = all.map((delay) => {
    if (delay.dist === 'fixed') return [delay.us, delay.us];
    if (delay.dist === 'uniform') return [delay.loUs, delay.hiUs];
    return [delay.minUs, Infinity];
  });
  return {
    min: Math.min(...bounds.map(([lo]) => lo ?? 0)),
    max: Math.max(...bounds.map(([, hi]) => hi ?? 0)),
  };
}

export function runFacts(spec: RunSpec): RunFacts {
  const ranks = new Map(spec.actors.map((actor) => [actor.id, actor.priority]));
  return {
    algorithm: spec.algorithm.id,
    candidates: spec.actors.map((actor) => actor.id),
    params: spec.params,
    delayUs: delays(spec),
    writeUsMax: spec.disk.hiUs,
    rank: (id) => ranks.get(id) ?? 0,
  };
}

function monitorOf(spec: RunSpec, trace: Trace, checked: readonly Property[]): Monitor {
  const sends = {
    sentUsOf: (sent: number) => trace.sent(sent).sentUs,
    fateOf: (sent: number) => trace.sent(sent).fate,
    isCopy: (sent: number) => trace.sent(sent).name.endsWith('b'),
    linkOf: (sent: number) => {
      const { from, to } = trace.sent(sent);
      const at = (id: NodeId): number => spec.actors.findIndex((actor) => actor.id === id);
      return at(from) * spec.actors.length + at(to);
    },
  };
  const ppm = [...spec.clocks.values()].map((clock) => clock.ppm);
  return new Monitor(
    runFacts(spec),
    ppm,
    checked,
    sends,
    (index) => spec.commands[index]?.command.do ?? '',
  );
}

/** Plays a run specification, checking every step. */
export function play(spec: RunSpec, checked: readonly Property[] = properties): Played {
  const kernel = new Kernel(spec);
  const steps: Step[] = [];
  const facts: Fact[] = [];
  const trace = new Trace(spec.actors.map((actor) => actor.id));
  const monitor = monitorOf(spec, trace, checked);
  kernel.observe({
    trace,
    facts,
    onStep: (step) => {
      steps.push(step);
      monitor.see(step, facts);
    },
  });
  const { view } = kernel;
  const findings = (): readonly Finding[] =>
    monitor.findings(view, kernel.us, kernel.flights()[0]?.sentUs ?? null);
  const at = (us: number): string => `@${us / 1000}`;
  const played: Played = {
    kernel,
    steps,
    facts,
    monitor,
    to: (ms) => {
      for (let next = kernel.nextUs(); next !== null && next <= ms * 1000; next = kernel.nextUs()) {
        kernel.step();
      }
      return played;
    },
    state: (node) => view.node(node).state as BullyState,
    in: (role) => view.candidates.filter((id) => view.node(id).role === role),
    beliefs: () =>
      view.candidates
        .filter((id) => view.node(id).up)
        .map((id) => `${id}>${view.node(id).belief.leader ?? ''}`),
    sends: (type) =>
      steps.flatMap((step) =>
        step.effects.flatMap((effect) =>
          effect.do === 'send' && effect.message.type === type
            ? [`${step.node ?? ''}>${effect.to}${at(step.event.us)}`]
            : [],
        ),
      ),
    seated: () =>
      facts.flatMap((fact) => (fact.fact === 'seated' ? [`${fact.node}${at(fact.us)}`] : [])),
    findings,
    finding: (id) => findings().find((one) => one.id === id),
  };
  return played;
}

/** Plays a scenario document, with another build of Bully if one is given. */
export function playScenario(scenario: Scenario, algorithm: Algorithm = bully): Played {
  return play(assemble(scenario, algorithm));
}

/** A preset by id, opened through the same door as every scenario. */
export function playPreset(id: string): Played {
  const preset = bully.presets.find((one) => one.id === id);
  const checked = validate(preset?.scenario, bully, 'link');
  if (!checked.ok) throw new Error(JSON.stringify(checked.problems));
  return playScenario(checked.value);
}
