/** Which invitations were taken up or dismissed: by id, in order. Remembered by the page. */
import { createStore } from 'zustand/vanilla';

export interface GuideState {
  readonly done: readonly string[];
}

export const guideStore = createStore<GuideState>(() => ({ done: [] }));

/** Takes an invitation off the ladder. */
export function finishInvitation(id: string): void {
  guideStore.setState(({ done }) => (done.includes(id) ? { done } : { done: [...done, id] }));
}
