/**
 * Ballots of PaxosLease: run counter, restart counter, proposer, the first counting most, packed into one
 * integer that compares as they do. Nothing here decides when a ballot is used.
 */
import type { NodeId } from '../../../engine/protocol';

/** More restarts of one node than a run can hold, and more places than there can be nodes. */
const RESTARTS = 10_000;
const PLACES = 64;

export interface Ballot {
  readonly run: number;
  readonly restarts: number;
  readonly proposer: NodeId;
}

/** The integer of a ballot; larger ballots win. */
export function pack({ run, restarts, proposer }: Ballot, all: readonly NodeId[]): number {
  return (run * RESTARTS + restarts) * PLACES + all.indexOf(proposer) + 1;
}

export function runOf(ballot: number): number {
  return Math.floor(ballot / (PLACES * RESTARTS));
}

/** The place of its proposer in the list of all nodes, from 1. */
export function placeOf(ballot: number): number {
  return ballot % PLACES;
}

/** A ballot in words: `3.n2`, or `3.1.n2` where the proposer has restarted; none: `none`. */
export function named(ballot: number, all: readonly NodeId[]): string {
  if (ballot === 0) return 'none';
  const restarts = Math.floor(ballot / PLACES) % RESTARTS;
  const proposer = all[placeOf(ballot) - 1] ?? '';
  return restarts === 0
    ? `${runOf(ballot)}.${proposer}`
    : `${runOf(ballot)}.${restarts}.${proposer}`;
}

/** The number under which the page keeps a reign: as the ballot, but without the restarts. */
export function attemptOf(ballot: number): number {
  return runOf(ballot) * PLACES + placeOf(ballot);
}
