/**
 * One word that leads to its entry: underlined, reached by Tab, opened by rest, focus, key, click or tap.
 * A word that leaves the page while it has the focus hands it to the text it stood in.
 */
import type { KeyboardEvent, ReactNode } from 'react';
import { useLayoutEffect, useRef } from 'react';
import { closeTerm, openTerm, termStore } from './openTerm';

export interface TermProps {
  /** Id of the entry. */
  readonly id: string;
  readonly children: ReactNode;
}

export function Term({ id, children }: TermProps): ReactNode {
  const element = useRef<HTMLSpanElement>(null);
  useLayoutEffect(() => {
    const word = element.current;
    const home = word?.closest<HTMLElement>('[data-terms]');
    return () => {
      if (word !== null && document.activeElement === word) home?.focus({ preventScroll: true });
    };
  }, []);
  const press = (byKey: boolean): void => {
    const { open } = termStore.getState();
    const word = element.current;
    if (word === null) return;
    if (open?.trigger === word && open.by === 'press') closeTerm();
    else openTerm(word, id, 'press', byKey);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' && event.key !== ' ') return;
    event.preventDefault();
    press(true);
  };
  return (
    <span
      ref={element}
      className="term"
      role="button"
      tabIndex={0}
      aria-haspopup="dialog"
      aria-expanded="false"
      data-term={id}
      onClick={() => press(false)}
      onKeyDown={onKeyDown}
    >
      {children}
    </span>
  );
}
