/**
 * Transactions by their names: a zxid is an epoch and a number within it, so that comparing two numbers
 * compares the epochs first. Finding them in a log. Pure; nothing here decides anything.
 */
import { append, at, truncate } from '../../lib/list';
import type { Entry, Log, Zxid } from './types';

/** ZooKeeper keeps the epoch in the upper and the counter in the lower 32 bits. */
const PER_EPOCH = 4_294_967_296;

export function zxidOf(epoch: number, counter: number): Zxid {
  return epoch * PER_EPOCH + counter;
}

export function epochOf(zxid: Zxid): number {
  return Math.floor(zxid / PER_EPOCH);
}

export function counterOf(zxid: Zxid): number {
  return zxid - epochOf(zxid) * PER_EPOCH;
}

/** As sentences and panels write it: epoch, dot, number within the epoch. */
export function shownZxid(zxid: Zxid): string {
  return zxid === 0 ? 'none' : `${epochOf(zxid)}.${counterOf(zxid)}`;
}

/** The name of the last transaction; 0 for an empty log. */
export function lastZxid(log: Log): Zxid {
  return at(log, log.length - 1)?.zxid ?? 0;
}

/** How many transactions a log has up to and with this one; 0 for zxid 0, -1: it is not there. */
export function lengthUpTo(log: Log, zxid: Zxid): number {
  if (zxid === 0) return 0;
  for (let length = log.length; length > 0; length--) {
    if (at(log, length - 1)?.zxid === zxid) return length;
  }
  return -1;
}

/** The name that a leader of this epoch gives to its next transaction. */
export function nextZxid(log: Log, epoch: number): Zxid {
  const last = lastZxid(log);
  return epochOf(last) === epoch ? last + 1 : zxidOf(epoch, 1);
}

/** A log of entries of these epochs, numbered within each. */
export function laidDown(epochs: readonly number[]): Entry[] {
  const counters = new Map<number, number>();
  return epochs.map((epoch) => {
    const counter = (counters.get(epoch) ?? 0) + 1;
    counters.set(epoch, counter);
    return { zxid: zxidOf(epoch, counter), command: null };
  });
}

/** The log cut off behind `after` and continued with these; null if it has no such transaction. */
export function replaced(log: Log, after: Zxid, entries: readonly Entry[]): Log | null {
  const kept = lengthUpTo(log, after);
  return kept < 0 ? null : append(truncate(log, kept), ...entries);
}
