/**
 * Links and files, read and written: loaded on first use, because the schema comes with it. Knows no
 * address bar and no dialog.
 */
import { encodeLink } from '../../scenario/link';
import type { Loaded } from '../../scenario/load';
import { loadFile, loadLink } from '../../scenario/load';
import type { LinkContent, Problem, Result } from '../../scenario/types';

export type { Loaded };

/** The fragment for this content, or why it does not fit into a link. */
export function writeLink(content: LinkContent): Result<string> {
  return encodeLink(content);
}

/** A failure to load the algorithm is said like any other problem. */
async function told(loading: Promise<Result<Loaded>>): Promise<Result<Loaded>> {
  try {
    return await loading;
  } catch (error) {
    const problem: Problem = {
      path: '',
      problem: error instanceof Error ? error.message : String(error),
      hint: '',
    };
    return { ok: false, problems: [problem] };
  }
}

export function readLink(fragment: string): Promise<Result<Loaded>> {
  return told(loadLink(fragment));
}

export function readFile(text: string): Promise<Result<Loaded>> {
  return told(loadFile(text));
}
