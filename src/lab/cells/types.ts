/**
 * What is claimed of many seeds and not of one run: a cell says what a fault does to an algorithm, a
 * sight what the swarm must show at least once. Types only.
 */
import type { Fact, Step } from '../../engine/protocol';
import type { RunFacts } from '../../properties/types';
import type { Scenario } from '../../scenario/types';
import type { ObservedRun } from '../observed';

/** A fault and what it is expected to do: seen on one side, never on the other. */
export interface Cell {
  readonly id: string;
  readonly algorithm: string;
  /** What happens in the faulty side's runs, in plain words. */
  readonly what: string;
  /** The fault; what the other side has instead, if it is not simply without it. */
  readonly fault: string;
  /** Ids of the properties that the cell asks for; no others are checked. */
  readonly properties: readonly string[];
  /** Those among them that must not break on either side, fault or no fault. */
  readonly unbroken: readonly string[];
  readonly scenario: (seed: string, isFaulty: boolean) => Scenario;
  /** True if what is expected of the fault is to be seen in this run, played to its end. */
  readonly isSeen: (run: ObservedRun) => boolean;
}

/** Something that must be seen, so that a green swarm is not one that tried nothing. */
export interface Sight {
  readonly id: string;
  readonly what: string;
  /** In what share of the seeds at least; 0: in one. */
  readonly share: number;
  /**
   * Where it is looked for: in the swarm's random trials, in those of them in which nodes are only made
   * to suspect and to crash, or in runs of its own.
   */
  readonly where: 'swarm' | 'crashes' | ((seed: string) => Scenario);
}

/** Looks at every step of a run and says what it sees, by the ids of sights. */
export type Lookout = (
  run: RunFacts,
  saw: (id: string) => void,
) => (step: Step, facts: readonly Fact[]) => void;

/** How a row came out. `weak`: the fault hardly bites; `leaks`: seen without it, or more broke. */
export type RowVerdict = 'ok' | 'weak' | 'leaks' | 'vacuous';

/** One cell or sight, counted. */
export interface Row {
  readonly id: string;
  readonly kind: 'REACH' | 'TEACH';
  readonly what: string;
  readonly fault: string;
  /** Seeds in which it was seen with the fault, and without; a sight has one side only. */
  readonly with: number;
  readonly without: number | null;
  readonly seeds: number;
  readonly verdict: RowVerdict;
  /** Why it is not ok: seeds and what they show; empty if it is. */
  readonly why: string;
}
