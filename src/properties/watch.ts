/**
 * The place for the monitor, which runs checkers: the first page does without it. Loading `monitor.ts`
 * puts it here. A run that is given properties before that is an error, never a run that nobody checks.
 */
import type { Fact, Step, Us, WorldView } from '../engine/protocol';
import type { DeedOf, SendBook } from './ledger';
import type { Finding, Property, RunFacts } from './types';

/** What a run needs of a monitor. */
export interface Watch {
  see(step: Step, facts: readonly Fact[]): void;
  findings(world: WorldView, us: Us, oldestUs: Us | null): readonly Finding[];
  /** A small value from which `rewind` restores it to now. */
  mark(): unknown;
  rewind(mark: unknown): void;
}

/** What is to be watched, and what the ledger needs to know of it. */
export interface Watched {
  readonly run: RunFacts;
  readonly clockPpm: readonly number[];
  readonly properties: readonly Property[];
  readonly sends: SendBook;
  readonly deedOf: DeedOf;
}

const NOBODY: Watch = {
  see: () => undefined,
  findings: () => [],
  mark: () => null,
  rewind: () => undefined,
};

let make: ((watched: Watched) => Watch) | null = null;

export function provideMonitor(made: (watched: Watched) => Watch): void {
  make = made;
}

/** A monitor of these properties; without any, nobody watches. Throws if the monitor is not loaded. */
export function watchOf(watched: Watched): Watch {
  if (watched.properties.length === 0) return NOBODY;
  if (make === null) throw new Error('Properties were given before loadProperties was awaited');
  return make(watched);
}
