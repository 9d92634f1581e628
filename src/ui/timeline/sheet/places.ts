/** What a person types as a place in time, read: a number of events, a number of ms. Pure. */
import type { Us } from '../../../engine/protocol';

/** As far beyond what is known one may go by events: further would make the page wait. */
const AHEAD_EVENTS = 20_000;

/** The longest a run can be, ms: four hours. */
export const MOST_MS = 14_400_000;

/** The last event one may go to while so many are known. */
export function mostEvent(known: number): number {
  return known + AHEAD_EVENTS;
}

/** Digits as they are typed or copied: grouped by commas or spaces, a point before the fraction. */
function figure(text: string): number | null {
  const plain = text.trim().replaceAll(/(?<=\d)[,\s\u202f](?=\d{3}(?!\d))/g, '');
  return /^\d+(\.\d+)?$/.test(plain) ? Number(plain) : null;
}

/** A number of events handled; null if it is none or too far on. */
export function eventIn(text: string, known: number): number | null {
  const event = figure(text);
  if (event === null || !Number.isInteger(event) || event > mostEvent(known)) return null;
  return event;
}

const UNITS: { readonly [unit: string]: number } = { ms: 1, s: 1000, min: 60_000 };

/** An instant in ms, or with its unit (`2.5 s`), in us; null if it is none or too far on. */
export function usIn(text: string): Us | null {
  const [, digits = '', unit = ''] = /^(.*?)\s*(ms|s|min)?$/.exec(text.trim()) ?? [];
  const value = figure(digits);
  const ms = value === null ? NaN : value * (UNITS[unit === '' ? 'ms' : unit] as number);
  return ms <= MOST_MS ? Math.round(ms * 1000) : null;
}
