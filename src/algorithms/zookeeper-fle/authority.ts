/** Who can still commit: a leader that serves, and its epoch: see `authorityByNumber`. */
import { authorityByNumber } from '../shared/quorum';
import type { FleState } from './types';

export const authority = authorityByNumber({
  leads: (state) => {
    const { state: looks, zab, epoch } = state as FleState;
    return looks === 'LEADING' && zab === 'BROADCAST' ? epoch : null;
  },
  agreedTo: (state) => (state as FleState).stable.acceptedEpoch,
});
