/** What the stage does on first use: the deed waits until its code is there. */
import { loadKeyActs } from '../chrome/lazyParts';

type Acts = Awaited<ReturnType<typeof loadKeyActs>>;

/** Does what is no part of the first load; what cannot be loaded is left undone. */
export function later(deed: (acts: Acts) => void): void {
  loadKeyActs().then(deed, () => undefined);
}
