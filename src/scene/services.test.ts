/**
 * Belief against authority: of two that believe they lead, the picture tells the one that the service names
 * from the one it does not; and who keeps the store or a lock from both. What is written fits its label.
 */
import { describe, expect, it } from 'vitest';
import { loadAlgorithm } from '../algorithms/registry';
import type { Scenario } from '../scenario/types';
import type { Session } from '../session/types';
import { buildScene } from './buildScene';
import { labelBoxes } from './geometryOf';
import './legend';
import { provideLines } from './lineSlot';
import * as lines from './lines';
import { sessionOf, viewOf } from './testing/runs';
import type { Scene } from './types';

provideLines(lines);

async function presetOf(algorithm: string, id: string): Promise<Session> {
  const loaded = await loadAlgorithm(algorithm);
  const preset = loaded?.presets.find((one) => one.id === id);
  if (preset === undefined) throw new Error(`${algorithm} has no preset ${id}`);
  return sessionOf(preset.scenario as Partial<Scenario>);
}

function sceneAt(session: Session, ms: number): Scene {
  session.seekUs(ms * 1000);
  const texts = session.algorithm.face.texts.en;
  return buildScene(session, viewOf({ words: (key) => texts[key] ?? key }));
}

/** An instant at which two believe that they lead, in each service. */
const RIVALS = [
  ['etcd', 'pause', 10_500],
  ['consul', 'pause', 7400],
  ['zookeeper', 'pause', 2900],
  ['zookeeper', 'stubborn', 3000],
  ['kubernetes', 'pause', 4900],
  ['consul', 'drift', 4300],
] as const;

describe('two believe that they lead', () => {
  it.each(RIVALS)(
    '%s, %s: one is filled, the other hollow with its token struck out',
    async (...at) => {
      const [algorithm, preset, ms] = at;
      const scene = sceneAt(await presetOf(algorithm, preset), ms);
      const crowns = scene.nodes.filter(({ glyph }) => glyph === 'crown');
      expect(crowns.map(({ seated, plate }) => [seated, plate?.spent]).sort()).toEqual([
        [false, true],
        [true, false],
      ]);
      const [named] = crowns.filter(({ seated }) => seated);
      const ring = named?.ring;
      expect(ring?.kind === 'lease' && ring.service !== null && ring.danger === null).toBe(true);
      expect(scene.legend).toEqual(expect.arrayContaining(['leader', 'claims', 'spent', 'lease']));
    },
  );

  it('chubby: the cell has a master with a crown, and the lock a holder without one', async () => {
    const session = await presetOf('chubby', 'cut-off');
    const before = sceneAt(session, 1900).nodes.find(({ id }) => id === 'c1');
    expect([before?.glyph, before?.plate?.spent]).toEqual(['keeps', false]);
    // In jeopardy it trusts a lock that the cell has given to another by now.
    const after = sceneAt(session, 5900).nodes;
    const old = after.find(({ id }) => id === 'c1');
    expect([old?.plate?.text, old?.plate?.spent]).toEqual(['1', true]);
    expect(old?.ring).toMatchObject({ kind: 'arc', danger: true });
    const next = after.find(({ id }) => id === 'c2');
    expect([next?.glyph, next?.plate?.text, next?.plate?.spent]).toEqual(['keeps', '2', false]);
  });
});

describe('labels of services', () => {
  it.each(['etcd', 'consul', 'zookeeper', 'kubernetes', 'chubby'])(
    '%s: badge and flag fit',
    async (algorithm) => {
      const session = await presetOf(algorithm, 'typical');
      for (const ms of [500, 1500, 3000]) {
        for (const node of sceneAt(session, ms).nodes) {
          const { box } = node.label ?? {};
          for (const { x, w, what } of labelBoxes(node)) {
            expect(x + 0.5, `${node.id} ${what}`).toBeGreaterThan(box?.x ?? 0);
            expect(x + w, `${node.id} ${what}`).toBeLessThan((box?.x ?? 0) + (box?.w ?? 0) + 0.5);
          }
        }
      }
    },
  );
});
