/** The parameters of the payments: what a scenario may say, and how it reaches the handlers. */
import type { Companion, ParamSpec } from '../../engine/protocol';
import { choice, count, flag, numbered, time, usOf } from '../shared/params';
import type { Below, Given } from '../types';
import type { Fence, PaymentsParams } from './types';

const OURS = 'our choice: ';
const CUSTOMERS_MAX = 20;

export const params: readonly ParamSpec[] = [
  count('payments', 'customers', 2, [1, CUSTOMERS_MAX], `${OURS}enough to see several at once`),
  time('payments', 'everyMs', 200, `${OURS}a few orders within one election timeout`),
  time('payments', 'workMs', 20, `${OURS}about as long as two messages take`),
  flag('payments', 'elect', true, `${OURS}only the leader may charge`),
  choice('payments', 'fence', ['none', 'database', 'bank'], 'Kleppmann 2016: fencing tokens'),
  flag('payments', 'idempotency', false, `${OURS}without it a repetition is a second charge`),
];

/** Customers u1, u2 ..., the bank b1 and the database d1. */
export function company(given: Given): readonly Companion[] {
  return [
    ...numbered('u', 'customer', given['customers'], CUSTOMERS_MAX),
    { id: 'b1', kind: 'bank' },
    { id: 'd1', kind: 'database' },
  ];
}

export function resolveParams(given: Given, { candidates }: Below): PaymentsParams {
  const everyUs = usOf(given, 'everyMs');
  return {
    servers: candidates,
    customers: Number(given['customers']),
    everyUs,
    workUs: usOf(given, 'workMs'),
    // A server that gives up earlier than the customer asks again would work for nothing.
    patienceUs: everyUs * 2,
    elect: given['elect'] === true,
    fence: String(given['fence']) as Fence,
    idempotency: given['idempotency'] === true,
  };
}
