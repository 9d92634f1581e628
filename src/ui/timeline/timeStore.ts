/**
 * How a person goes through time, beside play and pause: the loop, the window of the lanes, what a
 * breakpoint said. Slow state of the view, never part of the run or of the undo history.
 */
import { createStore } from 'zustand/vanilla';
import type { Us } from '../../engine/protocol';
import type { Session } from '../../session/types';

/** Two marks; play goes from the first to the second again and again once both are set. */
export interface Loop {
  readonly fromUs: Us | null;
  readonly toUs: Us | null;
}

/** Both marks set. */
export interface WholeLoop {
  readonly fromUs: Us;
  readonly toUs: Us;
}

/** Why the run stands where it stands: a breakpoint, as a key of the page's texts. */
export interface Stopped {
  readonly key: string;
  readonly values: { readonly [name: string]: string };
  /** Events handled where it stopped, in this version of the run. */
  readonly event: number;
  readonly revision: number;
}

/** A window of time. */
interface Window {
  readonly fromUs: Us;
  readonly spanUs: Us;
}

export type TimeSheetId = 'go' | 'stops' | 'key';

export interface TimeState {
  readonly loop: Loop;
  /** Moves the playhead on in place of the session while breakpoints are set: it stops at them. */
  readonly gate: Pick<Session, 'advanceTo'> | null;
  readonly stopped: Stopped | null;
  readonly sheet: TimeSheetId | null;
  /** What the lanes show; null while they are closed or have not been drawn yet. */
  readonly lanesWindow: Window | null;
  /** What a link wants the lanes to show; they take it when they are drawn next. */
  readonly lanesAsked: Window | null;
}

const NO_LOOP: Loop = { fromUs: null, toUs: null };

export const timeStore = createStore<TimeState>(() => ({
  loop: NO_LOOP,
  gate: null,
  stopped: null,
  sheet: null,
  lanesWindow: null,
  lanesAsked: null,
}));

/** Opens one of the small sheets, or closes it. */
export function showTimeSheet(sheet: TimeSheetId): void {
  timeStore.setState((state) => ({ sheet: state.sheet === sheet ? null : sheet }));
}

/** The loop, once both marks are set. */
export function wholeLoop(): WholeLoop | null {
  const { fromUs, toUs } = timeStore.getState().loop;
  return fromUs === null || toUs === null ? null : { fromUs, toUs };
}

/** Sets one mark; where the other would no longer be on its side, it is taken away. */
export function markLoop(mark: keyof Loop, us: Us): void {
  const at = Math.max(0, Math.round(us));
  const { loop } = timeStore.getState();
  const other = mark === 'fromUs' ? loop.toUs : loop.fromUs;
  const isRight = other === null || (mark === 'fromUs' ? at < other : at > other);
  timeStore.setState({ loop: { ...(isRight ? loop : NO_LOOP), [mark]: at } });
}

/** Takes both marks away; false if there was none. */
export function clearLoop(): boolean {
  if (timeStore.getState().loop === NO_LOOP) return false;
  timeStore.setState({ loop: NO_LOOP });
  return true;
}

/** The lanes are to show this window of time, from and to, ms. */
export function askForWindow([fromMs, toMs]: readonly [number, number]): void {
  const asked = { fromUs: fromMs * 1000, spanUs: (toMs - fromMs) * 1000 };
  timeStore.setState({ lanesAsked: asked });
}

/** The latest instant a document may name, ms: four hours. */
const LATEST_MS = 14_400_000;

/** What the lanes show as a document holds it, from and to, in ms; null while they are closed. */
export function lanesWindowMs(): readonly [number, number] | null {
  const { lanesWindow, lanesAsked } = timeStore.getState();
  const shown = lanesAsked ?? lanesWindow;
  if (shown === null) return null;
  const { fromUs, spanUs } = shown;
  const fromMs = Math.min(LATEST_MS - 1, Math.round(fromUs) / 1000);
  return [fromMs, Math.min(LATEST_MS, Math.round(fromUs + spanUs) / 1000)];
}
