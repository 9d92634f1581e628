/**
 * What must hold of the ring elections, found by the id of the algorithm. The checkers know its states and
 * messages and nothing of its handlers; they are in `ring/`, by what they look at.
 */
import { passesOn, wonByReturn } from './ring/conduct';
import { messageCounts } from './ring/counts';
import { oneWinner, soonOver } from './ring/outcome';
import type { Property } from './types';

export const properties: readonly Property[] = [
  wonByReturn,
  oneWinner,
  soonOver,
  messageCounts,
  passesOn,
];
