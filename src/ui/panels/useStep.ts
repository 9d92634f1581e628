/** The event the picture has just shown, in full, for panels: renewed with the tick. */
import { useMemo } from 'react';
import type { Step } from '../../engine/protocol';
import { useApp, useTick } from '../app';

/** Null before the first event. */
export function useStep(): Step | null {
  const { session } = useApp();
  const tick = useTick();
  const { event } = session.playhead;
  const { revision } = session;
  return useMemo(() => {
    // The run itself is read; these say when it may have changed.
    void tick;
    void revision;
    return event === 0 ? null : session.step(event - 1);
  }, [session, event, revision, tick]);
}
