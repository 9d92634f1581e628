/** Pointers: the nearest node within reach, the whole of a large disc, messages beside nodes. */
import { describe, expect, it } from 'vitest';
import { buildScene } from './buildScene';
import { NODE_REACH, freeRadius, messageAt, nodeAt, onDisc } from './hit';
import { seatAt } from './seats';
import { sessionOf, viewOf } from './testing/runs';

async function scene(nodes = 5, us = 1_010_000) {
  const session = await sessionOf({ nodes });
  session.seekUs(us);
  return buildScene(session, viewOf({ messages: 'all' }));
}

describe('nodeAt', () => {
  it('takes the nearest node, at most 44 px away', async () => {
    const picture = await scene();
    const [a] = picture.nodes;
    expect(nodeAt(picture, { x: a!.x + 40, y: a!.y })).toBe('n1');
    expect(nodeAt(picture, { x: a!.x + NODE_REACH + 1, y: a!.y })).toBeNull();
    expect(onDisc(picture, { x: a!.x, y: a!.y + a!.radius })).toBe(true);
  });

  it('takes the whole of a disc that is larger than that', async () => {
    const picture = await scene();
    const [a, ...rest] = picture.nodes;
    const large = { ...picture, nodes: [{ ...a!, radius: 60 }, ...rest] };
    expect(nodeAt(large, { x: a!.x + 59, y: a!.y })).toBe('n1');
    expect(nodeAt(large, { x: a!.x + 65, y: a!.y })).toBeNull();
  });

  it('gives every node its own cell however close they sit', async () => {
    const picture = await scene(25);
    for (const node of picture.nodes) {
      expect(nodeAt(picture, node)).toBe(node.id);
      const free = freeRadius(picture, node.id);
      expect(free).toBeGreaterThanOrEqual(12);
      for (const angle of [0, 1, 2, 3, 4, 5]) {
        const x = node.x + (free - 0.5) * Math.cos(angle);
        const y = node.y + (free - 0.5) * Math.sin(angle);
        expect(nodeAt(picture, { x, y })).toBe(node.id);
      }
    }
  });
});

describe('messageAt', () => {
  it('finds each pill at its middle', async () => {
    const session = await sessionOf({ commands: [{ atMs: 1000, do: 'crash', node: 'leader' }] });
    session.seekUs(1_000_000);
    while (session.flights().filter((one) => one.message.type === 'RequestVote').length < 3) {
      session.stepForward();
    }
    session.advanceTo(session.playhead.us + 4000, 1000);
    const picture = buildScene(session, viewOf());
    expect(picture.messages.length).toBeGreaterThan(0);
    const top = picture.messages[picture.messages.length - 1]!;
    expect(messageAt(picture, top)?.sent).toBe(top.sent);
    expect(messageAt(picture, { x: 2, y: 2 })).toBeNull();
  });
});

describe('seatAt', () => {
  it('keeps a dragged node on the stage', () => {
    const stage = { width: 1280, height: 500, reserveRight: 360 };
    expect(seatAt({ x: 460, y: 250 }, stage, 48)).toEqual([0.5, 0.5]);
    expect(seatAt({ x: 5000, y: -20 }, stage, 46)).toEqual([0.95, 0.092]);
  });
});
