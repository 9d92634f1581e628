/** The keyboard on the lanes: from event to event, from node to node, zoom, and letting go. */
import type { KeyboardEvent } from 'react';
import { nearestOnLane, nextOnLane } from '../../../scene/lanesHit';
import type { App } from '../../app';
import { chooseEvent, chooseMessage, letGo } from './acts';
import type { LanesDriver } from './driver';
import type { Place } from './lanesStore';
import { lanesStore } from './lanesStore';

const ZOOM = 1.6;

/** Where the keyboard stands; before its first step at the playhead, on the first lane. */
function here(app: App, driver: LanesDriver): Place | null {
  const { cursor } = lanesStore.getState();
  if (cursor !== null) return cursor;
  const event = nearestOnLane(driver, app.session.playhead.us, 0);
  return event === null ? null : { lane: 0, event };
}

function moved(app: App, driver: LanesDriver, key: string): Place | null {
  const from = here(app, driver);
  if (from === null || lanesStore.getState().cursor === null) return from;
  const { trace, world } = app.session;
  const { lane, event } = from;
  const along = (step: 1 | -1): Place => {
    const next = nextOnLane(driver, event, lane, step);
    return next === null ? from : { lane, event: next };
  };
  const across = (step: 1 | -1): Place => {
    const other = lane + step;
    if (other < 0 || other >= world.ids.length) return from;
    const near = nearestOnLane(driver, trace.timeUs(event), other);
    return near === null ? from : { lane: other, event: near };
  };
  switch (key) {
    case 'ArrowLeft':
      return along(-1);
    case 'ArrowRight':
      return along(1);
    case 'ArrowUp':
      return across(-1);
    default:
      return across(1);
  }
}

/** The message an event handled, or else the first it sent. */
function messageOf(driver: LanesDriver, event: number): number | null {
  const { index } = driver;
  const handled = index.run.trace.messageOf(event);
  if (handled >= 0) return handled;
  const first = index.firstSendOf(event);
  return index.sentBy[first] === event && first < index.sends ? first : null;
}

/** Does what the key means on the lanes; others are left to the page. */
export function onLanesKey(event: KeyboardEvent, app: App, driver: LanesDriver): void {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (act(event, app, driver)) {
    event.preventDefault();
    event.stopPropagation();
  }
}

function act({ key, shiftKey }: KeyboardEvent, app: App, driver: LanesDriver): boolean {
  const { cursor } = lanesStore.getState();
  switch (key) {
    case 'ArrowLeft':
    case 'ArrowRight':
      if (shiftKey) {
        driver.pan(key === 'ArrowLeft' ? -0.1 : 0.1);
        return true;
      }
      return step(app, driver, key);
    case 'ArrowUp':
    case 'ArrowDown':
      return step(app, driver, key);
    case 'PageUp':
    case 'PageDown':
      driver.pan(key === 'PageUp' ? -0.5 : 0.5);
      return true;
    case 'Enter':
      if (cursor !== null) chooseEvent(app, driver, cursor.event, cursor.lane);
      return true;
    case 'm':
    case 'M': {
      const sent = cursor === null ? null : messageOf(driver, cursor.event);
      if (sent !== null) chooseMessage(app, sent);
      return true;
    }
    case '+':
    case '=':
    case '-':
      driver.zoom(key === '-' ? ZOOM : 1 / ZOOM, null);
      return true;
    case 'Escape':
      return letGo(app);
    default:
      return false;
  }
}

function step(app: App, driver: LanesDriver, key: string): boolean {
  const place = moved(app, driver, key);
  if (place === null) return true;
  lanesStore.setState({ cursor: place });
  driver.reveal(place.event);
  return true;
}
