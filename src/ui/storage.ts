/**
 * The page's small memory: theme, keys, invitations done, the last run. The one place that touches
 * storage, because merely touching it may throw (private windows, blocked sites, embedded frames).
 */

export type Slot = 'theme' | 'singleKeys' | 'guide' | 'work';

const nameOf = (slot: Slot): string => `conclave.${slot}`;

/** What was remembered, or null. */
export function recall(slot: Slot): string | null {
  try {
    return window.localStorage.getItem(nameOf(slot));
  } catch {
    return null;
  }
}

/** Remembers; false if this browser does not let us. */
export function remember(slot: Slot, value: string): boolean {
  try {
    window.localStorage.setItem(nameOf(slot), value);
    return true;
  } catch {
    return false;
  }
}
