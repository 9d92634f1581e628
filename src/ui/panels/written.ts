/** Values of states and messages as short text. Pure. */
import type { Json } from '../../engine/protocol';

/** Longest value shown; the rest is cut with an ellipsis. */
const MOST = 400;
/** Items of a list as long as this stand on lines of their own. */
const OWN_LINE = 12;

/** What stands for nothing, and for a variable that a state does not have. */
export const NOTHING = '–';

/**
 * A value in the paper's manner: nothing is a dash, a list or a record is its items, `n1 1, n2 4`; inside
 * others they keep their brackets.
 */
export function written(value: unknown): string {
  const text = outer(value as Json);
  return text.length > MOST ? `${text.slice(0, MOST - 1)}…` : text;
}

function outer(value: Json | undefined): string {
  if (value === null || typeof value !== 'object') return plain(value);
  const items = itemsOf(value);
  if (items.length === 0) return 'empty';
  const isLong = Array.isArray(value) && items.some((item) => item.length >= OWN_LINE);
  return items.join(isLong ? '\n' : ', ');
}

function itemsOf(value: object): readonly string[] {
  if (Array.isArray(value)) return value.map((item) => plain(item as Json));
  return Object.entries(value).map(([name, inner]) => `${name} ${plain(inner as Json)}`);
}

function plain(value: Json | undefined): string {
  if (value === null || value === undefined) return NOTHING;
  if (typeof value === 'boolean') return value ? 'true' : 'false';
  if (typeof value !== 'object') return String(value);
  const items = itemsOf(value).join(', ');
  return Array.isArray(value) ? `[${items}]` : `{${items}}`;
}
