/**
 * The line under the stage: it explains every mark of the picture, and all of it fits one line of a
 * desktop, in the states that everyone comes through.
 */
import '../../scene/legend';
import { describe, expect, it } from 'vitest';
import { buildScene } from '../../scene/buildScene';
import { textWidth } from '../../scene/fontMetrics';
import { sessionOf, viewOf } from '../../scene/testing/runs';
import type { LegendKey } from '../../scene/legendKey';
import type { Scene } from '../../scene/types';
import type { Command } from '../../scenario/types';
import { legendTexts } from '../i18n/en/legend';

const TEXT_PX = 14;
/** Drawing, the gap to its words, the gap to the next entry, px. */
const DRAWING = 28;
const GAP = 4;
const BETWEEN = 12;
/** The page at 1280 px less its margins. */
const DESK = 1280 - 48;

/** They come last and explain themselves: where an election, a tear and a cut meet, these may be cut off. */
const PLAIN: readonly string[] = ['asking', 'waiting', 'crashed', 'paused', 'tick'];

const CRASH: Command = { atMs: 2000, do: 'crash', node: 'leader' };
const TEAR: Command = { atMs: 2000, do: 'partition', groups: [['leader', 'any'], ['rest']] };
const CUT: Command = { atMs: 2000, do: 'cut', from: 'n1', to: 'n3', oneWay: true };
const HOLD: Command = { atMs: 2000, do: 'pause', node: 'any' };

const texts: { readonly [key: string]: string } = legendTexts;

function wordsOf(key: LegendKey, scene: Scene, own: { readonly [key: string]: string }): string {
  const said = scene.legendWords[key];
  if (said !== undefined && said !== '') return own[said] ?? said;
  return texts[`legend.${key}_majority`] ?? texts[`legend.${key}`] ?? '';
}

/** Every mark that is drawn, by the key that explains it. */
function marksOf(scene: Scene): Set<string> {
  const marks = new Set<string>();
  for (const node of scene.nodes) {
    if (!node.up) marks.add('crashed');
    if (node.paused) marks.add('paused');
    if (node.glyph === 'crown') marks.add(node.seated ? 'leader' : 'claims');
    if (node.glyph === 'hand') marks.add('asking');
    const { ring, label } = node;
    if (ring?.kind === 'voters') marks.add(ring.crowd ? 'notch' : 'votes');
    if (ring?.kind === 'window') marks.add('window');
    if (ring?.kind === 'countdown') {
      marks.add(ring.racing ? (ring.first ? 'first' : 'race') : 'countdown');
    }
    if (label?.flag) marks.add(label.flag.differs ? 'flag' : 'belief');
    if (label?.cells) marks.add('cells');
  }
  for (const { form, shape, word } of scene.messages) {
    // A pill with its word on it may be left to explain itself.
    if (form !== 'pill' || word !== '')
      marks.add(form === 'tick' || shape === 'routine' ? 'tick' : shape);
  }
  for (const { kind } of scene.breaks) marks.add(kind === 'loss' ? 'lost' : 'broken');
  if (scene.tear) marks.add('tear');
  for (const { state, torn } of scene.links) {
    if (state === 'oneWay') marks.add('oneWay');
    if (state === 'cut' && !torn) marks.add('cut');
  }
  return marks;
}

describe.each(['raft', 'bully', 'ring'])('the legend of %s', (algorithm) => {
  it.each([
    ['at rest', 5, []],
    ['at rest', 25, []],
    ['in an election', 5, [CRASH]],
    ['in an election', 9, [CRASH]],
    ['in an election', 25, [CRASH]],
    ['torn', 5, [TEAR]],
    ['cut one way', 5, [CUT]],
    ['paused', 5, [HOLD]],
  ] as const)('explains every mark %s with %i nodes, on one line', async (_, nodes, commands) => {
    const session = await sessionOf({ algorithm, nodes, seed: '3', commands });
    const { texts: own } = session.algorithm.face;
    for (let us = 1_990_000; us < 2_600_000; us += 7000) {
      session.seekUs(us);
      const scene = buildScene(session, viewOf());
      const marks = marksOf(scene);
      // Where much is to be explained, the arc that ends first stands for all.
      if (marks.has('first') && !scene.legend.includes('race')) marks.delete('race');
      for (const mark of marks) expect(scene.legend).toContain(mark);
      let wide = 0;
      for (const key of scene.legend) {
        if (PLAIN.includes(key)) continue;
        const words = wordsOf(key, scene, own.en);
        expect(words, key).not.toBe('');
        const initial = scene.legendInitials[key] ?? '';
        const drawing = initial === '' ? DRAWING : DRAWING + 10;
        wide += drawing + GAP + textWidth(words, TEXT_PX) + BETWEEN;
      }
      expect(wide - BETWEEN, scene.legend.join(' ')).toBeLessThanOrEqual(DESK);
    }
  });
});
