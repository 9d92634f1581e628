/**
 * How messages end in the picture: each kind of end has its own mark, at its own place, at its own
 * instant, the same forward and backward, and never before it is known.
 */
import { beforeAll, describe, expect, it } from 'vitest';
import type { Sent } from '../engine/protocol';
import type { Scenario } from '../scenario/types';
import type { Session } from '../session/types';
import { seenUs } from './breakMarks';
import { buildScene } from './buildScene';
import { segmentMeetsBox } from './geometry';
import { sessionOf, viewOf } from './testing/runs';
import type { BreakMark, MessageMark, Point, Scene } from './types';

const VIEW = viewOf({ messages: 'all' });

function sendsOf(session: Session): readonly Sent[] {
  return Array.from({ length: session.trace.sends }, (_, index) => session.trace.sent(index));
}

function sceneAt(session: Session, us: number): Scene {
  session.seekUs(us);
  return buildScene(session, VIEW);
}

function breakOf(scene: Scene, sent: Sent): BreakMark | undefined {
  return scene.breaks.find((one) => one.sent === sent.index);
}

function flightOf(scene: Scene, sent: Sent): MessageMark | undefined {
  return scene.messages.find((one) => one.sent === sent.index);
}

function away(a: Point, b: Point): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}

function nodeOf(scene: Scene, id: string): Point & { readonly radius: number } {
  const node = scene.nodes.find((one) => one.id === id);
  if (node === undefined) throw new Error(`no node ${id}`);
  return node;
}

async function ran(scenario: Partial<Scenario>, untilUs: number): Promise<Session> {
  const session = await sessionOf(scenario);
  session.seekUs(untilUs);
  return session;
}

/** Slow links, so that cuts and heals fall into flights. */
const SLOW: Partial<Scenario> = {
  params: { electionTimeoutMs: [400, 600], heartbeatMs: 50 },
  network: { delayMs: [80, 120] },
  initial: { leader: 'n1' },
};
const CUT = { atMs: 600, do: 'partition', groups: [['n1', 'n2'], ['rest']] } as const;

describe('a message on a cut link', () => {
  let session: Session;
  let cut: readonly Sent[];
  beforeAll(async () => {
    session = await ran({ ...SLOW, commands: [CUT] }, 1_000_000);
    cut = sendsOf(session).filter((sent) => sent.fate === 'cut');
    expect(cut.length).toBeGreaterThan(10);
  });

  it('waits at the tear and breaks there when it is due, or at the rim if it was past', () => {
    let atTear = 0;
    let atRim = 0;
    for (const sent of cut) {
      const before = sceneAt(session, sent.endedUs - 1);
      const mark = flightOf(before, sent)!;
      expect(breakOf(before, sent)).toBeUndefined();
      const after = sceneAt(session, sent.endedUs);
      const broken = breakOf(after, sent)!;
      expect(flightOf(after, sent)).toBeUndefined();
      expect(broken.age).toBe(0);
      const receiver = nodeOf(after, sent.to);
      if (broken.kind === 'tear') {
        atTear++;
        expect(mark.held).toBe(true);
        expect(away(broken, mark)).toBeLessThan(70);
        expect(away(broken, receiver)).toBeGreaterThan(receiver.radius * 1.5);
      } else {
        atRim++;
        expect(broken.kind).toBe('rim');
        expect(mark.held).toBe(false);
        expect(away(broken, receiver)).toBeLessThan(receiver.radius * 1.6);
      }
    }
    expect(atTear).toBeGreaterThan(5);
    expect(atRim).toBeGreaterThan(0);
  });

  it('never stands on the far side of the tear it stopped at', () => {
    for (const sent of cut.filter(({ sentUs }) => sentUs > 600_000)) {
      for (let us = sent.sentUs; us < sent.endedUs; us += 9000) {
        const scene = sceneAt(session, us);
        const mark = flightOf(scene, sent)!;
        for (const [a, b] of scene.tear!.lines) {
          const side = (p: Point): number => (b.x - a.x) * (p.y - a.y) - (b.y - a.y) * (p.x - a.x);
          const tip = { x: mark.lineX, y: mark.lineY };
          expect(Math.sign(side(tip))).toBe(Math.sign(side(nodeOf(scene, sent.from))));
        }
      }
    }
  });

  it('is drawn the same forward and backward', () => {
    const instants = cut.flatMap(({ sentUs, endedUs }) => [
      sentUs + 1,
      endedUs - 1,
      endedUs,
      endedUs + 4000,
    ]);
    const forward = instants.map((us) => JSON.stringify(sceneAt(session, us)));
    const backward = [...instants].reverse().map((us) => JSON.stringify(sceneAt(session, us)));
    expect(backward.reverse()).toEqual(forward);
  });

  it('glides on and arrives if the link is healed in time', async () => {
    const healed = await ran({ ...SLOW, commands: [CUT, { atMs: 670, do: 'heal' }] }, 1_000_000);
    const saved = sendsOf(healed).filter(
      ({ from, to, sentUs, dueUs, fate }) =>
        fate === 'delivered' &&
        sentUs < 640_000 &&
        dueUs > 680_000 &&
        ['n1', 'n2'].includes(from) !== ['n1', 'n2'].includes(to),
    );
    expect(saved.length).toBeGreaterThan(2);
    for (const sent of saved) {
      let last = -1;
      for (let us = 671_000; us < sent.endedUs; us += 3000) {
        const scene = sceneAt(healed, us);
        const mark = flightOf(scene, sent)!;
        const way = away(mark, nodeOf(scene, sent.from));
        expect(mark.held).toBe(false);
        expect(way).toBeGreaterThanOrEqual(last);
        last = way;
      }
      const end = sceneAt(healed, sent.endedUs - 1);
      expect(away(flightOf(end, sent)!.meets, flightOf(end, sent)!)).toBeLessThan(80);
      expect(breakOf(sceneAt(healed, sent.endedUs), sent)).toBeUndefined();
    }
  });
});

describe('other ends', () => {
  it('by chance: in mid-link, where it was, with its own mark, for a while', async () => {
    const session = await ran({ network: { loss: 0.3 } }, 1_500_000);
    const lost = sendsOf(session).filter((sent) => sent.fate === 'lost');
    expect(lost.length).toBeGreaterThan(15);
    const seen = seenUs(session);
    for (const sent of lost.slice(0, 15)) {
      const mark = flightOf(sceneAt(session, sent.endedUs - 1), sent)!;
      const scene = sceneAt(session, sent.endedUs);
      const broken = breakOf(scene, sent)!;
      expect(broken.kind).toBe('loss');
      expect(away(broken, mark)).toBeLessThan(60);
      for (const end of [sent.from, sent.to]) {
        const node = nodeOf(scene, end);
        expect(away(broken, node)).toBeGreaterThan(node.radius * 1.2);
      }
      expect(breakOf(sceneAt(session, sent.endedUs + seen - 1), sent)?.age).toBeCloseTo(1, 2);
      expect(breakOf(sceneAt(session, sent.endedUs + seen), sent)).toBeUndefined();
    }
  });

  it.each([
    ['crashed', 'rim', { do: 'crash', node: 'leader', atMs: 700 }],
    ['blocked', 'blocked', { do: 'block', types: ['AppendEntries'], atMs: 700 }],
  ] as const)('%s: at the receiver’s rim', async (fate, kind, command) => {
    const session = await ran({ commands: [command] }, 1_100_000);
    const ended = sendsOf(session).filter((sent) => sent.fate === fate);
    expect(ended.length).toBeGreaterThan(1);
    for (const sent of ended.slice(0, 8)) {
      const before = sceneAt(session, sent.endedUs - 1);
      expect(breakOf(before, sent)).toBeUndefined();
      const scene = sceneAt(session, sent.endedUs);
      const broken = breakOf(scene, sent)!;
      const receiver = nodeOf(scene, sent.to);
      expect(broken.kind).toBe(kind);
      expect(away(broken, receiver)).toBeLessThan(receiver.radius * 1.6);
      expect(away(broken, receiver)).toBeGreaterThan(receiver.radius);
    }
  });

  it('by hand: where it was when it was dropped', async () => {
    const session = await ran({ ...SLOW }, 400_000);
    const sent = sendsOf(session).find(({ sentUs }) => sentUs > 200_000)!;
    const us = sent.sentUs + 20_000;
    const mark = flightOf(sceneAt(session, us), sent)!;
    session.act({ do: 'drop', message: sent.name });
    session.seekUs(us + 1);
    const broken = buildScene(session, VIEW).breaks.find((one) => one.sent === sent.index)!;
    expect(broken.kind).toBe('loss');
    expect(away(broken, mark)).toBeLessThan(60);
  });
});

describe('the tear', () => {
  it.each([4, 5, 7, 9, 12])('covers no word, with %i nodes', async (nodes) => {
    const session = await ran({ nodes, commands: [{ ...CUT, atMs: 300 }] }, 400_000);
    for (const size of [{}, { width: 390, height: 390, reserveRight: 0 }]) {
      const scene = buildScene(session, viewOf(size));
      const tear = scene.tear!;
      expect(tear.width).toBeGreaterThanOrEqual(16);
      for (const node of scene.nodes) {
        const box = node.label?.box;
        if (box === undefined) continue;
        const hit = tear.lines.some(([a, b]) => segmentMeetsBox(a, b, box));
        expect(hit, `${nodes} nodes: the label of ${node.id}`).toBe(false);
      }
    }
  });

  it('of one direction leaves the other open, and says which', async () => {
    const session = await ran(
      { commands: [{ atMs: 300, do: 'cut', from: 'n2', to: 'n4', oneWay: true }] },
      400_000,
    );
    const link = buildScene(session, VIEW).links.find((one) => one.state === 'oneWay')!;
    expect([link.a, link.b]).toEqual(['n4', 'n2']);
    const [from, to] = [
      nodeOf(buildScene(session, VIEW), 'n4'),
      nodeOf(buildScene(session, VIEW), 'n2'),
    ];
    expect(away(link.from, from)).toBeLessThan(away(link.from, to));
  });
});
