/**
 * Requests to read, and when they may be answered. Raft §8; thesis 6.4 (ReadIndex) and 6.4.1 (leases).
 * `local` and `leader` answer at once and promise nothing: they show what goes wrong without care.
 */
import { confirmedRound } from './contact';
import { lastIndex, termAt } from './log';
import { lookUp } from './machine';
import { sendToAll } from './sending';
import type { PendingRead, RaftContext, RaftState } from './types';

/** True if a read is answered, or refused, without an entry in the log. */
export function readsAside({ reads }: RaftContext['params']): boolean {
  return reads !== 'log';
}

/** A read of a server that may answer it: `local` of any, all else of a leader. */
export function onRead(s: RaftState, key: string, ctx: RaftContext): void {
  const { reads } = ctx.params;
  if (reads === 'local' || reads === 'leader') {
    ctx.rule('RD1');
    take(s, key, { round: null, index: null });
    answer(s, s.reading, ctx);
    return;
  }
  if (reads === 'lease' && holdsLease(s, ctx.now)) {
    ctx.rule('RD2');
    take(s, key, { round: null, index: null });
    answer(s, s.reading.slice(-1), ctx);
    return;
  }
  ctx.rule('RD3');
  sendToAll(s, 0, ctx);
  take(s, key, { round: s.round, index: null });
  answerReads(s, ctx); // A server that is alone is its own majority.
}

/** The lease runs, vouches for this leader, and what was committed before it led is known. */
export function holdsLease(s: RaftState, now: number): boolean {
  const isHandingOver = s.transferee !== null || s.handedOver;
  return now < s.leaseUntilUs && !isHandingOver && knowsCommitted(s);
}

/** A leader knows how far the log is committed once an entry of its own term is, or all of it is. */
export function knowsCommitted(s: RaftState): boolean {
  const { currentTerm, log } = s.stable;
  return s.commitIndex === lastIndex(log) || termAt(log, s.commitIndex) === currentTerm;
}

/** Notes a read that waits for a round, for an entry, or for nothing. */
export function take(
  s: RaftState,
  key: string,
  awaited: Pick<PendingRead, 'round' | 'index'>,
): void {
  s.readsTaken += 1;
  s.reading = [...s.reading, { id: s.readsTaken, key, ...awaited }];
}

/** The reads that have what they waited for. */
export function answerable(s: RaftState, peers: RaftContext['peers']): readonly PendingRead[] {
  if (s.reading.length === 0) return s.reading;
  const confirmed = confirmedRound(s, peers);
  const isKnown = knowsCommitted(s);
  return s.reading.filter(({ round, index }) =>
    index === null ? round === null || (isKnown && confirmed >= round) : s.lastApplied >= index,
  );
}

/** Answers what can be answered now. */
export function answerReads(s: RaftState, ctx: RaftContext): void {
  const ready = answerable(s, ctx.peers);
  if (ready.length === 0) return;
  ctx.rule('RD4');
  answer(s, ready, ctx);
}

function answer(s: RaftState, ready: readonly PendingRead[], ctx: RaftContext): void {
  s.reading = s.reading.filter((read) => !ready.includes(read));
  s.answered = ready.map(({ id, key }) => {
    const value = lookUp(s.machine, key);
    ctx.note(value === null ? `answered: nothing at ${key}` : `answered: ${key} = ${value}`);
    return { id, key, value, index: s.lastApplied };
  });
}
