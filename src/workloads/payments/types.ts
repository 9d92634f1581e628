/**
 * Payments: state, messages and parameters, in words of the trade. Types only: properties import them.
 * Customers order, servers charge, the bank moves the money, the database remembers what is paid.
 */
import type { Context, MessageContext, NodeId, Us } from '../../engine/protocol';
import type { Counts } from '../shared/counts';
import type { Over } from '../types';

/** Who turns the requests of earlier leaders away. */
export type Fence = 'none' | 'database' | 'bank';

/** As handlers read them. */
export interface PaymentsParams {
  /** The kind of node that hosts the servers: the algorithm's candidates. */
  readonly servers: string;
  readonly customers: number;
  readonly everyUs: Us;
  readonly workUs: Us;
  /** How long a server waits for the database or the bank before it forgets the job. */
  readonly patienceUs: Us;
  readonly elect: boolean;
  readonly fence: Fence;
  readonly idempotency: boolean;
}

// ---------------------------------------------------------------------------------- messages

export interface Order {
  readonly invoice: number;
}
export interface Lookup {
  readonly invoice: number;
}
export interface LookupReply {
  readonly invoice: number;
  readonly paid: boolean;
}
export interface Charge {
  readonly invoice: number;
  /** The number of the leadership under which the job was taken; null: the algorithm has none. */
  readonly token: number | null;
  /** The key by which the bank knows a repetition; null: none is sent. */
  readonly key: number | null;
}
export interface ChargeReply {
  readonly invoice: number;
  /** False: turned away, the token was older than one seen before. */
  readonly done: boolean;
}
export interface Mark {
  readonly invoice: number;
  readonly token: number | null;
}
export interface MarkReply {
  readonly invoice: number;
  readonly done: boolean;
}
export interface Paid {
  readonly invoice: number;
}

export type ToServers = {
  readonly Order: Order;
  readonly LookupReply: LookupReply;
  readonly ChargeReply: ChargeReply;
  readonly MarkReply: MarkReply;
};
export type ToBank = { readonly Charge: Charge };
export type ToDatabase = { readonly Lookup: Lookup; readonly Mark: Mark };
export type ToCustomers = { readonly Paid: Paid };
export type PaymentMessages = ToServers & ToBank & ToDatabase & ToCustomers;

// ------------------------------------------------------------------------------------- state

/** What a server is doing for one invoice: asking whether it is paid, at work, charging, marking it paid. */
export type Stage = 'lookup' | 'work' | 'charge' | 'mark';

export interface Job {
  readonly invoice: number;
  readonly customer: NodeId;
  readonly stage: Stage;
  readonly token: number | null;
}

/** The part of a candidate. Nothing of it survives a crash. */
export interface ServerState {
  stable: object;
  mine: boolean;
  token: number | null;
  jobs: readonly Job[];
}

export interface BankState {
  stable: {
    /** The highest token a charge came with. */
    maxToken: number | null;
    /** How often each invoice was charged, by its number less one. */
    charges: Counts;
  };
  /** The last token turned away; null: none. */
  refused: number | null;
  refusals: number;
}

export interface DatabaseState {
  stable: {
    maxToken: number | null;
    /** 1 or more where an invoice is marked paid. */
    paid: Counts;
  };
  refused: number | null;
}

export interface CustomerState {
  stable: { made: number };
  /** The invoice it waits for; null: all are paid. */
  open: number | null;
  paid: number;
}

// ----------------------------------------------------------------------------------- context

export type ServerTimer = 'work' | 'patience';
export type CustomerTimer = 'order';
type P = Over<PaymentsParams>;

export type ServerContext = Context<PaymentMessages, ServerTimer, P>;
export type ServerMessageContext = MessageContext<PaymentMessages, ServerTimer, P>;
export type BankContext = MessageContext<PaymentMessages, string, P>;
export type CustomerContext = Context<PaymentMessages, CustomerTimer, P>;
