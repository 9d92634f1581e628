/** Which entry of the glossary is open, where, and how it was opened. Slow state, written by hand only. */
import { createStore } from 'zustand/vanilla';

export interface OpenTerm {
  readonly id: string;
  /** The word it was opened from; it may have left the page since. */
  readonly trigger: Element;
  readonly at: DOMRect;
  /** `hover` and `focus` go with the pointer or the focus; `press` stays until it is closed. */
  readonly by: 'hover' | 'focus' | 'press';
  /** Pressed by key: the entry takes the focus, and gives it back. */
  readonly byKey: boolean;
}

export interface TermState {
  readonly open: OpenTerm | null;
}

export const termStore = createStore<TermState>(() => ({ open: null }));

export function openTerm(
  trigger: Element,
  id: string,
  by: OpenTerm['by'],
  byKey: boolean = false,
): void {
  const before = termStore.getState().open;
  before?.trigger.setAttribute('aria-expanded', 'false');
  trigger.setAttribute('aria-expanded', 'true');
  const open = { id, trigger, at: trigger.getBoundingClientRect(), by, byKey };
  termStore.setState({ open });
}

/** Closes the entry; the focus goes back to the word if the entry had it. */
export function closeTerm(): void {
  const { open } = termStore.getState();
  if (open === null) return;
  open.trigger.setAttribute('aria-expanded', 'false');
  termStore.setState({ open: null });
}
