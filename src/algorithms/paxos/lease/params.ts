/** The parameters of PaxosLease: what a scenario may say, and how it reaches the handlers. */
import type { ParamSpec } from '../../../engine/protocol';
import { commonOf, nack, proposeAt, proposeAtUsOf, proposers, retry, time } from '../params';
import type { Given } from '../params';
import type { LeaseParams } from './types';

const LEASE_MS = 7000;
const RETRY_MS = [2000, 2500] as const;
/** T, the longest time between two tries, and some slack. */
const RESTART_WAIT_MS = 10_000;

export const leaseParams: readonly ParamSpec[] = [
  // Not the one of the highest priority: if that were down, nobody would want the lease.
  { ...proposers(), choices: ['all'] },
  proposeAt(),
  retry(
    RETRY_MS,
    'Keyspace: 2000 ms; PaxosLease, section 5: a little at random, so that duels end',
  ),
  nack(),
  time('leaseMs', LEASE_MS, 'Keyspace: a lease of 7000 ms'),
  {
    ...time('restartWaitMs', RESTART_WAIT_MS, 'PaxosLease, section 3: M > T; here M > T + retry'),
    shape: 'numberOrNull',
    live: false,
    typical: RESTART_WAIT_MS,
  },
];

/** Validated parameters in milliseconds to what handlers read. */
export function resolveLease(given: Given): LeaseParams {
  const us = (ms: number): number => Math.round(ms * 1000);
  const { leaseMs, restartWaitMs } = given;
  return {
    variant: 'lease',
    ...commonOf(given, RETRY_MS),
    proposeAtUs: proposeAtUsOf(given),
    leaseUs: us(typeof leaseMs === 'number' ? leaseMs : LEASE_MS),
    restartWaitUs:
      restartWaitMs === null
        ? null
        : us(typeof restartWaitMs === 'number' ? restartWaitMs : RESTART_WAIT_MS),
  };
}
