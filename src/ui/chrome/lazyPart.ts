/**
 * A part of the page that loads on first use. Unlike React's own `lazy` it can be tried again: a part
 * that failed to load stays failed until `tryFailedParts` is called, which is what "try again" does.
 */
import type { ComponentType, ReactNode } from 'react';
import { createElement, use } from 'react';
import { reloadOnce } from './staleParts';

const failed = new Set<() => void>();

/** Lets every part that could not be loaded be asked for anew. */
export function tryFailedParts(): void {
  for (const forget of failed) forget();
  failed.clear();
}

/** The component that `load` brings, shown inside a Suspense and an ErrorFence. */
export function lazyPart<P extends object>(
  load: () => Promise<ComponentType<P>>,
): (props: P) => ReactNode {
  let part: Promise<ComponentType<P>> | null = null;
  const ask = (): Promise<ComponentType<P>> => {
    const asked = load();
    asked.catch(() => {
      failed.add(() => (part = null));
      reloadOnce();
    });
    return asked;
  };
  return function Part(props: P): ReactNode {
    part ??= ask();
    return createElement(use(part), props);
  };
}
