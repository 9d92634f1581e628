/**
 * What PaxosLease assumes of the world, and whether it held: clocks that run alike, timers that ring when
 * they are due, restarted acceptors that are silent for long enough. Read from what happened.
 */
import type { LeaseParams } from '../../../algorithms/paxos/types';
import type { Fact, Step } from '../../../engine/protocol';
import { cell } from '../../history';
import type { Rewindable } from '../../history';
import type { Assumed, Ledger } from '../../types';
import { ms, paramsOf } from './view';

export const ASSUMES =
  'Clocks run at the same rate and do not jump, no disk is emptied, acceptors keep their timers, and a restarted one is silent for longer than a lease and the wait between two tries.';

export interface Surroundings {
  readonly memory: readonly Rewindable[];
  see(step: Step, facts: readonly Fact[]): void;
  /** Why the lease was not safe in this run; empty if it was. */
  unsafe(ledger: Ledger): string;
}

/** Timers that an acceptor must not be made to end early. */
const ACCEPTORS: readonly string[] = ['accepted', 'silence'];

export function surroundings(given: LeaseParams): Surroundings {
  const hastened = cell('');
  const returned = cell(false);
  /** The longest that they were in this run: both may be changed while it goes on. */
  const leaseUs = cell(given.leaseUs);
  const retryUs = cell(given.retryUsMax);
  return {
    memory: [hastened, returned, leaseUs, retryUs],
    see: (step) => {
      const { event, node, byHand } = step;
      if (event.kind === 'restart') returned.now = true;
      const name = event.timer?.name ?? '';
      if (event.kind === 'timer' && byHand && ACCEPTORS.includes(name)) {
        hastened.now = `${node ?? ''} was made to end what it waits for as an acceptor`;
      }
      const params = paramsOf(step);
      leaseUs.now = Math.max(leaseUs.now, params.leaseUs);
      retryUs.now = Math.max(retryUs.now, params.retryUsMax);
    },
    unsafe: (ledger) => {
      if (hastened.now !== '') return hastened.now;
      if (ledger.jumpUsMax > 0) return 'a clock jumped';
      if (ledger.wiped > 0) return 'a disk was emptied';
      // The holder counts T by its own clock, and so does each acceptor: T / slowest <= T / fastest.
      if (ledger.fastestPpm !== ledger.slowestPpm) return 'clocks ran at different rates';
      if (!returned.now) return '';
      const { restartWaitUs } = given;
      const neededUs = leaseUs.now + retryUs.now;
      if (restartWaitUs !== null && restartWaitUs >= neededUs) return '';
      const found = restartWaitUs === null ? 'not silent' : `silent for ${ms(restartWaitUs)} ms`;
      return `a restarted acceptor is ${found}; a lease and the wait for the next try can last ${ms(neededUs)} ms`;
    },
  };
}

export function assumedOf(around: Surroundings, ledger: Ledger): Assumed {
  const why = around.unsafe(ledger);
  return { held: why === '', why };
}
