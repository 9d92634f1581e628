/**
 * Text to JSON for everything that comes from outside: size first, then a scan of grammar and depth,
 * and only then `JSON.parse`. What the JSON means is looked at elsewhere.
 */
import type { Json } from '../engine/protocol';
import type { Result } from './types';
import { FILE_BYTES_MAX } from './limits';
import { refuse, refuseAt } from './problems';
import { scanJson } from './scan';

/** The value of a JSON text, or the first thing that is wrong with it. */
export function parseJson(text: string): Result<Json> {
  const problem = scanJson(text);
  if (problem !== null) return refuse([problem]);
  return { ok: true, value: JSON.parse(text) as Json };
}

/** Bytes of a text in UTF-8, counted no further than just past `max`. */
function utf8Bytes(text: string, max: number): number {
  let bytes = text.length;
  for (let at = 0; at < text.length && bytes <= max; at++) {
    const code = text.charCodeAt(at);
    // Halves of a pair: two units of two bytes each are the four bytes of one character.
    if (code >= 0x800 && (code < 0xd800 || code > 0xdfff)) bytes += 2;
    else if (code >= 0x80) bytes += 1;
  }
  return bytes;
}

/**
 * The JSON of a scenario file of at most 2 MiB. A byte order mark at its start is passed over.
 * Refuses text that is empty, too large, no JSON, nested too deep, or gives a key twice.
 */
export function parseFile(text: string): Result<Json> {
  if (text.length > FILE_BYTES_MAX || utf8Bytes(text, FILE_BYTES_MAX) > FILE_BYTES_MAX) {
    const hint = 'Scenarios are small; choose the file that Conclave saved.';
    return refuseAt('', 'The file is larger than 2 MiB.', hint);
  }
  const body = text.startsWith('\ufeff') ? text.slice(1) : text;
  if (body.trim() === '') {
    return refuseAt('', 'The file is empty.', 'Choose the file that Conclave saved.');
  }
  return parseJson(body);
}
