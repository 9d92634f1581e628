/**
 * Reads the caption: who acts in it, which tries it names, and what it says outright of who is up, who is
 * paused and who leads. A sentence in other words claims less, never something else.
 */
import type { Claim } from './claims';
import type { Painted } from './painted';

type Told = Claim extends infer C ? (C extends Claim ? Omit<C, 'by'> : never) : never;
type Sentence = readonly [RegExp, (match: RegExpExecArray) => readonly Told[]];

const NODE = String.raw`\b([a-z]+\d+)`;

const pattern = (text: string): RegExp => new RegExp(text.replaceAll('NODE', NODE));

/** The node named first is the leader it knows itself. */
const leads = (text: string): Sentence => [
  pattern(text),
  ([, node = '']) => [{ on: 'knows', node, is: node }],
];

/** The node named first believes in the one named second. */
const follows = (text: string): Sentence => [
  pattern(text),
  ([, node = '', is = '']) => [{ on: 'knows', node, is }],
];

/** What a sentence claims of the instant just after the event it tells. */
const SENTENCES: readonly Sentence[] = [
  [pattern('^NODE(?:, [^,]+,)? crashes\\b'), ([, node = '']) => [{ on: 'up', node, is: false }]],
  [
    pattern('^NODE (?:restarts|starts|is back|is up again)\\b'),
    ([, node = '']) => [{ on: 'up', node, is: true }],
  ],
  [pattern('^NODE is paused'), ([, node = '']) => [{ on: 'paused', node, is: true }]],
  [
    pattern('^NODE goes on after its pause'),
    ([, node = '']) => [{ on: 'paused', node, is: false }],
  ],
  leads('NODE has \\d+ of \\d+ votes, a majority, so it leads'),
  leads('NODE already leads\\b'),
  leads('NODE declares itself leader'),
  leads('NODE (?:restarts and )?takes the lead\\b'),
  leads('NODE leads(?: alone\\.|, and tells|\\. Nothing old|\\. It proposes)'),
  leads('NODE (?:still |now )?believes (?:that )?it leads\\b'),
  leads('accepted NODE\\. It holds the lease'),
  leads('the log of NODE: it leads in epoch'),
  leads('NODE is master in ballot'),
  follows('^NODE accepts NODE as (?:the|its) leader'),
  follows('^NODE (?:already follows|takes) NODE(?: for its leader| in term)'),
  follows('^NODE hears from its leader NODE'),
  follows('^NODE hears that NODE leads by ballot'),
  follows('^NODE learns that NODE leads\\b'),
  follows('^NODE serves, following NODE in epoch'),
  [/^Nobody leads\b/, () => [{ on: 'leaders', sure: [], maybe: [] }]],
  [/Every node is down/, () => [{ on: 'live', count: 0 }]],
  [/Only (\d+) of \d+ nodes are up/, ([, count = '']) => [{ on: 'live', count: Number(count) }]],
];

/** Sentences about how things stand name nobody who has just done something. */
const STANDING = /^(Every node|Only \d|No \d|After \d|The scenario|Nothing|Time is held|A command)/;

/** The algorithms' own words for a try, and for what stands for a node. */
const TRIES = /\b(term|ballot|epoch|round|generation|session|id) (\d+)\b(?![.:]\w)/gi;

export function readCaption({ caption, nodes }: Painted): readonly Claim[] {
  const by = 'caption';
  const { when, text } = caption;
  const claims: Claim[] = [];
  for (const [said, claimsOf] of SENTENCES) {
    const match = said.exec(text);
    if (match !== null) claims.push(...claimsOf(match).map((one) => ({ ...one, by }) as Claim));
  }
  const named = nodes.map(({ id }) => id).filter((id) => new RegExp(`\\b${id}\\b`).test(text));
  if (named.length > 0 && !STANDING.test(text)) claims.push({ by, on: 'actor', among: named });
  for (const [, word = '', number] of text.matchAll(TRIES)) {
    claims.push({ by, on: 'tries', word: word.toLowerCase(), are: [Number(number)] });
  }
  if (when !== '' && !/[\d,.]+ ms/.test(when)) claims.push({ by, on: 'unreadable', text: when });
  return claims;
}
