/** Who can still have a command chosen: a leader and its ballot: see `authorityByNumber`. */
import { authorityByNumber } from '../../shared/quorum';
import type { MultiState } from '../types';

export const authority = authorityByNumber({
  leads: (state) => {
    const { role, ballot } = state as MultiState;
    return role === 'leader' ? ballot : null;
  },
  agreedTo: (state) => (state as MultiState).stable.maxBal,
});
