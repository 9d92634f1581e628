/** Base64url against Node's own coder, and every way a text can fail to be one. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromBase64url, toBase64url } from './base64url';

describe('base64url', () => {
  it('writes what Node writes and reads it back', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        const text = toBase64url(bytes);
        expect(text).toBe(Buffer.from(bytes).toString('base64url'));
        const read = fromBase64url(text);
        expect(read.ok && Array.from(read.bytes)).toEqual(Array.from(bytes));
      }),
      { seed: 7, numRuns: 500, markInterruptAsFailure: true },
    );
  });

  it('names the first character that does not belong', () => {
    expect(fromBase64url('ab+d')).toEqual({ ok: false, at: 2 });
    expect(fromBase64url('abcd=')).toEqual({ ok: false, at: 4 });
    expect(fromBase64url('abé')).toEqual({ ok: false, at: 2 });
    expect(fromBase64url('ab cd')).toEqual({ ok: false, at: 2 });
  });

  it('refuses a length that no bytes have', () => {
    expect(fromBase64url('abcde').ok).toBe(false);
    expect(fromBase64url('A').ok).toBe(false);
  });

  it('accepts one text only for the same bytes', () => {
    expect(fromBase64url('AA')).toMatchObject({ ok: true });
    expect(fromBase64url('AB')).toEqual({ ok: false, at: 1 });
    expect(fromBase64url('AAB')).toEqual({ ok: false, at: 2 });
  });

  it('reads nothing as nothing', () => {
    expect(fromBase64url('')).toEqual({ ok: true, bytes: new Uint8Array(0) });
    expect(toBase64url(new Uint8Array(0))).toBe('');
  });
});
