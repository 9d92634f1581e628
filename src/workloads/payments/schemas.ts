/** The fields of every message of the payments, in hash order. */

export const TO_SERVERS = {
  Order: { invoice: 'int' },
  LookupReply: { invoice: 'int', paid: 'bool' },
  ChargeReply: { invoice: 'int', done: 'bool' },
  MarkReply: { invoice: 'int', done: 'bool' },
} as const;
export const TO_BANK = { Charge: { invoice: 'int', token: 'int', key: 'int' } } as const;
export const TO_DATABASE = {
  Lookup: { invoice: 'int' },
  Mark: { invoice: 'int', token: 'int' },
} as const;
export const TO_CUSTOMERS = { Paid: { invoice: 'int' } } as const;
