/**
 * One run watched from its start to an instant, without keyframes and without a playhead: what a trial
 * needs and no more. All properties see every event; from an instant of the caller's choice on, some of
 * them see the run as if it began there.
 */
import { Kernel } from '../engine/kernel';
import type { Fact, Step, Us } from '../engine/protocol';
import type { RunSpec } from '../engine/spec';
import { Trace } from '../engine/trace';
import { Monitor } from '../properties/monitor';
import type { Finding, Property, RunFacts } from '../properties/types';
import { runFactsOf } from '../session/recorder';

export class ObservedRun {
  readonly kernel: Kernel;
  readonly trace: Trace;
  readonly facts: Fact[] = [];
  /** Numbered rules that were applied, and messages that were handled, at least once. */
  readonly rules = new Set<string>();
  readonly handled = new Set<string>();
  private readonly monitor: Monitor;
  private late: Monitor | null = null;

  constructor(
    readonly spec: RunSpec,
    properties: readonly Property[],
  ) {
    this.kernel = new Kernel(spec);
    this.trace = new Trace(spec.actors.map((actor) => actor.id));
    this.monitor = this.monitorOf(
      runFactsOf(spec),
      [...spec.clocks.values()].map((clock) => clock.ppm),
      properties,
    );
    this.kernel.observe({
      trace: this.trace,
      facts: this.facts,
      onStep: (step) => this.see(step),
    });
  }

  private monitorOf(
    run: RunFacts,
    clockPpm: readonly number[],
    properties: readonly Property[],
  ): Monitor {
    const { commands } = this.spec;
    return new Monitor(
      run,
      clockPpm,
      properties,
      this.trace,
      (index) => commands[index]?.command.do ?? '',
    );
  }

  private see(step: Step): void {
    this.monitor.see(step, this.facts);
    this.late?.see(step, this.facts);
    if (step.event.kind === 'deliver' && step.message !== null) this.handled.add(step.message.type);
    for (const effect of step.effects) if (effect.do === 'rule') this.rules.add(effect.id);
  }

  /** From the next event on these properties judge these nodes as if the run began now. */
  beginAnew(candidates: readonly string[], properties: readonly Property[]): void {
    const monitor = this.monitorOf({ ...runFactsOf(this.spec), candidates }, [], properties);
    monitor.rewind({ ...monitor.mark(), facts: this.facts.length });
    this.late = monitor;
  }

  /** What every property says of the whole run up to `us`. */
  findings(us: Us): readonly Finding[] {
    const { kernel } = this;
    return this.monitor.findings(kernel.view, us, kernel.oldestFlightUs());
  }

  /** What those properties say that began anew; nothing if none did. */
  lateFindings(us: Us): readonly Finding[] {
    const { kernel } = this;
    return this.late?.findings(kernel.view, us, kernel.oldestFlightUs()) ?? [];
  }
}
