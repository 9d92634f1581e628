/**
 * What matters in the end: how often each invoice is charged (PAY1, PAY4), that nobody is told of a charge
 * that was not made (PAY5), and that only who believes it leads takes orders (PAY6).
 */
import type { NodeId } from '../../engine/protocol';
import type { BankState } from '../../workloads/payments/types';
import { breach, cell, remembering, stateless } from '../history';
import type { Assumed, Property } from '../types';
import { chargedIn, forgotten, handled, paramsOf, sent, timesOf } from './view';

const SOURCE = 'Kleppmann, Designing Data-Intensive Applications, chapters 8 and 9';

export const onceForAKey: Property = {
  id: 'PAY1',
  kind: 'MUST',
  claim: 'With a key made from the invoice, the bank charges each invoice at most once.',
  assumes: 'No disk is emptied.',
  unless: forgotten,
  source: SOURCE,
  start: ({ params }) => {
    const isOn = paramsOf(params).idempotency;
    return {
      ...stateless((step) => {
        const bank = isOn ? handled(step, 'bank', 'Charge') : null;
        if (bank === null || step.after === null) return null;
        const invoice = Number(step.message?.['invoice']);
        const times = timesOf(step.after as BankState, invoice);
        if (times < 2) return null;
        return breach(step, `${bank} charges invoice ${invoice} for the ${times}. time`, [bank]);
      }),
      occurred: () => isOn,
    };
  },
};

/** What one leader from beginning to end, whose every question is answered in time, cannot get wrong. */
export const onceEach: Property = {
  id: 'PAY4',
  kind: 'IF',
  claim: 'Every invoice is charged at most once.',
  assumes:
    'One server leads from beginning to end, nothing is lost, crashes, pauses or is turned away, and answers come while it waits for them; or charges bear a key.',
  source: SOURCE,
  start: ({ params }) => {
    const { elect, idempotency, patienceUs } = paramsOf(params);
    const first = cell<NodeId | null>(null);
    const others = cell<NodeId | null>(null);
    const refused = cell(false);
    return remembering([first, others, refused], {
      see: (step, facts) => {
        for (const fact of facts) {
          if (fact.fact !== 'belief' || fact.leader !== fact.node) continue;
          first.now ??= fact.node;
          if (first.now !== fact.node) others.now ??= fact.node;
        }
        for (const type of ['ChargeReply', 'MarkReply']) {
          if (sent(step, type).some(({ done }) => done === false)) refused.now = true;
        }
        const bank = handled(step, 'bank', 'Charge');
        if (bank === null) return null;
        const invoice = Number(step.message?.['invoice']);
        const times = chargedIn(step.world, invoice);
        if (times < 2 || sent(step, 'ChargeReply').every(({ done }) => done !== true)) return null;
        return breach(step, `invoice ${invoice} is charged ${times} times`, [bank]);
      },
      assumed: (ledger): Assumed => {
        const why = idempotency ? forgotten(ledger) : failure();
        return { held: why === '', why };
        function failure(): string {
          if (!elect) return 'no leader was elected: every server charged';
          if (others.now !== null) return `two servers took themselves for the leader`;
          // Its token is lower than one of a leader before it: a number that does not grow is no fence.
          if (refused.now) return 'a fence turned the leader away';
          if (ledger.crashes > 0) return 'a node crashed';
          if (ledger.pauseUsMax > 0) return 'a node was paused';
          if (ledger.lost + ledger.cut + ledger.blocked > 0) return 'a message was lost';
          if (ledger.duplicated > 0) return 'a message was delivered twice';
          if (ledger.byHand > 0) return 'a hand decided what happened when';
          // A question and its answer, and a disk write between them.
          if (ledger.delayUsMax * 2 + ledger.writeUsMax >= patienceUs) return 'an answer was late';
          return ledger.wiped > 0 ? 'a disk was emptied' : '';
        }
      },
    });
  },
};

export const nothingUntrue: Property = {
  id: 'PAY5',
  kind: 'MUST',
  claim: 'No customer is told that an invoice is paid before the bank has charged it.',
  assumes: 'No disk is emptied.',
  unless: forgotten,
  source: SOURCE,
  start: () =>
    stateless((step) => {
      for (const message of sent(step, 'Paid')) {
        const invoice = Number(message['invoice']);
        if (chargedIn(step.world, invoice) > 0) continue;
        const why = `${step.node} says that invoice ${invoice} is paid; the bank never charged it`;
        return breach(step, why, step.node === null ? [] : [step.node]);
      }
      return null;
    }),
};

export const onlyTheLeader: Property = {
  id: 'PAY6',
  kind: 'MUST',
  claim: 'Where a leader is elected, only a server that believes that it leads takes an order.',
  assumes: '',
  source: 'the workload itself',
  start: ({ params }) => {
    const isOn = paramsOf(params).elect;
    return {
      ...stateless((step) => {
        const { node } = step;
        if (!isOn || node === null || sent(step, 'Lookup').length === 0) return null;
        const { leader } = step.world.node(node).belief;
        if (leader === node) return null;
        return breach(step, `${node} takes an order and believes in ${leader ?? 'nobody'}`, [node]);
      }),
      occurred: () => isOn,
    };
  },
};
