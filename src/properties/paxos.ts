/**
 * What must hold of Paxos, found by the id of the algorithm: of the single decree and of a log of them, in
 * `paxos/`, and of PaxosLease, in `paxos/lease/`. The checkers know states and messages and nothing of the
 * handlers.
 */
import { agreement, learning, validity } from './paxos/agreement';
import { nothingElse, oneValue } from './paxos/ballots';
import { leaseProperties } from './paxos/lease/properties';
import { decides } from './paxos/progress';
import { keptPromises } from './paxos/promises';
import type { Property } from './types';

export const properties: readonly Property[] = [
  agreement,
  validity,
  learning,
  keptPromises,
  oneValue,
  nothingElse,
  decides,
  ...leaseProperties,
];
