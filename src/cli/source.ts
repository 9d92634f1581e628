/**
 * What a verb is given to open: a file, `-` for stdin, or a link; a file may hold a link too.
 */
import type { Loaded } from '../scenario/load';
import type { Result } from '../scenario/types';
import { FILE_BYTES_MAX, FRAGMENT_CHARACTERS_MAX } from '../scenario/limits';
import { loadFile, loadLink, looksLikeLink } from '../scenario/load';
import type { Io } from './io';
import { problemLine, refused, usage } from './exit';

/** How a source is called in sentences. */
function nameOf(source: string): string {
  if (looksLikeLink(source)) return 'The link';
  return source === '-' ? 'The scenario on stdin' : source;
}

/** The one sentence for a file that cannot be read. */
function unreadable(source: string, error: unknown): string {
  const code: unknown = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOENT') return `There is no file ${source}.`;
  if (code === 'EISDIR') return `${source} is a folder, not a file.`;
  if (code === 'EACCES' || code === 'EPERM') return `${source} may not be read.`;
  return `${source} could not be read (${error instanceof Error ? error.message : 'no reason'}).`;
}

/** The text of a file or of stdin. One byte more than allowed is read, so that its size is refused. */
async function textOf(source: string, io: Io): Promise<string> {
  let bytes: Uint8Array;
  try {
    bytes = await io.read(source, FILE_BYTES_MAX + 1);
  } catch (error) {
    throw usage(unreadable(source, error));
  }
  // Cut inside a character, a file that is too large would be called broken instead.
  if (bytes.length > FILE_BYTES_MAX) return ' '.repeat(bytes.length);
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    const hint = 'Save it as plain text in UTF-8.';
    throw refused(nameOf(source), [{ path: '', problem: 'It is no text in UTF-8.', hint }]);
  }
}

async function load(source: string, io: Io): Promise<Result<Loaded>> {
  if (looksLikeLink(source)) return loadLink(source);
  const text = await textOf(source, io);
  const link = text.length <= 2 * FRAGMENT_CHARACTERS_MAX && looksLikeLink(text);
  return link ? loadLink(text) : loadFile(text);
}

/** Opens a source. Notes go to stderr; throws `Ended` where it cannot be opened. */
export async function openSource(source: string, io: Io): Promise<Loaded> {
  const loaded = await load(source, io);
  if (!loaded.ok) throw refused(nameOf(source), loaded.problems);
  for (const note of loaded.notes ?? []) io.say(`Note: ${problemLine(note)}`);
  return loaded.value;
}
