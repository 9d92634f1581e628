/**
 * Raft's claim about reads: R14. Whoever asks gets what had been committed when it asked, or no answer.
 */
import type { NodeId } from '../../engine/protocol';
import type { RaftParams } from '../../algorithms/raft/types';
import { breach, cell, history, remembering } from '../history';
import type { Assumed, Ledger, Property } from '../types';
import { forgotten } from './durability';
import { stepped } from './view';

/** A lease is safe while no clock is faster than another by more than a tenth. */
const FASTEST_BY = { of: 11, to: 10 } as const;
/** A request for a vote that is so old may come from before the lease. */
const MARGIN = 10;

/** Why a read may be stale; empty if it may not. */
function mayBeStale(params: RaftParams, ledger: Ledger): string {
  const { reads, leaderLease, electionTimeoutUsMin } = params;
  if (reads === 'local' || reads === 'leader') return 'reads are answered without asking anybody';
  if (forgotten(ledger) !== '') return forgotten(ledger);
  if (reads !== 'lease' || !leaderLease) return '';
  if (ledger.fastestPpm * FASTEST_BY.to > ledger.slowestPpm * FASTEST_BY.of) {
    return 'clocks ran at rates more than a tenth apart';
  }
  if (ledger.jumpUsMax > 0) return 'a clock jumped';
  if (ledger.restarts > 0) return 'a server restarted and forgot that it had heard from a leader';
  if (ledger.timersForced + ledger.byHand > 0) return 'a timer or a message came by hand';
  if (ledger.pauseUsMax > 0) return 'a server paused';
  if (ledger.delayUsMax * MARGIN > electionTimeoutUsMin) {
    return 'a message took longer than a tenth of the shortest election timeout';
  }
  return '';
}

export const currentReads: Property = {
  id: 'R14',
  kind: 'IF',
  claim: 'A read that is answered rests on all that was committed when it was asked.',
  assumes:
    'Reads go through the log or ReadIndex, and no disk is emptied. Under a lease: clocks at most a tenth apart, without jumps, no restart, no pause, and delays of at most a tenth of the election timeout.',
  source: 'Raft §8; Raft thesis §6.4',
  start: (run) => {
    /** The highest index that anybody knows to be committed. */
    const committed = cell(0);
    /** By server and read: how far that was when it was asked. */
    const asked = history<string, number>();
    const versions = cell<readonly RaftParams[]>([run.params as RaftParams]);
    const keyOf = (node: NodeId, read: number): string => `${node} ${read}`;
    return remembering([committed, asked, versions], {
      see: (step) => {
        const seen = stepped(step);
        if (seen === null) return null;
        const { node, before, after } = seen;
        if (versions.now.at(-1) !== step.params) {
          versions.now = [...versions.now, step.params as RaftParams];
        }
        for (let read = before.readsTaken + 1; read <= after.readsTaken; read++) {
          asked.set(keyOf(node, read), committed.now);
        }
        if (after.commitIndex > committed.now) committed.now = after.commitIndex;
        if (after.answered === before.answered) return null;
        for (const { id, key, index } of after.answered) {
          const least = asked.get(keyOf(node, id)) ?? 0;
          asked.delete(keyOf(node, id));
          if (index >= least) continue;
          const why = `${node} answers the read of ${key} after entry ${index}, though ${least} were committed when it was asked`;
          return breach(step, why, [node]);
        }
        return null;
      },
      assumed: (ledger): Assumed => {
        const why = versions.now.map((one) => mayBeStale(one, ledger)).find((one) => one !== '');
        return { held: why === undefined, why: why ?? '' };
      },
    });
  },
};
