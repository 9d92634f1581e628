/**
 * Which entries the line under the stage shows: at rest those of the picture; while the run plays, what
 * has gone keeps its place for a while. Not which marks there are: that is the scene's to say.
 */
import { useState } from 'react';
import { useStore } from 'zustand';
import { playerStore } from '../../stores/playerStore';
import type { LegendKey } from '../../scene/legendKey';

/** How long an entry stands in the line although its mark has gone, wall ms. */
const STAYS_MS = 4000;

interface Entry {
  readonly key: LegendKey;
  /** When its mark was last in the picture, wall ms. */
  readonly seenMs: number;
}

/** What is told while the run plays: what was there stays where it is, what is new comes at the end. */
function staying(told: readonly Entry[], keys: readonly LegendKey[]): readonly Entry[] {
  const nowMs = performance.now();
  const isFresh = ({ key, seenMs }: Entry): boolean =>
    keys.includes(key) || nowMs - seenMs < STAYS_MS;
  const kept = told
    .filter(isFresh)
    .map((entry) => (keys.includes(entry.key) ? { key: entry.key, seenMs: nowMs } : entry));
  const added = keys.filter((key) => !kept.some((entry) => entry.key === key));
  return [...kept, ...added.map((key) => ({ key, seenMs: nowMs }))];
}

/** The entries to show: at rest those of the picture, in its order. */
export function useEntries(now: readonly LegendKey[]): readonly LegendKey[] {
  const playing = useStore(playerStore, (state) => state.playing);
  const opened = useStore(playerStore, (state) => state.opened);
  const [told, setTold] = useState<{ opened: number; for: unknown; entries: readonly Entry[] }>({
    opened: -1,
    for: null,
    entries: [],
  });
  if (!playing) return now;
  if (told.for === now && told.opened === opened) return told.entries.map(({ key }) => key);
  const entries = staying(told.opened === opened ? told.entries : [], now);
  setTold({ opened, for: now, entries });
  return entries.map(({ key }) => key);
}
