/** Holds claims against the truth; says in plain words which are false. Decides nothing by itself. */
import type { Claim, Look } from './claims';
import { inWords } from './claims';
import type { TrueFlight, TrueNode, Truth } from './truth';

/** A surface that says something else than what is. */
export interface Lie {
  readonly claim: Claim;
  /** `strip: n3 leads. In truth: nobody leads` */
  readonly said: string;
}

/** The false ones among these claims. */
export function liesIn(claims: readonly Claim[], truth: Truth): readonly Lie[] {
  return claims.flatMap((claim) => {
    const instead = denied(claim, truth);
    if (instead === null) return [];
    return [{ claim, said: `${claim.by}: ${inWords(claim)}. In truth: ${instead}` }];
  });
}

/** What is so instead; null if the claim is true. */
function denied(claim: Claim, truth: Truth): string | null {
  if ('node' in claim) {
    const node = truth.nodes.get(claim.node);
    if (node === undefined) return 'there is no such node';
    // A lane shows time: what began at this very instant has no length on it yet.
    const before = claim.by === 'lanes' ? truth.before.get(claim.node) : undefined;
    const instead = ofNode(claim, node, truth);
    return before !== undefined && ofNode(claim, before, truth) === null ? null : instead;
  }
  switch (claim.on) {
    case 'nodes': {
      const ids = [...truth.nodes.keys()];
      return ids.join() === claim.ids.join() ? null : `they are ${ids.join(', ')}`;
    }
    case 'tiers':
      return unless(claim.is === truth.tiers, truth.tiers || 'none');
    case 'leaders':
      return oneOf(
        claim,
        those(truth, ({ seated }) => seated),
      );
    case 'pretenders':
      return oneOf(claim, those(truth, pretends));
    case 'instant': {
      const ms = truth.us / 1000;
      return Math.abs(claim.ms - ms) <= claim.within ? null : `it is ${ms} ms`;
    }
    case 'events':
      return unless(claim.count === truth.events, truth.events);
    case 'sending': {
      const { from, to, word } = claim;
      const same = truth.flights.filter(
        (one) => one.from === from && one.to === to && one.told === word,
      );
      // What is routine may be told by number alone, though another of the same words is named.
      const least = same.filter(({ routine }) => !routine).length;
      return unless(claim.count >= least && claim.count <= same.length, same.length);
    }
    case 'messages':
      return messages(claim.words, claim.some, truth.flights);
    case 'flight': {
      const same = truth.flights.filter((one) => wears(one, claim.word));
      const isNear = same.some(({ from, to }) => claim.ways.includes(`${from}>${to}`));
      return isNear ? null : `it flies ${same.map(({ from, to }) => `${from}>${to}`).join(', ')}`;
    }
    case 'count':
      return unless(claim.of === truth.flights.length, truth.flights.length);
    case 'actor':
      return unless(truth.actor === null || claim.among.includes(truth.actor), truth.actor);
    case 'tries':
      return claim.are.every((one) => truth.numbers.has(one)) ? null : 'nobody has spoken of it';
    case 'live': {
      const live = those(truth, ({ up }) => up).length;
      return unless(claim.count === live, live);
    }
    case 'unreadable':
      return 'it must be readable';
  }
}

type OfNode = Extract<Claim, { readonly node: string }>;

function ofNode(claim: OfNode, node: TrueNode, { flights, us }: Truth): string | null {
  switch (claim.on) {
    case 'up':
      return unless(claim.is === node.up, node.up ? 'it is up' : 'it is down');
    case 'paused':
      return unless(claim.is === node.paused, node.paused ? 'it is' : 'it is not');
    case 'role':
      return unless(claim.is === node.roleWord, node.roleWord);
    case 'glyph':
      return unless(claim.is === node.glyph, node.glyph);
    case 'badge':
      return unless(claim.is === node.badge, node.badge);
    case 'seated':
      return unless(claim.is === node.seated, node.seated ? 'it does' : 'it does not');
    case 'believes':
      return unless(claim.is === node.believes, node.believes ?? 'nobody');
    case 'knows': {
      const known = [node.believes ?? 'nobody', ...node.knows];
      return unless(known.includes(claim.is), known.join(', '));
    }
    case 'look': {
      const look = lookOf(node, claim.node);
      return unless(claim.among.includes(look), look);
    }
    case 'sent': {
      const own = flights.filter(({ from }) => from === claim.node);
      const drawn = own.filter(({ sentUs }) => sentUs < us).length;
      return unless(own.length >= claim.least && drawn <= claim.most, own.length);
    }
    case 'number':
      return unless(claim.is === node.number, node.number);
    case 'votes':
      return unless(claim.is === node.votes, node.votes);
    case 'variable': {
      const value = node.variables.get(claim.name);
      const is = bare(claim.is);
      // What a state has no longer is told as nothing.
      if (value === undefined) return is === '' ? null : 'it has no such variable';
      return unless(is === bare(JSON.stringify(value)), JSON.stringify(value));
    }
    case 'timers':
      return unless(claim.count === node.timers, node.timers);
    case 'inbox':
      return unless(claim.count === node.inbox, node.inbox);
  }
}

/** Letters and figures alone: how a list is set is nobody's claim. What is long is cut short. */
function bare(written: string): string {
  return written
    .replaceAll(/\bnull\b/g, '')
    .replace(/^empty$/, '')
    .replaceAll(/\\n/g, '')
    .replaceAll(/[^\w.-]/g, '')
    .slice(0, 200);
}

function unless(isTrue: boolean, instead: string | number | null): string | null {
  return isTrue ? null : String(instead);
}

function those(truth: Truth, are: (node: TrueNode, id: string) => boolean): readonly string[] {
  return [...truth.nodes].flatMap(([id, node]) => (are(node, id) ? [id] : []));
}

/** Thinks that it leads, and is up, and is not seated. */
function pretends({ up, seated, believes }: TrueNode, id: string): boolean {
  return up && !seated && believes === id;
}

function lookOf({ up, seated, glyph, believes }: TrueNode, id: string): Look {
  if (!up) return 'down';
  if (seated) return 'leads';
  if (glyph === 'crown' || believes === id) return 'claims';
  return glyph === 'hand' || glyph === 'electing' ? 'stands' : 'plain';
}

/** All that are sure are so, and none is so that is not at least possible. */
function oneOf(
  { sure, maybe }: { readonly sure: readonly string[]; readonly maybe: readonly string[] },
  really: readonly string[],
): string | null {
  const isTrue =
    sure.every((id) => really.includes(id)) &&
    really.every((id) => sure.includes(id) || maybe.includes(id));
  return isTrue ? null : really.length === 0 ? 'none' : really.join(', ');
}

const wears = ({ written, short }: TrueFlight, text: string): boolean =>
  text === written || text === short;

/** Each word on the stage is that of a message under way, and none that must be told is missing. */
function messages(
  words: readonly string[],
  some: boolean,
  flights: readonly TrueFlight[],
): string | null {
  // What must be told first, so that it is not left over for what need not be.
  const left = [...flights].sort((a, b) => Number(a.routine) - Number(b.routine));
  const take = (isIt: (flight: TrueFlight) => boolean): boolean => {
    const at = left.findIndex(isIt);
    if (at >= 0) left.splice(at, 1);
    return at >= 0;
  };
  // Whole words first: many messages may have the same short form.
  const shorts = words.filter((word) => !take(({ written }) => written === word));
  if (!shorts.every((word) => take(({ short }) => short === word))) return all(flights);
  return left.every(({ routine }) => some && routine) ? null : all(flights);
}

function all(flights: readonly TrueFlight[]): string {
  return flights.map(({ from, to, written }) => `“${written}” ${from}>${to}`).join(', ') || 'none';
}
