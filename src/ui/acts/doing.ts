/** Does what a choice says: a deed, another menu, or the sheet of link rules. */
import type { Subject } from '../../stores/actStore';
import { actStore, closeActs, openActs } from '../../stores/actStore';
import { selectNode } from '../../stores/selectionStore';
import { viewStore } from '../../stores/viewStore';
import type { App } from '../app';
import type { Choice } from './act';

export function take({ controls }: App, choice: Choice, byKey: boolean): void {
  if ('deed' in choice) {
    closeActs();
    controls.act(choice.deed);
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
