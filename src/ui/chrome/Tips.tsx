/**
 * Tooltips for everything with `data-tip`: one element for the whole page, shown after a moment of
 * rest or at once on keyboard focus, gone on Escape. The words are repeated in names and
 * descriptions, so it is hidden from screen readers.
 */
import type { ReactNode } from 'react';
import { useEffect, useRef, useState } from 'react';

/** Wall ms of rest before a tip shows. */
const REST_MS = 450;
const GAP_PX = 6;
const EDGE_PX = 8;

interface Tip {
  readonly text: string;
  readonly at: DOMRect;
}

export function Tips(): ReactNode {
  const [tip, setTip] = useState<Tip | null>(null);
  const box = useRef<HTMLDivElement>(null);

  useEffect(() => {
    let timer = 0;
    let owner: Element | null = null;
    const hide = (): void => {
      window.clearTimeout(timer);
      owner = null;
      setTip(null);
    };
    const show = (element: Element): void => {
      const text = element.getAttribute('data-tip');
      if (text) setTip({ text, at: element.getBoundingClientRect() });
    };
    const over = (event: PointerEvent): void => {
      const element = event.target instanceof Element ? event.target.closest('[data-tip]') : null;
      if (element === owner || event.pointerType === 'touch') return;
      hide();
      owner = element;
      if (element !== null) timer = window.setTimeout(show, REST_MS, element);
    };
    const focus = (event: FocusEvent): void => {
      const element = event.target instanceof Element ? event.target.closest('[data-tip]') : null;
      if (element?.matches(':focus-visible')) show(element);
    };
    const key = (event: KeyboardEvent): void => {
      if (event.key === 'Escape') hide();
    };
    document.addEventListener('pointerover', over);
    document.addEventListener('pointerdown', hide, true);
    document.addEventListener('focusin', focus);
    document.addEventListener('focusout', hide);
    document.addEventListener('keydown', key, true);
    return () => {
      hide();
      document.removeEventListener('pointerover', over);
      document.removeEventListener('pointerdown', hide, true);
      document.removeEventListener('focusin', focus);
      document.removeEventListener('focusout', hide);
      document.removeEventListener('keydown', key, true);
    };
  }, []);

  useEffect(() => {
    const element = box.current;
    if (element === null || tip === null) return;
    const { width, height } = element.getBoundingClientRect();
    const middle = tip.at.left + tip.at.width / 2 - width / 2;
    const above = tip.at.top - height - GAP_PX;
    const left = Math.min(window.innerWidth - width - EDGE_PX, Math.max(EDGE_PX, middle));
    element.style.left = `${left}px`;
    element.style.top = `${above >= EDGE_PX ? above : tip.at.bottom + GAP_PX}px`;
    element.style.visibility = 'visible';
  }, [tip]);

  if (tip === null) return null;
  return (
    <div ref={box} className="tip" aria-hidden="true">
      {tip.text}
    </div>
  );
}
