/**
 * A run for the tests of services with clients: a scenario from its document to a given instant, with every
 * step and fact, and the questions such tests ask of it. For tests only.
 */
import { Kernel } from '../../../engine/kernel';
import type { Algorithm, Fact, NodeId, Step, WorldView } from '../../../engine/protocol';
import { Trace } from '../../../engine/trace';
import { assemble } from '../../../scenario/assemble';
import { validate } from '../../../scenario/schema';
import type { Scenario } from '../../../scenario/types';

/** The scenario of a document, checked as strictly as a link. */
export function scenarioOf(document: unknown, algorithm: Algorithm): Scenario {
  const checked = validate(document, algorithm, 'link');
  if (!checked.ok) throw new Error(JSON.stringify(checked.problems));
  return checked.value;
}

export class Playing {
  readonly kernel: Kernel;
  readonly trace: Trace;
  readonly steps: readonly Step[];
  readonly facts: readonly Fact[];
  readonly view: WorldView;

  constructor(scenario: Scenario, algorithm: Algorithm) {
    const spec = assemble(scenario, algorithm);
    const steps: Step[] = [];
    const facts: Fact[] = [];
    this.kernel = new Kernel(spec);
    this.trace = new Trace(spec.actors.map(({ id }) => id));
    this.steps = steps;
    this.facts = facts;
    this.view = this.kernel.view;
    this.kernel.observe({
      trace: this.trace,
      facts,
      onStep: (step) => void steps.push(step),
    });
  }

  /** Runs on to this instant, ms. */
  to(ms: number): this {
    const { kernel } = this;
    for (let us = kernel.nextUs(); us !== null && us <= ms * 1000; us = kernel.nextUs()) {
      if (!kernel.step()) break;
    }
    return this;
  }

  /** Messages sent so far, by type; what a node sends to itself is not counted. */
  counts(): { readonly [type: string]: number } {
    const counts: { [type: string]: number } = {};
    for (const { effects } of this.steps) {
      for (const effect of effects) {
        if (effect.do !== 'send' || effect.sent < 0) continue;
        counts[effect.message.type] = (counts[effect.message.type] ?? 0) + 1;
      }
    }
    return counts;
  }

  /** Messages delivered of a type, since an instant in ms: when, to whom. */
  delivered(type: string, sinceMs = 0): readonly (readonly [number, NodeId])[] {
    return this.steps.flatMap(({ event, message, node }) =>
      event.kind === 'deliver' && message?.type === type && event.us >= sinceMs * 1000
        ? [[event.us / 1000, node ?? ''] as const]
        : [],
    );
  }

  /** When a node took each role, ms. */
  roles(node: NodeId): readonly (readonly [number, string])[] {
    return this.facts.flatMap((fact) =>
      fact.fact === 'role' && fact.node === node ? [[fact.us / 1000, fact.role] as const] : [],
    );
  }

  /** Who began to lead, and when, ms: `['n1', 25]`. */
  led(): readonly (readonly [NodeId, number])[] {
    return this.facts.flatMap((fact) =>
      fact.fact === 'role' && fact.role === 'leader' ? [[fact.node, fact.us / 1000] as const] : [],
    );
  }

  /** Who was seated, in order: who, token, ms. */
  seated(): readonly (readonly [NodeId, number, number])[] {
    return this.facts.flatMap((fact) =>
      fact.fact === 'seated' ? [[fact.node, fact.attempt, fact.us / 1000] as const] : [],
    );
  }

  /** When a rule was applied, by anybody or by one node, ms. */
  applied(rule: string, node?: NodeId): readonly number[] {
    return this.steps.flatMap((step) =>
      (node === undefined || step.node === node) &&
      step.effects.some((effect) => effect.do === 'rule' && effect.id === rule)
        ? [step.event.us / 1000]
        : [],
    );
  }
}

/** How many believed at most at one instant that they lead. */
export function leadersAtOnce({ facts }: Playing): number {
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
