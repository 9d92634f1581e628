/** Who can still commit: a leader and its term: see `authorityByNumber`. */
import { authorityByNumber } from '../shared/quorum';
import type { RaftState } from './types';

export const authority = authorityByNumber({
  leads: (state) => {
    const { role, stable } = state as RaftState;
    return role === 'leader' ? stable.currentTerm : null;
  },
  agreedTo: (state) => (state as RaftState).stable.currentTerm,
});
