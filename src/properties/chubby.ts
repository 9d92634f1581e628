/**
 * What must hold of Chubby, found by the id of the algorithm. The checkers know its states and messages and
 * nothing of its handlers; they are in `chubby/`, by what they look at.
 */
import { quietInJeopardy } from './chubby/clients';
import { fencedWrites, lockDelay, nothingLate, risingGenerations } from './chubby/locks';
import { masterInTime, oneMasterAnEpoch, oneValidLease, stopsInTime } from './chubby/masters';
import type { Property } from './types';

export const properties: readonly Property[] = [
  oneMasterAnEpoch,
  oneValidLease,
  risingGenerations,
  fencedWrites,
  lockDelay,
  quietInJeopardy,
  masterInTime,
  nothingLate,
  stopsInTime,
];
