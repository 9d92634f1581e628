/**
 * What must hold of Consul, found by the id of the algorithm: of sessions and the lock (in `consul/`), and all
 * that must hold of Raft, on the servers.
 */
import { leaderInTime, oneBeliever, trustedSessions } from './consul/clients';
import { keptSessions, lockDelay, oneHistory, oneToken } from './consul/servers';
import { embedded, raftIn } from './embedded';
import { properties as raft } from './raft';
import type { Property } from './types';

export const properties: readonly Property[] = [
  oneHistory,
  keptSessions,
  lockDelay,
  oneToken,
  trustedSessions,
  leaderInTime,
  oneBeliever,
  ...embedded(raft, raftIn('replica')),
];
