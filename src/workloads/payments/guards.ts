/**
 * Why a rule of the payments was applied or not: its conditions with the values they found, read from the
 * state before the step. Loaded when somebody asks; no run depends on it.
 */
import type { Guard, Guards, Step } from '../../engine/protocol';
import { countAt } from '../shared/counts';
import { atOwn, atServer, either, guard, shown } from '../shared/guards';
import type { Over } from '../types';
import { isOld } from './resources';
import type {
  BankState,
  Charge,
  ChargeReply,
  CustomerState,
  DatabaseState,
  Fence,
  LookupReply,
  Mark,
  MarkReply,
  Order,
  Paid,
  PaymentsParams,
  ServerState,
  Stage,
} from './types';

const paramsOf = (step: Step): PaymentsParams => (step.params as Over<PaymentsParams>).workload;

// ---------------------------------------------------------------------------------- servers

/** The job that an answer is for waits for just that. */
function waits(s: ServerState, invoice: number, stage: Stage): Guard {
  const job = s.jobs.find((one) => one.invoice === invoice);
  return guard('a job waits for this', job?.stage ?? 'none', job?.stage === stage);
}

const PY1 = atServer.message<ServerState, Order>('Order', ({ invoice }, { s, step }) => {
  const { elect } = paramsOf(step);
  const mayTake = elect
    ? guard('I believe that I lead', s.mine ? `token ${shown(s.token)}` : 'no', s.mine)
    : guard('elect is off', '', true);
  const job = s.jobs.find((one) => one.invoice === invoice);
  return [mayTake, guard('no job for it yet', job?.stage ?? '', job === undefined)];
});

const onLookup = (isPaid: boolean) =>
  atServer.message<ServerState, LookupReply>('LookupReply', (m, { s }) => [
    waits(s, m.invoice, 'lookup'),
    guard(isPaid ? 'it is paid' : 'it is not paid', '', m.paid === isPaid),
  ]);

const onCharged = (isDone: boolean) =>
  atServer.message<ServerState, ChargeReply>('ChargeReply', (m, { s }) => [
    waits(s, m.invoice, 'charge'),
    guard(isDone ? 'it is charged' : 'the bank turned it away', '', m.done === isDone),
  ]);

const onMarked = (isDone: boolean) =>
  atServer.message<ServerState, MarkReply>('MarkReply', (m, { s }) => [
    waits(s, m.invoice, 'mark'),
    guard(isDone ? 'it is marked' : 'the database turned it away', '', m.done === isDone),
  ]);

const PY4 = atServer.timer<ServerState>('work', (s, key) => [waits(s, Number(key), 'work')]);

// ----------------------------------------------------------------------- bank and database

/** What a fence asks, at its own door only. `isPassed`: it lets the request through. */
function fence(
  at: Fence,
  isPassed: boolean,
  token: number | null,
  maxToken: number | null,
  step: Step,
): readonly Guard[] {
  const { fence: chosen } = paramsOf(step);
  if (chosen !== at) return [guard(`fence = ${at}`, chosen, false)];
  const value = `${shown(token)}, ${shown(maxToken)}`;
  const text = isPassed ? 'its token is not below maxToken' : 'its token < maxToken';
  return [guard(text, value, isOld(token, maxToken) !== isPassed)];
}

/** It gets past the fence: there is none here, or the token is high enough. */
function passes(at: Fence, token: number | null, maxToken: number | null, step: Step): Guard {
  const [asked] = fence(at, true, token, maxToken, step);
  const { fence: chosen } = paramsOf(step);
  if (chosen !== at || asked === undefined) return guard('no fence here', chosen, true);
  return asked;
}

/** How often it was charged under the key it bears. */
function knows(s: BankState, key: number | null): number {
  return key === null ? 0 : countAt(s.stable.charges, key - 1);
}

const PB1 = atOwn.message<BankState, Charge>('Charge', ({ token }, { s, step }) =>
  fence('bank', false, token, s.stable.maxToken, step),
);

const onCharge = (isKnown: boolean) =>
  atOwn.message<BankState, Charge>('Charge', ({ token, key }, { s, step }) => [
    passes('bank', token, s.stable.maxToken, step),
    guard(
      isKnown ? 'its key is known' : 'it bears no key, or a new one',
      key === null ? 'no key' : `charged ${knows(s, key)} times`,
      knows(s, key) > 0 === isKnown,
    ),
  ]);

const PD2 = atOwn.message<DatabaseState, Mark>('Mark', ({ token }, { s, step }) =>
  fence('database', false, token, s.stable.maxToken, step),
);

const PD3 = atOwn.message<DatabaseState, Mark>('Mark', ({ token }, { s, step }) => [
  passes('database', token, s.stable.maxToken, step),
]);

// --------------------------------------------------------------------------------- customers

const onOrderDue = (isNew: boolean) =>
  atOwn.timer<CustomerState>('order', ({ open }) => [
    guard(isNew ? 'nothing is open' : 'an invoice is open', shown(open), (open === null) === isNew),
  ]);

const PC3 = atOwn.message<CustomerState, Paid>('Paid', ({ invoice }, { s }) => [
  guard('it is the open one', `${invoice}, ${shown(s.open)}`, s.open === invoice),
]);

export const guards: Guards = {
  'app:PY1': PY1,
  'app:PY2': onLookup(true),
  'app:PY3': onLookup(false),
  'app:PY4': PY4,
  'app:PY5': onCharged(true),
  'app:PY6': either(onCharged(false), onMarked(false)),
  'app:PY7': onMarked(true),
  'app:PY8': atServer.timer('patience', () => []),
  PB1,
  PB2: onCharge(true),
  PB3: onCharge(false),
  PD1: atOwn.message('Lookup', () => []),
  PD2,
  PD3,
  PC1: onOrderDue(true),
  PC2: onOrderDue(false),
  PC3,
};
