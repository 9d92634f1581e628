/**
 * The divider above the lanes: a separator that can be dragged, or moved with the arrow keys. All the
 * way up the lanes take the whole height.
 */
import type { KeyboardEvent, PointerEvent, ReactNode, RefObject } from 'react';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { lanesStore } from './lanesStore';

/** Lanes lower than this show nothing. */
export const LEAST_PX = 176;
const STEP_PX = 24;
const DEFAULT_SHARE = 0.46;

/** How tall the lanes may be, in the room they share with the stage and the caption. */
export function mostPx(region: HTMLElement | null): number {
  const room = region?.parentElement;
  if (!room) return LEAST_PX;
  let taken = 0;
  for (const other of room.children) {
    if (other.classList.contains('caption-row')) taken += other.getBoundingClientRect().height;
  }
  return Math.max(LEAST_PX, Math.round(room.clientHeight - taken));
}

/** The height wanted, within what there is room for. */
export function heightPx(wanted: number | null, most: number): number {
  const height = wanted ?? Math.max(220, most * DEFAULT_SHARE);
  return Math.round(Math.min(most, Math.max(LEAST_PX, height)));
}

export interface DividerProps {
  readonly region: RefObject<HTMLElement | null>;
  readonly height: number;
  readonly most: number;
}

export function Divider({ region, height, most }: DividerProps): ReactNode {
  const { t } = useTranslation();
  const grab = useRef<{ readonly y: number; readonly height: number } | null>(null);
  const wanted = useStore(lanesStore, (state) => state.heightPx);
  const set = (px: number): void => {
    lanesStore.setState({ heightPx: heightPx(px, mostPx(region.current)) });
  };
  const onKey = (event: KeyboardEvent): void => {
    const goals: { readonly [key: string]: number } = {
      ArrowUp: height + STEP_PX,
      ArrowDown: height - STEP_PX,
      PageUp: height + 4 * STEP_PX,
      PageDown: height - 4 * STEP_PX,
      Home: LEAST_PX,
      End: most,
    };
    const goal = goals[event.key];
    if (goal === undefined) return;
    event.preventDefault();
    set(goal);
  };
  const onMove = (event: PointerEvent): void => {
    if (grab.current !== null) set(grab.current.height + grab.current.y - event.clientY);
  };
  const letGo = (): void => {
    grab.current = null;
  };
  return (
    <div
      className="lanes__divider"
      role="separator"
      tabIndex={0}
      aria-label={t('lanes.divider')}
      aria-orientation="horizontal"
      aria-controls="lanes"
      aria-valuenow={height}
      aria-valuemin={LEAST_PX}
      aria-valuemax={most}
      onKeyDown={onKey}
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        grab.current = { y: event.clientY, height };
      }}
      onPointerMove={onMove}
      onPointerUp={letGo}
      onPointerCancel={letGo}
      onDoubleClick={() =>
        lanesStore.setState({ heightPx: wanted !== null && height === most ? null : most })
      }
    />
  );
}
