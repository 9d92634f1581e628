/** How the keys move through the entries of a menu: arrows, Home, End, first letters. */
import type { KeyboardEvent } from 'react';

/** The entries of a menu in their order. */
export function itemsOf(menu: HTMLElement): readonly HTMLElement[] {
  return [...menu.querySelectorAll<HTMLElement>('[role=menuitem]')];
}

const STEPS: { readonly [key: string]: number } = { ArrowDown: 1, ArrowUp: -1 };

/** Arrows along the row of what is done at one press. */
const SIDEWAYS: { readonly [key: string]: number } = { ArrowRight: 1, ArrowLeft: -1 };

function isIcon(element: Element | null): boolean {
  return element !== null && element.closest('.act-menu__icons') !== null;
}

/** The focus goes on by so many entries, and around. */
function step(menu: HTMLElement, by: number): void {
  const items = itemsOf(menu);
  const at = items.findIndex((item) => item === document.activeElement);
  items[(at + by + items.length) % items.length]?.focus();
}

/** True if the key moved along the row of icons. */
export function movedSideways(event: KeyboardEvent<HTMLElement>): boolean {
  const by = SIDEWAYS[event.key];
  if (by === undefined || !isIcon(document.activeElement)) return false;
  event.preventDefault();
  step(event.currentTarget, by);
  return true;
}

/** Arrows, Home, End, and the first letter of an entry. */
export function moveFocus(event: KeyboardEvent<HTMLElement>): void {
  const items = itemsOf(event.currentTarget);
  const at = items.findIndex((item) => item === document.activeElement);
  const step = STEPS[event.key];
  const plain = !event.ctrlKey && !event.metaKey && !event.altKey;
  let next: HTMLElement | undefined;
  if (step !== undefined) next = items[(at + step + items.length) % items.length];
  else if (event.key === 'Home') next = items[0];
  else if (event.key === 'End') next = items[items.length - 1];
  else if (plain && /^\S$/.test(event.key)) {
    const starts = (item: HTMLElement): boolean =>
      (item.ariaLabel ?? item.textContent ?? '').toLowerCase().startsWith(event.key.toLowerCase());
    next = [...items.slice(at + 1), ...items.slice(0, at + 1)].find(starts);
  }
  if (next === undefined) return;
  event.preventDefault();
  next.focus();
}
