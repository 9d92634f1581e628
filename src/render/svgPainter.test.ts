/**
 * The painter on a stand-in for the page: what it writes, and that it writes only what changed.
 */
import { describe, expect, it } from 'vitest';
import { buildScene } from '../scene/buildScene';
import { EVENTFUL, sessionOf, viewOf } from '../scene/testing/runs';
import { SvgPainter } from './svgPainter';
import { FakeElement } from './testing/fakeSvg';

function stage() {
  const svg = new FakeElement('svg');
  const spoken: string[] = [];
  const painter = new SvgPainter(
    svg as unknown as SVGElement,
    (tag) => new FakeElement(tag) as unknown as SVGElement,
    (node) => {
      spoken.push(node.id);
      return `${node.id} ${node.glyph}`;
    },
  );
  return { svg, painter, spoken };
}

describe('SvgPainter', () => {
  it('makes a named button of every node and hides everything else from screen readers', async () => {
    const session = await sessionOf();
    session.seekUs(900_000);
    const { svg, painter } = stage();
    painter.paint(buildScene(session, viewOf()));
    const buttons = svg.all().filter((one) => one.attributes.get('role') === 'button');
    expect(buttons.map((one) => one.attributes.get('data-node'))).toEqual([...session.world.ids]);
    for (const button of buttons) expect(button.attributes.get('aria-label')).toMatch(/^n\d \w+$/);
    const layers = svg.children.filter((one) => one.tag === 'g');
    const open = layers.filter((one) => one.attributes.get('aria-hidden') !== 'true');
    expect(open.map((one) => one.attributes.get('class'))).toEqual(['layer-nodes']);
  });

  it('puts the nodes of another run in their order, whichever were there before', async () => {
    const { svg, painter } = stage();
    for (const [nodes, clients] of [
      [3, 2],
      [5, 1],
      [4, 3],
    ] as const) {
      const session = await sessionOf({ algorithm: 'chubby', nodes, params: { clients } });
      painter.paint(buildScene(session, viewOf()));
      const left = svg.all().filter((one) => !one.attributes.has('removed'));
      const ids = left.flatMap((one) => one.attributes.get('data-node') ?? []);
      expect(ids).toEqual([...session.world.ids]);
    }
  });

  it('writes nothing when the picture is the same', async () => {
    const session = await sessionOf();
    session.seekUs(905_000);
    const { painter } = stage();
    painter.paint(buildScene(session, viewOf()));
    FakeElement.writes = 0;
    painter.paint(buildScene(session, viewOf()));
    expect(FakeElement.writes).toBe(0);
  });

  it('names a node anew only when what it is has changed', async () => {
    const session = await sessionOf({ commands: [{ atMs: 1000, do: 'crash', node: 'leader' }] });
    session.seekUs(990_000);
    const { painter, spoken } = stage();
    painter.paint(buildScene(session, viewOf()));
    expect(spoken).toHaveLength(5);
    for (let us = 991_000; us < 1_000_000; us += 1000) {
      session.seekUs(us);
      painter.paint(buildScene(session, viewOf()));
    }
    expect(spoken).toHaveLength(5);
    session.seekUs(1_000_000);
    painter.paint(buildScene(session, viewOf()));
    expect(spoken).toHaveLength(6);
  });

  it('keeps its elements over a whole run: pools do not leak', async () => {
    const session = await sessionOf(EVENTFUL);
    const { svg, painter } = stage();
    const sizes: number[] = [];
    for (let round = 0; round < 3; round++) {
      for (let us = 0; us <= 3_400_000; us += 17_000) {
        session.seekUs(us);
        painter.paint(buildScene(session, viewOf({ messages: 'all' })));
      }
      sizes.push(svg.all().length);
    }
    expect(sizes[2]).toBe(sizes[0]);
  });

  it('drops the nodes of a run that was replaced', async () => {
    const { svg, painter } = stage();
    for (const nodes of [5, 3]) {
      const session = await sessionOf({ nodes });
      session.seekUs(10_000);
      painter.paint(buildScene(session, viewOf()));
    }
    const buttons = svg.all().filter((one) => one.attributes.get('role') === 'button');
    const left = buttons.filter((one) => !one.attributes.has('removed'));
    expect(left).toHaveLength(3);
  });

  it('writes no attribute that our policy refuses, and no broken number', async () => {
    const session = await sessionOf(EVENTFUL);
    const { svg, painter } = stage();
    for (let us = 0; us <= 3_400_000; us += 50_000) {
      session.seekUs(us);
      painter.paint(buildScene(session, viewOf()));
      for (const element of svg.all()) {
        expect(element.attributes.has('style')).toBe(false);
        for (const value of element.attributes.values())
          expect(value).not.toMatch(/NaN|undefined|Infinity/);
      }
    }
  });
});
