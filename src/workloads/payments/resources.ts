/**
 * What a charge ends at: the bank, which moves money, and the database, which remembers what is paid. Each
 * can fence: it turns away what comes with a lower token than it has seen. Check and effect are one step,
 * and the highest token survives a crash (Burrows 2006, 2.4; Kleppmann 2016).
 */
import type { Part } from '../../engine/protocol';
import { NONE, countAt, counted } from '../shared/counts';
import type { Over } from '../types';
import { TO_BANK, TO_DATABASE, TO_SERVERS } from './schemas';
import type {
  BankContext,
  BankState,
  Charge,
  DatabaseState,
  Lookup,
  Mark,
  PaymentsParams,
  ToBank,
  ToDatabase,
} from './types';

/** True if a later leader has been here: the token is lower than the highest one seen. Equal ones pass. */
export function isOld(token: number | null, maxToken: number | null): boolean {
  return token !== null && maxToken !== null && token < maxToken;
}

function higher(a: number | null, b: number | null): number | null {
  if (a === null || b === null) return a ?? b;
  return Math.max(a, b);
}

function onCharge(s: BankState, { invoice, token, key }: Charge, ctx: BankContext): void {
  const { fence } = ctx.params.workload;
  const { maxToken, charges } = s.stable;
  if (fence === 'bank' && isOld(token, maxToken)) {
    ctx.rule('PB1');
    s.refused = token;
    s.refusals += 1;
    ctx.reply({ type: 'ChargeReply', invoice, done: false });
    return;
  }
  const top = higher(maxToken, token);
  if (key !== null && countAt(charges, key - 1) > 0) {
    ctx.rule('PB2');
    s.stable = { maxToken: top, charges };
  } else {
    ctx.rule('PB3');
    s.stable = { maxToken: top, charges: counted(charges, invoice - 1) };
  }
  ctx.persist();
  ctx.reply({ type: 'ChargeReply', invoice, done: true });
}

export const bankPart: Part<BankState, ToBank, never, Over<PaymentsParams>> = {
  plain: true,
  messages: TO_BANK,
  sends: { ChargeReply: TO_SERVERS.ChargeReply },
  timers: [],
  suspect: '',
  init: () => ({ stable: { maxToken: null, charges: NONE }, refused: null, refusals: 0 }),
  copyState: (s) => ({ ...s, stable: { ...s.stable } }),
  onStart: (_, ctx) => ctx.becomes('open', 'payments.opens'),
  onRestart: (_, ctx) => ctx.becomes('open', 'payments.opens'),
  on: { Charge: onCharge },
  timeouts: {},
};

function onLookup(s: DatabaseState, { invoice }: Lookup, ctx: BankContext): void {
  ctx.rule('PD1');
  ctx.reply({ type: 'LookupReply', invoice, paid: countAt(s.stable.paid, invoice - 1) > 0 });
}

function onMark(s: DatabaseState, { invoice, token }: Mark, ctx: BankContext): void {
  const { maxToken, paid } = s.stable;
  if (ctx.params.workload.fence === 'database' && isOld(token, maxToken)) {
    ctx.rule('PD2');
    s.refused = token;
    ctx.reply({ type: 'MarkReply', invoice, done: false });
    return;
  }
  ctx.rule('PD3');
  s.stable = { maxToken: higher(maxToken, token), paid: counted(paid, invoice - 1) };
  ctx.persist();
  ctx.reply({ type: 'MarkReply', invoice, done: true });
}

export const databasePart: Part<DatabaseState, ToDatabase, never, Over<PaymentsParams>> = {
  plain: true,
  messages: TO_DATABASE,
  sends: { LookupReply: TO_SERVERS.LookupReply, MarkReply: TO_SERVERS.MarkReply },
  timers: [],
  suspect: '',
  init: () => ({ stable: { maxToken: null, paid: NONE }, refused: null }),
  copyState: (s) => ({ ...s, stable: { ...s.stable } }),
  onStart: (_, ctx) => ctx.becomes('open', 'payments.opens'),
  onRestart: (_, ctx) => ctx.becomes('open', 'payments.opens'),
  on: { Lookup: onLookup, Mark: onMark },
  timeouts: {},
};
