/**
 * Runs of the Kubernetes leader election for tests: a scenario from its document to a given instant, with
 * every step and fact. For tests only.
 */
import { Kernel } from '../../../engine/kernel';
import type { Algorithm, Fact, NodeId, Step } from '../../../engine/protocol';
import { Trace } from '../../../engine/trace';
import { assemble } from '../../../scenario/assemble';
import { validate } from '../../../scenario/schema';
import { algorithm as kubernetes } from '../index';
import type { CandidateState, Stored } from '../types';

export interface Played {
  readonly kernel: Kernel;
  readonly steps: readonly Step[];
  readonly facts: readonly Fact[];
  /** Runs on to this instant, ms. */
  to(ms: number): Played;
  candidate(node: NodeId): CandidateState;
  stored(): Stored;
  /** Who began to lead, and when, ms: `['n1', 25]`. */
  led(): readonly (readonly [string, number])[];
  /** When a node took a role, ms. */
  roles(node: NodeId): readonly (readonly [number, string])[];
  /** When rules were applied, ms. */
  applied(rule: string, node?: NodeId): readonly number[];
}

/** Plays a scenario document, checked as strictly as a link. */
export function playDocument(document: unknown, algorithm: Algorithm = kubernetes): Played {
  const checked = validate(document, algorithm, 'link');
  if (!checked.ok) throw new Error(JSON.stringify(checked.problems));
  const spec = assemble(checked.value, algorithm);
  const kernel = new Kernel(spec);
  const steps: Step[] = [];
  const facts: Fact[] = [];
  const trace = new Trace(spec.actors.map(({ id }) => id));
  kernel.observe({ trace, facts, onStep: (step) => void steps.push(step) });
  const { view } = kernel;
  const played: Played = {
    kernel,
    steps,
    facts,
    to: (ms) => {
      for (let us = kernel.nextUs(); us !== null && us <= ms * 1000; us = kernel.nextUs()) {
        if (!kernel.step()) break;
      }
      return played;
    },
    candidate: (node) => view.node(node).state as CandidateState,
    stored: () => view.node('s1').durable as Stored,
    led: () =>
      facts.flatMap((fact) =>
        fact.fact === 'role' && fact.role === 'leader'
          ? [[fact.node, fact.us / 1000] as const]
          : [],
      ),
    roles: (node) =>
      facts.flatMap((fact) =>
        fact.fact === 'role' && fact.node === node ? [[fact.us / 1000, fact.role] as const] : [],
      ),
    applied: (rule, node) =>
      steps.flatMap((step) =>
        (node === undefined || step.node === node) &&
        step.effects.some((effect) => effect.do === 'rule' && effect.id === rule)
          ? [step.event.us / 1000]
          : [],
      ),
  };
  return played;
}

/** How many believed at most at one instant that they lead. */
export function leadersAtOnce({ facts }: Played): number {
  const leaders = new Set<string>();
  let most = 0;
  for (const fact of facts) {
    if (fact.fact === 'crashed') leaders.delete(fact.node);
    if (fact.fact !== 'role') continue;
    if (fact.role === 'leader') leaders.add(fact.node);
    else leaders.delete(fact.node);
    most = Math.max(most, leaders.size);
  }
  return most;
}
