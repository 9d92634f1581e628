/** Deep freezing, so that a test fails loudly where a handler would change a past state. */

/** Freezes a plain value and everything nested in it; already frozen parts are not walked again. */
export function freezeDeep<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  Object.freeze(value);
  for (const nested of Object.values(value)) freezeDeep(nested);
  return value;
}
