/**
 * Where toolbars, menus and cards go: right beside what they belong to, over neither it nor its name nor
 * the way of a message, inside their room, at every size of stage and for every node.
 */
import { describe, expect, it } from 'vitest';
import { buildScene } from './buildScene';
import { distanceToBox, overlap, segmentMeetsBox } from './geometry';
import { labelBoxes } from './geometryOf';
import { BESIDE_PX, fits, ofLink, ofMessage, ofNode, placeBox, placeList } from './placeBox';
import { sessionOf, viewOf } from './testing/runs';
import type { Box, NodeMark, Scene } from './types';

const STAGES = [
  { width: 1280, height: 525, reserveRight: 360 },
  { width: 1366, height: 493, reserveRight: 360 },
  { width: 1920, height: 790, reserveRight: 360 },
  { width: 844, height: 250, reserveRight: 0 },
];
const MENU = { w: 200, h: 380 };

async function scene(nodes: number, stage: (typeof STAGES)[number]): Promise<Scene> {
  const session = await sessionOf({
    nodes,
    commands: [{ atMs: 900, do: 'crash', node: 'leader' }],
  });
  session.seekUs(1_000_000);
  return buildScene(session, viewOf({ ...stage, messages: 'all' }));
}

function covers(box: Box, node: NodeMark): boolean {
  return (
    distanceToBox(node, box) < node.radius || labelBoxes(node).some((label) => overlap(box, label))
  );
}

/** How far a box is from a node or its words. */
function gap(box: Box, node: NodeMark): number {
  const apart = (a: Box, b: Box): number =>
    Math.hypot(
      Math.max(b.x - a.x - a.w, 0, a.x - b.x - b.w),
      Math.max(b.y - a.y - a.h, 0, a.y - b.y - b.h),
    );
  const words = labelBoxes(node).map((label) => apart(label, box));
  return Math.min(distanceToBox(node, box) - node.radius * 1.36, ...words);
}

describe('placeBox', () => {
  for (const stage of STAGES) {
    for (const nodes of [1, 3, 5, 9, 25]) {
      it(`puts a menu right beside each of ${nodes} nodes on ${stage.width}x${stage.height}`, async () => {
        const picture = await scene(nodes, stage);
        const room = { width: stage.width - 44, height: stage.height };
        for (const node of picture.nodes) {
          const box = { w: MENU.w, ...placeList(picture, ofNode(picture, node.id), MENU, room) };
          expect(covers(box, node), node.id).toBe(false);
          expect(gap(box, node), node.id).toBeLessThanOrEqual(BESIDE_PX + 20);
          expect(fits(ofNode(picture, node.id), box, room)).toBe(true);
        }
      });
    }
  }

  it('leaves the ends of a link and the point that was clicked free', async () => {
    const picture = await scene(5, STAGES[0]!);
    for (const { a, b, from, to } of picture.links) {
      const at = { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 };
      const belongs = ofLink(picture, a, b, at);
      const size = { w: 200, h: 350 };
      const box = { w: 200, ...placeList(picture, belongs, size, { width: 1236, height: 525 }) };
      const ends = picture.nodes.filter(({ id }) => id === a || id === b);
      for (const end of ends) expect(covers(box, end), `${a} ${b}`).toBe(false);
      expect(distanceToBox(at, box)).toBeGreaterThan(6);
      expect(distanceToBox(at, box), `${a} ${b}`).toBeLessThan(60);
    }
  });

  it('leaves a message, its sender, its receiver and its way free', async () => {
    const session = await sessionOf({ commands: [{ atMs: 1000, do: 'crash', node: 'leader' }] });
    session.seekUs(1_000_000);
    while (session.flights().filter((one) => one.message.type === 'RequestVote').length < 3) {
      session.stepForward();
    }
    session.advanceTo(session.playhead.us + 4000, 1000);
    const picture = buildScene(session, viewOf(STAGES[0]!));
    expect(picture.messages.length).toBeGreaterThan(0);
    const size = { w: 240, h: 300 };
    for (const mark of picture.messages) {
      const belongs = ofMessage(picture, mark, mark.from, mark.to);
      const box = { ...placeBox(picture, belongs, size, { width: 1236, height: 525 }), ...size };
      const ends = picture.nodes.filter(({ id }) => id === mark.from || id === mark.to);
      for (const end of ends) expect(covers(box, end), mark.name).toBe(false);
      const target = picture.nodes.find(({ id }) => id === mark.to)!;
      expect(segmentMeetsBox(mark, target, box), mark.name).toBe(false);
    }
  });
});
