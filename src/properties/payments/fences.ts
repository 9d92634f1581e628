/** What a fence is for: under a lower token than one seen before nothing takes effect any more. */
import type { Step } from '../../engine/protocol';
import type { BankState, Fence } from '../../workloads/payments/types';
import { breach, cell, remembering } from '../history';
import type { Property } from '../types';
import { forgotten, handled, paramsOf, sent } from './view';

/** The token under which this step had an effect; null: none, or without one. */
type TakenUnder = (step: Step) => number | null;

const tokenOf = (step: Step): number | null => {
  const token = step.message?.['token'];
  return typeof token === 'number' ? token : null;
};

/** A charge that moved money: the bank counts one more for its invoice. */
const charged: TakenUnder = (step) => {
  if (handled(step, 'bank', 'Charge') === null) return null;
  const before = step.before as BankState | null;
  const after = step.after as BankState | null;
  if (before === null || after === null) return null;
  const isDone = sent(step, 'ChargeReply').some(({ done }) => done === true);
  return isDone ? tokenOf(step) : null;
};

const marked: TakenUnder = (step) => {
  if (handled(step, 'database', 'Mark') === null) return null;
  return sent(step, 'MarkReply').some(({ done }) => done === true) ? tokenOf(step) : null;
};

function rising(id: string, at: Fence, claim: string, takenUnder: TakenUnder): Property {
  return {
    ...{ id, kind: 'MUST', claim, assumes: 'No disk is emptied.', unless: forgotten },
    source: 'Burrows 2006, 2.4 (sequencers); Kleppmann 2016 (fencing tokens)',
    start: (run) => {
      const top = cell<number | null>(null);
      const isOn = paramsOf(run.params).fence === at;
      return remembering([top], {
        occurred: () => isOn,
        see: (step) => {
          const token = isOn ? takenUnder(step) : null;
          if (token === null) return null;
          const was = top.now;
          top.now = Math.max(was ?? token, token);
          if (was === null || token >= was) return null;
          const why = `${step.node} accepts token ${token} after ${was}`;
          return breach(step, why, step.node === null ? [] : [step.node]);
        },
      });
    },
  };
}

export const risingAtBank = rising(
  'PAY2',
  'bank',
  'With a fence at the bank, no charge is made under a lower token than an earlier charge.',
  charged,
);

export const risingAtDatabase = rising(
  'PAY3',
  'database',
  'With a fence at the database, no invoice is marked under a lower token than an earlier mark.',
  marked,
);
