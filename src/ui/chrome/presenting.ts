/** Into present mode and out of it; the mode itself loads on first use. */
import { notify } from '../../stores/noticeStore';
import { loadPresent } from './lazyParts';

/** Says that something could not be fetched. */
export function loadFailed(): void {
  notify({ key: 'notice.loadFailed', values: {}, tone: 'alert', way: null });
}

/** Shows the cluster to a room, or no longer. */
export function present(): void {
  loadPresent().then((mode) => mode.togglePresent(), loadFailed);
}
