/**
 * A naive player to compare the real one with: it keeps nothing and computes everything from zero with
 * the session's own commands. For tests only.
 */
import { Kernel } from '../../engine/kernel';
import type { Fact, Step } from '../../engine/protocol';
import { Trace } from '../../engine/trace';
import { assemble } from '../../scenario/assemble';
import type { Session } from '../types';

/** What a run from zero comes to after so many events. */
export interface Naive {
  readonly kernel: Kernel;
  readonly trace: Trace;
  readonly facts: readonly Fact[];
  readonly steps: readonly Step[];
}

/** Runs the session's scenario from zero for `events` events. Throws if it has not so many. */
export function fromZero(session: Session, events: number): Naive {
  const spec = assemble(session.toScenario(), session.algorithm);
  const kernel = new Kernel(spec);
  const trace = new Trace(spec.actors.map(({ id }) => id));
  const facts: Fact[] = [];
  const steps: Step[] = [];
  kernel.observe({ trace, facts, onStep: (step) => steps.push(step) });
  while (kernel.events < events) {
    if (!kernel.step()) throw new Error(`The run has ${kernel.events} events, not ${events}`);
  }
  return { kernel, trace, facts, steps };
}

/** All that a world shows, as plain values. */
export function shown({ kernel }: { readonly kernel: Kernel }): unknown {
  return portrait(kernel.view);
}

/** A world as plain values, for comparing. */
export function portrait(world: Session['world']): unknown {
  return {
    us: world.us,
    events: world.events,
    seats: world.seats,
    groups: world.groups,
    nodes: world.ids.map((id) => {
      const { role, up, paused, belief, state, durable, timers, incarnation } = world.node(id);
      return { id, role, up, paused, belief, state, durable, timers, incarnation };
    }),
  };
}

/** Every event and send of a trace, for comparing. */
export function pages(trace: Session['trace']): unknown {
  return {
    events: Array.from({ length: trace.length }, (_, event) => trace.event(event)),
    sends: Array.from({ length: trace.sends }, (_, sent) => trace.sent(sent)),
  };
}
