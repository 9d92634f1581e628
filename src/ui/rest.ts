/**
 * The page starts with as much of its algorithm as a run needs. The words that only panels and sheets show
 * come later: once the page has moved, or with the first panel if that is sooner.
 */
import { loadAlgorithm } from '../algorithms/registry';
import type { Running } from '../engine/protocol';
import { joinTexts } from './i18n/setup';

let first: Running | null = null;
let asked: Promise<void> | null = null;

/** Names the algorithm that the page starts with. */
export function startedWith(algorithm: Running): void {
  first = algorithm;
}

async function load(running: Running): Promise<void> {
  const whole = await loadAlgorithm(running.id);
  if (whole !== null) joinTexts(running, whole);
}

/** Resolves once all its words are there; where they could not be loaded, the next call tries again. */
export async function allWords(): Promise<void> {
  if (first === null) return;
  asked ??= load(first);
  await asked.catch((error: unknown) => {
    asked = null;
    throw error;
  });
}
