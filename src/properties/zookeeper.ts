/**
 * What must hold of leader election with ZooKeeper, found by the id of the algorithm: the recipe's own
 * claims, in `zookeeper/`, and those of the servers' own election, as they are where it stands alone.
 */
import type { FleState } from '../algorithms/zookeeper-fle/types';
import type { Embedding } from '../engine/inside';
import { embedded } from './embedded';
import type { Property } from './types';
import { properties as ofFle } from './zookeeper-fle';
import { oneBeliever, readBefore, stopsBlind } from './zookeeper/clients';
import { leaderInTime } from './zookeeper/progress';
import { oneNode, oneQueue, oneWoken, risingTokens } from './zookeeper/service';

/** The election of the servers, where there are several. */
const EMBEDDING: Embedding = {
  ...{ kind: 'replica', part: 'fle', place: 1, asked: ['RQ1'] },
  roleOf: (state) => {
    const { state: looks, zab } = state as FleState;
    if (looks === 'LOOKING') return 'looking';
    if (looks === 'LEADING') return zab === 'BROADCAST' ? 'leading' : 'elected';
    return zab === 'BROADCAST' ? 'following' : 'joining';
  },
  beliefOf: (state) => {
    const s = state as FleState;
    const { leader } = s.vote;
    if (s.state === 'LEADING' && s.zab === 'BROADCAST') return { leader, attempt: s.epoch };
    return s.state === 'FOLLOWING' && s.synced
      ? { leader, attempt: s.stable.currentEpoch }
      : { leader: null, attempt: null };
  },
};

export const properties: readonly Property[] = [
  oneQueue,
  readBefore,
  stopsBlind,
  oneWoken,
  oneNode,
  risingTokens,
  leaderInTime,
  oneBeliever,
  ...embedded(ofFle, EMBEDDING),
];
