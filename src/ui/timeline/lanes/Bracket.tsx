/**
 * The window of the lanes as a bracket on the strip: dragged by its top it moves, by its corners it grows.
 * The driver places it; the band below it stays the scrubber's. For keys the lanes have their own.
 */
import type { PointerEvent, ReactNode, RefCallback } from 'react';
import { useRef } from 'react';
import { spanStore } from '../useStrip';
import type { LanesDriver } from './driver';

type Part = 'whole' | 'from' | 'to';

const PARTS: readonly Part[] = ['whole', 'from', 'to'];

interface BracketProps {
  readonly driver: LanesDriver;
  readonly place: RefCallback<HTMLElement>;
}

export function Bracket({ driver, place }: BracketProps): ReactNode {
  return (
    <div ref={place} className="lanes-bracket" aria-hidden="true" hidden>
      {PARTS.map((part) => (
        <Grip key={part} part={part} driver={driver} />
      ))}
    </div>
  );
}

function Grip({ part, driver }: { readonly part: Part; readonly driver: LanesDriver }): ReactNode {
  const lastX = useRef<number | null>(null);
  const move = (event: PointerEvent<HTMLElement>): void => {
    const strip = event.currentTarget.closest('.strip');
    if (lastX.current === null || strip === null) return;
    const px = event.clientX - lastX.current;
    lastX.current = event.clientX;
    const { width } = strip.getBoundingClientRect();
    driver.shift(part, (px / Math.max(1, width)) * spanStore.getState().us);
  };
  const letGo = (): void => {
    lastX.current = null;
  };
  return (
    <div
      className={`lanes-bracket__grip lanes-bracket__grip--${part}`}
      // The focus stays where it is: the page's keys go on working.
      onMouseDown={(event) => event.preventDefault()}
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        event.stopPropagation();
        event.currentTarget.setPointerCapture(event.pointerId);
        lastX.current = event.clientX;
      }}
      onPointerMove={move}
      onPointerUp={letGo}
      onPointerCancel={letGo}
    />
  );
}
