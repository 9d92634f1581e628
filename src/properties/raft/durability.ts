/**
 * What Raft's safety rests on beside its rules: a disk keeps what was written to it. A server that
 * forgets its vote or its log has broken its word, and no claim about the whole survives that.
 */
import type { Ledger } from '../types';

export const DURABLE = 'No disk is emptied: currentTerm, votedFor and the log survive every crash.';

/** Why a promise made to a disk is worth nothing in this run; empty if it is. */
export function forgotten({ wiped }: Ledger): string {
  return wiped > 0 ? 'a disk was emptied, so a server forgot what it had promised' : '';
}
