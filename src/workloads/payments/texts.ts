/** All words of the payments, by key; their scenarios' words are in `presetTexts.ts`. */
import { presetTexts } from './presetTexts';

export const en: { readonly [key: string]: string } = {
  'payments.kind.customer': 'customer',
  'payments.kind.bank': 'bank',
  'payments.kind.database': 'database',
  'payments.role.open': 'open',
  'payments.role.shopping': 'customer',
  'payments.opens': 'it opens',
  'payments.begins': 'it begins to order',

  'payments.word.Order': 'order with invoice',
  'payments.word.Lookup': 'look up invoice',
  'payments.word.paidAlready': 'paid invoice',
  'payments.word.unpaid': 'unpaid invoice',
  'payments.word.Charge': 'charge invoice',
  'payments.word.Charge.token': 'charge by token',
  'payments.word.ChargeReply.yes': 'charged invoice',
  'payments.word.ChargeReply.no': 'refused invoice',
  'payments.word.Mark': 'mark invoice',
  'payments.word.Mark.token': 'mark by token',
  'payments.word.MarkReply.yes': 'marked invoice',
  'payments.word.MarkReply.no': 'refused invoice',
  'payments.word.Paid': 'paid invoice',

  'payments.mark.door': 'highest token seen',
  'payments.count.charges': 'charges',
  'payments.count.double': 'extra',
  'payments.count.paid': 'paid',
  'payments.count.jobs': 'invoice',

  'payments.figure.invoices': 'invoices {{value}}',
  'payments.figure.charges': 'charges {{value}}',
  'payments.alarm.doubleCharges': 'extra charges {{value}}',
  'payments.figure.refused': 'refused {{value}}',

  'payments.wait.order': 'next order',
  'payments.wait.work': 'work on an invoice',
  'payments.wait.patience': 'wait for an answer',

  'payments.var.made': 'invoices it has made',
  'payments.var.open': 'the invoice it waits for',
  'payments.var.paid': 'invoices it knows to be paid',
  'payments.var.maxToken': 'the highest token it has seen',
  'payments.var.charges': 'charges in all',
  'payments.var.doubleCharges': 'charges beyond the first of an invoice',
  'payments.var.refused': 'the last token it turned away',
  'payments.var.refusals': 'how often it turned a charge away',
  'payments.var.marked': 'invoices marked paid',

  'payments.param.customers': 'How many customers there are.',
  'payments.param.everyMs': 'How often a customer orders, or asks again.',
  'payments.param.workMs': 'How long a server works between its check and the charge.',
  'payments.param.elect': 'Only the leader takes orders. Off: every server takes every order.',
  'payments.param.fence':
    'Who turns away requests of earlier leaders: nobody, the database, or the bank.',
  'payments.param.fence.none': 'nobody',
  'payments.param.fence.database': 'the database',
  'payments.param.fence.bank': 'the bank',
  'payments.param.idempotency':
    'Charges bear a key made from the invoice, and the bank charges once for a key.',

  'payments.say.takes':
    '{{node}} takes invoice {{invoice}} and asks the database whether it is paid.',
  'payments.say.knowsPaid':
    'Invoice {{invoice}} is paid already; {{node}} only tells its customer.',
  'payments.say.works': 'Invoice {{invoice}} is not paid; {{node}} goes to work on it.',
  'payments.say.charges':
    '{{node}} charges invoice {{invoice}}. It does not ask again whether it leads.',
  'payments.say.charged': 'The bank has charged invoice {{invoice}}; {{node}} marks it paid.',
  'payments.say.turnedAway':
    '{{from}} turned {{node}} away with invoice {{invoice}}: its token is older than one seen there.',
  'payments.say.done': 'Invoice {{invoice}} is charged and marked; {{node}} tells its customer.',
  'payments.say.givesUp':
    'No answer about invoice {{invoice}}: {{node}} forgets the job and cannot know what became of it.',
  'payments.say.bankRefuses.token':
    '{{node}} turns {{from}} away: token {{token}} is older than one it has seen.',
  'payments.say.bankRefuses': '{{node}} turns {{from}} away: its token is too old.',
  'payments.say.bankKnows.token':
    '{{node}} knows the key of invoice {{invoice}} and moves no money.',
  'payments.say.bankKnows': '{{node}} knows the key of invoice {{invoice}} and moves no money.',
  'payments.say.bankCharges.token':
    '{{node}} charges invoice {{invoice}} for {{from}} (token {{token}}).',
  'payments.say.bankCharges': '{{node}} charges invoice {{invoice}} for {{from}}.',
  'payments.say.databaseRefuses.token':
    '{{node}} turns {{from}} away: token {{token}} is older than one it has seen.',
  'payments.say.databaseRefuses': '{{node}} turns {{from}} away: its token is too old.',
  'payments.say.databaseMarks.token': '{{node}} marks invoice {{invoice}} as paid.',
  'payments.say.databaseMarks': '{{node}} marks invoice {{invoice}} as paid.',
  'payments.say.orders': '{{node}} orders with invoice {{invoice}}, from every server.',
  'payments.say.ordersAgain': '{{node}} has heard nothing of invoice {{invoice}} and asks again.',
  'payments.say.isTold': '{{node}} is told that invoice {{invoice}} is paid.',
  ...presetTexts,
};
