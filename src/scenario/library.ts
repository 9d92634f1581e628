/**
 * The scenarios that come with the page: each algorithm's presets, found through the registry. Which
 * there are is only known once an algorithm is loaded, so the lists come as promises.
 */
import type { Algorithm, Json } from '../engine/protocol';
import type { Result, Scenario } from './types';
import { registry } from '../algorithms/registry';
import { loadWorkload, workloads } from '../workloads/registry';
import type { WorkloadEntry } from '../workloads/registry';
import { loadOnTop } from './onTop';
import { algorithmOf, validate } from './schema';

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

/** What one workload brings: its scenarios, and an algorithm with it on top, whose texts name them. */
export interface WorkloadShelf {
  readonly kind: string;
  readonly name: string;
  readonly idea: string;
  readonly algorithm: Algorithm;
  readonly entries: readonly LibraryEntry[];
}

async function shelfOf({ kind, name, idea }: WorkloadEntry): Promise<WorkloadShelf> {
  const { presets } = await loadWorkload(kind);
  const entries: LibraryEntry[] = [];
  let first: Algorithm | null = null;
  for (const preset of presets) {
    const id = algorithmOf(preset.scenario);
    const algorithm = id.ok ? await loadOnTop(id.value, kind) : null;
    if (algorithm === null) throw new Error(`The scenario ${kind}/${preset.id} names no algorithm`);
    first ??= algorithm;
    entries.push({
      id: `${kind}/${preset.id}`,
      algorithm: algorithm.id,
      titleKey: preset.title,
      watchKey: preset.watch,
      load: () => opened(preset.scenario, algorithm),
    });
  }
  if (first === null) throw new Error(`The workload ${kind} has no scenario`);
  return { kind, name, idea, algorithm: first, entries };
}

/** The scenarios of every workload, in the order of their registry. */
export function workloadShelves(): Promise<readonly WorkloadShelf[]> {
  return Promise.all(workloads.map(shelfOf));
}

/** Every scenario there is, algorithm by algorithm in the registry's order, then workload by workload. */
export async function library(): Promise<readonly LibraryEntry[]> {
  const loads = await Promise.all(registry.map((line) => line.load()));
  const shelves = await workloadShelves();
  return [
    ...loads.flatMap(({ algorithm }) => libraryOf(algorithm)),
    ...shelves.flatMap(({ entries }) => entries),
  ];
}
