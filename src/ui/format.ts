/** Numbers and times as the page writes them: grouped by locale, with their unit. Pure. */
import type { Us } from '../engine/protocol';

/** A number with at most so many decimals, grouped as the language does. */
export function number(value: number, decimals: number, language: string): string {
  return new Intl.NumberFormat(language, {
    maximumFractionDigits: decimals,
    minimumFractionDigits: 0,
  }).format(value);
}

/** An instant for reading: `812.4 ms`. */
export function instant(us: Us, language: string): string {
  return `${number(us / 1000, 1, language)} ms`;
}

/** The clock: always one decimal, so that nothing beside it moves. */
export function clock(us: Us, language: string): string {
  const format = { minimumFractionDigits: 1, maximumFractionDigits: 1 };
  return `${new Intl.NumberFormat(language, format).format(us / 1000)} ms`;
}

/** An instant on the strip's axis: `0`, `500 ms`, `1.5 s`, `2 min`. */
export function axis(us: Us, language: string): string {
  if (us === 0) return '0';
  if (us < 1_000_000) return `${number(us / 1000, 0, language)} ms`;
  if (us < 120_000_000) return `${number(us / 1_000_000, 2, language)} s`;
  return `${number(us / 60_000_000, 2, language)} min`;
}
