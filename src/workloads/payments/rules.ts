/**
 * The rules of the payments as numbered pseudocode, as the handlers cite them. On a candidate they bear the
 * part's name (`app:PY1`). Text only; what decided a step is in `guards.ts`.
 */
import type { RuleText } from '../../engine/protocol';

const GAP = 'Kleppmann 2016, "How to do distributed locking": a check, a pause, a write';
const FENCE = 'Burrows 2006, 2.4 (sequencers); Kleppmann 2016 (fencing tokens)';
const KEY = 'Kleppmann 2017, chapter 12: an id of the request makes it idempotent';
const OURS = 'our choice: a customer repeats, and does not know who leads';

function rule(id: string, group: string, source: string, ...lines: readonly string[]): RuleText {
  return { id, source, group, lines };
}

const ORDER = 'A server: on Order';
const LOOKUP = 'A server: on LookupReply';
const CHARGED = 'A server: on ChargeReply, MarkReply';
const BANK = 'The bank: on Charge';
const DATABASE = 'The database: on Lookup, Mark';
const CUSTOMER = 'A customer';

export const rules: readonly RuleText[] = [
  rule(
    'app:PY1',
    ORDER,
    GAP,
    'if I believe that I lead (or elect is off) and have no job for it:',
    '  note my token; Lookup to the database',
  ),
  rule('app:PY2', LOOKUP, OURS, 'if it is paid: Paid to the customer'),
  rule('app:PY3', LOOKUP, GAP, 'else: work for workMs'),
  rule(
    'app:PY4',
    'A server: the work is done',
    GAP,
    'Charge{the token noted, the key}',
    '(it does not ask again who leads)',
  ),
  rule('app:PY5', CHARGED, OURS, 'if it is charged: Mark{the token noted}'),
  rule('app:PY6', CHARGED, FENCE, 'if it was turned away: drop the job'),
  rule('app:PY7', CHARGED, OURS, 'if it is marked: Paid to the customer'),
  rule(
    'app:PY8',
    'A server: no answer',
    OURS,
    'after two intervals: drop the job',
    '(what became of it is unknown)',
  ),
  rule('PB1', BANK, FENCE, 'if the fence is here and its token < maxToken: turn it away'),
  rule('PB2', BANK, KEY, 'else if its key is known: say that it is charged; move no money'),
  rule('PB3', BANK, FENCE, 'else: charge; maxToken := the higher one; write; answer'),
  rule('PD1', DATABASE, OURS, 'Lookup: say whether it is marked paid'),
  rule('PD2', DATABASE, FENCE, 'Mark: if the fence is here and its token < maxToken: turn it away'),
  rule('PD3', DATABASE, FENCE, 'Mark, else: mark it paid; write; answer'),
  rule('PC1', CUSTOMER, OURS, 'every everyMs, if nothing is open: Order a new invoice from all'),
  rule('PC2', CUSTOMER, OURS, 'else: Order the open one once more'),
  rule('PC3', CUSTOMER, OURS, 'on Paid for the open invoice: it is closed'),
];
