/**
 * What must hold of the payments, on whatever algorithm they run. The checkers know states and messages
 * of the bank, the database and the servers, and nothing of their handlers.
 */
import { onceEach, onceForAKey, nothingUntrue, onlyTheLeader } from './payments/charges';
import { risingAtBank, risingAtDatabase } from './payments/fences';
import type { Property } from './types';

export const properties: readonly Property[] = [
  onceForAKey,
  risingAtBank,
  risingAtDatabase,
  onceEach,
  nothingUntrue,
  onlyTheLeader,
];

/** Its wire names. */
export const messages: readonly string[] = [
  ...['Order', 'Lookup', 'LookupReply', 'Charge', 'ChargeReply', 'Mark', 'MarkReply', 'Paid'],
];
