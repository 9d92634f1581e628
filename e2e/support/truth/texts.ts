/** Reads what the page says in words: the text twin, the Node panel, the clock, the counts. */
import type { Claim } from './claims';
import { claimsOfWords } from './nodeWords';
import type { Painted } from './painted';

export function readTwin({ twin }: Painted): readonly Claim[] {
  const by = 'text twin';
  const parsed = twin.map((line) => /^(\w+): (.*)$/.exec(line));
  return [
    { by, on: 'nodes', ids: parsed.map((match) => match?.[1] ?? '') },
    ...parsed.flatMap((match, index): readonly Claim[] => {
      const [, node, words] = match ?? [];
      if (node === undefined || words === undefined) {
        return [{ by, on: 'unreadable', text: twin[index] ?? '' }];
      }
      return claimsOfWords(by, node, words);
    }),
  ];
}

/** `At 812.4 ms, after event 209. It is paused. Leading: n3.`, and what is on its way. */
export function readTwinNow({ twinNow, twinMessages }: Painted): readonly Claim[] {
  const by = 'text twin';
  const [, ms, count] = /^At ([\d,.]+) ms, after event ([\d,]+)\./.exec(twinNow) ?? [];
  if (ms === undefined || count === undefined) return [{ by, on: 'unreadable', text: twinNow }];
  const leading = /Leading: ([^.]*)\./.exec(twinNow)?.[1];
  if (leading === undefined && !twinNow.includes('Nobody leads.')) {
    return [{ by, on: 'unreadable', text: twinNow }];
  }
  return [
    { by, on: 'instant', ms: figure(ms), within: 0.051 },
    { by, on: 'events', count: figure(count) },
    { by, on: 'leaders', sure: leading?.split(', ') ?? [], maybe: [] },
    ...sendings(twinMessages),
  ];
}

/** `Vote for me?: from n3 to n1 (2 times)`; what recurs may be a number only. */
function sendings(lines: readonly string[]): readonly Claim[] {
  const by = 'text twin';
  // Held back and flying, equal messages stand in two lines.
  const counts = new Map<string, { from: string; to: string; word: string; count: number }>();
  let more = 0;
  for (const line of lines) {
    const [, word, from, to, times = '1'] =
      /^(.*): from (\w+) to (\w+)(?:, held back)?(?: \((\d+) times\))?$/.exec(line) ?? [];
    const number = /^(?:and )?(\d+) (?:more|routine)/.exec(line)?.[1];
    if (word !== undefined && from !== undefined && to !== undefined) {
      const key = `${word} ${from} ${to}`;
      const known = counts.get(key) ?? { from, to, word, count: 0 };
      counts.set(key, { ...known, count: known.count + Number(times) });
    } else if (number !== undefined) more += Number(number);
    else if (!line.startsWith('No message')) return [{ by, on: 'unreadable', text: line }];
  }
  const told = [...counts.values()];
  const all = told.reduce((sum, { count }) => sum + count, more);
  const cutShort = lines.some((line) => line.endsWith(' more'));
  const claims: Claim[] = [{ by, on: 'count', of: all }];
  return cutShort
    ? claims
    : [...claims, ...told.map((one): Claim => ({ by, on: 'sending', ...one }))];
}

const figure = (text: string): number => Number(text.replaceAll(',', ''));

export function readPanel({ panel }: Painted): readonly Claim[] {
  if (panel === null) return [];
  const by = 'panel';
  const { node, words, rows, timers, lines } = panel;
  const claims: Claim[] = [
    ...claimsOfWords(by, node, words),
    { by, on: 'timers', node, count: timers },
  ];
  for (const { name, value } of rows) claims.push({ by, on: 'variable', node, name, is: value });
  const inbox = lines.map((line) => /^(\d+) .*\bwaits?\b/.exec(line)?.[1]).find(Boolean);
  claims.push({ by, on: 'inbox', node, count: Number(inbox ?? 0) });
  return claims;
}

export function readClock({ clock, event }: Painted): readonly Claim[] {
  const by = 'clock';
  const ms = /([\d,.]+) ms/.exec(clock)?.[1];
  if (ms === undefined) return [{ by, on: 'unreadable', text: clock }];
  const count = /([\d,]+)/.exec(event)?.[1];
  if (count === undefined) return [{ by, on: 'unreadable', text: event }];
  return [
    { by, on: 'instant', ms: figure(ms), within: 0.051 },
    { by, on: 'events', count: figure(count) },
  ];
}

/** `3 shown, 5 as dashes, 2 hidden`: together all that are under way; and so many dashes are drawn. */
export function readCounts({ counts, small }: Painted): readonly Claim[] {
  const by = 'counts';
  const figures = [...counts.matchAll(/\d[\d,]*/g)].map(([text]) => figure(text));
  if (figures.length !== 3) return [{ by, on: 'unreadable', text: counts }];
  const dashes = small
    .filter(({ look }) => look.startsWith('tick'))
    .reduce((sum, { d }) => sum + d.split('M').length - 1, 0);
  if (dashes !== figures[1]) {
    return [{ by, on: 'unreadable', text: `${counts}, with ${dashes} dashes drawn` }];
  }
  return [{ by, on: 'count', of: figures.reduce((sum, one) => sum + one, 0) }];
}
