/**
 * A server between customers and bank: it takes an order if it believes that it leads (or if nobody is
 * elected), asks the database, works, charges, marks the invoice paid. It asks who leads once, when it takes
 * the job, and not again before it charges: that gap is what the workload is about (Kleppmann 2016).
 */
import type { Leads, Part } from '../../engine/protocol';
import type { Over } from '../types';
import { TO_BANK, TO_CUSTOMERS, TO_DATABASE, TO_SERVERS } from './schemas';
import type {
  ChargeReply,
  Job,
  LookupReply,
  MarkReply,
  Order,
  PaymentsParams,
  ServerContext,
  ServerMessageContext,
  ServerState,
  ServerTimer,
  Stage,
  ToServers,
} from './types';

/** The job for an invoice, if it stands at this stage. */
function jobAt(s: ServerState, invoice: number, stage: Stage): Job | undefined {
  return s.jobs.find((job) => job.invoice === invoice && job.stage === stage);
}

/** Goes on to a stage that waits for somebody's answer. */
function goOn(s: ServerState, job: Job, stage: Stage, ctx: ServerContext): void {
  s.jobs = s.jobs.map((one) => (one === job ? { ...job, stage } : one));
  ctx.setTimer('patience', ctx.params.workload.patienceUs, String(job.invoice));
}

function drop(s: ServerState, invoice: number, ctx: ServerContext): void {
  s.jobs = s.jobs.filter((job) => job.invoice !== invoice);
  ctx.cancelTimer('patience', String(invoice));
}

function onLeads(s: ServerState, { mine, token }: Leads): void {
  s.mine = mine;
  s.token = mine ? token : null;
}

function onOrder(s: ServerState, { invoice }: Order, ctx: ServerMessageContext): void {
  if (ctx.params.workload.elect && !s.mine) return;
  if (s.jobs.some((job) => job.invoice === invoice)) return;
  ctx.rule('PY1');
  const job: Job = { invoice, customer: ctx.from, stage: 'lookup', token: s.token };
  s.jobs = [...s.jobs, job];
  ctx.setTimer('patience', ctx.params.workload.patienceUs, String(invoice));
  for (const database of ctx.of('database')) ctx.send(database, { type: 'Lookup', invoice });
}

function onLookupReply(s: ServerState, m: LookupReply, ctx: ServerMessageContext): void {
  const job = jobAt(s, m.invoice, 'lookup');
  if (job === undefined) return;
  if (m.paid) {
    ctx.rule('PY2');
    drop(s, m.invoice, ctx);
    ctx.send(job.customer, { type: 'Paid', invoice: m.invoice });
    return;
  }
  ctx.rule('PY3');
  s.jobs = s.jobs.map((one) => (one === job ? { ...job, stage: 'work' } : one));
  ctx.cancelTimer('patience', String(m.invoice));
  ctx.setTimer('work', ctx.params.workload.workUs, String(m.invoice));
}

/** The work is done: the charge leaves, whoever may lead by now. */
function onWork(s: ServerState, ctx: ServerContext, key: string): void {
  const job = jobAt(s, Number(key), 'work');
  if (job === undefined) return;
  ctx.rule('PY4');
  goOn(s, job, 'charge', ctx);
  const { invoice, token } = job;
  const { idempotency } = ctx.params.workload;
  for (const bank of ctx.of('bank')) {
    ctx.send(bank, { type: 'Charge', invoice, token, key: idempotency ? invoice : null });
  }
}

function onChargeReply(s: ServerState, m: ChargeReply, ctx: ServerMessageContext): void {
  const job = jobAt(s, m.invoice, 'charge');
  if (job === undefined) return;
  if (!m.done) {
    ctx.rule('PY6');
    drop(s, m.invoice, ctx);
    return;
  }
  ctx.rule('PY5');
  goOn(s, job, 'mark', ctx);
  const { invoice, token } = job;
  for (const database of ctx.of('database')) ctx.send(database, { type: 'Mark', invoice, token });
}

function onMarkReply(s: ServerState, m: MarkReply, ctx: ServerMessageContext): void {
  const job = jobAt(s, m.invoice, 'mark');
  if (job === undefined) return;
  drop(s, m.invoice, ctx);
  if (!m.done) {
    ctx.rule('PY6');
    return;
  }
  ctx.rule('PY7');
  ctx.send(job.customer, { type: 'Paid', invoice: m.invoice });
}

/** Nobody answered: what became of the request is not known. The customer will ask again. */
function onPatience(s: ServerState, ctx: ServerContext, key: string): void {
  ctx.rule('PY8');
  s.jobs = s.jobs.filter((job) => job.invoice !== Number(key));
}

const nothing = (): void => undefined;

export const serverPart: Part<ServerState, ToServers, ServerTimer, Over<PaymentsParams>> = {
  plain: true,
  messages: TO_SERVERS,
  sends: { ...TO_BANK, ...TO_DATABASE, ...TO_CUSTOMERS },
  timers: ['work', 'patience'],
  suspect: '',
  init: () => ({ stable: {}, mine: false, token: null, jobs: [] }),
  copyState: (s) => ({ ...s, stable: { ...s.stable } }),
  onStart: nothing,
  onRestart: nothing,
  onLeads,
  on: {
    Order: onOrder,
    LookupReply: onLookupReply,
    ChargeReply: onChargeReply,
    MarkReply: onMarkReply,
  },
  timeouts: { work: onWork, patience: onPatience },
};
