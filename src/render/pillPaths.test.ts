/** The outline of a message: its point is where its line leaves it, turned to where it flies. */
import { describe, expect, it } from 'vitest';
import type { MessageShape } from '../engine/protocol';
import { edgeAhead } from '../scene/routes';
import type { MessageMark } from '../scene/types';
import { pillPath } from './pillPaths';

const SHAPES: readonly MessageShape[] = [
  'request',
  'grant',
  'refusal',
  'answer',
  'announce',
  'routine',
];

function markOf(shape: MessageShape, angle: number, shift: number, w = 104, h = 24): MessageMark {
  const [ux, uy] = [Math.cos(angle), Math.sin(angle)];
  const lane = { ux, uy, outX: uy, outY: -ux } as Parameters<typeof edgeAhead>[0];
  const edge = edgeAhead(lane, w, h, shift);
  const line = { lineX: -lane.outX * shift + ux * edge, lineY: -lane.outY * shift + uy * edge };
  return { shape, angle, w, h, x: 0, y: 0, ...line } as MessageMark;
}

function pointsOf(d: string): readonly (readonly [number, number])[] {
  return d
    .slice(1, -1)
    .split('L')
    .map((pair) => pair.split(' ').map(Number) as [number, number]);
}

describe('pillPath', () => {
  it('points along the flight at any angle, whatever its kind', () => {
    for (const shape of SHAPES) {
      for (let degrees = 0; degrees < 360; degrees += 7) {
        const angle = (degrees * Math.PI) / 180;
        const mark = markOf(shape, angle, 0);
        const [tip = [0, 0]] = pointsOf(pillPath(mark));
        // The tip lies on the line of flight, beyond the edge of the body.
        const along = tip[0] * Math.cos(angle) + tip[1] * Math.sin(angle);
        const across = tip[0] * Math.sin(angle) - tip[1] * Math.cos(angle);
        expect(Math.abs(across), `${shape} at ${degrees}`).toBeLessThan(0.2);
        const edge = mark.lineX * Math.cos(angle) + mark.lineY * Math.sin(angle);
        if (shape !== 'announce' && shape !== 'answer' && shape !== 'grant') {
          expect(along - edge, `${shape} at ${degrees}`).toBeGreaterThan(0.5);
        }
        expect(along).toBeGreaterThan(10);
      }
    }
  });

  it('has its point on the line where it leans from it', () => {
    for (let degrees = 5; degrees < 360; degrees += 10) {
      const angle = (degrees * Math.PI) / 180;
      for (const shift of [-20, -8, 8, 20]) {
        const half = (Math.abs(Math.sin(angle)) * 104 + Math.abs(Math.cos(angle)) * 24) / 2;
        if (Math.abs(shift) > half - 11) continue;
        const mark = markOf('request', angle, shift);
        const [tip = [0, 0]] = pointsOf(pillPath(mark));
        const dx = tip[0] - mark.lineX;
        const dy = tip[1] - mark.lineY;
        expect(Math.abs(dx * Math.sin(angle) - dy * Math.cos(angle))).toBeLessThan(0.3);
        expect(dx * Math.cos(angle) + dy * Math.sin(angle)).toBeGreaterThan(8);
      }
    }
  });

  it('tells the kinds apart by outline alone', () => {
    const outlines = SHAPES.map((shape) => pillPath(markOf(shape, 0.3, 0)));
    // A routine message differs from a request by its dashes and by the size of its point.
    expect(new Set(outlines).size).toBe(SHAPES.length);
  });
});
