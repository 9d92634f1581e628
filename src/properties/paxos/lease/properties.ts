/**
 * What must hold of PaxosLease. The checkers know its states and messages and nothing of its handlers; runs
 * of the other forms of Paxos are not asked.
 */
import type { Property } from '../../types';
import {
  acceptorRules,
  majorities,
  oneProposal,
  ownTimerRules,
  silentAfterRestart,
} from './conduct';
import { oneBeliever, oneLease } from './holders';
import { soonHeld } from './progress';

export const leaseProperties: readonly Property[] = [
  oneLease,
  oneBeliever,
  ownTimerRules,
  silentAfterRestart,
  acceptorRules,
  oneProposal,
  majorities,
  soonHeld,
];
