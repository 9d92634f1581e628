/**
 * What faults do to payments, on Raft: whoever leads when, it is the bank that counts. Work takes 100 ms of
 * every 200, so that a fault at a random instant hits it often.
 */
import type { Command, Scenario } from '../../scenario/types';
import { figures } from '../../workloads/payments/figures';
import type { ObservedRun } from '../observed';
import type { Cell } from './types';

/** Always true, whatever happens. */
const SAFE = ['PAY1', 'PAY2', 'PAY3', 'PAY5', 'PAY6'];

type Workload = NonNullable<Scenario['workload']>;

/** Three servers, n1 leads, one customer; its orders arrive at 210 ms, 410 ms and so on. */
function paying(
  seed: string,
  workload: Omit<Workload, 'kind'>,
  commands: readonly Command[],
): Scenario {
  return {
    ...{ v: 1, algorithm: 'raft', nodes: 3, seed, commands, untilMs: 2500 },
    network: { delayMs: 10 },
    initial: { leader: 'n1' },
    workload: { ...workload, kind: 'payments', customers: 1, workMs: 100 },
  };
}

function isDouble({ kernel }: ObservedRun): boolean {
  return (figures(kernel.view)['doubleCharges'] ?? 0) > 0;
}

/** The leader stops for a second while it works: between its check and its charge. */
const STOPPED: Command = { atMs: [235, 325], do: 'pause', node: 'n1', forMs: 1000 };

function cell(rest: Pick<Cell, 'id' | 'what' | 'fault' | 'scenario'>): Cell {
  return {
    ...rest,
    ...{ algorithm: 'payments', properties: SAFE, unbroken: SAFE, isSeen: isDouble },
  };
}

/** What faults do to payments. */
export const paymentsCells: readonly Cell[] = [
  cell({
    id: 'payments/no-election',
    what: 'An invoice is charged more than once.',
    fault: 'nobody is elected; on the other side a leader',
    scenario: (seed, isFaulty) => paying(seed, { elect: !isFaulty }, []),
  }),
  cell({
    id: 'payments/paused',
    what: 'An invoice is charged twice: by the leader that was paused, and by the next one.',
    fault:
      'the leader is paused while it works, nothing fences; on the other side a fence at the bank',
    scenario: (seed, isFaulty) => paying(seed, { fence: isFaulty ? 'none' : 'bank' }, [STOPPED]),
  }),
  cell({
    id: 'payments/wrong-door',
    what: 'An invoice is charged twice though the database refuses the older leader.',
    fault: 'the fence is at the database; on the other side charges bear a key',
    scenario: (seed, isFaulty) =>
      paying(seed, { fence: 'database', idempotency: !isFaulty }, [STOPPED]),
  }),
  cell({
    id: 'payments/crash-between',
    what: 'An invoice is charged twice, each time under a higher token: no fence sees anything wrong.',
    fault:
      'the leader crashes after it charged, before the mark; on the other side before it charges',
    scenario: (seed, isFaulty) =>
      paying(seed, { fence: 'bank' }, [
        { atMs: isFaulty ? [331, 349] : [235, 325], do: 'crash', node: 'n1' },
      ]),
  }),
];
