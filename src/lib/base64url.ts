/**
 * Bytes as text that may stand in an address: base64 with `-` and `_`, without padding (RFC 4648,
 * section 5). Strict: every text it accepts is the one text of its bytes.
 */

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** Value of each character by its code; -1 where it does not belong. */
const VALUES = new Int8Array(128).fill(-1);
for (let value = 0; value < 64; value++) VALUES[ALPHABET.charCodeAt(value)] = value;

/** Value of the character at `at`; -1 if it is not of the alphabet. */
function valueAt(text: string, at: number): number {
  const code = text.charCodeAt(at);
  return code < 128 ? (VALUES[code] ?? -1) : -1;
}

/** The text of these bytes: four characters for three bytes, two or three for what is left over. */
export function toBase64url(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 3) {
    const left = bytes.length - at;
    const group =
      ((bytes[at] ?? 0) << 16) |
      ((bytes[at + 1] ?? 0) << 8) |
      (left > 2 ? (bytes[at + 2] ?? 0) : 0);
    text += ALPHABET.charAt(group >>> 18) + ALPHABET.charAt((group >>> 12) & 63);
    if (left > 1) text += ALPHABET.charAt((group >>> 6) & 63);
    if (left > 2) text += ALPHABET.charAt(group & 63);
  }
  return text;
}

/** What reading gave: the bytes, or the position (from 0) of the first character that cannot stand. */
export type Base64urlBytes =
  { readonly ok: true; readonly bytes: Uint8Array } | { readonly ok: false; readonly at: number };

/**
 * Reads what `toBase64url` wrote. Refuses foreign characters, a length no bytes have, and left-over
 * bits that are not zero (those would make two texts of the same bytes).
 */
export function fromBase64url(text: string): Base64urlBytes {
  const tail = text.length % 4;
  const bytes = new Uint8Array(Math.floor((text.length * 3) / 4));
  let written = 0;
  let held = 0;
  let bits = 0;
  for (let at = 0; at < text.length; at++) {
    const value = valueAt(text, at);
    if (value < 0) return { ok: false, at };
    held = ((held << 6) | value) & 0xffff;
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      bytes[written++] = (held >>> bits) & 255;
    }
  }
  const leftOver = held & ((1 << bits) - 1);
  if (tail === 1 || leftOver !== 0) return { ok: false, at: text.length - 1 };
  return { ok: true, bytes };
}
