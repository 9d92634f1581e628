/**
 * Runs of ZooKeeper's election for tests: a scenario from its document to a given instant, with what was
 * sent, decided and believed. For tests only.
 */
import { Kernel } from '../../../engine/kernel';
import type { Fact, NodeId, Step } from '../../../engine/protocol';
import { Trace } from '../../../engine/trace';
import { assemble } from '../../../scenario/assemble';
import { validate } from '../../../scenario/schema';
import { algorithm } from '../index';
import type { FleState } from '../types';

export interface Played {
  readonly kernel: Kernel;
  readonly steps: readonly Step[];
  readonly facts: readonly Fact[];
  to(ms: number): Played;
  state(node: NodeId): FleState;
  /** Sends so far by type; what a server says to itself is left out. */
  counts(): { readonly [type: string]: number };
  /** Whom each live node takes for the leader. */
  beliefs(): readonly (NodeId | null)[];
  /** The roles a node took, each with its instant in ms. */
  roles(node: NodeId): readonly (readonly [ms: number, role: string])[];
  /** The rules a node applied, in order. */
  rules(node: NodeId): readonly string[];
}

/** Plays a scenario document, checked as strictly as a link. */
export function playDocument(document: unknown): Played {
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
      for (let next = kernel.nextUs(); next !== null && next <= ms * 1000; next = kernel.nextUs()) {
        kernel.step();
      }
      return played;
    },
    state: (node) => view.node(node).state as FleState,
    counts: () => {
      const counts: { [type: string]: number } = {};
      for (const { effects, node } of steps) {
        for (const effect of effects) {
          if (effect.do !== 'send' || effect.to === node) continue;
          const { type } = effect.message;
          counts[type] = (counts[type] ?? 0) + 1;
        }
      }
      return counts;
    },
    beliefs: () =>
      view.candidates.filter((id) => view.node(id).up).map((id) => view.node(id).belief.leader),
    roles: (node) =>
      facts.flatMap((fact) =>
        fact.fact === 'role' && fact.node === node ? [[fact.us / 1000, fact.role] as const] : [],
      ),
    rules: (node) =>
      steps
        .filter((step) => step.node === node)
        .flatMap(({ effects }) => effects.flatMap((one) => (one.do === 'rule' ? [one.id] : []))),
  };
  return played;
}

/** A scenario of this algorithm: five servers, constant delays of 10 ms. */
export function play(scenario: { readonly [key: string]: unknown }): Played {
  return playDocument({
    ...{ v: 1, algorithm: 'zookeeper-fle', nodes: 5, seed: '7', network: { delayMs: 10 } },
    ...scenario,
  });
}

/** The preset of this name. */
export function playPreset(id: string): Played {
  return playDocument(algorithm.presets.find((one) => one.id === id)?.scenario);
}
