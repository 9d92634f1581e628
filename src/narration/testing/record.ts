/**
 * A whole run recorded for tests: the kernel under a scenario, seen as a `RunView` whose playhead can be
 * put anywhere. `world` is that of the playhead at the frontier only. For tests only.
 */
import { formFor } from '../../engine/forms';
import { Kernel } from '../../engine/kernel';
import type { Algorithm, AnyMessage, Fact, Flight, Pending, Step, Us } from '../../engine/protocol';
import { Trace } from '../../engine/trace';
import type { Finding } from '../../properties/types';
import { assemble } from '../../scenario/assemble';
import type { Scenario } from '../../scenario/types';
import type { CommandRecord, Election, Reign, RunView, SelfBelief } from '../../session/types';

type Open<T> = { -readonly [K in keyof T]: T[K] };

/** A recorded run. `goOn` computes further; `see` is called at every step, with its world as it is. */
export class Recording implements RunView {
  readonly algorithm: Algorithm;
  readonly params: object;
  readonly trace: Trace;
  readonly facts: Fact[] = [];
  readonly reigns: Open<Reign>[] = [];
  readonly elections: Open<Election>[] = [];
  readonly selfBeliefs: readonly SelfBelief[] = [];
  readonly steps: Step[] = [];
  readonly messages = new Map<number, AnyMessage>();
  readonly kernel: Kernel;
  readonly delayUs: { min: Us; mean: Us; max: Us };
  revision = 0;
  broken: Finding[] = [];
  /** How often messages were read one by one, as if by replay. */
  replays = 0;
  private headUs: Us | null = null;
  private factsSeen = 0;

  constructor(
    readonly scenario: Scenario,
    whole: Algorithm,
    see: ((step: Step, run: RunView) => void) | null = null,
  ) {
    const spec = assemble(scenario, whole);
    this.algorithm = formFor(whole, scenario.params);
    this.params = spec.params;
    this.kernel = new Kernel(spec);
    this.trace = new Trace(spec.actors.map(({ id }) => id));
    const { delay } = spec.link;
    if (delay.dist === 'fixed') this.delayUs = { min: delay.us, mean: delay.us, max: delay.us };
    else if (delay.dist === 'uniform') {
      const { loUs: min, hiUs: max } = delay;
      this.delayUs = { min, mean: (min + max) / 2, max };
    } else this.delayUs = { min: delay.minUs, mean: delay.p50Us, max: delay.p99Us * 2 };
    this.elections.push(opened(0, 0, null));
    this.kernel.observe({
      trace: this.trace,
      facts: this.facts,
      onStep: (step) => {
        for (const effect of step.effects) {
          if (effect.do === 'send') this.messages.set(effect.sent, effect.message);
        }
        this.steps.push(step);
        this.record();
        see?.(step, this);
      },
    });
  }

  /** Runs until this instant, or as far as it goes. */
  goOn(us: Us): this {
    for (
      let next = this.kernel.nextUs();
      next !== null && next <= us;
      next = this.kernel.nextUs()
    ) {
      this.kernel.step();
    }
    return this;
  }

  /** Puts the playhead there; null: at the frontier. */
  headTo(us: Us | null): this {
    this.headUs = us;
    return this;
  }

  advanceTo(us: Us): boolean {
    this.goOn(us);
    this.headUs = us;
    return true;
  }

  get playhead(): { event: number; us: Us } {
    if (this.headUs === null) return this.frontier;
    return { event: this.trace.countAt(this.headUs), us: this.headUs };
  }
  get frontier(): { event: number; us: Us } {
    return { event: this.trace.length, us: this.kernel.us };
  }
  get world(): RunView['world'] {
    return this.kernel.view;
  }
  get commands(): readonly CommandRecord[] {
    const fired = this.facts.filter((fact) => fact.fact === 'command');
    return (this.scenario.commands ?? []).map((command, index) => {
      const fact = fired.find((one) => one.index === index);
      const us = this.kernel.commandTimes()[index] ?? 0;
      return { index, command, us, origin: 'script', outcome: fact ?? null };
    });
  }
  get ended(): RunView['ended'] {
    const end = this.kernel.ended;
    return end === null ? null : { ...end, detail: '' };
  }
  findings(): readonly Finding[] {
    return this.broken;
  }
  flights(): readonly Flight[] {
    if (this.headUs === null || this.headUs >= this.kernel.us) return this.kernel.flights();
    throw new Error('This recording knows its flights at the frontier only');
  }
  pending(): readonly Pending[] {
    if (this.headUs === null || this.headUs >= this.kernel.us) return this.kernel.pending();
    throw new Error('This recording knows what is pending at the frontier only');
  }
  step(event: number): Step {
    const step = this.steps[event];
    if (step === undefined) throw new RangeError(`No event ${event}`);
    return step;
  }
  message(sent: number): AnyMessage {
    this.replays++;
    const message = this.messages.get(sent);
    if (message === undefined) throw new RangeError(`No message ${sent}`);
    return message;
  }

  /** Reigns and elections as far as the tests of this room need them. */
  private record(): void {
    for (; this.factsSeen < this.facts.length; this.factsSeen++) {
      const fact = this.facts[this.factsSeen] as Fact;
      const { event, us } = fact;
      const election = this.elections.at(-1);
      if (fact.fact === 'unseated') {
        const reign = this.reigns.find((one) => one.leader === fact.node && one.toUs === null);
        if (reign) Object.assign(reign, { toEvent: event, toUs: us, why: fact.why });
        if (election?.endUs !== null) this.elections.push(opened(event, us, null));
      }
      if (fact.fact === 'seated') {
        const open = { toEvent: null, toUs: null, why: null };
        const { node: leader, attempt } = fact;
        this.reigns.push({ leader, attempt, fromEvent: event, fromUs: us, ...open });
        if (election?.endUs === null) {
          Object.assign(election, { endEvent: event, endUs: us, winner: leader });
        }
      }
    }
  }
}

function opened(startEvent: number, startUs: Us, opener: string | null): Election {
  const open = { electedUs: null, endEvent: null, endUs: null, winner: null };
  return { startEvent, startUs, opener, ...open, rounds: 0 };
}

/** A scenario of this algorithm with everything else at its default. */
export function scenarioOf(algorithm: Algorithm, more: Partial<Scenario> = {}): Scenario {
  return { v: 1, algorithm: algorithm.id, nodes: 5, seed: '1', untilMs: 5000, ...more };
}
