/**
 * Puts a menu or a card right beside what it belongs to and leaves it there: it moves only when it would
 * leave the stage or cover what it belongs to. On a narrow screen the style sheet puts it at the foot.
 */
import type { RefObject } from 'react';
import { useLayoutEffect, useRef } from 'react';
import type { Belongs } from '../../scene/placeBox';
import { fits, placeBox, placeList } from '../../scene/placeBox';
import type { Point, Scene } from '../../scene/types';

/** Below this width it is a sheet at the foot of the page; the style sheets say the same. */
export const FOOT_BELOW_PX = 640;
/** The tabs at the right edge of the stage, while no panel covers them. */
const TABS_PX = 44;

/** Width that is free of panel and tabs. */
export function freeWidth(scene: Scene, width: number): number {
  return width === scene.width && window.innerWidth >= FOOT_BELOW_PX ? width - TABS_PX : width;
}

export interface PlaceProps {
  readonly scene: () => Scene | null;
  /** Room it may use: the stage less an open panel. */
  readonly width: number;
  /** Changes with what it belongs to. */
  readonly subject: string;
  /** Changes with its size. */
  readonly inside: string;
  readonly belongs: (scene: Scene) => Belongs;
  /** A list may become shorter, and scroll, to stand right beside what it belongs to. */
  readonly scrolls: boolean;
}

export function usePlaced(box: RefObject<HTMLElement | null>, props: PlaceProps): void {
  const { scene, width, subject, inside, belongs, scrolls } = props;
  const placed = useRef<{ readonly subject: string; readonly at: Point } | null>(null);
  useLayoutEffect(() => {
    const [element, now] = [box.current, scene()];
    if (element === null || now === null || subject === '') return;
    element.style.visibility = 'visible';
    const foot = window.innerWidth < FOOT_BELOW_PX;
    element.style.left = '';
    element.style.top = '';
    element.style.maxHeight = '';
    if (foot) return;
    const size = { w: element.offsetWidth, h: element.offsetHeight };
    const room = { width: freeWidth(now, width), height: now.height };
    const owner = belongs(now);
    const last = placed.current?.subject === subject ? placed.current.at : null;
    const stays = last !== null && fits(owner, { ...last, ...size }, room);
    const best = scrolls ? placeList : placeBox;
    const at = stays ? { ...last, h: size.h } : { h: size.h, ...best(now, owner, size, room) };
    placed.current = { subject, at };
    element.style.left = `${at.x}px`;
    element.style.top = `${at.y}px`;
    if (at.h < size.h) element.style.maxHeight = `${at.h}px`;
    // eslint-disable-next-line react-hooks/exhaustive-deps -- asked anew with each of the others
  }, [box, scene, width, subject, inside, scrolls]);
}
