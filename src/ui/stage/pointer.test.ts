/** The pointer machine: less than six pixels select, more drag; the knife cuts once and can be put away. */
import { describe, expect, it } from 'vitest';
import { buildScene } from '../../scene/buildScene';
import { sessionOf, viewOf } from '../../scene/testing/runs';
import { PointerMachine } from './pointer';

async function machine() {
  const session = await sessionOf();
  session.seekUs(900_000);
  const scene = buildScene(session, viewOf());
  const said: string[] = [];
  const made = new PointerMachine({
    scene: () => scene,
    pressNode: (node) => said.push(`press ${node}`),
    moveNode: (node, to) => said.push(`move ${node} ${to.x} ${to.y}`),
    pressMessage: (sent) => said.push(`message ${sent}`),
    pressLink: (a, b) => said.push(`link ${a} ${b}`),
    pressGround: () => said.push('ground'),
    stroke: (points) => said.push(points === null ? 'away' : `stroke ${points.length}`),
    cut: (points) => said.push(`cut ${points.length}`),
  });
  const node = scene.nodes[0]!;
  return { made, said, scene, at: { x: Math.round(node.x), y: Math.round(node.y) } };
}

describe('PointerMachine', () => {
  it('selects with a click that trembles less than six pixels', async () => {
    const { made, said, at } = await machine();
    made.down(at, false);
    made.move({ x: at.x + 5, y: at.y });
    made.up({ x: at.x + 5, y: at.y });
    expect(said).toEqual(['press n1']);
  });

  it('drags from six pixels on, and then does not select', async () => {
    const { made, said, at } = await machine();
    made.down(at, false);
    made.move({ x: at.x + 6, y: at.y });
    made.move({ x: at.x + 20, y: at.y + 10 });
    made.up({ x: at.x + 20, y: at.y + 10 });
    expect(said).toHaveLength(2);
    expect(said[1]).toMatch(new RegExp(`^move n1 ${at.x + 20}[.\\d]* ${at.y + 10}[.\\d]*$`));
  });

  it('never cuts from the ground with the hand', async () => {
    const { made, said } = await machine();
    made.down({ x: 10, y: 10 }, false);
    made.move({ x: 400, y: 400 });
    made.up({ x: 400, y: 400 });
    expect(said).toEqual(['ground']);
  });

  it('opens a link where nothing else lies, and says where it would', async () => {
    const { made, said, scene } = await machine();
    const link = scene.links[0]!;
    const at = {
      x: link.from.x + (link.to.x - link.from.x) * 0.37,
      y: link.from.y + (link.to.y - link.from.y) * 0.37,
    };
    made.down(at, false);
    made.up(at);
    expect(said).toEqual([`link ${link.a} ${link.b}`]);
    expect(made.over(at)).toBe(true);
    expect(made.over({ x: 2, y: 2 })).toBe(false);
  });

  it('cuts once with the knife', async () => {
    const { made, said } = await machine();
    made.down({ x: 10, y: 10 }, true);
    made.move({ x: 11, y: 10 });
    made.move({ x: 100, y: 10 });
    made.up({ x: 200, y: 10 });
    expect(said).toEqual(['stroke 1', 'stroke 2', 'away', 'cut 3']);
    expect(made.busy).toBe(false);
  });

  it('puts the knife away without a cut', async () => {
    const { made, said } = await machine();
    made.down({ x: 10, y: 10 }, true);
    made.move({ x: 100, y: 10 });
    expect(made.abort()).toBe(true);
    made.up({ x: 200, y: 10 });
    expect(said).toEqual(['stroke 1', 'stroke 2', 'away']);
    expect(made.abort()).toBe(false);
  });
});
