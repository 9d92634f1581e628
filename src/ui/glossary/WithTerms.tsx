/**
 * Text in which the field's terms are underlined and open their entry of the glossary. The glossary itself
 * loads when the page has come to rest; until then, and if it cannot be loaded, this is plain text.
 */
import type { ReactNode } from 'react';
import { useSyncExternalStore } from 'react';

/** What the glossary brings once it is there. */
export interface Glossary {
  /** The text with the first use of each term made a button. */
  readonly mark: (text: string) => ReactNode;
  /** Shows the entry that is open. */
  readonly Host: () => ReactNode;
}

let glossary: Glossary | null = null;
const waiting = new Set<() => void>();

/** Called by the glossary when it has been loaded. */
export function provideGlossary(loaded: Glossary): void {
  glossary = loaded;
  for (const tell of waiting) tell();
}

function useGlossary(): Glossary | null {
  return useSyncExternalStore(
    (tell) => {
      waiting.add(tell);
      return () => waiting.delete(tell);
    },
    () => glossary,
  );
}

/** The text, with the first use of each of the field's terms leading to its entry. */
export function WithTerms({ text }: { readonly text: string }): ReactNode {
  return useGlossary()?.mark(text) ?? text;
}

/** Where the open entry is shown; stands once on the page. */
export function TermHost(): ReactNode {
  const Host = useGlossary()?.Host;
  return Host === undefined ? null : <Host />;
}
