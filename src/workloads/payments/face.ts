/**
 * How the payments look: customers at one side, the bank and the database at the other, tokens on what
 * servers send them, and at the bank's door the highest it has seen. Data and pure functions of a state.
 */
import type {
  AnyMessage,
  Face,
  Json,
  MessageFace,
  Ornament,
  PartState,
} from '../../engine/protocol';
import { total } from '../shared/counts';
import type { Over, WorkloadFace } from '../types';
import { beyondFirst } from './figures';
import { sentences } from './sentences';
import { en } from './texts';
import type {
  BankState,
  CustomerState,
  DatabaseState,
  Fence,
  PaymentsParams,
  ServerState,
} from './types';

function looks(
  type: string,
  initial: string,
  shape: MessageFace['shape'],
  colour: MessageFace['colour'],
): (message: AnyMessage) => MessageFace {
  return ({ invoice }) => ({
    ...{ word: `payments.word.${type}`, initial, shape, colour },
    carries: Number(invoice),
  });
}

/** The same with the token it comes under, where it has one: that is what a fence looks at. */
function underToken(type: string, initial: string): (message: AnyMessage) => MessageFace {
  const face = looks(type, initial, 'request', 'lead');
  return (message) => {
    const { token } = message;
    if (token === null) return face(message);
    return { ...face(message), word: `payments.word.${type}.token`, carries: Number(token) };
  };
}

/** A yes or a no, by one field. */
function answers(type: string, field: string): (message: AnyMessage) => MessageFace {
  const yes = looks(`${type}.yes`, 'Y', 'grant', 'yes');
  const no = looks(`${type}.no`, 'N', 'refusal', 'no');
  return (message) => (message[field] === true ? yes(message) : no(message));
}

const messages: Face['messages'] = {
  Order: looks('Order', 'O', 'request', 'ask'),
  Lookup: looks('Lookup', '?', 'request', 'quiet'),
  LookupReply: (message) => ({
    ...looks(message['paid'] === true ? 'paidAlready' : 'unpaid', 'A', 'answer', 'quiet')(message),
  }),
  Charge: underToken('Charge', 'C'),
  ChargeReply: answers('ChargeReply', 'done'),
  Mark: underToken('Mark', 'M'),
  MarkReply: answers('MarkReply', 'done'),
  Paid: looks('Paid', 'P', 'announce', 'yes'),
};

/** Everyday traffic between an order and its charge. */
const ROUTINE: readonly string[] = ['Order', 'Lookup', 'LookupReply', 'Mark', 'MarkReply'];

function door(
  at: Fence,
  fence: Fence,
  number: number | null,
  refused: number | null,
): readonly Ornament[] {
  if (at !== fence) return [];
  const turned = refused === null ? {} : { refused };
  return [{ kind: 'door', number, ...turned, label: 'payments.mark.door' }];
}

function ornaments(state: PartState, world: { readonly params: object }, kind: string): Ornament[] {
  const { fence } = (world.params as Over<PaymentsParams>).workload;
  if (kind === 'bank') {
    const { stable, refused } = state as BankState;
    const doubles = total(stable.charges, beyondFirst);
    return [
      ...door('bank', fence, stable.maxToken, refused),
      // Where there is room for one figure only, it is the one that must not be.
      ...(doubles > 0
        ? [{ kind: 'count', word: 'payments.count.double', value: doubles, alarm: true } as const]
        : []),
      { kind: 'count', word: 'payments.count.charges', value: total(stable.charges) },
    ];
  }
  if (kind === 'database') {
    const { stable, refused } = state as DatabaseState;
    return [...door('database', fence, stable.maxToken, refused)];
  }
  const { paid } = state as CustomerState;
  return [{ kind: 'count', word: 'payments.count.paid', value: paid }];
}

// -------------------------------------------------------------------------------- variables

function one(name: string, value: Json, durable = false) {
  return { name, value, durable, help: `payments.var.${name}` };
}

export const face: WorkloadFace = {
  roles: {
    open: { glyph: 'plain', word: 'payments.role.open' },
    shopping: { glyph: 'plain', word: 'payments.role.shopping' },
  },
  kinds: {
    customer: {
      ...{ glyph: 'person', word: 'payments.kind.customer', place: 'callers' },
      badge: () => null,
      variables: (state) => {
        const { stable, open, paid } = state as CustomerState;
        return [one('made', stable.made, true), one('open', open), one('paid', paid)];
      },
    },
    bank: {
      ...{ glyph: 'bank', word: 'payments.kind.bank', place: 'resource' },
      badge: () => null,
      variables: (state) => {
        const { stable, refused, refusals } = state as BankState;
        return [
          one('maxToken', stable.maxToken, true),
          one('charges', total(stable.charges), true),
          one('doubleCharges', total(stable.charges, beyondFirst), true),
          one('refused', refused),
          one('refusals', refusals),
        ];
      },
    },
    database: {
      ...{ glyph: 'store', word: 'payments.kind.database', place: 'resource' },
      badge: () => null,
      variables: (state) => {
        const { stable, refused } = state as DatabaseState;
        const marked = total(stable.paid, (times) => Math.min(times, 1));
        return [
          one('maxToken', stable.maxToken, true),
          one('marked', marked, true),
          one('refused', refused),
        ];
      },
    },
  },
  messages,
  routine: ({ type }) => ROUTINE.includes(type),
  waits: {
    order: { word: 'payments.wait.order', arc: false },
    work: { word: 'payments.wait.work', arc: false },
    patience: { word: 'payments.wait.patience', arc: false },
  },
  sentences,
  onCandidate: (app) => {
    const { jobs } = app as ServerState;
    if (jobs.length === 0) return [];
    const value = jobs.map(({ invoice }) => invoice).join(' ');
    return [{ kind: 'count', word: 'payments.count.jobs', value }];
  },
  ornaments: (state, world, node) => ornaments(state, world, world.node(node).kind),
  texts: { en },
};
