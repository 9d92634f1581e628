/**
 * Scrubbing by mouse, pen or finger: the playhead goes where one presses, then follows sideways moves,
 * finer the further the pointer is above the strip. A press on a mark goes exactly to its beat.
 */
import type { PointerEvent, RefObject } from 'react';
import { useRef, useState } from 'react';
import { useApp } from '../app';
import { scrubShare } from './stripGeometry';
import type { Mark } from './stripTypes';

/** A press counts as on a mark within so many px of it, and only in the row of marks. */
const MARK_REACH_PX = 9;
const MARK_ROW_FROM = 0.55;
const MARK_ROW_TO = 0.92;

interface Scrub {
  readonly pointer: number;
  lastX: number;
  /** Where the playhead is meant to be, in px, with fractions. */
  atPx: number;
}

export function useScrubbing(
  root: RefObject<HTMLElement | null>,
  spanUs: number,
  marks: readonly Mark[],
) {
  const { controls } = useApp();
  const scrub = useRef<Scrub | null>(null);
  const [share, setShare] = useState(1);

  const goTo = (px: number, widthPx: number): void => {
    const clamped = Math.min(widthPx, Math.max(0, px));
    controls.seekUs((clamped / widthPx) * spanUs);
  };
  const down = (event: PointerEvent): void => {
    const box = root.current?.getBoundingClientRect();
    if (box === undefined || event.button !== 0) return;
    const x = event.clientX - box.left;
    const height = (event.clientY - box.top) / box.height;
    const mark =
      height > MARK_ROW_FROM && height < MARK_ROW_TO
        ? marks.find((one) => Math.abs(one.x - x) <= MARK_REACH_PX)
        : undefined;
    const moment = mark?.moments.find(({ kind }) => kind === mark.kinds[0]) ?? mark?.moments[0];
    if (moment !== undefined) {
      controls.seekEvent(moment.event);
      return;
    }
    root.current?.setPointerCapture(event.pointerId);
    scrub.current = { pointer: event.pointerId, lastX: x, atPx: x };
    goTo(x, box.width);
  };
  const move = (event: PointerEvent): void => {
    const now = scrub.current;
    const box = root.current?.getBoundingClientRect();
    if (now === null || box === undefined || event.pointerId !== now.pointer) return;
    const x = event.clientX - box.left;
    const fine = scrubShare(box.top - event.clientY);
    now.atPx = fine === 1 && share === 1 ? x : now.atPx + (x - now.lastX) * fine;
    now.lastX = x;
    setShare(fine);
    goTo(now.atPx, box.width);
  };
  const up = (): void => {
    scrub.current = null;
    setShare(1);
  };

  return {
    share,
    handlers: {
      onPointerDown: down,
      onPointerMove: move,
      onPointerUp: up,
      onPointerCancel: up,
      onLostPointerCapture: up,
    },
  };
}
