/**
 * Runs of the Paxos family for tests: a scenario from its document to a given instant, with what was sent
 * and who believed what. For tests only.
 */
import { Kernel } from '../../../engine/kernel';
import type { Fact, Json, NodeId, Step } from '../../../engine/protocol';
import { Trace } from '../../../engine/trace';
import { assemble } from '../../../scenario/assemble';
import { validate } from '../../../scenario/schema';
import type { Scenario } from '../../../scenario/types';
import { algorithm } from '../index';
import type { MultiState, SingleState } from '../types';

export interface Played {
  readonly kernel: Kernel;
  readonly steps: readonly Step[];
  readonly facts: readonly Fact[];
  /** Plays on up to this instant, that of it included. */
  to(ms: number): Played;
  /** Plays on up to this instant without what happens at it. */
  before(ms: number): Played;
  single(node: NodeId): SingleState;
  multi(node: NodeId): MultiState;
  /** Sends so far by type; what a node sends to itself is not counted. */
  counts(): { readonly [type: string]: number };
  /** Whom each live node takes for the leader. */
  beliefs(): readonly (NodeId | null)[];
  /** When each node came to believe in this leader for the first time, ms. */
  learnt(leader: NodeId): ReadonlyMap<NodeId, number>;
  /** Ballots begun so far. */
  ballots(): number;
}

/** Plays a scenario document, checked as strictly as a link. */
export function playDocument(document: unknown): Played {
  const checked = validate(document, algorithm, 'link');
  if (!checked.ok) throw new Error(JSON.stringify(checked.problems));
  return playScenario(checked.value);
}

/** A preset by its id. */
export function playPreset(id: string): Played {
  return playDocument(algorithm.presets.find((one) => one.id === id)?.scenario);
}

export function playScenario(scenario: Scenario): Played {
  const spec = assemble(scenario, algorithm);
  const kernel = new Kernel(spec);
  const steps: Step[] = [];
  const facts: Fact[] = [];
  const trace = new Trace(spec.actors.map(({ id }) => id));
  kernel.observe({ trace, facts, onStep: (step) => void steps.push(step) });
  const { view } = kernel;
  const until = (us: number): void => {
    for (let next = kernel.nextUs(); next !== null && next <= us; next = kernel.nextUs()) {
      kernel.step();
    }
  };
  const played: Played = {
    kernel,
    steps,
    facts,
    to: (ms) => {
      until(ms * 1000);
      return played;
    },
    before: (ms) => {
      until(ms * 1000 - 1);
      return played;
    },
    single: (node) => view.node(node).state as SingleState,
    multi: (node) => view.node(node).state as MultiState,
    counts: () => {
      const counts: { [type: string]: number } = {};
      for (const { effects, node } of steps) {
        for (const effect of effects) {
          if (effect.do !== 'send' || effect.to === node) continue;
          counts[effect.message.type] = (counts[effect.message.type] ?? 0) + 1;
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
    ballots: () => facts.filter(({ fact }) => fact === 'attempt').length,
  };
  return played;
}

/** A cluster of `nodes` with a constant delay of 10 ms, unless it says otherwise. */
export function cluster(
  nodes: number,
  params: { readonly [name: string]: Json },
  rest: Partial<Scenario> = {},
): Played {
  return playDocument({
    v: 1,
    algorithm: 'paxos',
    nodes,
    seed: '7',
    network: { delayMs: 10 },
    ...rest,
    params,
  });
}
