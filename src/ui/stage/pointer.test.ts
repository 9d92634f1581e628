/**
 * The pointer machine: what is a click, a drag, a pan, a pinch, a long press, a stroke, and that each of
 * them can be put away.
 */
import { describe, expect, it } from 'vitest';
import { buildScene } from '../../scene/buildScene';
import { sessionOf, viewOf } from '../../scene/testing/runs';
import type { Down, Pair, Under } from './pointer';
import { PointerMachine } from './pointer';

const MOUSE: Down = { knife: false, touch: false };
const FINGER: Down = { knife: false, touch: true };
const KNIFE: Down = { knife: true, touch: false };

const GROUND = { x: 10, y: 10 };

function name(what: Under): string {
  if (what.of === 'node') return what.node;
  if (what.of === 'message') return `message ${what.sent}`;
  return what.of === 'link' ? `link ${what.a} ${what.b}` : 'ground';
}

async function machine(pans = false) {
  const session = await sessionOf();
  session.seekUs(900_000);
  const scene = buildScene(session, viewOf());
  const said: string[] = [];
  const made = new PointerMachine({
    scene: () => scene,
    press: (what, _at, touch) => said.push(`${touch ? 'tap' : 'click'} ${name(what)}`),
    menu: (what) => said.push(`menu ${name(what)}`),
    moveNode: (node, { x, y }) => said.push(`move ${node} ${Math.round(x)} ${Math.round(y)}`),
    dropNode: (stays) => said.push(stays ? 'drop' : 'put back'),
    pans: () => pans,
    pan: (dx, dy) => said.push(`pan ${dx} ${dy}`),
    pinch: ([a, b]: Pair, [c, d]: Pair) => said.push(`pinch ${a.x},${b.x} ${c.x},${d.x}`),
    stroke: (points) => said.push(points === null ? 'away' : `stroke ${points.length}`),
    cut: (points) => said.push(`cut ${points.length}`),
  });
  const node = scene.nodes[0]!;
  return { made, said, scene, at: { x: Math.round(node.x), y: Math.round(node.y) } };
}

describe('one pointer', () => {
  it('selects with a click that trembles less than six pixels', async () => {
    const { made, said, at } = await machine();
    made.down(1, at, MOUSE);
    made.move(1, { x: at.x + 5, y: at.y });
    made.up(1, { x: at.x + 5, y: at.y });
    expect(said).toEqual(['click n1']);
  });

  it('drags from six pixels on, leaves the node there, and does not select', async () => {
    const { made, said, at } = await machine();
    made.down(1, at, MOUSE);
    made.move(1, { x: at.x + 6, y: at.y });
    made.move(1, { x: at.x + 20, y: at.y + 10 });
    made.up(1, { x: at.x + 20, y: at.y + 10 });
    expect(said).toEqual([
      `move n1 ${at.x + 6} ${at.y}`,
      `move n1 ${at.x + 20} ${at.y + 10}`,
      'drop',
    ]);
  });

  it('lets a finger tremble more than a mouse', async () => {
    const { made, said, at } = await machine();
    made.down(1, at, FINGER);
    made.move(1, { x: at.x + 9, y: at.y });
    made.up(1, { x: at.x + 9, y: at.y });
    expect(said).toEqual(['tap n1']);
  });

  it('puts a dragged node back on Escape', async () => {
    const { made, said, at } = await machine();
    made.down(1, at, MOUSE);
    made.move(1, { x: at.x + 30, y: at.y });
    expect(made.abort()).toBe(true);
    made.up(1, { x: at.x + 30, y: at.y });
    expect(said.slice(1)).toEqual(['put back']);
    expect(made.abort()).toBe(false);
  });

  it('neither cuts nor pans the ground of the whole picture, and does not deselect by a drag', async () => {
    const { made, said } = await machine();
    made.down(1, GROUND, MOUSE);
    made.move(1, { x: 400, y: 400 });
    made.up(1, { x: 400, y: 400 });
    expect(said).toEqual([]);
    made.down(1, GROUND, MOUSE);
    made.up(1, GROUND);
    expect(said).toEqual(['click ground']);
  });

  it('pans the ground of a closer look by the way of the hand', async () => {
    const { made, said } = await machine(true);
    made.down(1, GROUND, MOUSE);
    made.move(1, { x: 13, y: 10 });
    made.move(1, { x: 20, y: 15 });
    made.move(1, { x: 21, y: 15 });
    made.up(1, { x: 21, y: 15 });
    expect(said).toEqual(['pan 10 5', 'pan 1 0']);
  });

  it('opens a link where nothing else lies, and says where it would', async () => {
    const { made, said, scene } = await machine();
    const link = scene.links[0]!;
    const at = {
      x: link.from.x + (link.to.x - link.from.x) * 0.37,
      y: link.from.y + (link.to.y - link.from.y) * 0.37,
    };
    made.down(1, at, MOUSE);
    made.up(1, at);
    expect(said).toEqual([`click link ${link.a} ${link.b}`]);
    expect(made.over(at).of).toBe('link');
    expect(made.over({ x: 2, y: 2 }).of).toBe('ground');
  });
});

describe('the menu', () => {
  it('opens by a finger that rests, once, and nothing more happens when it is lifted', async () => {
    const { made, said, at } = await machine();
    made.down(1, at, FINGER);
    expect(made.waits).toBe(true);
    made.held();
    made.held();
    made.move(1, { x: at.x + 80, y: at.y });
    made.up(1, { x: at.x + 80, y: at.y });
    expect(said).toEqual(['menu n1']);
    expect(made.busy).toBe(false);
  });

  it('does not open for a finger that went on', async () => {
    const { made, said, at } = await machine();
    made.down(1, at, FINGER);
    made.move(1, { x: at.x + 40, y: at.y });
    expect(made.waits).toBe(false);
    made.held();
    made.up(1, { x: at.x + 40, y: at.y });
    expect(said).toEqual([`move n1 ${at.x + 40} ${at.y}`, 'drop']);
  });

  it('opens by the other button, but not in the middle of something', async () => {
    const { made, said, at } = await machine();
    made.menuAt(at);
    expect(said).toEqual(['menu n1']);
    made.down(1, GROUND, KNIFE);
    made.menuAt(at);
    expect(said).toEqual(['menu n1', 'stroke 1']);
  });
});

describe('two fingers', () => {
  it('pinch from where they are, whatever lies under them, and select nothing', async () => {
    const { made, said, at } = await machine();
    made.down(1, at, FINGER);
    made.down(2, { x: at.x + 100, y: at.y }, FINGER);
    made.move(2, { x: at.x + 150, y: at.y });
    made.up(2, { x: at.x + 150, y: at.y });
    made.up(1, at);
    expect(said).toEqual([`pinch ${at.x},${at.x + 100} ${at.x},${at.x + 150}`]);
    expect(made.busy).toBe(false);
  });

  it('put back what the first of them had begun', async () => {
    const { made, said, at } = await machine();
    made.down(1, at, FINGER);
    made.move(1, { x: at.x + 20, y: at.y });
    made.down(2, { x: 300, y: 300 }, FINGER);
    expect(said.slice(1)).toEqual(['put back']);
    const knife = await machine();
    knife.made.down(1, GROUND, { knife: true, touch: true });
    knife.made.down(2, { x: 300, y: 300 }, { knife: true, touch: true });
    knife.made.up(2, { x: 300, y: 300 });
    knife.made.up(1, GROUND);
    expect(knife.said).toEqual(['stroke 1', 'away']);
  });

  it('go on as one that pans when the other is lifted', async () => {
    const { made, said } = await machine(true);
    made.down(1, { x: 100, y: 100 }, FINGER);
    made.down(2, { x: 200, y: 100 }, FINGER);
    made.up(1, { x: 100, y: 100 });
    made.move(2, { x: 207, y: 101 });
    made.up(2, { x: 207, y: 101 });
    expect(said).toEqual(['pan 7 1']);
  });
});

describe('the knife', () => {
  it('cuts once', async () => {
    const { made, said } = await machine();
    made.down(1, GROUND, KNIFE);
    made.move(1, { x: 11, y: 10 });
    made.move(1, { x: 100, y: 10 });
    made.up(1, { x: 200, y: 10 });
    expect(said).toEqual(['stroke 1', 'stroke 2', 'away', 'cut 3']);
    expect(made.busy).toBe(false);
  });

  it('is put away without a cut', async () => {
    const { made, said } = await machine();
    made.down(1, GROUND, KNIFE);
    made.move(1, { x: 100, y: 10 });
    expect(made.abort()).toBe(true);
    made.up(1, { x: 200, y: 10 });
    expect(said).toEqual(['stroke 1', 'stroke 2', 'away']);
    expect(made.abort()).toBe(false);
  });
});
