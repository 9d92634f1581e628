/**
 * Over the whole matrix of stages and node counts: nothing covers a name, nothing is clipped, text is
 * large enough, every node can be hit; torn networks sit group by group.
 */
import './legend';
import { describe, expect, it } from 'vitest';
import { buildScene } from './buildScene';
import { crossing, distance, inside, overlap } from './geometry';
import { geometryOf } from './geometryOf';
import { tearShare } from './tear';
import { faults } from './testing/faults';
import { sessionOf, viewOf } from './testing/runs';

const STAGES = [
  { name: 'desktop', width: 1280, height: 500, reserveRight: 360 },
  { name: 'laptop', width: 1366, height: 470, reserveRight: 360 },
  { name: 'projector', width: 1920, height: 720, reserveRight: 360 },
  { name: 'phone', width: 390, height: 366, reserveRight: 0 },
] as const;
const COUNTS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 15, 16, 25];

describe.each(STAGES)('the stage of a $name', ({ name: _name, ...stage }) => {
  it.each(COUNTS)('lays out %i nodes without a fault', async (nodes) => {
    const session = await sessionOf({ nodes });
    session.seekUs(900_000);
    const scene = buildScene(session, viewOf({ ...stage, selected: 'n1' }));
    expect(faults(scene, stage.width - stage.reserveRight)).toEqual([]);
  });

  it.each([
    [5, [['n1', 'n2'], ['rest']]],
    [5, [['n2'], ['rest']]],
    [5, [['n1', 'n3'], ['rest']]],
    [9, [['n1', 'n2', 'n8'], ['n3', 'n4', 'n5'], ['rest']]],
    [9, [['n4', 'n5', 'n6', 'n7'], ['rest']]],
    [12, [['n1', 'n2', 'n3', 'n4', 'n5'], ['rest']]],
    [25, [['n1', 'n2', 'n3', 'n4', 'n5', 'n6', 'n7', 'n8'], ['rest']]],
  ] as const)('lays out %i torn nodes without a fault', async (nodes, groups) => {
    const session = await sessionOf({ nodes, commands: [{ atMs: 500, do: 'partition', groups }] });
    session.seekUs(900_000);
    const scene = buildScene(session, viewOf(stage));
    expect(scene.tear).not.toBeNull();
    expect(faults(scene, stage.width - stage.reserveRight)).toEqual([]);
  });
});

describe('messages', () => {
  it.each([
    ['raft', 5],
    ['raft', 9],
    ['bully', 5],
  ] as const)('of an election of %s with %i nodes cover no name', async (algorithm, nodes) => {
    const session = await sessionOf({
      algorithm,
      nodes,
      commands: [{ atMs: 3000, do: 'crash', node: 'leader' }],
    });
    let pills = 0;
    for (let us = 3_040_000; us < 3_420_000; us += 1500) {
      session.seekUs(us);
      const scene = buildScene(session, viewOf());
      const { boxes } = geometryOf(scene);
      const names = boxes.filter((box) => box.what === 'name');
      for (const pill of boxes.filter((box) => box.what === 'pill')) {
        pills++;
        expect(inside(pill, scene.width, scene.height)).toBe(true);
        for (const name of names) expect(overlap(pill, name)).toBe(false);
      }
    }
    expect(pills).toBeGreaterThan(40);
  });
});

describe('a torn network', () => {
  it('has the tear between every two nodes of different groups, and between no others', async () => {
    const session = await sessionOf({
      nodes: 9,
      commands: [
        { atMs: 10, do: 'partition', groups: [['n1', 'n5', 'n9'], ['n2', 'n3'], ['rest']] },
      ],
    });
    session.seekUs(20_000);
    const scene = buildScene(session, viewOf());
    const groupOf = new Map(
      session.world.groups.flatMap((ids, group) => ids.map((id) => [id, group] as const)),
    );
    for (const a of scene.nodes) {
      for (const b of scene.nodes) {
        if (a.id >= b.id) continue;
        const crosses = scene.tear!.lines.some(([p, q]) => crossing(a, b, p, q) !== null);
        expect(crosses).toBe(groupOf.get(a.id) !== groupOf.get(b.id));
      }
    }
  });

  it('keeps seats given by hand and tints the ground instead', async () => {
    const session = await sessionOf({
      commands: [{ atMs: 10, do: 'partition', groups: [['n1', 'n2'], ['rest']] }],
    });
    session.seekUs(20_000);
    const scene = buildScene(session, viewOf({ seats: { n3: [0.3, 0.6] } }));
    expect(scene.tear).toBeNull();
    expect(scene.grounds).toHaveLength(5);
    expect(new Set(scene.grounds.map((ground) => ground.group)).size).toBe(2);
    const n3 = scene.nodes.find((node) => node.id === 'n3')!;
    expect([n3.x, n3.y]).toEqual([0.3 * 920, 0.6 * 530]);
  });

  it('glides: half way is between here and there, and the end is the plan', async () => {
    const session = await sessionOf({
      commands: [{ atMs: 10, do: 'partition', groups: [['n1', 'n3'], ['rest']] }],
    });
    session.seekUs(5000);
    const from = new Map(
      buildScene(session, viewOf()).nodes.map((node) => [node.id, node] as const),
    );
    session.seekUs(20_000);
    const there = buildScene(session, viewOf());
    const half = buildScene(session, viewOf({ glide: { from, progress: 0.5 } }));
    half.nodes.forEach((node, index) => {
      const goal = there.nodes[index]!;
      const start = from.get(node.id)!;
      expect(distance(node, { x: (goal.x + start.x) / 2, y: (goal.y + start.y) / 2 })).toBeLessThan(
        1e-6,
      );
    });
    const end = buildScene(session, viewOf({ glide: { from, progress: 1 } }));
    expect(end.nodes).toEqual(there.nodes);
  });

  it('leaves a way that no tear crosses broken in its middle', () => {
    expect(tearShare(null, { x: 0, y: 0 }, { x: 9, y: 9 })).toBe(0.5);
  });
});

describe('a single cut', () => {
  it('shows which way is open', async () => {
    const session = await sessionOf({
      commands: [{ atMs: 10, do: 'cut', from: 'n1', to: 'n3', oneWay: true }],
    });
    session.seekUs(20_000);
    const scene = buildScene(session, viewOf());
    const broken = scene.links.filter((link) => link.state !== 'whole');
    expect(broken).toHaveLength(1);
    expect(broken[0]).toMatchObject({ a: 'n3', b: 'n1', state: 'oneWay' });
    expect(scene.legend).toContain('oneWay');
  });
});
