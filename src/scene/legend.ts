/**
 * Which kinds of mark stand in a picture: the line under the stage explains these and no others. Keys
 * and, where the algorithm has its own name for a mark, the key of that; the words are the page's.
 */
import type { LegendKey } from './legendKey';
import { provideLegend } from './legendSlot';
import type { MessageMark, NodeMark, RingMark, Scene } from './types';

/** What the line under the stage explains. */
export type Explained = Pick<Scene, 'legend' | 'legendWords' | 'legendInitials'>;

type Words = { [K in LegendKey]?: string };

class Seen {
  readonly keys = new Set<LegendKey>();
  /** Kinds of message whose marks bear their word. */
  readonly written = new Set<LegendKey>();
  /** Kinds of message of which some mark bears none. */
  readonly bare = new Set<LegendKey>();
  readonly words: Words = {};
  readonly initials: Words = {};

  /** Marks with different words of their own share one entry: the first word is kept. */
  add(key: LegendKey, word = ''): void {
    this.keys.add(key);
    if (word !== '') this.words[key] ??= word;
  }
}

function messageKey(mark: MessageMark): LegendKey {
  if (mark.form === 'tick' || mark.shape === 'routine') return 'tick';
  return mark.shape;
}

/** A message without its word is explained by it, unless others of its kind say something else. */
function seeMessage(seen: Seen, mark: MessageMark): void {
  const key = messageKey(mark);
  seen.keys.add(key);
  if (mark.heldBack) seen.add('held');
  if (mark.form === 'pill' && mark.word === '') seen.written.add(key);
  if (mark.word === '') return;
  seen.bare.add(key);
  const same = (seen.words[key] ?? mark.word) === mark.word;
  seen.words[key] = same ? mark.word : '';
  if (mark.form !== 'pill') return;
  seen.initials[key] = same && (seen.initials[key] ?? mark.text) === mark.text ? mark.text : '';
}

function seeRing(seen: Seen, ring: RingMark): void {
  switch (ring.kind) {
    case 'voters':
      if (ring.crowd) seen.add('notch');
      else seen.add('votes', ring.word);
      return;
    case 'window':
      seen.add('window', ring.word);
      return;
    case 'arc':
      seen.add(ring.danger ? 'danger' : 'arc', ring.word);
      return;
    case 'lease':
      seen.add('lease', ring.word);
      if (ring.danger !== null) seen.add('danger');
      return;
    case 'countdown':
      if (ring.racing) seen.add(ring.first ? 'first' : 'race');
      else seen.add('countdown');
  }
}

function seeNode(seen: Seen, node: NodeMark): void {
  if (node.heldTimer) seen.add('held');
  if (node.clock !== null) seen.add('clock');
  if (node.wiped) seen.add('wiped');
  if (!node.up) seen.add('crashed');
  else if (node.paused) seen.add('paused');
  if (node.writing) seen.add('writing');
  if (node.glyph === 'crown') seen.add(node.seated ? 'leader' : 'claims');
  else if (node.glyph === 'hand' || node.glyph === 'electing') seen.add('asking', node.roleWord);
  else if (node.glyph === 'waiting') seen.add('waiting', node.roleWord);
  else if (node.glyph === 'keeps') seen.add('keeps', node.roleWord);
  if (node.kindWord !== '' && node.glyph === 'plain') seen.add(`kind.${node.kind}`, node.kindWord);
  if (node.ring !== null) seeRing(seen, node.ring);
  if (node.plate !== null) {
    seen.add(node.plate.what, node.plate.word);
    if (node.plate.spent) seen.add('spent');
  }
  if (node.place > 0) seen.add('queue');
  if (node.label === null) return;
  if (node.label.tally !== '' && node.ring?.kind !== 'voters') seen.add('agreed');
  if (node.label.cells !== null) seen.add('cells');
  for (const chip of node.label.chips) if (chip.what !== 'count') seen.add(chip.what, chip.word);
  if (node.label.flag !== null) seen.add(node.label.flag.differs ? 'flag' : 'belief');
}

/**
 * With more entries than this, messages that bear their word are left to explain themselves, and the
 * arc that ends first stands for all arcs.
 */
const MOST_KEYS = 9;

/** Kinds of mark in the order of the legend: the rarest and gravest first. */
export function legendOf(scene: Omit<Scene, keyof Explained>): Explained {
  const seen = new Seen();
  if (scene.tear !== null) seen.add('tear');
  if (scene.grounds.length > 0) seen.add('ground');
  for (const link of scene.links) {
    if (link.state === 'oneWay') seen.add('oneWay');
    else if (link.state === 'cut' && !link.torn) seen.add('cut');
    if (link.altered) seen.add('altered');
  }
  for (const step of scene.ring) seen.add(step.closed ? 'closed' : 'ringStep');
  for (const tie of scene.ties) seen.add(tie.kind, tie.word);
  for (const mark of scene.breaks) seen.add(mark.kind === 'loss' ? 'lost' : 'broken');
  for (const node of scene.nodes) seeNode(seen, node);
  for (const mark of scene.messages) seeMessage(seen, mark);
  if (seen.keys.size > MOST_KEYS) {
    for (const key of seen.written) if (!seen.bare.has(key)) seen.keys.delete(key);
    if (seen.keys.has('first')) seen.keys.delete('race');
  }
  return {
    legend: ORDER.filter((key) => seen.keys.has(key)),
    legendWords: seen.words,
    legendInitials: seen.initials,
  };
}

/** What needs explaining most comes first: where a phone has no room for all, the rest explains itself. */
const ORDER: readonly LegendKey[] = [
  'claims',
  'leader',
  'spent',
  'keeps',
  'agreed',
  'votes',
  'notch',
  'danger',
  'tear',
  'ground',
  'oneWay',
  'cut',
  'held',
  'wiped',
  'clock',
  'altered',
  'first',
  'race',
  'window',
  'lease',
  'arc',
  'request',
  'grant',
  'refusal',
  'announce',
  'answer',
  'lost',
  'broken',
  'token',
  'swallowed',
  'door',
  'refused',
  'queue',
  'sight',
  'tie',
  'closed',
  'ringStep',
  'backs',
  'belief',
  'flag',
  'cells',
  'writing',
  'countdown',
  'asking',
  'waiting',
  'kind.store',
  'kind.client',
  'kind.bank',
  'kind.person',
  'kind.gateway',
  'kind.server',
  'crashed',
  'paused',
  'tick',
];

// Loading this module puts it in its place; nothing else needs to be called.
provideLegend(legendOf);
