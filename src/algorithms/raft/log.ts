/**
 * Reading a log by the paper's indices, which start at 1, and storing what a leader sends. Index 0
 * stands for the empty beginning that all logs share; its term is 0.
 */
import { append, at, truncate } from '../../lib/list';
import type { Entry, Log, RaftState } from './types';

export function lastIndex(log: Log): number {
  return log.length;
}

/** Term of the entry at `index`; 0 at index 0; -1, which is no term, beyond the end. */
export function termAt(log: Log, index: number): number {
  if (index === 0) return 0;
  return at(log, index - 1)?.term ?? -1;
}

export function lastTerm(log: Log): number {
  return termAt(log, log.length);
}

/** Whether a log ending in (index, term) is at least as up-to-date as `log` (Raft §5.4.1). */
export function isUpToDate(index: number, term: number, log: Log): boolean {
  const ownTerm = lastTerm(log);
  return term > ownTerm || (term === ownTerm && index >= log.length);
}

/** Where a leader's entries part from a log: what of the log contradicts them, what is missing. */
export interface Difference {
  /** Index of the first entry of the log that contradicts; 0: none does. */
  readonly conflictIndex: number;
  /** Position in `entries` of the first one the log lacks; their number if it lacks none. */
  readonly missingFrom: number;
}

/** Compares the entries that follow `prevIndex` with the log, up to the first that differs. */
export function compare(log: Log, prevIndex: number, entries: readonly Entry[]): Difference {
  for (let i = 0; i < entries.length; i++) {
    const index = prevIndex + 1 + i;
    const term = termAt(log, index);
    if (term === -1) return { conflictIndex: 0, missingFrom: i };
    if (term !== entries[i]?.term) return { conflictIndex: index, missingFrom: i };
  }
  return { conflictIndex: 0, missingFrom: entries.length };
}

/** The log with what contradicts cut off and what was missing added. */
export function repaired(log: Log, entries: readonly Entry[], found: Difference): Log {
  const kept = found.conflictIndex === 0 ? log : truncate(log, found.conflictIndex - 1);
  return append(kept, ...entries.slice(found.missingFrom));
}

/**
 * How many requests the leader of `term` has taken whose outcome it cannot tell: entries of its own that
 * are not committed, and reads without an entry that are not answered.
 */
export function unanswered(s: RaftState, term: number): number {
  const { log } = s.stable;
  let count = s.reading.filter((read) => read.index === null).length;
  for (let index = log.length; index > s.commitIndex && termAt(log, index) === term; index--) {
    if (at(log, index - 1)?.command !== null) count += 1;
  }
  return count;
}
