/** The scan of JSON text: agrees with `JSON.parse` on what is JSON, and says where it is not. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { scanJson } from './scan';
import { runsOf, timeoutOf } from './testing/scenarios';

const RUNS = { seed: 3, numRuns: runsOf(1000), markInterruptAsFailure: true };

function parses(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

describe('scanJson', { timeout: timeoutOf(RUNS.numRuns) }, () => {
  it('passes every JSON text', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 6 }), fc.constantFrom(0, 1, 2), (text, indent) => {
        const value: unknown = JSON.parse(text);
        const twice = JSON.stringify(value, null, indent);
        // Keys we refuse on purpose are not what this is about.
        fc.pre(!/__proto__|constructor|prototype/.test(twice));
        expect(scanJson(twice)).toBeNull();
      }),
      RUNS,
    );
  });

  it('agrees with JSON.parse on broken texts', () => {
    const piece = fc.constantFrom(
      ...['{', '}', '[', ']', ':', ',', '"a"', '"b"', '1', '-', '0', '.5', 'e3', 'true', 'nul'],
      ...['null', ' ', '\n', '"', '\\', '\\u00e9', '\t', '\u00a0'],
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 9 }), (pieces) => {
        const text = pieces.join('');
        const problem = scanJson(text);
        // The scan refuses one thing more than the grammar: a key given twice.
        if (problem?.problem.startsWith('This key stands here twice') !== true) {
          expect(problem === null).toBe(parses(text));
        }
      }),
      RUNS,
    );
  });

  it.each([
    ['{"a": 1,}', 'line 1, column 9: A key in double quotes is missing.'],
    ['{"a" 1}', 'line 1, column 6: A key must be followed by a colon.'],
    ['{"a": 1 "b": 2}', 'line 1, column 9: A comma or } is missing.'],
    ['[1 2]', 'line 1, column 4: A comma or ] is missing.'],
    ['{\n  "a": tru\n}', 'line 2, column 8: A value is missing before "t".'],
    ['[1]\n\nx', 'line 3, column 1: There is text after the end of the document.'],
    ['["abc', 'line 1, column 2: A text that begins here never ends.'],
    ['["a\nb"]', 'line 1, column 4: A line break or control character inside a text.'],
    ['["\\x"]', 'line 1, column 3: This is not an escape.'],
    ['[-]', 'line 1, column 2: This is not a number.'],
    ['[', 'line 1, column 2: The text ends too early.'],
    ['', 'line 1, column 1: The text ends too early.'],
  ])('%j', (text, said) => {
    expect(scanJson(text)?.problem).toBe(`Not valid JSON at ${said}`);
  });

  it('names the key that stands twice, however it is written', () => {
    expect(scanJson('{"list": [1, {"a": 1, "\\u0061": 2}]}')).toMatchObject({
      path: 'list[1].a',
      problem: 'This key stands here twice. (line 1, column 31)',
    });
  });

  it('refuses keys that reach into prototypes, at any depth', () => {
    for (const key of ['__proto__', 'constructor', 'prototype', '__proto\\u005f_']) {
      expect(scanJson(`[{"a": {"${key}": {}}}]`)?.problem).toMatch(/is not allowed/);
    }
  });

  it('stops at 16 levels, 10,000 items and 5,000 keys', () => {
    const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);
    expect(scanJson(nested(16))).toBeNull();
    expect(scanJson(nested(17))?.problem).toMatch(/^Nested deeper than 16 levels/);
    expect(scanJson('['.repeat(1_000_000))?.problem).toMatch(/^Nested deeper than 16 levels/);
    const list = (items: number) => JSON.stringify(new Array<number>(items).fill(0));
    expect(scanJson(list(10_000))).toBeNull();
    expect(scanJson(`{"a":${list(10_001)}}`)).toMatchObject({ path: 'a' });
    const keys = (count: number) =>
      `{${Array.from({ length: count }, (_, index) => `"k${index}":0`).join()}}`;
    expect(scanJson(keys(5000))).toBeNull();
    expect(scanJson(keys(5001))?.problem).toMatch(/^More than 5000 keys/);
  });
});
