/** What the payments came to, from ground truth: what the bank did, what customers were told. */
import type { WorldView } from '../../engine/protocol';
import { total } from '../shared/counts';
import type { BankState, CustomerState } from './types';

/** Charges beyond the first of each invoice. */
export const beyondFirst = (times: number): number => Math.max(0, times - 1);

/** Counts of the whole run: `charges` and `doubleCharges` at the bank, `invoices` made, `paid` ones, `refused` charges. */
export function figures(world: WorldView): { readonly [name: string]: number } {
  let charges = 0;
  let doubleCharges = 0;
  let refused = 0;
  let invoices = 0;
  let paid = 0;
  for (const id of world.ids) {
    const { kind, state } = world.node(id);
    if (kind === 'bank') {
      const bank = state as BankState;
      charges += total(bank.stable.charges);
      doubleCharges += total(bank.stable.charges, beyondFirst);
      refused += bank.refusals;
    } else if (kind === 'customer') {
      const customer = state as CustomerState;
      invoices += customer.stable.made;
      paid += customer.paid;
    }
  }
  return { invoices, paid, charges, doubleCharges, refused };
}
