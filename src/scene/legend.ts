/**
 * Which kinds of mark stand in a picture: the line under the stage explains these and no others. Keys
 * only, the words are the page's.
 */
import type { LegendKey, MessageMark, Scene } from './types';

function messageKey(mark: MessageMark): LegendKey {
  if (mark.form === 'tick' || mark.shape === 'routine') return 'tick';
  return mark.shape;
}

/** Kinds of mark in the order of the legend. At most `most`, the rarest and gravest first. */
export function legendOf(scene: Omit<Scene, 'legend'>, most = 6): readonly LegendKey[] {
  const seen = new Set<LegendKey>();
  if (scene.tear !== null) seen.add('tear');
  if (scene.grounds.length > 0) seen.add('ground');
  for (const link of scene.links) {
    if (link.state === 'oneWay') seen.add('oneWay');
    if (link.altered) seen.add('altered');
  }
  for (const mark of scene.breaks) seen.add(mark.kind === 'loss' ? 'lost' : 'broken');
  for (const node of scene.nodes) {
    if (node.heldTimer) seen.add('held');
    if (node.clock !== null) seen.add('clock');
    if (node.wiped) seen.add('wiped');
    if (!node.up) seen.add('crashed');
    else if (node.paused) seen.add('paused');
    if (node.ring?.kind === 'voters') seen.add('votes');
    if (node.ring?.kind === 'window') seen.add('window');
    if (node.glyph === 'crown') seen.add(node.seated ? 'leader' : 'claims');
    if (node.ring?.kind === 'countdown') seen.add(node.ring.racing ? 'race' : 'countdown');
  }
  for (const mark of scene.messages) {
    seen.add(messageKey(mark));
    if (mark.heldBack) seen.add('held');
  }
  for (const node of scene.nodes) {
    if ((node.label?.cells ?? null) !== null) seen.add('cells');
    const flag = node.label?.flag ?? null;
    if (flag !== null) seen.add(flag.differs ? 'flag' : 'belief');
  }
  return ORDER.filter((key) => seen.has(key)).slice(0, most);
}

const ORDER: readonly LegendKey[] = [
  'claims',
  'leader',
  'tear',
  'ground',
  'oneWay',
  'held',
  'wiped',
  'clock',
  'altered',
  'votes',
  'race',
  'request',
  'grant',
  'refusal',
  'announce',
  'answer',
  'window',
  'lost',
  'broken',
  'crashed',
  'paused',
  'flag',
  'belief',
  'cells',
  'countdown',
  'tick',
];
