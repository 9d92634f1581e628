/**
 * What every part of the page can reach: the session, the frame loop and the controls. Made once by
 * main.tsx and handed down by context; slow state is in `stores/`.
 */
import { createContext, use } from 'react';
import { useStore } from 'zustand';
import type { Session } from '../session/types';
import { playerStore } from '../stores/playerStore';
import type { Controls } from './player/controls';
import type { FrameLoop } from './frame';
import type { Ways } from './opening';

export interface App {
  readonly session: Session;
  readonly ways: Ways;
  /** The algorithms one can choose, in the registry's order. */
  readonly algorithms: readonly { readonly id: string; readonly name: string }[];
  readonly frames: FrameLoop;
  readonly controls: Controls;
}

export const AppContext = createContext<App | null>(null);

/** The app; throws outside of it. */
export function useApp(): App {
  const app = use(AppContext);
  if (app === null) throw new Error('useApp was called outside the page');
  return app;
}

/**
 * Makes a component look at the session again: at most 4 times a second while playing, at once when
 * paused, stepped or acted upon. Returns the counter, which changes exactly then.
 */
export function useTick(): number {
  return useStore(playerStore, (state) => state.tick);
}
