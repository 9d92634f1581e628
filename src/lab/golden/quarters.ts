/**
 * The hashes of a run after each quarter of its events. Two engines that agree on them have computed
 * the same run, event for event; where they do not, the first wrong quarter says where to look.
 */
import { Kernel } from '../../engine/kernel';
import type { Observer } from '../../engine/world';
import type { RunSpec } from '../../engine/spec';

/** What is written down of a golden run. */
export interface Quarters {
  /** Events of the whole run. */
  readonly events: number;
  /** Hashes after 25, 50, 75 and 100 % of them, rounded down. */
  readonly hashes: readonly string[];
}

/** The number of events after which each quarter of a run ends. */
export function quarterEvents(events: number): readonly number[] {
  return [1, 2, 3, 4].map((quarter) => Math.floor((events * quarter) / 4));
}

/**
 * Runs to the end. Where the quarters end depends on `expected`, the events the run should have; without
 * it the run is made twice. Hashes past the end are those of the end.
 */
export function quartersOf(
  spec: RunSpec,
  expected?: number,
  observer: Observer | null = null,
): Quarters {
  const kernel = new Kernel(spec);
  kernel.observe(observer);
  const hashes: string[] = [];
  for (const end of quarterEvents(expected ?? eventsOf(spec))) {
    while (kernel.events < end && kernel.step());
    hashes.push(kernel.hash());
  }
  while (kernel.step());
  return { events: kernel.events, hashes };
}

function eventsOf(spec: RunSpec): number {
  const kernel = new Kernel(spec);
  while (kernel.step());
  return kernel.events;
}

/** `null` if the two are the same, else in words how far they agree. */
export function differenceOf(golden: Quarters, found: Quarters): string | null {
  const ends = quarterEvents(golden.events);
  const wrong = golden.hashes.findIndex((hash, quarter) => hash !== found.hashes[quarter]);
  if (wrong >= 0) {
    const from = wrong === 0 ? 0 : (ends[wrong - 1] ?? 0);
    return `differs at ${25 * (wrong + 1)} % of its events, between event ${from} and event ${ends[wrong]}`;
  }
  if (golden.events === found.events) return null;
  return `has ${found.events} events instead of ${golden.events}`;
}
