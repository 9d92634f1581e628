/** UTF-8 against the host's fatal decoder, on good text and on random bytes. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromUtf8, toUtf8 } from './utf8';

const RUNS = { seed: 11, numRuns: 1000, markInterruptAsFailure: true };

/** What the host says of these bytes; null where it refuses. */
function hostText(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}

describe('utf8', () => {
  it('writes what the host writes, lone surrogates included', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
        expect(toUtf8(text).join()).toBe(new TextEncoder().encode(text).join());
      }),
      RUNS,
    );
    expect(Array.from(toUtf8('a\ud800b'))).toEqual([0x61, 0xef, 0xbf, 0xbd, 0x62]);
  });

  it('agrees with the host on random bytes, refusals included', () => {
    // Bytes from the edges of each form, so that near misses are common.
    const edge = fc.constantFrom(
      ...[0x00, 0x41, 0x7f, 0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbf, 0xc0, 0xc1, 0xc2, 0xdf, 0xe0],
      ...[0xed, 0xef, 0xf0, 0xf4, 0xf5, 0xff],
    );
    fc.assert(
      fc.property(fc.array(edge, { maxLength: 8 }), (list) => {
        const bytes = Uint8Array.from(list);
        const read = fromUtf8(bytes);
        expect(read.ok ? read.text : null).toBe(hostText(bytes));
      }),
      RUNS,
    );
  });

  it.each([
    ['overlong two bytes', [0xc1, 0xbf]],
    ['overlong three bytes', [0xe0, 0x9f, 0xbf]],
    ['overlong four bytes', [0xf0, 0x8f, 0xbf, 0xbf]],
    ['a surrogate', [0xed, 0xa0, 0x80]],
    ['past the last code point', [0xf4, 0x90, 0x80, 0x80]],
    ['an end that is cut off', [0xf0, 0x9f, 0x97]],
  ])('refuses %s', (_, bytes) => {
    expect(hostText(Uint8Array.from(bytes))).toBeNull();
    expect(fromUtf8(Uint8Array.from(bytes))).toEqual({ ok: false, at: 0 });
  });

  it('reads long text back whole', () => {
    const text = 'wähler 🗳 '.repeat(3000);
    expect(fromUtf8(toUtf8(text))).toEqual({ ok: true, text });
  });

  it('says where the first broken byte stands', () => {
    expect(fromUtf8(Uint8Array.from([0x61, 0xc3, 0xa9, 0xff]))).toEqual({ ok: false, at: 3 });
    expect(fromUtf8(Uint8Array.from([0x61, 0xe2, 0x82]))).toEqual({ ok: false, at: 1 });
  });
});
