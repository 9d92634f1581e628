/** Numbers and times as the page writes them: grouped by locale, with their unit. Pure. */
import type { Us } from '../engine/protocol';

/** Making a format is slow and leaves much behind; the clock is written in every frame. */
const formats = new Map<string, Intl.NumberFormat>();

function formatOf(language: string, least: number, most: number): Intl.NumberFormat {
  const key = `${language} ${least} ${most}`;
  let format = formats.get(key);
  if (format === undefined) {
    const options = { minimumFractionDigits: least, maximumFractionDigits: most };
    format = new Intl.NumberFormat(language, options);
    formats.set(key, format);
  }
  return format;
}

/**
 * The value rounded as a format of English would write it, where that is plain to see: nothing to group,
 * no sign. The first format of a page takes 14 ms to make, and the first frame should not wait for it.
 */
function plain(value: number, decimals: number, language: string): number | null {
  if (language !== 'en' || value < 0 || value >= 999 || decimals > 3) return null;
  const parts = Number(`1e${decimals}`);
  return Math.round(value * parts) / parts;
}

/** A number with at most so many decimals, grouped as the language does. */
export function number(value: number, decimals: number, language: string): string {
  const rounded = plain(value, decimals, language);
  if (rounded !== null) return String(rounded);
  return formatOf(language, 0, decimals).format(value);
}

/** An instant for reading: `812.4 ms`. */
export function instant(us: Us, language: string): string {
  return `${number(us / 1000, 1, language)} ms`;
}

/** The clock: always one decimal, so that nothing beside it moves. */
export function clock(us: Us, language: string): string {
  const ms = us / 1000;
  const text = plain(ms, 1, language)?.toFixed(1) ?? formatOf(language, 1, 1).format(ms);
  return `${text} ms`;
}

/** An instant on the strip's axis: `0`, `500 ms`, `1.5 s`, `2 min`. */
export function axis(us: Us, language: string): string {
  if (us === 0) return '0';
  if (us < 1_000_000) return `${number(us / 1000, 0, language)} ms`;
  if (us < 120_000_000) return `${number(us / 1_000_000, 2, language)} s`;
  return `${number(us / 60_000_000, 2, language)} min`;
}
