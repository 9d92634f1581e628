/**
 * Scrubbing by mouse, pen or finger: the playhead goes where one presses, then follows sideways moves,
 * finer the further the pointer is above the strip. A press on a mark goes exactly to its beat; A and B
 * of the loop are dragged by their letters, and made by a drag with Shift.
 */
import type { PointerEvent, RefObject } from 'react';
import { useRef, useState } from 'react';
import { useApp } from '../app';
import { scrubShare, SIGN_PX } from './stripGeometry';
import type { Mark } from './stripTypes';
import type { Loop } from './timeStore';
import { markLoop, timeStore } from './timeStore';

/** A press counts as on a mark within so many px of it, and only in the row of marks. */
const MARK_REACH_PX = 9;
const MARK_ROW_FROM = 0.55;
const MARK_ROW_TO = 0.82;
/** A press counts as on a letter of the loop within so many px of it, below the marks. */
const LETTER_REACH_PX = 12;

interface Scrub {
  readonly pointer: number;
  lastX: number;
  /** Where the playhead is meant to be, in px, with fractions. */
  atPx: number;
  /** Instead of the playhead a mark of the loop is moved. */
  readonly loop: keyof Loop | null;
}

/** How the pointer scrubs now. */
export interface Scrubbing {
  /** How much of a sideways move counts. */
  readonly share: number;
  /** A finger is on the strip: it can slide up. */
  readonly finger: boolean;
}

const STILL: Scrubbing = { share: 1, finger: false };

export function useScrubbing(
  root: RefObject<HTMLElement | null>,
  spanUs: number,
  marks: readonly Mark[],
) {
  const { controls, frames } = useApp();
  const scrub = useRef<Scrub | null>(null);
  const [now, setNow] = useState(STILL);

  const goTo = ({ loop, atPx }: Scrub, widthPx: number): void => {
    const clamped = Math.min(widthPx, Math.max(0, atPx));
    const us = (clamped / widthPx) * spanUs;
    if (loop === null) controls.seekUs(us);
    else if (mayMark(loop, us)) {
      markLoop(loop, us);
      frames.invalidate();
    }
  };
  const down = (event: PointerEvent): void => {
    const box = root.current?.getBoundingClientRect();
    if (box === undefined || event.button !== 0) return;
    const x = event.clientX - box.left;
    const height = (event.clientY - box.top) / box.height;
    const moment = momentAt(marks, x, height);
    const letter = height >= MARK_ROW_TO ? letterAt(x, box.width / spanUs) : null;
    if (moment !== undefined && letter === null && !event.shiftKey) {
      controls.seekEvent(moment.event);
      return;
    }
    root.current?.setPointerCapture(event.pointerId);
    if (event.shiftKey && letter === null) markLoop('fromUs', (x / box.width) * spanUs);
    const loop = letter ?? (event.shiftKey ? 'toUs' : null);
    scrub.current = { pointer: event.pointerId, lastX: x, atPx: x, loop };
    setNow({ share: 1, finger: event.pointerType === 'touch' });
    if (loop === null) goTo(scrub.current, box.width);
  };
  const move = (event: PointerEvent): void => {
    const held = scrub.current;
    const box = root.current?.getBoundingClientRect();
    if (held === null || box === undefined || event.pointerId !== held.pointer) return;
    const x = event.clientX - box.left;
    const share = scrubShare(box.top - event.clientY);
    held.atPx = share === 1 && now.share === 1 ? x : held.atPx + (x - held.lastX) * share;
    held.lastX = x;
    if (share !== now.share) setNow({ ...now, share });
    goTo(held, box.width);
  };
  const up = (): void => {
    scrub.current = null;
    setNow(STILL);
  };

  return {
    now,
    handlers: {
      onPointerDown: down,
      onPointerMove: move,
      onPointerUp: up,
      onPointerCancel: up,
      onLostPointerCapture: up,
    },
  };
}

/** The beat of the sign under the pointer; of a sign for several the first. */
function momentAt(marks: readonly Mark[], x: number, height: number) {
  if (height <= MARK_ROW_FROM || height >= MARK_ROW_TO) return undefined;
  const mark = marks.find((one) => {
    const beyond = x - one.x;
    return beyond >= -MARK_REACH_PX && beyond <= MARK_REACH_PX + (one.kinds.length - 1) * SIGN_PX;
  });
  if (mark === undefined) return undefined;
  // The sign that was pressed: they stand side by side.
  const sign = mark.kinds[Math.max(0, Math.round((x - mark.x) / SIGN_PX))] ?? mark.kinds[0];
  return mark.moments.find(({ kind }) => kind === sign) ?? mark.moments[0];
}

/** The mark of the loop whose letter is under the pointer. */
function letterAt(x: number, pxPerUs: number): keyof Loop | null {
  const { loop } = timeStore.getState();
  const isAt = (us: number | null): boolean =>
    us !== null && Math.abs(us * pxPerUs - x) <= LETTER_REACH_PX;
  return isAt(loop.toUs) ? 'toUs' : isAt(loop.fromUs) ? 'fromUs' : null;
}

/** A mark that is dragged does not pass the other. */
function mayMark(mark: keyof Loop, us: number): boolean {
  const { fromUs, toUs } = timeStore.getState().loop;
  return mark === 'fromUs' ? toUs === null || us < toUs : fromUs === null || us > fromUs;
}
