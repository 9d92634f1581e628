/** What the keys of menus, link rules and messages do. Loaded with the first of them. */
import type { NodeId } from '../../engine/protocol';
import { closeActs, openActs } from '../../stores/actStore';
import { notify } from '../../stores/noticeStore';
import { selectMessage, selectNode, selectionStore } from '../../stores/selectionStore';
import type { App } from '../app';
import { actTexts } from '../i18n/en/acts';
import { addPageTexts } from '../i18n/setup';
import { openRules } from './doing';

addPageTexts(actTexts);

/** Opens the menu of acts of a node, at one act's choices if one is named. */
export function openMenu(node: NodeId, act: string | null): void {
  selectNode(node);
  openActs({ of: 'node', node }, true, act);
}

/** Opens the rules of all links. */
export function showRules(): void {
  openRules({ of: 'network' });
}

/** Picks the message on its way that arrives next after the one picked now, and around again. */
export function nextMessage({ session, frames }: App): void {
  const flights = [...session.flights()]
    .filter(({ from, to }) => from !== to)
    .sort((a, b) => a.arrivesUs - b.arrivesUs || a.sent - b.sent);
  const at = flights.findIndex(({ sent }) => sent === selectionStore.getState().message);
  const next = flights[(at + 1) % flights.length];
  if (next === undefined) notify({ key: 'message.none', values: {}, tone: 'info', way: null });
  else {
    closeActs();
    selectMessage(next.sent);
    selectionStore.setState({ byKey: true });
  }
  frames.invalidate();
}
