/**
 * Runs of Raft for tests: a scenario from its document to a given instant, with every claim about
 * Raft checked on every event. For tests only.
 */
import { Kernel } from '../../../engine/kernel';
import type { Algorithm, Fact, NodeId, Step } from '../../../engine/protocol';
import type { RunSpec } from '../../../engine/spec';
import { Trace } from '../../../engine/trace';
import { toArray } from '../../../lib/list';
import { properties } from '../../../properties/raft';
import type { Breach, Checker, RunFacts } from '../../../properties/types';
import { assemble } from '../../../scenario/assemble';
import type { Scenario } from '../../../scenario/types';
import { algorithm as raft } from '../index';
import type { RaftState } from '../types';

/** A breach with the property it breaks. */
export interface Found extends Breach {
  readonly id: string;
}

/** Running checks, each with the id of its property. */
export type Checkers = readonly { readonly id: string; readonly checker: Checker }[];

/** A run that has been played to an instant and can be played on. */
export interface Played {
  readonly kernel: Kernel;
  readonly steps: readonly Step[];
  readonly facts: readonly Fact[];
  /** Everything that was found broken, in order. */
  readonly found: readonly Found[];
  /** From now on these look at every step, instead of those there were. */
  watch(checkers: Checkers): void;
  /** Plays on to an instant, in ms. */
  to(ms: number): Played;
  state(node: NodeId): RaftState;
  /** Terms of the entries of a node's log. */
  terms(node: NodeId): readonly number[];
  /** Nodes in a role, in list order. */
  in(role: string): readonly NodeId[];
}

export function runFacts(spec: RunSpec): RunFacts {
  return {
    algorithm: spec.algorithm.id,
    candidates: spec.actors.map((actor) => actor.id),
    params: spec.params,
    delayUs: { min: 0, max: 15_000 },
    writeUsMax: spec.disk.hiUs,
    rank: (id) => spec.actors.findIndex((actor) => actor.id === id) + 1,
  };
}

/** One checker per property, by id. */
export function startCheckers(spec: RunSpec): Checkers {
  return properties.map((one) => ({ id: one.id, checker: one.start(runFacts(spec)) }));
}

/** Plays a run specification, checking every step. */
export function play(spec: RunSpec, given: Checkers = startCheckers(spec)): Played {
  const kernel = new Kernel(spec);
  const steps: Step[] = [];
  const facts: Fact[] = [];
  const found: Found[] = [];
  let checkers = given;
  let factsSeen = 0;
  kernel.observe({
    trace: new Trace(spec.actors.map((actor) => actor.id)),
    facts,
    onStep: (step) => {
      steps.push(step);
      const news = facts.slice(factsSeen);
      factsSeen = facts.length;
      for (const { id, checker } of checkers) {
        const breach = checker.see(step, news);
        if (breach !== null) found.push({ id, ...breach });
      }
    },
  });
  const state = (node: NodeId): RaftState => kernel.view.node(node).state as RaftState;
  const played: Played = {
    watch: (others) => {
      checkers = others;
    },
    kernel,
    steps,
    facts,
    found,
    to: (ms) => {
      for (let next = kernel.nextUs(); next !== null && next <= ms * 1000;) {
        kernel.step();
        next = kernel.nextUs();
      }
      return played;
    },
    state,
    terms: (node) => toArray(state(node).stable.log).map((entry) => entry.term),
    in: (role) => kernel.view.candidates.filter((id) => kernel.view.node(id).role === role),
  };
  return played;
}

/** Plays a scenario document, with another build of Raft if one is given. */
export function playScenario(scenario: Scenario, algorithm: Algorithm = raft): Played {
  return play(assemble(scenario, algorithm));
}
