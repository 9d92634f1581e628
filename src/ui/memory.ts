/** Keeps small choices over reloads: single keys, invitations done. The theme keeps itself. */
import { guideStore } from '../stores/guideStore';
import { viewStore } from '../stores/viewStore';
import { recall, remember } from './storage';

/** Takes up what was remembered and remembers what changes. */
export function startMemory(): void {
  if (recall('singleKeys') === 'off') viewStore.setState({ singleKeys: false });
  viewStore.subscribe(({ singleKeys }, before) => {
    if (singleKeys !== before.singleKeys) remember('singleKeys', singleKeys ? 'on' : 'off');
  });
  const done = recall('guide');
  if (done !== null) guideStore.setState({ done: done.split(' ').filter(Boolean) });
  guideStore.subscribe((now) => remember('guide', now.done.join(' ')));
}
