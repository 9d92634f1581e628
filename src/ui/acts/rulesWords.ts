/** Rules of a link in a few words: what is lost, copied, how long a message takes, whether order is kept. */
import type { LinkRules } from '../../scenario/types';
import type { Words } from './act';

/** The delay as words: fixed, a range, or a distribution by its median and 99th percentile. */
function delayWords(delay: NonNullable<LinkRules['delayMs']>): Words {
  if (typeof delay === 'number') return { key: 'rules.fixed', values: { ms: delay } };
  if ('dist' in delay) return { key: 'rules.spread', values: { p50: delay.p50, p99: delay.p99 } };
  return { key: 'rules.range', values: { from: delay[0], to: delay[1] } };
}

/** What is worth saying of these rules: the delay always, the rest where it is not nothing. */
export function rulesWords({ delayMs, loss, duplicate, fifo }: LinkRules): readonly Words[] {
  const percent = (share: number): number => Math.round(share * 1000) / 10;
  return [
    ...(delayMs === undefined ? [] : [delayWords(delayMs)]),
    ...(loss ? [{ key: 'rules.loss', values: { percent: percent(loss) } }] : []),
    ...(duplicate ? [{ key: 'rules.duplicate', values: { percent: percent(duplicate) } }] : []),
    ...(fifo === true ? [{ key: 'rules.fifo' }] : []),
  ];
}
