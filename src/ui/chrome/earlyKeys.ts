/**
 * The table of keys loads once the page moves. What is pressed before is kept and pressed again then, so
 * that no key is lost.
 */
import type { App } from '../app';
import { loadKeys } from './lazyParts';
import { loadFailed } from './presenting';

export function bindKeysSoon(app: App): void {
  const early: KeyboardEvent[] = [];
  const keep = (event: KeyboardEvent): void => void early.push(event);
  window.addEventListener('keydown', keep);
  loadKeys()
    .then(({ bindKeys }) => {
      window.removeEventListener('keydown', keep);
      bindKeys(app);
      for (const event of early) {
        (event.target ?? window).dispatchEvent(new KeyboardEvent('keydown', event));
      }
    })
    .catch(loadFailed);
}
