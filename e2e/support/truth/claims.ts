/**
 * What a surface of the page says, as claims that can be true or false of the run: one small vocabulary
 * for all surfaces, so that each is held against the same truth. Types and their words only.
 */

/** The parts of the page that say how the run stands. */
export type Surface =
  | 'stage'
  | 'names of the nodes'
  | 'strip'
  | 'strip in words'
  | 'lanes'
  | 'panel'
  | 'caption'
  | 'text twin'
  | 'clock'
  | 'counts';

/** How a lane is drawn at an instant. */
export type Look = 'leads' | 'claims' | 'stands' | 'down' | 'plain';

/** One thing that a surface says. Only what can be read off it is claimed. */
export type Claim = { readonly by: Surface } & (
  | { readonly on: 'nodes'; readonly ids: readonly string[] }
  | { readonly on: 'up'; readonly node: string; readonly is: boolean }
  | { readonly on: 'paused'; readonly node: string; readonly is: boolean }
  /** The word for its role; empty: none yet. */
  | { readonly on: 'role'; readonly node: string; readonly is: string }
  | { readonly on: 'glyph'; readonly node: string; readonly is: string }
  /** Its term or what the algorithm counts, as written: `term 2`. */
  | { readonly on: 'badge'; readonly node: string; readonly is: string }
  | { readonly on: 'seated'; readonly node: string; readonly is: boolean }
  | { readonly on: 'believes'; readonly node: string; readonly is: string | null }
  /** It, or a part inside it, takes this one for the leader: a server of a store, for the store's. */
  | { readonly on: 'knows'; readonly node: string; readonly is: string }
  /** `n over c`: the nodes of one letter stand above those of another; empty: all stand among each other. */
  | { readonly on: 'tiers'; readonly is: string }
  /** Exactly these lead, as far as can be told; `maybe`: an edge too near to tell. */
  | { readonly on: 'leaders'; readonly sure: readonly string[]; readonly maybe: readonly string[] }
  /** These believe that they lead and are not seated. */
  | {
      readonly on: 'pretenders';
      readonly sure: readonly string[];
      readonly maybe: readonly string[];
    }
  /** One of these looks, where an edge is too near to tell. */
  | { readonly on: 'look'; readonly node: string; readonly among: readonly Look[] }
  /** So many events have been handled. */
  | { readonly on: 'events'; readonly count: number }
  | { readonly on: 'instant'; readonly ms: number; readonly within: number }
  /** The words on all messages under way, or their short forms; `some`: what recurs may be left out. */
  | { readonly on: 'messages'; readonly words: readonly string[]; readonly some: boolean }
  /** So many messages of these words are on their way from one node to another. */
  | {
      readonly on: 'sending';
      readonly from: string;
      readonly to: string;
      readonly word: string;
      readonly count: number;
    }
  /** A message of these words is drawn on the way between one of these pairs. */
  | { readonly on: 'flight'; readonly word: string; readonly ways: readonly string[] }
  | { readonly on: 'count'; readonly of: number }
  /** So many messages of this node are under way, between these two numbers. */
  | { readonly on: 'sent'; readonly node: string; readonly least: number; readonly most: number }
  /** What stands in its disc; empty: nothing. */
  | { readonly on: 'number'; readonly node: string; readonly is: string }
  /** `2 of 3` votes; empty: it asks for none. */
  | { readonly on: 'votes'; readonly node: string; readonly is: string }
  /** A variable of its state by name, as written. */
  | { readonly on: 'variable'; readonly node: string; readonly name: string; readonly is: string }
  | { readonly on: 'timers'; readonly node: string; readonly count: number }
  | { readonly on: 'inbox'; readonly node: string; readonly count: number }
  /** Who did what has just happened is among these. */
  | { readonly on: 'actor'; readonly among: readonly string[] }
  /** Somebody is, or has just spoken of, each of these tries. */
  | { readonly on: 'tries'; readonly word: string; readonly are: readonly number[] }
  /** So many are up. */
  | { readonly on: 'live'; readonly count: number }
  /** What stands there cannot be understood. */
  | { readonly on: 'unreadable'; readonly text: string }
);

const listed = (ids: readonly (string | number)[]): string =>
  ids.length === 0 ? 'none' : ids.join(', ');

/** A claim in plain words. */
export function inWords(claim: Claim): string {
  switch (claim.on) {
    case 'nodes':
      return `the nodes are ${listed(claim.ids)}`;
    case 'up':
      return `${claim.node} is ${claim.is ? 'up' : 'down'}`;
    case 'paused':
      return `${claim.node} is ${claim.is ? '' : 'not '}paused`;
    case 'role':
      return `${claim.node} is ${claim.is === '' ? 'without a role' : claim.is}`;
    case 'glyph':
      return `${claim.node} wears the mark ${claim.is}`;
    case 'badge':
      return `${claim.node} is in ${claim.is}`;
    case 'seated':
      return `${claim.node} ${claim.is ? 'leads' : 'does not lead'} with a mandate`;
    case 'knows':
      return `${claim.node} takes ${claim.is} for its leader`;
    case 'believes':
      return `${claim.node} believes in ${claim.is ?? 'nobody'}`;
    case 'tiers':
      return `the tiers are ${claim.is || 'none'}`;
    case 'leaders':
      return `${listed(claim.sure)} lead${edge(claim.maybe)}`;
    case 'pretenders':
      return `${listed(claim.sure)} claim to lead without reigning${edge(claim.maybe)}`;
    case 'look':
      return `the lane of ${claim.node} is drawn as ${claim.among.join(' or ')}`;
    case 'instant':
      return `it is ${claim.ms} ms`;
    case 'events':
      return `${claim.count} events have happened`;
    case 'messages':
      return `under way: ${listed(claim.words)}`;
    case 'flight':
      return `“${claim.word}” is drawn near ${listed(claim.ways)}`;
    case 'sending':
      return `${claim.count} “${claim.word}” fly from ${claim.from} to ${claim.to}`;
    case 'count':
      return `${claim.of} messages are under way`;
    case 'sent':
      return `${claim.least} to ${claim.most} messages of ${claim.node} are under way`;
    case 'number':
      return `${claim.node} bears the number ${claim.is || 'of nothing'}`;
    case 'votes':
      return `${claim.node} has ${claim.is || 'asked for no'} votes`;
    case 'variable':
      return `${claim.name} of ${claim.node} is ${claim.is}`;
    case 'timers':
      return `${claim.node} has ${claim.count} timers`;
    case 'inbox':
      return `${claim.count} messages wait at ${claim.node}`;
    case 'actor':
      return `what has just happened concerns ${listed(claim.among)}`;
    case 'tries':
      return `it speaks of ${claim.word} ${listed(claim.are)}`;
    case 'live':
      return `${claim.count} nodes are up`;
    case 'unreadable':
      return `“${claim.text}”, which this test cannot read`;
  }
}

function edge(maybe: readonly string[]): string {
  return maybe.length === 0 ? '' : ` (at an edge: ${maybe.join(', ')})`;
}
