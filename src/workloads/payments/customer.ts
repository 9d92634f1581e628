/**
 * A customer: one invoice at a time, ordered from every server (it does not know who leads), again and again
 * until one of them says that it is paid. Its invoices have numbers that no other customer uses.
 */
import type { Part } from '../../engine/protocol';
import type { Over } from '../types';
import { TO_CUSTOMERS, TO_SERVERS } from './schemas';
import type {
  CustomerContext,
  CustomerState,
  CustomerTimer,
  Paid,
  PaymentsParams,
  ToCustomers,
} from './types';

function begin(s: CustomerState, ctx: CustomerContext): void {
  ctx.becomes('shopping', 'payments.begins');
  const place = ctx.all.indexOf(ctx.self);
  const { everyUs } = ctx.params.workload;
  // Not all at once: their first orders are spread over one interval.
  ctx.setTimer('order', Math.floor((everyUs * (place + 1)) / ctx.all.length));
}

/** The next invoice, or the open one once more. */
function onOrderDue(s: CustomerState, ctx: CustomerContext): void {
  ctx.setTimer('order', ctx.params.workload.everyUs);
  const isNew = s.open === null;
  if (isNew) {
    ctx.rule('PC1');
    s.open = s.stable.made * ctx.all.length + ctx.all.indexOf(ctx.self) + 1;
    s.stable.made += 1;
    // Its number must never come again, or somebody else's money would move for it.
    ctx.persist();
  } else ctx.rule('PC2');
  const { servers } = ctx.params.workload;
  for (const server of ctx.of(servers)) ctx.send(server, { type: 'Order', invoice: s.open ?? 0 });
}

function onPaid(s: CustomerState, { invoice }: Paid, ctx: CustomerContext): void {
  if (s.open !== invoice) return;
  ctx.rule('PC3');
  s.open = null;
  s.paid += 1;
}

export const customerPart: Part<CustomerState, ToCustomers, CustomerTimer, Over<PaymentsParams>> = {
  plain: true,
  messages: TO_CUSTOMERS,
  sends: { Order: TO_SERVERS.Order },
  timers: ['order'],
  suspect: '',
  init: () => ({ stable: { made: 0 }, open: null, paid: 0 }),
  copyState: (s) => ({ ...s, stable: { ...s.stable } }),
  onStart: begin,
  onRestart: begin,
  on: { Paid: onPaid },
  timeouts: { order: onOrderDue },
};
