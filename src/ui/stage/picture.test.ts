/** The glide: starts when groups change, lasts 400 ms of wall time, and is left out on request. */
import { describe, expect, it } from 'vitest';
import { FakeElement } from '../../render/testing/fakeSvg';
import { sessionOf, viewOf } from '../../scene/testing/runs';
import { GLIDE_MS, Picture } from './picture';

async function stage(stepsInstead: boolean) {
  const session = await sessionOf({
    commands: [
      { atMs: 100, do: 'partition', groups: [['n1', 'n3'], ['rest']] },
      { atMs: 500, do: 'heal' },
    ],
  });
  const svg = new FakeElement('svg') as unknown as SVGSVGElement;
  const picture = new Picture(
    svg,
    (node) => node.id,
    () => stepsInstead,
  );
  const { glide: _glide, ...view } = viewOf();
  const seatOf = (id: string) => {
    const node = picture.scene!.nodes.find((one) => one.id === id)!;
    return { x: node.x, y: node.y };
  };
  return { session, picture, view, seatOf };
}

describe('Picture', () => {
  it('glides to new seats and back, and then rests', async () => {
    const { session, picture, view, seatOf } = await stage(false);
    session.seekUs(50_000);
    expect(picture.paint(session, view, 0)).toBe(false);
    const home = seatOf('n3');
    session.seekUs(200_000);
    expect(picture.paint(session, view, 1000)).toBe(true);
    expect(seatOf('n3')).toEqual(home);
    picture.paint(session, view, 1000 + GLIDE_MS / 2);
    const half = seatOf('n3');
    expect(picture.paint(session, view, 1000 + GLIDE_MS)).toBe(false);
    const there = seatOf('n3');
    expect(there).not.toEqual(home);
    expect(half.x).toBeCloseTo((home.x + there.x) / 2);
    session.seekUs(600_000);
    expect(picture.paint(session, view, 3000)).toBe(true);
    picture.paint(session, view, 3000 + GLIDE_MS);
    expect(seatOf('n3')).toEqual(home);
  });

  it('turns round from where it is when healed half way', async () => {
    const { session, picture, view, seatOf } = await stage(false);
    session.seekUs(50_000);
    picture.paint(session, view, 0);
    session.seekUs(200_000);
    picture.paint(session, view, 1000);
    picture.paint(session, view, 1200);
    const half = seatOf('n3');
    session.seekUs(600_000);
    picture.paint(session, view, 1200);
    expect(seatOf('n3').x).toBeCloseTo(half.x);
  });

  it('steps where motion is unwanted', async () => {
    const { session, picture, view, seatOf } = await stage(true);
    session.seekUs(50_000);
    picture.paint(session, view, 0);
    const home = seatOf('n3');
    session.seekUs(200_000);
    expect(picture.paint(session, view, 1000)).toBe(false);
    expect(seatOf('n3')).not.toEqual(home);
  });

  it('does not glide when the stage is resized or a node is dragged', async () => {
    const { session, picture, view } = await stage(false);
    session.seekUs(50_000);
    picture.paint(session, view, 0);
    expect(picture.paint(session, { ...view, width: 1000 }, 100)).toBe(false);
    expect(picture.paint(session, { ...view, seats: { n1: [0.2, 0.2] } }, 200)).toBe(false);
  });
});
