/** Values of states and messages as short text. Pure. */
import type { Json } from '../../engine/protocol';

/** Longest value shown; the rest is cut with an ellipsis. */
const MOST = 160;

/** A value in the paper's manner: nothing is a dash, lists in brackets, records as `a 1, b 2`. */
export function written(value: unknown): string {
  const text = plain(value as Json);
  return text.length > MOST ? `${text.slice(0, MOST - 1)}…` : text;
}

function plain(value: Json | undefined): string {
  if (value === null || value === undefined) return '–';
  if (typeof value === 'boolean') return value ? 'true' : 'false';
  if (typeof value !== 'object') return String(value);
  if (Array.isArray(value)) return `[${value.map(plain).join(', ')}]`;
  return `{${Object.entries(value)
    .map(([name, inner]) => `${name} ${plain(inner)}`)
    .join(', ')}}`;
}
