/** What a person does on the lanes, by name: pointer, keys, list and buttons call these. */
import { playerStore } from '../../../stores/playerStore';
import { selectMessage, selectionStore } from '../../../stores/selectionStore';
import type { App } from '../../app';
import type { LanesDriver } from './driver';
import { lanesStore } from './lanesStore';

/** Goes to an event and lights up what led to it and what it led to. */
export function chooseEvent(app: App, driver: LanesDriver, event: number, lane: number): void {
  const place = { event, lane };
  selectionStore.setState({ message: null });
  lanesStore.setState({ event: place, cursor: place, following: null });
  app.controls.seekEvent(event + 1);
  driver.reveal(event);
}

/** Picks a message out; its line and its fields are shown. */
export function chooseMessage(app: App, sent: number): void {
  lanesStore.setState({ event: null, following: null });
  selectMessage(sent);
  app.frames.invalidate();
}

/** Lets go of one thing at a time; false if there was nothing. */
export function letGo(app: App): boolean {
  const { event, cursor, following } = lanesStore.getState();
  const { message } = selectionStore.getState();
  if (event === null && cursor === null && message === null) return false;
  if (event !== null) lanesStore.setState({ event: null });
  else if (message !== null) selectMessage(null);
  else lanesStore.setState({ cursor: null });
  if (following !== null) lanesStore.setState({ following: null });
  app.frames.invalidate();
  return true;
}

/** Plays from the sending of a message to its end, and stops there. */
export function followMessage({ session, controls }: App, sent: number): void {
  controls.seekEvent(session.trace.sent(sent).sentBy + 1);
  selectMessage(sent);
  controls.play();
  if (playerStore.getState().playing) lanesStore.setState({ following: sent });
}

/** The lane on which an event is shown; null for one that touched no node. */
export function laneOf(driver: LanesDriver, event: number): number | null {
  const { index } = driver;
  const { trace } = index.run;
  if (trace.kind(event) === 'command') return index.targetsOf(event)[0] ?? null;
  return trace.actorOf(event);
}
