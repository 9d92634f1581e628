/** Whether a run is over. */
import type { Session } from '../../session/types';

/** True if the run is over and the playhead stands at its end. */
export function atEnd({ ended, playhead, frontier }: Session): boolean {
  return ended !== null && playhead.us >= ended.us && playhead.event >= frontier.event;
}
