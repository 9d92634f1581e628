/** Messages that wait stand in a tidy row along their lane: none covers another, a node or a name. */
import { describe, expect, it } from 'vitest';
import type { Scenario } from '../scenario/types';
import { buildScene } from './buildScene';
import { distanceToBox, overlapArea } from './geometry';
import { labelBoxes } from './geometryOf';
import { sessionOf, viewOf } from './testing/runs';
import type { Scene, SceneView } from './types';

async function waitingAt(
  scenario: Partial<Scenario>,
  us: number,
  size: Partial<SceneView>,
): Promise<Scene> {
  const session = await sessionOf(scenario);
  session.seekUs(us);
  const texts = session.algorithm.face.texts.en;
  return buildScene(
    session,
    viewOf({ words: (key) => texts[key] ?? key, messages: 'all', ...size }),
  );
}

const HELD: Partial<Scenario> = {
  commands: [{ atMs: 0, do: 'hold', kinds: ['messages'] }],
};
const PAUSED: Partial<Scenario> = {
  initial: { leader: 'n1' },
  commands: [{ atMs: 300, do: 'pause', node: 'n2' }],
};

describe('messages that wait', () => {
  it.each([
    ['held back', { ...HELD, algorithm: 'raft' }, 330_000],
    ['held back in an election of all', { ...HELD, algorithm: 'bully', nodes: 6 }, 900_000],
    ['at a node that is paused', { ...PAUSED, algorithm: 'raft' }, 440_000],
  ] as const)('%s', async (_, scenario, us) => {
    for (const size of [{}, { width: 390, height: 390, reserveRight: 0 }]) {
      const scene = await waitingAt(scenario, us, size);
      const marks = scene.messages.filter((mark) => mark.held);
      expect(marks.length).toBeGreaterThan(1);
      const boxes = marks.map(({ x, y, w, h }) => ({ x: x - w / 2, y: y - h / 2, w, h }));
      boxes.forEach((box, index) => {
        const mark = marks[index]!;
        for (const other of marks.slice(index + 1)) {
          if (mark.form === 'pill' && other.form === 'pill') {
            expect(overlapArea(box, boxes[marks.indexOf(other)]!)).toBe(0);
          } else {
            expect(Math.hypot(mark.x - other.x, mark.y - other.y)).toBeGreaterThan(8);
          }
        }
        for (const node of scene.nodes) {
          if (mark.form === 'pill') expect(distanceToBox(node, box)).toBeGreaterThan(node.radius);
        }
        for (const word of scene.nodes.flatMap(labelBoxes)) {
          if (mark.form === 'pill') expect(overlapArea(word, box)).toBeLessThan(1);
        }
        // On its lane, between the rims.
        const long = Math.hypot(mark.meets.x - mark.leaves.x, mark.meets.y - mark.leaves.y);
        const way = Math.hypot(mark.lineX - mark.leaves.x, mark.lineY - mark.leaves.y);
        expect(way).toBeLessThan(long + 12);
      });
    }
  });

  it('leave room between two in one queue for the point of the one behind', async () => {
    let pairs = 0;
    for (const [scenario, us] of [
      [PAUSED, 470_000],
      [{ ...PAUSED, algorithm: 'bully', initial: { leader: 'n5' } }, 900_000],
    ] as const) {
      const scene = await waitingAt(scenario, us, {});
      const queue = scene.messages.filter((mark) => mark.held && mark.form === 'pill');
      queue.forEach((mark, index) => {
        const behind = queue.slice(index + 1).find((o) => o.from === mark.from && o.to === mark.to);
        if (behind === undefined) return;
        pairs++;
        // Boxes that overlap neither way; of the gaps to the side and upwards, the wider one counts.
        const gap = Math.max(
          Math.abs(mark.x - behind.x) - (mark.w + behind.w) / 2,
          Math.abs(mark.y - behind.y) - (mark.h + behind.h) / 2,
        );
        const long = Math.hypot(mark.x - behind.x, mark.y - behind.y);
        const along = Math.abs(Math.cos(mark.angle)) * (mark.w + behind.w);
        const across = Math.abs(Math.sin(mark.angle)) * (mark.h + behind.h);
        expect(gap, `${mark.name} before ${behind.name}`).toBeGreaterThan(3);
        expect(long, 'no hole in the queue').toBeLessThan((along + across) / 2 + 60);
      });
    }
    expect(pairs).toBeGreaterThan(0);
  });

  it('keep the order in which they were sent: the first is at the rim', async () => {
    const scene = await waitingAt(PAUSED, 470_000, {});
    const queue = scene.messages.filter((mark) => mark.held && mark.to === 'n2');
    expect(queue.length).toBeGreaterThan(1);
    const left = queue.map((mark) => Math.hypot(mark.meets.x - mark.x, mark.meets.y - mark.y));
    expect([...left].sort((a, b) => a - b)).toEqual(left);
  });
});
