/**
 * A toy that stands in no registry gets its whole picture, legend, captions and arcs from its face alone:
 * every ornament, tiers with kinds of their own, a ring that closes up, words.
 */
import '../scene/legend';
import { describe, expect, it } from 'vitest';
import type { NodeId } from '../engine/protocol';
import { stepSentence } from '../narration/stepSentence';
import { SvgPainter } from './svgPainter';
import { FakeElement } from './testing/fakeSvg';
import './lines';
import { buildScene } from '../scene/buildScene';
import { viewOf } from '../scene/testing/runs';
import {
  BANK,
  BELIEVED_US,
  CLIENTS,
  KEPT_US,
  STORES,
  face,
  toyAlgorithm,
  toySession,
  withKinds,
} from '../scene/testing/toy';
import type { NodeMark, Scene } from '../scene/types';

/** n4 asks at 80 ms; the stores grant at 90; it leads at 100; n5 asks at 100 and is turned down at 120. */
const ASKED_US = 80_000;
const GRANTED_US = 90_000;
const LED_US = 100_000;

function sceneAt(us: number, more: Parameters<typeof viewOf>[0] = {}): Scene {
  const session = toySession();
  session.seekUs(us);
  return buildScene(withKinds(session), viewOf(more));
}

function nodeOf(scene: Scene, id: NodeId): NodeMark {
  return scene.nodes.find((node) => node.id === id)!;
}

function painted(scene: Scene): FakeElement {
  const svg = new FakeElement('svg');
  const painter = new SvgPainter(
    svg as unknown as SVGElement,
    (tag) => new FakeElement(tag) as unknown as SVGElement,
    (node) => node.id,
  );
  painter.paint(scene);
  return svg;
}

/** Elements of a class that are shown. */
function shown(svg: FakeElement, name: string): readonly FakeElement[] {
  const found: FakeElement[] = [];
  const walk = (element: FakeElement): void => {
    if (element.attributes.get('display') === 'none') return;
    if ((element.attributes.get('class') ?? '').split(' ').includes(name)) found.push(element);
    element.children.forEach(walk);
  };
  walk(svg);
  return found;
}

function textsOf(svg: FakeElement, name: string): readonly string[] {
  return shown(svg, name).map((element) => element.textContent);
}

describe('a toy service', () => {
  it('stands in two tiers, the service above its clients, the bank beside them', () => {
    const scene = sceneAt(10_000);
    const low = Math.max(...STORES.map((id) => nodeOf(scene, id).y));
    const high = Math.min(...CLIENTS.map((id) => nodeOf(scene, id).y));
    expect(high - low).toBeGreaterThan(100);
    const bank = nodeOf(scene, BANK);
    for (const node of scene.nodes) if (node.id !== BANK) expect(node.x).toBeLessThan(bank.x - 60);
    const [a, b, c] = STORES.map((id) => nodeOf(scene, id));
    expect(a!.x).toBeLessThan(b!.x);
    expect(b!.x).toBeLessThan(c!.x);
    // The middle one stands off the line, so that the outer two see each other.
    expect(a!.y - b!.y).toBeGreaterThan(20);
    expect(a!.y).toBeCloseTo(c!.y, 6);
  });

  it('has its places on a phone too: the bank above, the clients below', () => {
    const scene = sceneAt(10_000, { width: 390, height: 390, reserveRight: 0 });
    const bank = nodeOf(scene, BANK);
    for (const node of scene.nodes) if (node.id !== BANK) expect(node.y).toBeGreaterThan(bank.y);
    for (const node of scene.nodes) expect(node.radius).toBeGreaterThanOrEqual(9);
  });

  it('tells kinds apart by glyph and word, and links only the replicas', () => {
    const scene = sceneAt(10_000);
    expect(scene.nodes.map((node) => node.kind)).toEqual([
      'store',
      'store',
      'store',
      'client',
      'client',
      'bank',
    ]);
    expect(scene.legend).toEqual(
      expect.arrayContaining(['kind.store', 'kind.client', 'kind.bank', 'tie']),
    );
    expect(scene.legendWords['kind.bank']).toBe('kind.bank');
    expect(scene.links.map(({ a, b }) => `${a}${b}`)).toEqual(['n1n2', 'n1n3', 'n2n3']);
    expect(nodeOf(scene, 'n1').label?.flag).toBeNull();
    expect(nodeOf(scene, 'n4').label?.flag).toEqual({ leader: null, differs: false });
  });

  it('races its countdowns: each arc is what is left, the first one flares', () => {
    const scene = sceneAt(30_000);
    expect(nodeOf(scene, 'n4').ring).toMatchObject({
      kind: 'countdown',
      share: 0.5,
      racing: true,
      first: true,
      word: 'wait.ask',
    });
    expect(nodeOf(scene, 'n5').ring).toMatchObject({ share: 0.7, first: false });
    const svg = painted(scene);
    expect(shown(svg, 'is-first')).toHaveLength(1);
    expect(shown(svg, 'node-rays')).toHaveLength(1);
  });

  it('shows votes in the order of the voters, and counts them', () => {
    const before = nodeOf(sceneAt(ASKED_US + 5000), 'n4').ring;
    expect(before).toMatchObject({ kind: 'voters', have: 0, need: 2, word: 'word.promises' });
    if (before?.kind !== 'voters') throw new Error('no ring of voters');
    expect(before.segments.map(({ node }) => node)).toEqual(STORES);
    const turn = 2 * Math.PI;
    expect(before.notch).toBeCloseTo(-turn / 4 + (turn * 2) / 3, 9);
    expect(before.filled).toBeCloseTo(-turn / 4, 9);
    const scene = sceneAt(ASKED_US + 5000);
    expect(nodeOf(scene, 'n4').label?.tally).toBe('0/2');
    expect(scene.legendWords.votes).toBe('word.promises');
    expect(textsOf(painted(scene), 'vote-name')).toEqual(STORES);
  });

  it('lets a window run down and snaps it shut with its timer', () => {
    const open = nodeOf(sceneAt(LED_US + 15_000), 'n5').ring;
    expect(open).toEqual({ kind: 'window', share: 0.75, word: 'wait.answer' });
    expect(nodeOf(sceneAt(LED_US + 20_000), 'n5').ring).toBeNull();
  });

  it('draws a lease as two arcs on two clocks, and the lead of the holder as danger', () => {
    const us = LED_US + 200_000;
    const ring = nodeOf(sceneAt(us), 'n4').ring;
    if (ring?.kind !== 'lease') throw new Error('no lease');
    expect(ring.holder).toBeCloseTo((BELIEVED_US - 200_000) / BELIEVED_US, 9);
    const service = (KEPT_US - (us - GRANTED_US)) / BELIEVED_US;
    expect(ring.service).toBeCloseTo(service, 9);
    expect(ring.danger?.[0]).toBeCloseTo(service, 9);
    expect(ring.danger?.[1]).toBeCloseTo(ring.holder!, 9);
    const late = nodeOf(sceneAt(GRANTED_US + KEPT_US + 1000), 'n4').ring;
    expect(late).toMatchObject({ kind: 'lease', service: null });
    expect(late?.kind === 'lease' && late.danger?.[0]).toBe(0);
  });

  it('runs a lease down at the pace of its own clock', () => {
    const us = LED_US + 200_000;
    const session = toySession();
    session.seekUs(0);
    session.act({ do: 'clock', node: 'n4', ppm: 500_000 });
    // On its fast clock n4 asks sooner, so the instant of its lease is read from the run.
    session.seekUs(us);
    const holder = nodeOf(buildScene(withKinds(session), viewOf()), 'n4').ring;
    if (holder?.kind !== 'lease' || holder.holder === null) throw new Error('no lease');
    session.seekUs(us + 30_000);
    const later = nodeOf(buildScene(withKinds(session), viewOf()), 'n4').ring;
    if (later?.kind !== 'lease' || later.holder === null) throw new Error('no lease');
    // True time on both sides: 30 ms later, 30 ms less.
    expect((holder.holder - later.holder) * BELIEVED_US).toBeCloseTo(30_000, 0);
    // And in all it lasts 700 ms of a clock that is half as fast again.
    expect(holder.holder).toBeLessThan(BELIEVED_US / 1.5 / BELIEVED_US);
  });

  it('draws arcs to an instant of a state, plain and in danger', () => {
    const scene = sceneAt(GRANTED_US + 100_000);
    expect(nodeOf(scene, 'n1').ring).toEqual({
      kind: 'arc',
      share: 0.8,
      danger: false,
      word: 'word.kept',
    });
    expect(nodeOf(scene, 'n3').ring).toMatchObject({ kind: 'arc', danger: true });
    expect(scene.legendWords.arc).toBe('word.kept');
  });

  it('shows tokens, doors, queues, figures, logs and lasting lines', () => {
    const scene = sceneAt(300_000);
    expect(nodeOf(scene, 'n4').plate).toEqual({ what: 'token', text: '40', word: '' });
    const waits = nodeOf(scene, 'n5');
    expect(waits).toMatchObject({ place: 2, glyph: 'waiting' });
    expect(waits.plate?.text).toBe('abcd');
    expect(waits.label?.chips).toEqual([{ what: 'swallowed', text: '3', alarm: false }]);
    const bank = nodeOf(scene, BANK);
    expect(bank.plate).toMatchObject({ what: 'door', text: '40' });
    expect(bank.label?.chips).toEqual([
      { what: 'refused', text: '1', alarm: true },
      { what: 'count', text: 'charged 1', alarm: false },
    ]);
    expect(nodeOf(scene, 'n1').label?.cells).toEqual({
      terms: [40, 50, null],
      committed: 1,
      before: 0,
    });
    expect(scene.ties.map(({ kind, from, to }) => `${kind} ${from} ${to}`)).toEqual([
      'sight n5 n4',
      'tie n5 n1',
    ]);
    const sight = scene.ties[0]!;
    const watched = nodeOf(scene, 'n4');
    expect(Math.hypot(sight.end.x - watched.x, sight.end.y - watched.y)).toBeLessThan(
      watched.radius * 1.5,
    );
    const svg = painted(scene);
    expect(textsOf(svg, 'node-plate')).toEqual(['40', 'abcd', '40']);
    expect(textsOf(svg, 'place-word')).toEqual(['2']);
    expect(textsOf(svg, 'chip-word')).toEqual(['3', '1', 'charged 1']);
    expect(shown(svg, 'chip-strike')).toHaveLength(2);
    expect(textsOf(svg, 'cell-term').slice(0, 3)).toEqual(['40', '50', '']);
    expect(shown(svg, 'sight')[0]?.attributes.get('d')).toMatch(/^M.*Q/);
    expect(scene.legend).toEqual(
      expect.arrayContaining(['token', 'swallowed', 'door', 'refused', 'queue', 'sight', 'tie']),
    );
  });

  it('writes on messages what they carry', () => {
    const flying = sceneAt(ASKED_US + 5000).messages.filter(({ from }) => from === 'n4');
    expect(flying).toHaveLength(3);
    for (const mark of flying) expect(mark.text).toMatch(/40$/);
  });

  it('has captions, by its own sentences and by the general ones', () => {
    const session = toySession();
    session.seekUs(300_000);
    const run = withKinds(session);
    const keys = Array.from({ length: session.trace.length }, (_, event) =>
      stepSentence(run, event),
    );
    expect(
      keys.filter(({ key }) => key === 'says.asks').map(({ values }) => values?.['node']),
    ).toEqual([...CLIENTS]);
    expect(keys.filter(({ key }) => key === 'says.charged').length).toBeGreaterThan(1);
    expect(keys.every(({ key }) => key.length > 0)).toBe(true);
  });
});

describe('a toy ring', () => {
  const ring = { ...toyAlgorithm, face: { ...face, kinds: {}, layout: 'ring' as const } };

  function ringScene(crashed: readonly NodeId[], more: Partial<typeof face> = {}): Scene {
    const session = toySession({ ...ring, face: { ...ring.face, ...more } }, 7);
    session.seekUs(20_000);
    for (const node of crashed) session.act({ do: 'crash', node });
    session.seekUs(30_000);
    return buildScene(session, viewOf());
  }

  it('sends from neighbour to neighbour, and links only these', () => {
    const scene = ringScene([]);
    expect(scene.ring.map(({ from, to }) => `${from}>${to}`)).toEqual([
      'n1>n2',
      'n2>n3',
      'n3>n4',
      'n4>n5',
      'n5>n6',
      'n6>n7',
      'n7>n1',
    ]);
    expect(scene.ring.some(({ closed }) => closed)).toBe(false);
    expect(scene.links).toHaveLength(7);
    expect(scene.legend).toContain('ringStep');
  });

  it('closes up over dead nodes', () => {
    const scene = ringScene(['n3', 'n4']);
    expect(scene.ring.map(({ from, to }) => `${from}>${to}`)).toEqual([
      'n1>n2',
      'n2>n5',
      'n5>n6',
      'n6>n7',
      'n7>n1',
    ]);
    expect(scene.ring.find(({ from }) => from === 'n2')?.closed).toBe(true);
    expect(scene.legend).toContain('closed');
    expect(shown(painted(scene), 'ring-step--closed')[0]?.attributes.get('d')).toMatch(/^M/);
  });

  it('follows what the algorithm says of order, successor and direction', () => {
    const order = ['n1', 'n4', 'n2', 'n7', 'n3', 'n6', 'n5'];
    const scene = ringScene([], {
      ring: {
        order: () => order,
        bothWays: () => true,
        next: (_, __, node) => (node === 'n4' ? null : order[(order.indexOf(node) + 1) % 7]!),
      },
    });
    expect(scene.ring.map(({ from }) => from)).toEqual(order.filter((id) => id !== 'n4'));
    expect(scene.ring.every(({ bothWays }) => bothWays)).toBe(true);
    const top = nodeOf(scene, 'n1');
    const second = nodeOf(scene, 'n4');
    expect(second.x).toBeGreaterThan(top.x);
    expect(Math.hypot(second.x - top.x, second.y - top.y)).toBeLessThan(
      Math.hypot(nodeOf(scene, 'n2').x - top.x, nodeOf(scene, 'n2').y - top.y),
    );
  });
});
