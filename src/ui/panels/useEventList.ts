/** The filtered list of the run that is open, looked through a slice at a time so that the page answers. */
import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { playerStore } from '../../stores/playerStore';
import { useApp, useTick } from '../app';
import { EventWords } from './eventWords';
import type { EventFilter } from './eventList';
import { EventList } from './eventList';

/** Wall ms of one slice, and of the first one, which has to do for a short run. */
const SLICE_MS = 8;
/** Wall ms between two looks of the page at a list that is still growing. */
const RENEW_MS = 120;

export interface Looked {
  readonly list: EventList;
  readonly words: EventWords;
  /** All of the run has been looked at. */
  readonly done: boolean;
}

function budget(ms: number): () => boolean {
  const end = performance.now() + ms;
  return () => performance.now() < end;
}

export function useEventList(filter: EventFilter): Looked {
  const { t } = useTranslation();
  const { session } = useApp();
  const opened = useStore(playerStore, (state) => state.opened);
  useTick();
  const [, renew] = useState(0);
  const { revision, trace } = session;
  const made = useMemo(() => {
    // Another run, or another future, is another list.
    void opened;
    void revision;
    const words = new EventWords(session, t);
    return { words, list: new EventList(trace, filter, words) };
  }, [session, trace, filter, t, opened, revision]);
  const done = made.list.look(budget(SLICE_MS));
  useEffect(() => {
    if (done) return undefined;
    let timer = 0;
    let renewedAt = performance.now();
    const goOn = (): void => {
      const isDone = made.list.look(budget(SLICE_MS));
      const now = performance.now();
      if (isDone || now - renewedAt >= RENEW_MS) {
        renewedAt = now;
        renew((count) => count + 1);
      }
      if (!isDone) timer = window.setTimeout(goOn);
    };
    timer = window.setTimeout(goOn);
    return () => window.clearTimeout(timer);
  }, [made, done]);
  return { ...made, done };
}
