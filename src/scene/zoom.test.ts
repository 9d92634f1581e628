/** A closer look: what is under the pointer stays, the bounds hold, words keep their size and get room. */
import { describe, expect, it } from 'vitest';
import { buildScene } from './buildScene';
import { wholePoint } from './closer';
import { geometryOf } from './geometryOf';
import { sessionOf, viewOf } from './testing/runs';
import type { Zoom } from './types';
import { ZOOM_MAX, clampedZoom, panned, zoomAbout, zoomStep } from './zoom';

const STAGE = { width: 1280, height: 520, reserveRight: 360 };
const POINT = { x: 500, y: 300 };

async function look(nodes: number, zoom: Zoom | null) {
  const session = await sessionOf({ nodes });
  session.seekUs(900_000);
  return buildScene(session, viewOf({ ...STAGE, zoom }));
}

describe('zoomAbout', () => {
  it('keeps what lies under the pointer there, closer and less close', () => {
    const before = wholePoint(POINT, null);
    let zoom = zoomAbout(null, 1.7, POINT, STAGE);
    zoom = zoomAbout(zoom, 1.4, POINT, STAGE);
    expect(wholePoint(POINT, zoom).x).toBeCloseTo(before.x);
    expect(wholePoint(POINT, zoom).y).toBeCloseTo(before.y);
    zoom = zoomAbout(zoom, 0.8, POINT, STAGE);
    expect(wholePoint(POINT, zoom).x).toBeCloseTo(before.x);
  });

  it('goes from the whole picture to six times as close, and no further', () => {
    expect(zoomAbout(null, 100, POINT, STAGE)?.scale).toBe(ZOOM_MAX);
    expect(zoomAbout({ scale: 2, x: 10, y: 10 }, 0.1, POINT, STAGE)).toBeNull();
    expect(zoomAbout(null, 0.5, POINT, STAGE)).toBeNull();
  });

  it('shows nothing but picture', () => {
    expect(clampedZoom({ scale: 2, x: -50, y: 9999 }, STAGE)).toEqual({ scale: 2, x: 0, y: 520 });
    expect(panned({ scale: 2, x: 900, y: 100 }, -500, 20, STAGE)).toEqual({
      scale: 2,
      x: 920,
      y: 80,
    });
  });
});

describe('the picture, closer', () => {
  it('spreads the seats by the scale exactly, and the tear and the table with them', async () => {
    const zoom = { scale: 2.5, x: 300, y: 120 };
    const [whole, near] = [await look(5, null), await look(5, zoom)];
    whole.nodes.forEach((node, index) => {
      expect(near.nodes[index]!.x).toBeCloseTo(node.x * 2.5 - 300);
      expect(near.nodes[index]!.y).toBeCloseTo(node.y * 2.5 - 120);
    });
    expect(near.table.radius).toBeCloseTo(whole.table.radius * 2.5);
    expect(near.table.x).toBeCloseTo(whole.table.x * 2.5 - 300);
  });

  it('names every node of a crowd, in words of the usual size', async () => {
    const near = await look(50, { scale: 4, x: 0, y: 0 });
    expect(near.nodes.every(({ label }) => label !== null)).toBe(true);
    for (const { fontPx, what } of geometryOf(near).boxes) {
      if (fontPx > 0) expect(fontPx, what).toBeGreaterThanOrEqual(13);
    }
    for (const { diameter } of geometryOf(near).hits) expect(diameter).toBeGreaterThan(60);
  });

  it('places labels anew at a few steps only, so that they do not dance', async () => {
    const steps = new Set<number>();
    for (let scale = 1; scale <= ZOOM_MAX; scale += 0.01) steps.add(zoomStep(scale));
    expect(steps.size).toBeLessThanOrEqual(11);
    const offsets = async (scale: number) =>
      (await look(9, { scale, x: 0, y: 0 })).nodes.map(({ x, y, label }) => [
        Math.round((label?.box.x ?? 0) - x),
        Math.round((label?.box.y ?? 0) - y),
      ]);
    expect(await offsets(2.15)).toEqual(await offsets(2.4));
  });
});
