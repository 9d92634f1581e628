/** The sheet of link rules as figures: from rules to fields, and from fields to what is to be set. Pure. */
import type { Delay, LinkRules } from '../../scenario/types';

export interface Fields {
  readonly loss: string;
  readonly duplicate: string;
  readonly from: string;
  readonly to: string;
  readonly fifo: boolean;
}

/** What cannot be set: the key of the sentence that says so. */
export type Refused = { readonly refused: string };

const MOST_MS = 14_400_000;

const percent = (share = 0): string => String(Math.round(share * 100_000) / 1000);

/** The ends of a delay: of a distribution its smallest value and its 99th percentile. */
function endsOf(delay: Delay | undefined): readonly [number, number] {
  if (delay === undefined) return [5, 15];
  if (typeof delay === 'number') return [delay, delay];
  return 'dist' in delay ? [delay.min, delay.p99] : delay;
}

export function fieldsOf(rules: LinkRules): Fields {
  const [from, to] = endsOf(rules.delayMs);
  return {
    loss: percent(rules.loss),
    duplicate: percent(rules.duplicate),
    from: String(from),
    to: String(to),
    fifo: rules.fifo === true,
  };
}

/** A figure in its range, to three decimals; null if it is none. */
function figure(text: string, least: number, most: number): number | null {
  const value = text.trim() === '' ? NaN : Number(text.replace(',', '.'));
  return value >= least && value <= most ? Math.round(value * 1000) / 1000 : null;
}

/** Only what differs from what the fields began with; a sentence's key if a field makes no sense. */
export function changes(before: Fields, after: Fields): LinkRules | Refused {
  const loss = figure(after.loss, 0, 100);
  const duplicate = figure(after.duplicate, 0, 100);
  if (loss === null || duplicate === null) return { refused: 'rules.refused.percent' };
  const from = figure(after.from, 0.001, MOST_MS);
  const to = figure(after.to, 0.001, MOST_MS);
  if (from === null || to === null) return { refused: 'rules.refused.delay' };
  if (from > to) return { refused: 'rules.refused.order' };
  const delayed = after.from !== before.from || after.to !== before.to;
  return {
    ...(after.loss !== before.loss && { loss: loss / 100 }),
    ...(after.duplicate !== before.duplicate && { duplicate: duplicate / 100 }),
    ...(delayed && { delayMs: from === to ? from : ([from, to] as const) }),
    ...(after.fifo !== before.fifo && { fifo: after.fifo }),
  };
}
