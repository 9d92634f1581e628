/**
 * Every layout from 1 to 50 nodes on stages of every shape, the low ones too (an open timeline, half a
 * phone): nothing covers a name, nothing is clipped, everyone up to 15 has a name, nodes keep apart.
 */
import { describe, expect, it } from 'vitest';
import type { Face } from '../engine/protocol';
import type { RunView } from '../session/types';
import { buildScene } from './buildScene';
import { distance } from './geometry';
import { provideLines } from './lineSlot';
import * as lines from './lines';
import { faults } from './testing/faults';
import { sessionOf, viewOf } from './testing/runs';
import { seenAs } from './testing/seenAs';
import type { Scene } from './types';

provideLines(lines);

const STAGES = [
  ['desktop', 1280, 530, 360],
  ['laptop', 1366, 520, 360],
  ['open timeline', 1280, 260, 360],
  ['phone', 390, 390, 0],
  ['half a phone', 390, 240, 0],
] as const;
const COUNTS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 13, 15, 16, 19, 25, 33, 50];
const LAYOUTS = ['circle', 'ring', 'tiers'] as const;

const KINDS: NonNullable<Face['kinds']> = {
  store: { glyph: 'store', word: 'store', place: 'service' },
  client: { glyph: 'client', word: 'client', place: 'main' },
};

/** The run as another layout would show it; in tiers a third of the nodes is the service. */
function laidOut(run: RunView, layout: Face['layout']): RunView {
  const replicas = Math.min(5, Math.ceil(run.world.ids.length / 3));
  const kinds = layout === 'tiers' ? KINDS : {};
  return seenAs(run, {
    algorithm: (real) => ({ ...real, face: { ...real.face, layout, kinds } }),
    world: (world) =>
      seenAs(world, {
        node: () => (id) => {
          const node = world.node(id);
          return seenAs(node, { kind: () => (node.index < replicas ? 'store' : 'client') });
        },
      }),
  });
}

/** Faults that no layout can mend: half a phone has no room for the hits of so many. */
function mendable(scene: Scene, found: readonly string[], crowd: boolean): readonly string[] {
  return crowd ? found.filter((fault) => !fault.endsWith('is hard to hit')) : found;
}

/** Discs that touch. */
function touching(scene: Scene): readonly string[] {
  const found: string[] = [];
  scene.nodes.forEach((a, index) => {
    for (const b of scene.nodes.slice(index + 1)) {
      if (distance(a, b) < a.radius + b.radius + 1) found.push(`${a.id} touches ${b.id}`);
    }
  });
  return found;
}

describe.each(STAGES)('the stage of a %s', (_, width, height, reserveRight) => {
  describe.each(LAYOUTS)('as %s', (layout) => {
    it.each(COUNTS)('lays out %i nodes without a fault', async (nodes) => {
      const session = await sessionOf({ nodes });
      session.seekUs(nodes > 25 ? 20_000 : 420_000);
      const run = laidOut(session, layout);
      const view = viewOf({ width, height, reserveRight, selected: 'n1', named: [`n${nodes}`] });
      const scene = buildScene(run, view);
      const crowd = nodes > 15 && (width < 600 || height < 300);
      expect(mendable(scene, faults(scene, width - reserveRight), crowd)).toEqual([]);
      expect(touching(scene)).toEqual([]);
      const named = scene.nodes.filter((node) => node.label !== null);
      if (nodes <= 15) expect(named).toHaveLength(nodes);
      for (const id of ['n1', `n${nodes}`]) {
        expect(scene.nodes.find((node) => node.id === id)?.label).not.toBeNull();
      }
      // The table is for what flies: half of the smaller side at least.
      if (layout !== 'tiers' && nodes > 1 && scene.table.radius > 0) {
        expect(scene.table.radius * 2).toBeGreaterThan(Math.min(width, height) * 0.45);
      }
    });
  });

  it('names most of 25 nodes', async () => {
    const session = await sessionOf({ nodes: 25 });
    session.seekUs(0);
    const scene = buildScene(session, viewOf({ width, height, reserveRight }));
    const named = scene.nodes.filter((node) => node.label !== null).length;
    expect(named).toBeGreaterThan(height > 300 ? 24 : 8);
  });
});

describe('a grid', () => {
  it('takes over where a circle of many leaves no room', async () => {
    const session = await sessionOf({ nodes: 50 });
    session.seekUs(0);
    const phone = buildScene(session, viewOf({ width: 390, height: 390, reserveRight: 0 }));
    expect(phone.table.radius).toBe(0);
    expect(new Set(phone.nodes.map((node) => Math.round(node.y))).size).toBeLessThan(10);
    const desktop = buildScene(session, viewOf());
    expect(desktop.table.radius).toBeGreaterThan(150);
  });

  it('tints the ground of groups instead of moving anyone', async () => {
    const session = await sessionOf({
      nodes: 50,
      commands: [{ atMs: 10, do: 'partition', groups: [['n1', 'n2', 'n3'], ['rest']] }],
    });
    session.seekUs(20_000);
    const scene = buildScene(session, viewOf({ width: 390, height: 390, reserveRight: 0 }));
    expect(scene.tear).toBeNull();
    expect(new Set(scene.grounds.map((ground) => ground.group)).size).toBe(2);
  });
});

describe('names in a crowd', () => {
  it('are large for whom the caption speaks of, small for the others', async () => {
    const session = await sessionOf({ nodes: 25 });
    session.seekUs(0);
    const scene = buildScene(session, viewOf({ named: ['n21'] }));
    for (const node of scene.nodes) {
      expect(node.label?.form, node.id).toBe(node.id === 'n21' ? 'line' : 'small');
    }
  });
});
