/**
 * From a link, a file or a document to a scenario with its algorithm: the one way in for page and
 * command alike. Loads the algorithm through the registry; a promise rejects only if that fails.
 */
import type { Algorithm } from '../engine/protocol';
import type { LinkContent, Made, Result, Scenario } from './types';
import type { Mode } from './schema';
import { parseFile } from './document';
import { LINK_PREFIX, decodeLink, openLink } from './link';
import { loadOnTop, workloadOf } from './onTop';
import { algorithmOf, validate } from './schema';

/** What was opened, ready for `assemble`. */
export interface Loaded {
  readonly scenario: Scenario;
  readonly algorithm: Algorithm;
  /** Where it was copied, if it says so. */
  readonly at?: NonNullable<LinkContent['at']>;
  /** Which versions made it; null for a bare document. */
  readonly made: Made | null;
}

/** An algorithm whose id `algorithmOf` has found, with the workload that the document names on top. */
async function loaded(id: string, document: unknown): Promise<Result<Algorithm>> {
  const kind = workloadOf(document);
  if (!kind.ok) return kind;
  const algorithm = await loadOnTop(id, kind.value);
  if (algorithm === null) throw new Error(`There is no algorithm ${id} in the registry`);
  return { ok: true, value: algorithm };
}

/** Checks a document together with the algorithm it names. */
export async function loadDocument(document: unknown, mode: Mode): Promise<Result<Loaded>> {
  const id = algorithmOf(document);
  if (!id.ok) return id;
  const algorithm = await loaded(id.value, document);
  if (!algorithm.ok) return algorithm;
  const scenario = validate(document, algorithm.value, mode);
  if (!scenario.ok) return scenario;
  const value = { scenario: scenario.value, algorithm: algorithm.value, made: null };
  return { ...scenario, value };
}

/** Opens a link: a fragment, or an address with one. */
export async function loadLink(address: string): Promise<Result<Loaded>> {
  const decoded = decodeLink(address);
  if (!decoded.ok) return decoded;
  const algorithm = await loaded(decoded.value.algorithm, decoded.value.document);
  if (!algorithm.ok) return algorithm;
  const content = openLink(decoded.value, algorithm.value);
  if (!content.ok) return content;
  return { ok: true, value: { ...content.value, algorithm: algorithm.value } };
}

/** Opens the text of a scenario file. */
export async function loadFile(text: string): Promise<Result<Loaded>> {
  const document = parseFile(text);
  return document.ok ? loadDocument(document.value, 'file') : document;
}

/** True for text that is meant as a link rather than as a file name or a document. */
export function looksLikeLink(text: string): boolean {
  return text.trimStart().startsWith(LINK_PREFIX) || /^\s*[a-z]+:\/\/[^\s]*#s=/i.test(text);
}
