/**
 * The cursor of a long list and what is in sight of it: keys move the cursor; the current line is kept in
 * sight until somebody scrolls away, and again once they come back to it.
 */
import type { KeyboardEvent, RefObject } from 'react';
import { useLayoutEffect, useRef, useState } from 'react';
import type { Lines } from './useLines';
import { linesAt, useLines } from './useLines';

export interface ListCursor {
  readonly scroller: RefObject<HTMLDivElement | null>;
  readonly lines: Lines;
  /** The line that Enter means; -1: none. */
  readonly here: number;
  /** False: somebody has scrolled away from the current line. */
  readonly follows: boolean;
  readonly onScroll: () => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
  /** Puts the cursor back on the current line, and keeps that in sight. */
  readonly follow: () => void;
  /** Chooses a line. */
  readonly choose: (line: number) => void;
}

interface Cursor {
  readonly line: number;
  /** Of which list. */
  readonly of: object;
}

/** `list`: what the cursor belongs to; another list has none yet. `current`: line of the playhead. */
export function useListCursor(
  list: { readonly count: number },
  linePx: number,
  current: number,
  onChoose: (line: number) => void,
): ListCursor {
  const { count } = list;
  const scroller = useRef<HTMLDivElement>(null);
  const lines = useLines(scroller, count, linePx);
  const [cursor, setCursor] = useState<Cursor | null>(null);
  const [follows, setFollows] = useState(true);
  /** Where we scrolled to ourselves: any other place is somebody's wish. */
  const scrolledTo = useRef(-1);
  const here = Math.min(cursor !== null && cursor.of === list ? cursor.line : current, count - 1);

  const seen = (element: HTMLElement): Lines =>
    linesAt(count, linePx, element.scrollTop, element.clientHeight);
  const bring = (line: number): void => {
    const element = scroller.current;
    const to = element === null || line < 0 ? null : seen(element).scrollFor(line);
    if (element === null || to === null) return;
    element.scrollTop = to;
    scrolledTo.current = element.scrollTop;
  };
  useLayoutEffect(() => {
    if (follows) bring(current);
  });
  const choose = (line: number): void => {
    if (line < 0 || line >= count) return;
    setCursor(null);
    setFollows(true);
    onChoose(line);
  };
  return {
    scroller,
    lines,
    here,
    follows,
    choose,
    follow: () => {
      setCursor(null);
      setFollows(true);
    },
    onScroll: () => {
      const element = scroller.current;
      if (element === null || Math.abs(element.scrollTop - scrolledTo.current) < 1) return;
      scrolledTo.current = -1;
      const { first, last } = seen(element);
      setFollows(current >= first - 1 && current <= last + 1);
    },
    onKeyDown: (event) => {
      if (event.key === 'Enter') {
        event.preventDefault();
        return choose(here);
      }
      const page = Math.max(1, lines.last - lines.first);
      const target = targetOf(event.key, here, count, page);
      if (target === null) return;
      event.preventDefault();
      setCursor({ line: target, of: list });
      setFollows(target === current);
      bring(target);
    },
  };
}

/** Where a key moves the cursor; null: it is none of its keys. */
function targetOf(key: string, here: number, count: number, page: number): number | null {
  const targets: { readonly [key: string]: number } = {
    ArrowDown: here + 1,
    ArrowUp: here - 1,
    PageDown: here + page,
    PageUp: here - page,
    Home: 0,
    End: count - 1,
  };
  const target = targets[key];
  return target === undefined ? null : Math.max(0, Math.min(count - 1, target));
}
