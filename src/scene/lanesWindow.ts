/**
 * The window of time that the lanes show: its presets, zoom and pan, and how the playhead rides in it.
 * Pure arithmetic; nothing here knows the page.
 */
import type { Us } from '../engine/protocol';
import { beatsOf } from '../narration/beats';
import { markOf } from '../narration/marks';
import type { MarkFamily } from '../narration/marks';
import type { RunView } from '../session/types';

export interface Window {
  readonly fromUs: Us;
  readonly spanUs: Us;
}

export type Preset = 'flight' | 'election' | 'run';

/** From ten milliseconds to an hour. */
export const LEAST_SPAN_US = 10_000;
export const MOST_SPAN_US = 3_600_000_000;

/** Where the playhead rides while the run plays, as a share of the window. */
export const RIDE = 0.75;
/** How fast a playhead that starts further right comes to ride there, ms. */
const EASE_MS = 150;
const FLIGHT_DELAYS = 40;
const EDGE_SHARE = 0.04;

export function clampSpan(spanUs: Us): Us {
  return Math.min(MOST_SPAN_US, Math.max(LEAST_SPAN_US, spanUs));
}

function windowOf(fromUs: Us, spanUs: Us): Window {
  return { fromUs: Math.max(0, fromUs), spanUs: clampSpan(spanUs) };
}

/** Zooms by a factor (2: twice as much time) around an instant, which keeps its place. */
export function zoomed({ fromUs, spanUs }: Window, factor: number, aroundUs: Us): Window {
  const span = clampSpan(spanUs * factor);
  const share = (aroundUs - fromUs) / spanUs;
  return windowOf(aroundUs - share * span, span);
}

/** Moves by a share of the window (1: one whole window later). */
export function panned({ fromUs, spanUs }: Window, share: number): Window {
  return windowOf(fromUs + share * spanUs, spanUs);
}

/** Forty mean delays, the playhead at its riding place. */
function flightWindow(run: RunView): Window {
  const spanUs = clampSpan(FLIGHT_DELAYS * run.delayUs.mean);
  return windowOf(run.playhead.us - RIDE * spanUs, spanUs);
}

const FAULTS: readonly MarkFamily[] = ['crash', 'tear', 'fault'];

/** From the last fault before an election to two routine periods after its acceptance. */
function electionWindow(run: RunView): Window {
  const { us } = run.playhead;
  const { routineUs } = run.algorithm.face.periods(run.params);
  const election = run.elections.findLast(({ startUs }) => startUs <= us);
  const startUs = election?.startUs ?? 0;
  const since = run.elections.findLast((one) => one.endUs !== null && one.endUs <= startUs);
  const fault = beatsOf(run).all.findLast(
    (beat) =>
      beat.us <= startUs && beat.us >= (since?.endUs ?? 0) && FAULTS.includes(markOf(beat).family),
  );
  const fromUs = Math.min(startUs, fault?.us ?? startUs);
  const endUs = election?.endUs ?? null;
  // One that has not ended: the playhead stands where it will ride.
  const soFarUs = Math.max((us - fromUs) / (RIDE - EDGE_SHARE), FLIGHT_DELAYS * run.delayUs.mean);
  const spanUs = endUs === null ? soFarUs : (endUs + 2 * routineUs - fromUs) / (1 - EDGE_SHARE);
  return windowOf(fromUs - EDGE_SHARE * spanUs, spanUs);
}

/** The window of a preset as the run stands. `runSpanUs`: what the strip shows. */
export function presetWindow(preset: Preset, run: RunView, runSpanUs: Us): Window {
  if (preset === 'flight') return flightWindow(run);
  if (preset === 'election') return electionWindow(run);
  return windowOf(0, runSpanUs);
}

/** Where the playhead rides now: from where it is to `RIDE` within a few tenths of a second. */
export function eased(ride: number, elapsedMs: number): number {
  if (ride <= RIDE) return RIDE;
  return RIDE + (ride - RIDE) * Math.max(0, 1 - elapsedMs / EASE_MS);
}

/** The window in which the playhead stands at this share of it. */
export function riding({ spanUs }: Window, us: Us, ride: number): Window {
  return windowOf(us - ride * spanUs, spanUs);
}

/** The share of the window at which an instant lies; outside of it below 0 or above 1. */
export function shareOf({ fromUs, spanUs }: Window, us: Us): number {
  return (us - fromUs) / spanUs;
}

/** A playhead that was sent out of the window takes it along. */
export function withInstant(window: Window, us: Us): Window {
  const share = shareOf(window, us);
  if (share >= 0 && share <= 1) return window;
  return riding(window, us, share < 0 ? 1 - RIDE : RIDE);
}
