/** Shows that phrases become words, and that every key this room speaks stands in its catalogue. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { allTexts as texts, fill, plainly } from './testing/plainly';
import { list, phrase, say, time, word } from './words';

const here = import.meta.dirname;
const sources = readdirSync(here)
  .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts') && !/texts/i.test(name))
  .map((name) => readFileSync(join(here, name), 'utf8'))
  .join('\n');

/** Keys that a call names outright. */
function named(call: RegExp): string[] {
  return [...sources.matchAll(call)].map(([, key = '']) => key);
}

describe('say', () => {
  it('fills in values, and words of the face before them', () => {
    const t = plainly({ 'badge.term': 'term' });
    const said = phrase('attemptIn', { node: 'n3', word: word('badge.term'), attempt: 2 });
    expect(say(said, t)).toBe('n3 starts an election in term 2.');
  });

  it('leaves a name without a value, and a key without a template, to be seen', () => {
    expect(fill('{{a}} and {{ b }}', { b: 0 })).toBe('{{a}} and 0');
    expect(say({ key: 'no.such' }, plainly({}))).toBe('no.such');
    expect(say(phrase('no.such'), plainly({ 'no.such': 'wrong catalogue' }))).toBe(
      'narration:no.such',
    );
  });
});

describe('time and list', () => {
  it('writes instants and spans as a person reads them', () => {
    expect([0, 7_460, 9_999, 212_345, 999_499, 1_250_000].map(time)).toEqual([
      '0 ms',
      '7.5 ms',
      '10 ms',
      '212 ms',
      '999 ms',
      '1.250 s',
    ]);
    expect(list(['n1', 'n2'])).toBe('n1, n2');
  });
});

describe('the catalogue', () => {
  it('has every key that is named, with its forms for tries and for a robbed leader', () => {
    const plain = named(/(?<![\w])phrase\(\s*'(\w+)'/g).concat(named(/tell\(\s*'(\w+)'/g));
    const tried = named(/attemptPhrase\(\s*run,\s*'(\w+)'/g).concat(named(/tell\('(\w+)'/g));
    const robbed = ['crash', 'crashMany', 'wipe', 'wipeMany'];
    robbed.push('partition', 'cut', 'cutOneWay', 'cutSome');
    const grouped = named(/several\(\s*'(\w+)'/g);
    const wanted = [
      ...plain,
      ...tried.flatMap((key) => [key, `${key}In`]),
      ...robbed.map((key) => `${key}Robs`),
      ...grouped.flatMap((key) => [key, `${key}Many`]),
      ...named(
        /'(stateAgreed\w*|state(?:One|Some)\w+|takesLead\w*|dropped|drop[A-Z]\w+|arrive\w+|pace[A-Z]\w+)'/g,
      ),
    ];
    expect(plain.length).toBeGreaterThan(40);
    expect(tried.length).toBeGreaterThan(10);
    const isThere = (key: string): boolean =>
      texts[key] !== undefined || (`${key}_one` in texts && `${key}_other` in texts);
    expect(wanted.filter((key) => !isThere(key))).toEqual([]);
  });

  it('has a sentence for every reason, fate and end that the engine can give', () => {
    const targets = readFileSync(join(here, '../engine/targets.ts'), 'utf8');
    const [, union = ''] = /export type Missed =([^;]+);/.exec(targets) ?? [];
    const reasons = [...union.matchAll(/'(\w+)'/g)].map(([, why = '']) => why);
    expect(named(/^ {2}'([a-z]\w+)',$/gm)).toEqual(expect.arrayContaining(reasons));
    const upper = (text: string): string => text[0]?.toUpperCase() + text.slice(1);
    expect(reasons.length).toBeGreaterThan(10);
    const ends = ['until', 'quiet', 'held', 'guardInstant', 'guardEvents', 'error'];
    const wanted = [
      ...reasons.map((why) => `missed${upper(why)}`),
      ...ends.flatMap((why) => [`ended${upper(why)}`, `end${upper(why)}`]),
      ...['crashed', 'steppedDown', 'linksLost', 'leaseLost'].map(
        (why) =>
          ({
            crashed: 'lostByCrash',
            steppedDown: 'stepsDown',
            linksLost: 'lostLinks',
            leaseLost: 'lostLease',
          })[why] ?? '',
      ),
    ];
    expect(wanted.filter((key) => texts[key] === undefined)).toEqual([]);
  });

  it('speaks plainly: no exclamation mark, whole sentences, sound templates', () => {
    const all = Object.entries(texts);
    expect(all.filter(([, text]) => text.includes('!'))).toEqual([]);
    expect(all.filter(([, text]) => text.replaceAll(/\{\{\w+\}\}/g, '').match(/[{}]/))).toEqual([]);
    const sentences = all.filter(([key]) => !/^(node|pace)[A-Z]/.test(key));
    expect(sentences.filter(([, text]) => !/(\.|\}\})$/.test(text))).toEqual([]);
    const tries = all.filter(([key]) => key.endsWith('In') && key !== 'In');
    expect(tries.filter(([, text]) => !text.includes('{{word}} {{attempt}}'))).toEqual([]);
  });
});
