/**
 * What must hold of etcd, found by the id of the algorithm: of the store and of its clients (in `etcd/`), and
 * all that must hold of Raft, on the replicas.
 */
import { embedded, raftIn } from './embedded';
import { checkedLeaders, leaderInTime, oneBeliever, stopsInTime } from './etcd/clients';
import { guardedWrites, oneHistory, queueOrder, wholeLeases } from './etcd/server';
import { properties as raft } from './raft';
import type { Property } from './types';

export const properties: readonly Property[] = [
  oneHistory,
  wholeLeases,
  queueOrder,
  guardedWrites,
  checkedLeaders,
  leaderInTime,
  oneBeliever,
  stopsInTime,
  ...embedded(raft, raftIn('replica')),
];
