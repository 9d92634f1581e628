/**
 * The lines of a long list that are in sight. Lines have one height; a list too tall for a browser is
 * squeezed: its scroll bar then stands for more lines than it has pixels, and single lines keep their size.
 */
import type { RefObject } from 'react';
import { useCallback, useEffect, useState } from 'react';

/** No element is made taller than this; browsers give up somewhere above 17 million. */
const TALLEST_PX = 8_000_000;
const SPARE = 6;

export interface Placed {
  readonly line: number;
  /** From the top of the list's element. */
  readonly topPx: number;
}

export interface Lines {
  readonly heightPx: number;
  readonly placed: readonly Placed[];
  /** First and last line that are wholly in sight. */
  readonly first: number;
  readonly last: number;
  /** Where to scroll so that this line is in sight; null: it is. */
  scrollFor(line: number): number | null;
}

/** Which lines are in sight, and where they stand. Pure. */
export function linesAt(count: number, linePx: number, scrollPx: number, viewPx: number): Lines {
  const wholePx = count * linePx;
  const heightPx = Math.min(wholePx, TALLEST_PX);
  const scrolls = Math.max(1, heightPx - viewPx);
  const ratio = Math.max(1, wholePx - viewPx) / scrolls;
  const squeezed = wholePx > TALLEST_PX;
  const atPx = squeezed ? Math.min(scrollPx, scrolls) * ratio : scrollPx;
  const from = Math.max(0, Math.floor(atPx / linePx) - SPARE);
  const to = Math.min(count, Math.ceil((atPx + viewPx) / linePx) + SPARE);
  const placed: Placed[] = [];
  for (let line = from; line < to; line++) {
    placed.push({ line, topPx: line * linePx - (squeezed ? atPx - scrollPx : 0) });
  }
  const first = Math.ceil(atPx / linePx);
  const last = Math.floor((atPx + viewPx) / linePx) - 1;
  return {
    heightPx,
    placed,
    first,
    last,
    scrollFor: (line) => {
      if (viewPx === 0 || (line >= first && line <= last)) return null;
      // A third down, so that what led to it stands above.
      const isNear = line === first - 1 || line === last + 1;
      const wanted =
        line < first
          ? (line - (isNear ? 0 : Math.floor(viewPx / linePx / 3))) * linePx
          : (line + 1) * linePx - (isNear ? viewPx : Math.floor(viewPx * 0.6));
      return Math.max(0, squeezed ? wanted / ratio : wanted);
    },
  };
}

/** The same for a scrolling element, renewed as it scrolls and changes size. */
export function useLines(
  scroller: RefObject<HTMLElement | null>,
  count: number,
  linePx: number,
): Lines {
  const [seen, setSeen] = useState({ scrollPx: 0, viewPx: 0 });
  const look = useCallback(() => {
    const element = scroller.current;
    if (element === null) return;
    const { scrollTop: scrollPx, clientHeight: viewPx } = element;
    setSeen((old) =>
      old.scrollPx === scrollPx && old.viewPx === viewPx ? old : { scrollPx, viewPx },
    );
  }, [scroller]);
  useEffect(() => {
    const element = scroller.current;
    if (element === null) return undefined;
    look();
    const size = new ResizeObserver(look);
    size.observe(element);
    element.addEventListener('scroll', look, { passive: true });
    return () => {
      size.disconnect();
      element.removeEventListener('scroll', look);
    };
  }, [scroller, look]);
  return linesAt(count, linePx, seen.scrollPx, seen.viewPx);
}
