/** The summary of one of a workload's scenarios, played to its end with all properties watching. */
import type { Preset } from '../../engine/protocol';
import { loadProperties } from '../../properties/registry';
import { loadDocument } from '../../scenario/load';
import { runToEnd } from '../../session/runToEnd';
import { summarise } from '../../session/summary';
import type { Summary } from '../../session/summary';

export async function outcomeOf(presets: readonly Preset[], id: string): Promise<Summary> {
  const preset = presets.find((one) => one.id === id);
  return outcomeOfDocument(preset?.scenario);
}

/** The same of any scenario document. */
export async function outcomeOfDocument(document: unknown): Promise<Summary> {
  const loaded = await loadDocument(document, 'link');
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems));
  const { scenario, algorithm } = loaded.value;
  await loadProperties(algorithm.id, algorithm.workload?.id);
  return summarise(runToEnd(scenario, algorithm));
}
