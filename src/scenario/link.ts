/**
 * A scenario in an address: `#s=`, then base64url of raw deflate of the JSON `{scenario, at?, made}`.
 * The fragment is never sent to a server. Writing and reading are synchronous and lose nothing; each
 * stage of reading has its cap and its own plain sentence, and nothing throws for a bad link.
 */
import { deflateSync } from 'fflate';
import * as z from 'zod/mini';
import type { Running } from '../engine/protocol';
import type { LinkContent, Made, Problem, Result } from './types';
import type { JsonObject } from './plain';
import { fromBase64url, toBase64url } from '../lib/base64url';
import { fromUtf8, toUtf8 } from '../lib/utf8';
import { parseJson } from './document';
import { inflateCapped } from './inflate';
import { shapeProblems } from './issues';
import {
  FRAGMENT_CHARACTERS_MAX,
  INFLATED_BYTES_MAX,
  LINK_CHARACTERS_EASY,
  LINK_CHARACTERS_MAX,
} from './limits';
import { migrateAlgorithm, migrateSchema } from './migrations';
import { plainJson } from './plain';
import { problemAt, refuse, refuseAt } from './problems';
import { algorithmOf, validate } from './schema';
import { linkFrame } from './shape';

/** What a link's fragment begins with. */
export const LINK_PREFIX = '#s=';

/** Where a problem of the link itself is said to be. */
const HERE = 'link';
const AGAIN = 'Copy the whole link again, or ask for the scenario as a file.';

/**
 * The fragment that holds this content, `#s=` included; equal contents give equal fragments. Beyond
 * 2,000 characters it carries a note that a file is easier to hand on; beyond 8,000 it is refused.
 */
export function encodeLink(content: LinkContent): Result<string> {
  // Through the schema, so that no link is ever written that cannot be read, in one order of keys.
  const scenario = validate(content.scenario, null, 'link');
  if (!scenario.ok) return scenario;
  const frame = readFrame({ ...content, scenario: null });
  if (!frame.ok) return frame;
  const text = JSON.stringify({ ...frame.value, scenario: scenario.value });
  // The memory is said outright: left to the library, it would come from a logarithm of the length.
  const packed = deflateSync(toUtf8(text), { level: 9, mem: 4 });
  const fragment = LINK_PREFIX + toBase64url(packed);
  if (fragment.length > LINK_CHARACTERS_MAX) {
    const problem = `The link would have ${fragment.length} characters; many programs cut it off.`;
    return refuseAt(HERE, problem, 'Save a file instead.');
  }
  if (fragment.length <= LINK_CHARACTERS_EASY) return { ok: true, value: fragment };
  const problem = `The link has ${fragment.length} characters; some programs may cut it off.`;
  return { ok: true, value: fragment, notes: [problemAt(HERE, problem, 'A file is safer.')] };
}

/** A link that could be read, before its algorithm is loaded and its scenario checked. */
export interface DecodedLink {
  /** The scenario as it stands in the link. */
  readonly document: JsonObject;
  /** The algorithm it names; one we have. */
  readonly algorithm: string;
  readonly at?: NonNullable<LinkContent['at']>;
  readonly made: Made;
}

type Frame = z.output<typeof linkFrame>;

/** What stands around the scenario, checked. */
function readFrame(value: unknown): Result<Frame> {
  const frame = z.safeParse(linkFrame, value, { reportInput: true });
  if (frame.success) return { ok: true, value: frame.data };
  const { problems, unknownKeys } = shapeProblems(frame.error.issues);
  return refuse([...problems, ...unknownKeys]);
}

/** The text inside a fragment: every stage before JSON. */
function unpack(fragment: string): Result<string> {
  const packed = fromBase64url(fragment.slice(LINK_PREFIX.length));
  if (!packed.ok) {
    const place = packed.at + LINK_PREFIX.length + 1;
    return refuseAt(HERE, `Character ${place} of the link cannot stand there.`, AGAIN);
  }
  const inflated = inflateCapped(packed.bytes, INFLATED_BYTES_MAX);
  if (!inflated.ok) {
    const problem =
      inflated.why === 'tooLarge'
        ? `The link unpacks to more than ${INFLATED_BYTES_MAX / 1024} KiB.`
        : 'The link is damaged, or its end is missing.';
    return refuseAt(HERE, problem, AGAIN);
  }
  const text = fromUtf8(inflated.bytes);
  if (text.ok) return { ok: true, value: text.text };
  return refuseAt(HERE, `Byte ${text.at + 1} inside the link is no text.`, AGAIN);
}

/** The fragment of an address or of what was pasted: from the first `#` on. */
function fragmentOf(address: string): string {
  const text = address.trim();
  const at = text.indexOf('#');
  return at < 0 ? text : text.slice(at);
}

/** Problems of the JSON in a link, said to be in the link where they have no path of their own. */
function inLink(problems: readonly Problem[]): Result<never> {
  return refuse(
    problems.map(({ path, problem }) => problemAt(path === '' ? HERE : path, problem, AGAIN)),
  );
}

/**
 * Reads a link: a fragment or a whole address. The scenario in it is only looked at as far as needed
 * to know its algorithm (one of `known`, by default the registry's); `openLink` checks the rest.
 */
export function decodeLink(address: string, known?: readonly string[]): Result<DecodedLink> {
  // An address before the fragment costs nothing: only the fragment is ever unpacked.
  const fragment = fragmentOf(address);
  if (!fragment.startsWith(LINK_PREFIX) || fragment.length === LINK_PREFIX.length) {
    const hint = 'A link to a scenario goes on after #s=. Copy it again.';
    return refuseAt(HERE, 'This address holds no scenario.', hint);
  }
  if (fragment.length > FRAGMENT_CHARACTERS_MAX) {
    const problem = `The link has ${fragment.length} characters; at most ${FRAGMENT_CHARACTERS_MAX} are read.`;
    return refuseAt(HERE, problem, 'Ask for the scenario as a file.');
  }
  const text = unpack(fragment);
  if (!text.ok) return text;
  const json = parseJson(text.value);
  if (!json.ok) return inLink(json.problems);
  const plain = plainJson(json.value);
  if (!plain.ok) return plain;
  const frame = readFrame(plain.value);
  if (!frame.ok) return frame;
  const document = frame.value.scenario;
  const algorithm = algorithmOf(document, known);
  if (!algorithm.ok) return algorithm;
  const { at, made } = frame.value;
  // `algorithmOf` refused everything that is no object.
  return {
    ok: true,
    value: {
      document: document as JsonObject,
      algorithm: algorithm.value,
      made,
      ...(at !== undefined && { at }),
    },
  };
}

/** The content of a decoded link, its scenario brought up to date and checked. */
export function openLink(decoded: DecodedLink, algorithm: Running): Result<LinkContent> {
  const { document, at, made } = decoded;
  const current = migrateSchema(document);
  if (!current.ok) return current;
  const migrated = migrateAlgorithm(current.value, made.algorithm, algorithm.version);
  const scenario = validate(migrated, algorithm, 'link');
  if (!scenario.ok) return scenario;
  return { ok: true, value: { scenario: scenario.value, ...(at && { at }), made } };
}
