/** What the caption says of a breakpoint while the run stands where it stopped. */
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { playerStore } from '../../stores/playerStore';
import { useApp } from '../app';
import { timeStore } from './timeStore';

/** "Stopped: a leader is seated."; empty while the run stands elsewhere, or goes. */
export function useStopped(): string {
  const { t } = useTranslation();
  const { session } = useApp();
  const stopped = useStore(timeStore, (state) => state.stopped);
  const playing = useStore(playerStore, (state) => state.playing);
  if (stopped === null || playing) return '';
  const { key, values, event, revision } = stopped;
  const isThere = session.playhead.event === event && session.revision === revision;
  return isThere ? t('time.stopped', { what: t(key, values) }) : '';
}
