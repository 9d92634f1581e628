/** Payments with one mistake each: fences, keys and checks as one can get them wrong. */
import type { Context, Part } from '../../engine/protocol';
import type { Workload } from '../../workloads/types';
import type { BankState, DatabaseState, ServerState } from '../../workloads/payments/types';
import { disguised, onMessage, onTimer } from './wrap';
import type { Change } from './wrap';

/** A mistake in a workload, and who must notice it. */
export interface WorkloadMutant {
  readonly id: string;
  /** The kind of the workload. */
  readonly of: string;
  readonly breaks: string;
  readonly noticedBy: readonly string[];
  readonly broken: (workload: Workload) => Workload;
}

/** The part of every candidate changed. */
export function inServers(change: Change): WorkloadMutant['broken'] {
  return (workload) => ({ ...workload, app: change(workload.app) });
}

/** The part of one of the workload's own kinds changed. */
export function inKind(name: string, change: Change): WorkloadMutant['broken'] {
  return (workload) => {
    const kind = workload.kinds[name];
    const part = kind?.parts['app'];
    if (kind === undefined || part === undefined) throw new Error(`There is no kind ${name}`);
    const parts: { readonly [part: string]: Part } = { app: change(part) };
    return { ...workload, kinds: { ...workload.kinds, [name]: { ...kind, parts } } };
  };
}

const as = <S>(state: object): S => state as S;

/** What it has seen before is gone before each message. */
const forgetsTop = (type: string): Change =>
  onMessage(type, (handle) => (state, m, ctx) => {
    const s = as<BankState | DatabaseState>(state);
    Object.assign(s, { stable: { ...s.stable, maxToken: null } });
    handle(state, m, ctx);
  });

function mutant(
  id: string,
  breaks: string,
  noticedBy: readonly string[],
  broken: WorkloadMutant['broken'],
): WorkloadMutant {
  return { id, of: 'payments', breaks, noticedBy, broken };
}

export const paymentsMutants: readonly WorkloadMutant[] = [
  mutant(
    'open-door',
    'The bank forgets the highest token between two charges.',
    ['PAY2'],
    inKind('bank', forgetsTop('Charge')),
  ),
  mutant(
    'open-file',
    'The database forgets the highest token between two marks.',
    ['PAY3'],
    inKind('database', forgetsTop('Mark')),
  ),
  mutant(
    'key-of-the-attempt',
    'The key is made from the server and not from the invoice alone, so the bank does not know a repetition.',
    ['PAY1'],
    inKind(
      'bank',
      onMessage('Charge', (handle) => (s, m, ctx) => handle(s, { ...m, key: null }, ctx)),
    ),
  ),
  mutant(
    'charges-twice',
    'A server sends each charge twice, to be sure.',
    ['PAY4'],
    inServers(
      onTimer('work', (handle) => (s, ctx, key) => {
        const send: Context['send'] = (to, message) => {
          ctx.send(to, message);
          ctx.send(to, message);
        };
        handle(s, disguised(ctx, { send }), key);
      }),
    ),
  ),
  mutant(
    'says-paid-at-once',
    'A server takes the answer "not paid" for "paid".',
    ['PAY5'],
    inServers(
      onMessage('LookupReply', (handle) => (s, m, ctx) => handle(s, { ...m, paid: true }, ctx)),
    ),
  ),
  mutant(
    'everyone-leads',
    'A server takes orders whether it leads or not.',
    ['PAY6'],
    inServers(
      onMessage('Order', (handle) => (s, m, ctx) => {
        as<ServerState>(s).mine = true;
        handle(s, m, ctx);
      }),
    ),
  ),
];
