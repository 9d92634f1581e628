/**
 * Text to bytes and back in UTF-8, strictly: broken bytes are refused, never replaced. Written out
 * because the rooms that decide a run have no `TextDecoder` and must not lean on the host for one.
 */

/** The bytes of a text; a lone half of a pair becomes U+FFFD, as the Encoding Standard says. */
export function toUtf8(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length * 3);
  let at = 0;
  for (const letter of text) {
    const point = letter.codePointAt(0) ?? 0;
    const code = point >= 0xd800 && point <= 0xdfff ? 0xfffd : point;
    if (code < 0x80) {
      bytes[at++] = code;
    } else if (code < 0x800) {
      bytes[at++] = 0xc0 | (code >> 6);
      bytes[at++] = 0x80 | (code & 63);
    } else if (code < 0x10000) {
      bytes[at++] = 0xe0 | (code >> 12);
      bytes[at++] = 0x80 | ((code >> 6) & 63);
      bytes[at++] = 0x80 | (code & 63);
    } else {
      bytes[at++] = 0xf0 | (code >> 18);
      bytes[at++] = 0x80 | ((code >> 12) & 63);
      bytes[at++] = 0x80 | ((code >> 6) & 63);
      bytes[at++] = 0x80 | (code & 63);
    }
  }
  return bytes.slice(0, at);
}

/** How many bytes follow a first byte; -1 if it cannot be one. */
function following(first: number): number {
  if (first < 0x80) return 0;
  if (first >= 0xc2 && first < 0xe0) return 1;
  if (first >= 0xe0 && first < 0xf0) return 2;
  if (first >= 0xf0 && first < 0xf5) return 3;
  return -1;
}

/** The smallest code point that needs this many following bytes: less is an overlong form. */
const SMALLEST: readonly number[] = [0, 0x80, 0x800, 0x10000];

/** The code point that starts at `at` with `more` bytes after it; -1 if they are not well formed. */
function pointAt(bytes: Uint8Array, at: number, more: number): number {
  const first = bytes[at] ?? 0;
  let point = more === 0 ? first : first & (0x3f >> more);
  for (let step = 1; step <= more; step++) {
    const byte = bytes[at + step] ?? 0;
    if ((byte & 0xc0) !== 0x80) return -1;
    point = (point << 6) | (byte & 63);
  }
  const surrogate = point >= 0xd800 && point <= 0xdfff;
  return point < (SMALLEST[more] ?? 0) || surrogate || point > 0x10ffff ? -1 : point;
}

/** The text of these bytes, or the position of the first byte that is not UTF-8. */
export type Utf8Text =
  { readonly ok: true; readonly text: string } | { readonly ok: false; readonly at: number };

/** Reads UTF-8; refuses overlong forms, surrogates, values past U+10FFFF and cut-off ends. */
export function fromUtf8(bytes: Uint8Array): Utf8Text {
  const pieces: string[] = [];
  let points: number[] = [];
  let at = 0;
  while (at < bytes.length) {
    const more = following(bytes[at] ?? 0);
    const point = more < 0 || at + more >= bytes.length ? -1 : pointAt(bytes, at, more);
    if (point < 0) return { ok: false, at };
    points.push(point);
    // Bounded batches: a call takes only so many arguments.
    if (points.length === 4096) {
      pieces.push(String.fromCodePoint(...points));
      points = [];
    }
    at += more + 1;
  }
  pieces.push(String.fromCodePoint(...points));
  return { ok: true, text: pieces.join('') };
}
