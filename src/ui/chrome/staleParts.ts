/**
 * Parts of the page that are gone from the server: it was deployed anew since this page was opened. One
 * reload brings the new page, with the run at its place; if that does not help, it is said and no more.
 */
import { isReloadTried, noteReload } from '../storage';

let isAhead = false;

/** Fetches parts that nobody has asked for yet: a failure here is no reason to reload. */
export async function fetchingAhead(parts: readonly (() => Promise<unknown>)[]): Promise<void> {
  isAhead = true;
  const all = await Promise.allSettled(parts.map((part) => part()));
  isAhead = false;
  // This page is whole: if it grows stale one day, that is another day's reload.
  if (all.every(({ status }) => status === 'fulfilled')) noteReload(false);
}

/** Reloads for a part that is missing, but once. Offline there would be no page to reload. */
export function reloadOnce(): void {
  if (!navigator.onLine || isReloadTried()) return;
  // Without a memory of the reload there could be no end of reloads.
  if (noteReload(true)) window.location.reload();
}

/** Listens for parts that are missing; those that are only fetched ahead can be done without. */
export function reloadForStaleParts(): void {
  window.addEventListener('vite:preloadError', () => {
    if (!isAhead) reloadOnce();
  });
}
