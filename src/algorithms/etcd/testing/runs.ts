/**
 * Runs of etcd for tests: a scenario from its document to a given instant, with every step and fact. For
 * tests only.
 */
import { Kernel } from '../../../engine/kernel';
import type { Algorithm, Fact, NodeId, Step } from '../../../engine/protocol';
import { Trace } from '../../../engine/trace';
import type { RaftState } from '../../raft/types';
import { assemble } from '../../../scenario/assemble';
import { validate } from '../../../scenario/schema';
import type { Scenario } from '../../../scenario/types';
import { algorithm as etcd } from '../index';
import type { ClientState, StoreState } from '../types';

export interface Played {
  readonly kernel: Kernel;
  readonly steps: readonly Step[];
  readonly facts: readonly Fact[];
  /** Runs on to this instant, ms. */
  to(ms: number): Played;
  store(node: NodeId): StoreState;
  raft(node: NodeId): RaftState;
  client(node: NodeId): ClientState;
  /** Messages delivered of a type, since an instant in ms: when, to whom. */
  delivered(type: string, sinceMs?: number): readonly (readonly [number, NodeId])[];
  /** When each role was taken, ms. */
  roles(node: NodeId): readonly (readonly [number, string])[];
  /** When rules were applied, ms. */
  applied(rule: string): readonly number[];
  /** Who was seated, in order: who, token, ms. */
  seated(): readonly (readonly [NodeId, number, number])[];
}

/** Plays a scenario document, checked as strictly as a link. */
export function playDocument(document: unknown, algorithm: Algorithm = etcd): Played {
  const checked = validate(document, algorithm, 'link');
  if (!checked.ok) throw new Error(JSON.stringify(checked.problems));
  return playScenario(checked.value, algorithm);
}

export function playScenario(scenario: Scenario, algorithm: Algorithm = etcd): Played {
  const spec = assemble(scenario, algorithm);
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
    store: (node) => view.node(node).state as StoreState,
    raft: (node) => view.part(node, 'raft') as RaftState,
    client: (node) => view.node(node).state as ClientState,
    delivered: (type, sinceMs = 0) =>
      steps.flatMap(({ event, message, node }) =>
        event.kind === 'deliver' && message?.type === type && event.us >= sinceMs * 1000
          ? [[event.us / 1000, node ?? ''] as const]
          : [],
      ),
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
    seated: () =>
      facts.flatMap((fact) =>
        fact.fact === 'seated' ? [[fact.node, fact.attempt, fact.us / 1000] as const] : [],
      ),
  };
  return played;
}
