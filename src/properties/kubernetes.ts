/**
 * What must hold of the Kubernetes leader election, found by the id of the algorithm. The checkers know its
 * states and messages and nothing of its handlers; they are in `kubernetes/`, by what they look at.
 */
import { leadsInTime, oneLeader, stopsInTime, waitsForLease } from './kubernetes/candidates';
import { comparedAndSwapped, countedTransitions } from './kubernetes/record';
import type { Property } from './types';

export const properties: readonly Property[] = [
  comparedAndSwapped,
  waitsForLease,
  countedTransitions,
  stopsInTime,
  leadsInTime,
  oneLeader,
];
