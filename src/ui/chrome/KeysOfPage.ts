/** What each line of the table of keys does: the ids meet the controls here and nowhere else. */
import { tinykeys } from 'tinykeys';
import type { NodeId } from '../../engine/protocol';
import { notify } from '../../stores/noticeStore';
import { actStore, closeActs } from '../../stores/actStore';
import {
  clearSelection,
  gather,
  meantByKnife,
  selectNode,
  selectionStore,
} from '../../stores/selectionStore';
import { holdTool, toolStore } from '../../stores/toolStore';
import { clearLoop, markLoop, showTimeSheet } from '../timeline/timeStore';
import { viewStore } from '../../stores/viewStore';
import type { App } from '../app';
import { intervention, leaderNow } from '../interventions';
import { bindings, keysRest } from '../keys';
import { loadKeyActs } from './lazyParts';
import { loadFailed, present } from './presenting';

/** Binds every key; returns what unbinds them. */
export function bindKeys(app: App): () => void {
  const deeds = pageDeeds(app);
  const rests = (event: KeyboardEvent): boolean => {
    const { target } = event;
    return keysRest({
      key: event.key,
      defaultPrevented: event.defaultPrevented,
      isComposing: event.isComposing,
      within: (selector) => target instanceof Element && target.closest(selector) !== null,
    });
  };
  const singles = (): boolean => viewStore.getState().singleKeys;
  return tinykeys(
    window,
    bindings((id) => deeds.get(id), rests, singles),
  );
}

/** What the page does by each id of the table of keys; the palette offers it too. */
export function pageDeeds(app: App): Map<string, () => void> {
  const { session, controls } = app;
  const nodeAt = (n: number): NodeId | undefined => session.world.candidates[n - 1];
  const digits = [1, 2, 3, 4, 5, 6, 7, 8, 9];
  const withNode = (n: number, deed: (id: NodeId) => void) => (): void => {
    const id = nodeAt(n);
    if (id !== undefined) deed(id);
    app.frames.invalidate();
  };
  const select = (id: NodeId): void =>
    selectNode(selectionStore.getState().node === id ? null : id);
  return new Map<string, () => void>([
    ['toggle', controls.toggle],
    ['storyBack', controls.storyBack],
    ['storyForward', controls.storyForward],
    ['eventBack', controls.eventBack],
    ['eventForward', controls.eventForward],
    ['beatBack', controls.beatBack],
    ['beatForward', controls.beatForward],
    ['nextReign', controls.nextReign],
    ['toStart', controls.toStart],
    ['toEnd', controls.toEnd],
    ['faster', controls.faster],
    ['slower', controls.slower],
    ['autoPace', () => controls.setPace('auto')],
    ['goTo', () => showTimeSheet('go')],
    ['stops', () => showTimeSheet('stops')],
    ['loopFrom', () => markLoop('fromUs', session.playhead.us)],
    ['loopTo', () => markLoop('toUs', session.playhead.us)],
    ['replay', controls.replay],
    ['newSeed', controls.newSeed],
    ...digits.map((n) => [`select${n}`, withNode(n, select)] as const),
    ...digits.map((n) => [`gather${n}`, withNode(n, gather)] as const),
    ['crash', () => turn(app, 'crash', 'restart')],
    ['pause', () => turn(app, 'resume', 'pause')],
    ['timeout', () => timeOut(app)],
    ['acts', () => menu(app, null)],
    ['move', () => move(app)],
    ['zoom', () => later((acts) => acts.toggleZoom())],
    ['linkTo', () => menu(app, 'linkTo')],
    ['network', () => later((acts) => acts.showRules())],
    ['message', () => later((acts) => acts.nextMessage(app))],
    ['hold', () => takeSeat(app)],
    ['palette', () => viewStore.setState({ dialog: 'palette' })],
    ['knife', () => holdTool(toolStore.getState().tool === 'knife' ? 'hand' : 'knife')],
    ['cut', () => cutGathered(app)],
    ['heal', () => heal(app)],
    ['undo', controls.undo],
    ['redo', controls.redo],
    ['share', () => viewStore.setState({ dialog: 'share' })],
    ['present', present],
    ['glossary', () => viewStore.setState({ dialog: 'glossary' })],
    ['keys', () => viewStore.setState({ dialog: 'keys' })],
    ['escape', () => letGo(app)],
  ]);
}

/** Does the first of two deeds that makes sense for the selected node, or for the leader. */
function turn(app: App, first: 'crash' | 'resume', second: 'restart' | 'pause'): void {
  const { session, controls } = app;
  const { node } = selectionStore.getState();
  const choices = node === null && second === 'restart' ? [first] : [first, second];
  const deed = choices.map(intervention).find((one) => one.appliesTo(session, node));
  if (deed !== undefined) controls.intervene(deed, node);
  else if (node === null && leaderNow(session.world) === null) {
    notify({ key: 'notice.noLeader', values: {}, tone: 'info', way: null });
  }
}

/** The selected node, else the leader; says so if there is neither. */
function nodeMeant({ session }: App): NodeId | null {
  const node = selectionStore.getState().node ?? leaderNow(session.world);
  if (node === null) notify({ key: 'notice.noLeader', values: {}, tone: 'info', way: null });
  return node;
}

function timeOut(app: App): void {
  const node = nodeMeant(app);
  const deed = intervention('timeout');
  if (node !== null && deed.appliesTo(app.session, node)) app.controls.intervene(deed, node);
}

/** What these keys do is no part of the first load. */
function later(deed: (acts: Awaited<ReturnType<typeof loadKeyActs>>) => void): void {
  loadKeyActs().then(deed, loadFailed);
}

/** The menu of acts of the node that is meant, at one act's choices if one is named. */
function menu(app: App, act: string | null): void {
  const node = nodeMeant(app);
  if (node !== null) later((acts) => acts.openMenu(node, act));
}

/** The arrow keys move the node that is meant, until Enter or Esc. */
function move(app: App): void {
  const node = nodeMeant(app);
  if (node !== null) later((acts) => acts.startMove(app, node));
}

/** Takes the scheduler's seat, shows it, or leaves it. */
function takeSeat({ session, controls }: App): void {
  if (session.world.holding.length === 0) controls.hold();
  else if (viewStore.getState().panel === 'seat') controls.unhold();
  else viewStore.setState({ panel: 'seat' });
}

function heal({ session, controls }: App): void {
  const deed = intervention('heal');
  if (deed.appliesTo(session, null)) controls.intervene(deed, null);
  else notify({ key: 'notice.nothingCut', values: {}, tone: 'info', way: null });
}

/** With the knife in hand: cuts the gathered nodes, or the selected one, off from the rest. */
function cutGathered({ controls }: App): void {
  const group = meantByKnife(selectionStore.getState());
  if (toolStore.getState().tool !== 'knife' || group.length === 0) return;
  controls.act({ do: 'partition', groups: [group, ['rest']] });
  selectionStore.setState({ gathered: [] });
  holdTool('hand');
}

/** Esc: lets go of one thing at a time. */
function letGo({ frames }: App): void {
  const { node, message, gathered } = selectionStore.getState();
  if (toolStore.getState().tool === 'knife') holdTool('hand');
  else if (actStore.getState().subject !== null) closeActs();
  else if (node !== null || message !== null || gathered.length > 0) clearSelection();
  else if (clearLoop()) frames.invalidate();
  else if (viewStore.getState().present) present();
  else viewStore.setState({ panel: null });
  frames.invalidate();
}
