/**
 * What must hold of ZooKeeper's election, found by the id of the algorithm. The checkers know its states
 * and messages and nothing of its handlers; they are in `zookeeper-fle/`, by what they look at.
 */
import {
  activatedByQuorum,
  oneAckPerEpoch,
  oneLeaderPerEpoch,
  risingEpochs,
} from './zookeeper-fle/epochs';
import { bestOfQuorum, leaderWasHeard, waitedForBetter } from './zookeeper-fle/elections';
import { liveness } from './zookeeper-fle/liveness';
import { leaderCompleteness, oneOrder, sameCommits, storedByQuorum } from './zookeeper-fle/logs';
import type { Property } from './types';

export const properties: readonly Property[] = [
  oneLeaderPerEpoch,
  risingEpochs,
  oneAckPerEpoch,
  activatedByQuorum,
  bestOfQuorum,
  leaderWasHeard,
  waitedForBetter,
  leaderCompleteness,
  oneOrder,
  sameCommits,
  storedByQuorum,
  liveness,
];
