/**
 * The scenarios that come with the page: each algorithm's presets, found through the registry. Which
 * there are is only known once an algorithm is loaded, so the lists come as promises.
 */
import type { Algorithm, Json } from '../engine/protocol';
import type { Result, Scenario } from './types';
import { registry } from '../algorithms/registry';
import { validate } from './schema';

/** One scenario of the library. */
export interface LibraryEntry {
  /** Unique among all: `raft/split-vote`. */
  readonly id: string;
  readonly algorithm: string;
  /** Keys of the texts of the algorithm's face. */
  readonly titleKey: string;
  readonly watchKey: string;
  /** The scenario, checked like any other, with its algorithm. */
  load(): Result<{ readonly scenario: Scenario; readonly algorithm: Algorithm }>;
}

function opened(
  document: Json,
  algorithm: Algorithm,
): Result<{ readonly scenario: Scenario; readonly algorithm: Algorithm }> {
  // As strict as a link: our own scenarios have no excuse for unknown keys.
  const scenario = validate(document, algorithm, 'link');
  if (!scenario.ok) return scenario;
  return { ok: true, value: { scenario: scenario.value, algorithm } };
}

/** The scenarios of one algorithm, in the order in which its folder lists them. */
export function libraryOf(algorithm: Algorithm): readonly LibraryEntry[] {
  return algorithm.presets.map((preset) => ({
    id: `${algorithm.id}/${preset.id}`,
    algorithm: algorithm.id,
    titleKey: preset.title,
    watchKey: preset.watch,
    load: () => opened(preset.scenario, algorithm),
  }));
}

/** Every scenario there is, algorithm by algorithm in the registry's order. */
export async function library(): Promise<readonly LibraryEntry[]> {
  const loads = await Promise.all(registry.map((line) => line.load()));
  return loads.flatMap(({ algorithm }) => libraryOf(algorithm));
}
