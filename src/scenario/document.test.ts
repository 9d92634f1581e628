/** Files: their size, their start, and what is said of text that is no JSON. */
import { describe, expect, it } from 'vitest';
import { parseFile } from './document';
import { FILE_BYTES_MAX } from './limits';

/** A JSON text of exactly so many bytes of UTF-8, most of them in two-byte letters. */
function textOfBytes(bytes: number): string {
  const letters = Math.floor((bytes - 2) / 2);
  return `"${'é'.repeat(letters)}${'x'.repeat(bytes - 2 - 2 * letters)}"`;
}

describe('parseFile', () => {
  it('reads JSON, with a byte order mark or without', () => {
    expect(parseFile('{"v": 1}')).toEqual({ ok: true, value: { v: 1 } });
    expect(parseFile('\ufeff{"v": 1}\n')).toEqual({ ok: true, value: { v: 1 } });
  });

  it('takes 2 MiB and not a byte more, counted in UTF-8', () => {
    expect(parseFile(textOfBytes(FILE_BYTES_MAX)).ok).toBe(true);
    const over = textOfBytes(FILE_BYTES_MAX + 1);
    expect(over.length).toBeLessThan(FILE_BYTES_MAX);
    expect(parseFile(over)).toMatchObject({
      ok: false,
      problems: [{ problem: 'The file is larger than 2 MiB.' }],
    });
    expect(parseFile(`"${'🗳'.repeat(FILE_BYTES_MAX / 4)}"`).ok).toBe(false);
    expect(parseFile(`"${'🗳'.repeat(FILE_BYTES_MAX / 4 - 1)}"`).ok).toBe(true);
  });

  it('says that a file is empty', () => {
    for (const text of ['', ' \n ', '\ufeff']) {
      expect(parseFile(text)).toMatchObject({ problems: [{ problem: 'The file is empty.' }] });
    }
  });

  it('says line and column of what is no JSON', () => {
    const result = parseFile('{\n  "v": 1,\n  "nodes": 5,,\n}');
    expect(result.ok ? '' : result.problems[0]?.problem).toBe(
      'Not valid JSON at line 3, column 14: A key in double quotes is missing.',
    );
  });

  it('says so when it is given a picture or a page', () => {
    expect(parseFile('\u0089PNG\r\n\u001a\n')).toMatchObject({ ok: false });
    expect(parseFile('<!doctype html><title>x</title>')).toMatchObject({
      problems: [{ problem: 'Not valid JSON at line 1, column 1: A value is missing before "<".' }],
    });
  });
});
