/**
 * Runs of the ring elections for tests: a scenario from its document to a given instant, with what was
 * sent and who believed what. For tests only.
 */
import { Kernel } from '../../../engine/kernel';
import type { Fact, Json, NodeId, Step } from '../../../engine/protocol';
import { Trace } from '../../../engine/trace';
import { assemble } from '../../../scenario/assemble';
import { validate } from '../../../scenario/schema';
import type { Command, Scenario } from '../../../scenario/types';
import { algorithm } from '../index';
import type { RingState } from '../types';

/** A ring to be run; ids are given in the order of the ring. */
export interface Given {
  readonly variant?: string;
  readonly ids: readonly number[];
  readonly params?: { readonly [name: string]: Json };
  readonly delayMs?: number | readonly [number, number];
  readonly seed?: string;
  readonly leader?: NodeId;
  readonly commands?: readonly Command[];
}

export interface Played {
  readonly kernel: Kernel;
  readonly steps: readonly Step[];
  readonly facts: readonly Fact[];
  to(ms: number): Played;
  state(node: NodeId): RingState;
  /** Sends so far by type; signs of life and acknowledgements are left out. */
  counts(): { readonly [type: string]: number };
  /** Whom each live node takes for the leader. */
  beliefs(): readonly (NodeId | null)[];
  /** When each node came to believe in this leader for the first time, ms. */
  learnt(leader: NodeId): ReadonlyMap<NodeId, number>;
}

const QUIET = ['PING', 'PONG', 'ACK'];

/** Plays a scenario document, checked as strictly as a link. */
export function playDocument(document: unknown): Played {
  const checked = validate(document, algorithm, 'link');
  if (!checked.ok) throw new Error(JSON.stringify(checked.problems));
  return playScenario(checked.value);
}

export function playScenario(scenario: Scenario): Played {
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
      for (let next = kernel.nextUs(); next !== null && next <= ms * 1000; next = kernel.nextUs()) {
        kernel.step();
      }
      return played;
    },
    state: (node) => view.node(node).state as RingState,
    counts: () => {
      const counts: { [type: string]: number } = {};
      for (const { effects, node } of steps) {
        for (const effect of effects) {
          if (effect.do !== 'send' || effect.to === node) continue;
          const { type } = effect.message;
          if (!QUIET.includes(type)) counts[type] = (counts[type] ?? 0) + 1;
        }
      }
      return counts;
    },
    beliefs: () =>
      view.candidates.filter((id) => view.node(id).up).map((id) => view.node(id).belief.leader),
    learnt: (leader) => {
      const found = new Map<NodeId, number>();
      for (const fact of facts) {
        if (fact.fact !== 'belief' || fact.leader !== leader || found.has(fact.node)) continue;
        found.set(fact.node, fact.us / 1000);
      }
      return found;
    },
  };
  return played;
}

/** A ring of these ids. */
export function ringOf(given: Given): Played {
  const { ids, variant = 'chang-roberts', params, delayMs = 10, seed = '7' } = given;
  return playDocument({
    v: 1,
    algorithm: 'ring',
    nodes: ids.map((priority, index) => ({ id: `n${index + 1}`, priority })),
    seed,
    // No message overtakes another: one that comes after the announcement begins another election.
    network: { delayMs, fifo: true },
    // Nobody asks for signs of life: only what the scenario sets going is counted.
    params: { variant, pingEveryMs: 1_000_000, ...params },
    ...(given.leader !== undefined && { initial: { leader: given.leader } }),
    ...(given.commands !== undefined && { commands: given.commands }),
  });
}

/** 1..n, rising along the ring. */
export function rising(n: number): readonly number[] {
  return Array.from({ length: n }, (_, i) => i + 1);
}
