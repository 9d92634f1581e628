/** Does what a choice says: a deed, another menu, a change of the view, or the sheet of link rules. */
import type { Subject } from '../../stores/actStore';
import { actStore, closeActs, openActs } from '../../stores/actStore';
import { selectNode } from '../../stores/selectionStore';
import { viewStore } from '../../stores/viewStore';
import type { App } from '../app';
import { putBack, startMove } from '../stage/moveHands';
import type { Choice } from './act';

export function take(app: App, choice: Choice, byKey: boolean): void {
  const { controls } = app;
  if ('deed' in choice) {
    closeActs();
    // Whoever holds something wants to choose next: at once, and with time standing still.
    if (choice.deed.do === 'hold') controls.pause();
    controls.act(choice.deed);
    if (choice.deed.do === 'hold') viewStore.setState({ panel: 'seat' });
  } else if ('views' in choice) {
    closeActs();
    if (choice.views.do === 'move') startMove(app, choice.views.node);
    else putBack(app, choice.views.node);
  } else if ('opens' in choice) {
    openActs(choice.opens, byKey);
  } else {
    openRules(choice.rulesOf);
  }
}

/** Opens the sheet of link rules for one link or all of them. */
export function openRules(subject: Subject): void {
  closeActs();
  selectNode(null);
  actStore.setState({ rulesOf: subject });
  viewStore.setState({ dialog: 'rules' });
}
