/**
 * Raw deflate, unpacked with a cap that is held while unpacking: a few bytes are fed at a time, and
 * the first one too many of output ends it, so a bomb never gets the memory it asks for.
 */
import { Inflate } from 'fflate';

/** Fed at once, in bytes. Deflate grows at most 1,032-fold, so one feed yields at most 66 KB. */
const FEED_BYTES = 64;

/** What unpacking gave, or why not: `tooLarge` for the cap, `broken` for damage or a missing end. */
export type Inflated =
  | { readonly ok: true; readonly bytes: Uint8Array }
  | { readonly ok: false; readonly why: 'tooLarge' | 'broken'; readonly bytesSeen: number };

/** Unpacks raw deflate into at most `bytesMax` bytes. Never throws for bad input. */
export function inflateCapped(packed: Uint8Array, bytesMax: number): Inflated {
  const pieces: Uint8Array[] = [];
  let total = 0;
  const stream = new Inflate((piece) => {
    total += piece.length;
    if (total <= bytesMax) pieces.push(piece);
  });
  try {
    for (let at = 0; at < packed.length; at += FEED_BYTES) {
      const end = Math.min(at + FEED_BYTES, packed.length);
      stream.push(packed.slice(at, end), end === packed.length);
      if (total > bytesMax) return { ok: false, why: 'tooLarge', bytesSeen: total };
    }
  } catch {
    // The library throws for damaged data, with whatever its tables ran into.
    return { ok: false, why: 'broken', bytesSeen: total };
  }
  if (packed.length === 0) return { ok: false, why: 'broken', bytesSeen: 0 };
  const bytes = new Uint8Array(total);
  let at = 0;
  for (const piece of pieces) {
    bytes.set(piece, at);
    at += piece.length;
  }
  return { ok: true, bytes };
}
