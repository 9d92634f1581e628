/**
 * PL1 and PL2: never two holders. First by their own timers, which is what the lease promises; then by what
 * they believe, which a pause can keep alive for longer.
 */
import type { LeaseParams } from '../../../algorithms/paxos/types';
import type { Fact, NodeId } from '../../../engine/protocol';
import { breach, cell, remembering } from '../../history';
import type { Breach, Property } from '../../types';
import { ASSUMES, assumedOf, surroundings } from './surroundings';
import { ms, ofLease, ownTimer, stepped } from './view';

export const oneLease: Property = ofLease({
  id: 'PL1',
  kind: 'IF',
  claim: 'No two nodes hold a lease that runs by their own timers at the same instant.',
  assumes: ASSUMES,
  source: 'PaxosLease, section 4: lease invariance',
  start: (run) => {
    const around = surroundings(run.params as LeaseParams);
    return remembering(around.memory, {
      see: (step, facts): Breach | null => {
        around.see(step, facts);
        const seen = stepped(step);
        // Two begin to overlap when one of them comes to hold it.
        if (seen === null || seen.after.held === seen.before.held) return null;
        const mine = ownTimer(step.world, seen.node);
        if (mine === null) return null;
        for (const other of run.candidates) {
          const theirs = other === seen.node ? null : ownTimer(step.world, other);
          if (theirs === null) continue;
          const leftUs = Math.min(mine.dueUs, theirs.dueUs) - step.event.us;
          const why = `${seen.node} and ${other} both hold the lease, for another ${ms(leftUs)} ms`;
          return breach(step, why, [seen.node, other]);
        }
        return null;
      },
      assumed: (ledger) => assumedOf(around, ledger),
    });
  },
});

/** Who believes that it holds the lease, after these facts. */
function believersAfter(now: readonly NodeId[], facts: readonly Fact[]): readonly NodeId[] {
  let found = now;
  for (const fact of facts) {
    if (fact.fact !== 'belief' && fact.fact !== 'crashed') continue;
    const believes = fact.fact === 'belief' && fact.leader === fact.node;
    if (believes === found.includes(fact.node)) continue;
    found = believes ? [...found, fact.node] : found.filter((id) => id !== fact.node);
  }
  return found;
}

export const oneBeliever: Property = ofLease({
  id: 'PL2',
  kind: 'IF',
  claim: 'At most one node believes at any instant that it holds the lease.',
  assumes: `${ASSUMES} No node pauses, and nothing is held back.`,
  source: 'PaxosLease, section 4; M. Kleppmann, How to do distributed locking: pauses',
  start: (run) => {
    const around = surroundings(run.params as LeaseParams);
    const believers = cell<readonly NodeId[]>([]);
    const holds = cell(false);
    return remembering([...around.memory, believers, holds], {
      see: (step, facts): Breach | null => {
        around.see(step, facts);
        if (step.world.holding.length > 0) holds.now = true;
        if (facts.length === 0) return null;
        believers.now = believersAfter(believers.now, facts);
        if (believers.now.length < 2) return null;
        const names = believers.now.join(' and ');
        return breach(step, `${names} believe that they hold the lease`, believers.now);
      },
      assumed: (ledger) => {
        const unsafe = around.unsafe(ledger);
        const why =
          unsafe ||
          (ledger.pauseUsMax > 0 ? 'a node paused' : '') ||
          (holds.now ? 'a person held back what fell due' : '');
        return { held: why === '', why };
      },
    });
  },
});
