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

const LEAVING = 'conclave.leaving';

/** Notes, as the page goes, which link says where it stood; for this tab only. */
export function noteLeaving(address: string, fragment: string): void {
  try {
    window.sessionStorage.setItem(LEAVING, JSON.stringify([address, fragment]));
  } catch {
    // Then a reload plays from the start: the run itself is in the address.
  }
}

/** The link that was noted when this tab last left `address`, once; null if there is none. */
export function takeLeaving(address: string): string | null {
  try {
    const noted: unknown = JSON.parse(window.sessionStorage.getItem(LEAVING) ?? 'null');
    window.sessionStorage.removeItem(LEAVING);
    if (!Array.isArray(noted) || noted[0] !== address) return null;
    return typeof noted[1] === 'string' ? noted[1] : null;
  } catch {
    return null;
  }
}

const RELOADED = 'conclave.reloaded';

/** True if this tab was already reloaded for a part that is missing. */
export function isReloadTried(): boolean {
  try {
    return window.sessionStorage.getItem(RELOADED) !== null;
  } catch {
    return true;
  }
}

/** Notes that reload, or that it has done its work; false if this browser does not let us. */
export function noteReload(tried: boolean): boolean {
  try {
    if (tried) window.sessionStorage.setItem(RELOADED, 'yes');
    else window.sessionStorage.removeItem(RELOADED);
    return true;
  } catch {
    return false;
  }
}
