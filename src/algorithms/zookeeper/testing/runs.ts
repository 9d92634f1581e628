/**
 * Runs of the ZooKeeper recipe for tests: a scenario from its document to a given instant, with every step and fact. For
 * tests only.
 */
import { Kernel } from '../../../engine/kernel';
import type { Algorithm, Fact, NodeId, Step } from '../../../engine/protocol';
import { Trace } from '../../../engine/trace';
import { assemble } from '../../../scenario/assemble';
import { validate } from '../../../scenario/schema';
import type { Scenario } from '../../../scenario/types';
import { algorithm as zookeeper } from '../index';
import type { ClientState, ServerState } from '../types';

export interface Played {
  readonly kernel: Kernel;
  readonly trace: Trace;
  readonly steps: readonly Step[];
  readonly facts: readonly Fact[];
  /** Runs on to this instant, ms. */
  to(ms: number): Played;
  server(node: NodeId): ServerState;
  client(node: NodeId): ClientState;
  /** Messages sent so far, by type; what a node sends to itself is not counted. */
  counts(): { readonly [type: string]: number };
  /** When each role was taken, ms: `n1 leader 312`. */
  roles(node: NodeId): readonly (readonly [number, string])[];
  /** When rules were applied, ms. */
  applied(rule: string): readonly number[];
}

/** Plays a scenario document, checked as strictly as a link. */
export function playDocument(document: unknown, algorithm: Algorithm = zookeeper): Played {
  const checked = validate(document, algorithm, 'link');
  if (!checked.ok) throw new Error(JSON.stringify(checked.problems));
  return playScenario(checked.value, algorithm);
}

export function playScenario(scenario: Scenario, algorithm: Algorithm = zookeeper): Played {
  const spec = assemble(scenario, algorithm);
  const kernel = new Kernel(spec);
  const steps: Step[] = [];
  const facts: Fact[] = [];
  const trace = new Trace(spec.actors.map(({ id }) => id));
  kernel.observe({ trace, facts, onStep: (step) => void steps.push(step) });
  const { view } = kernel;
  const played: Played = {
    kernel,
    trace,
    steps,
    facts,
    to: (ms) => {
      for (let us = kernel.nextUs(); us !== null && us <= ms * 1000; us = kernel.nextUs()) {
        if (!kernel.step()) break;
      }
      return played;
    },
    server: (node) => view.node(node).state as ServerState,
    client: (node) => view.node(node).state as ClientState,
    counts: () => {
      const counts: { [type: string]: number } = {};
      for (const { effects } of steps) {
        for (const effect of effects) {
          if (effect.do !== 'send' || effect.sent < 0) continue;
          counts[effect.message.type] = (counts[effect.message.type] ?? 0) + 1;
        }
      }
      return counts;
    },
    roles: (node) =>
      facts.flatMap((fact) =>
        fact.fact === 'role' && fact.node === node ? [[fact.us / 1000, fact.role] as const] : [],
      ),
    applied: (rule) =>
      steps.flatMap(({ event, effects }) =>
        effects.some((effect) => effect.do === 'rule' && effect.id === rule)
          ? [event.us / 1000]
          : [],
      ),
  };
  return played;
}
