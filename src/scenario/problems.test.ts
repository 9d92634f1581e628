/** How refusals are worded: short, with what is quoted made visible. */
import { describe, expect, it } from 'vitest';
import { clip, oneOf, pathText, problemAt, quote, refuse, shown } from './problems';

describe('problemAt', () => {
  it('keeps path, problem and hint within 300 characters together', () => {
    const long = 'x'.repeat(1000);
    const { path, problem, hint } = problemAt([long, 3, long], long, long);
    expect(path.length + problem.length + hint.length).toBe(300);
    expect(problem.endsWith('…')).toBe(true);
    expect(problemAt('v', 'Short.', 'Do it.')).toEqual({
      path: 'v',
      problem: 'Short.',
      hint: 'Do it.',
    });
  });

  it('tells twenty at most', () => {
    const one = problemAt('', 'Wrong.', 'Mend it.');
    const refusal = refuse(Array.from({ length: 30 }, () => one));
    expect(refusal.ok ? [] : refusal.problems).toHaveLength(20);
  });
});

describe('quoting', () => {
  it('spells out what cannot be seen or turns the text round', () => {
    expect(shown('a\u202eb\u200bc\u0000')).toBe('a\\u{202e}b\\u{200b}c\\u{0}');
    expect(shown('\ud800')).toBe('\\u{d800}');
    expect(shown('käse 🗳')).toBe('käse 🗳');
  });

  it('cuts long text, never inside a pair', () => {
    expect(quote('x'.repeat(100)).length).toBeLessThanOrEqual(50);
    expect(clip('🗳🗳🗳', 4)).toBe('🗳…');
    expect(clip('abc', 3)).toBe('abc');
  });

  it('names what is no text by its kind', () => {
    expect([1, true, null, undefined, [], {}, -0].map(quote)).toEqual([
      ...['1', 'true', 'null', 'nothing', 'a list', 'an object', '0'],
    ]);
  });
});

describe('paths and lists', () => {
  it('reads like the place in the document', () => {
    expect(pathText([])).toBe('');
    expect(pathText(['commands', 2, 'node'])).toBe('commands[2].node');
    expect(pathText(['network', 'links', 'n1>n2', 'loss'])).toBe('network.links["n1>n2"].loss');
    expect(pathText([0, 'a'])).toBe('[0].a');
  });

  it('lists a few words and says that there are more', () => {
    expect(oneOf(['a'])).toBe('a');
    expect(oneOf(['a', 'b', 'c'])).toBe('a, b or c');
    expect(oneOf([...'abcdefghij'])).toBe('a, b, c, d, e, f, g, h and others');
    expect(oneOf([])).toBe('');
  });
});
