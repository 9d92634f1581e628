/**
 * Messages in the picture: each points where it flies, on a lane of its own, covers no node and no name,
 * keeps its form while it flies, and says no more than is known.
 */
import { describe, expect, it } from 'vitest';
import { story } from '../narration/story';
import type { Session } from '../session/types';
import { buildScene } from './buildScene';
import { geometryOf } from './geometryOf';
import { distanceToBox, overlapArea } from './geometry';
import { sessionOf, viewOf } from './testing/runs';
import type { MessageMark, NodeMark, Scene, SceneView } from './types';

const DESK = { width: 1280, height: 530, reserveRight: 360 } as const;
const PHONE = { width: 390, height: 390, reserveRight: 0 } as const;

/** The words a person reads, so that pills have their real widths. */
function worded(session: Session, more: Partial<SceneView> = {}): SceneView {
  const texts = session.algorithm.face.texts.en;
  return viewOf({ words: (key) => texts[key] ?? key, ...more });
}

function nodeOf(scene: Scene, id: string): NodeMark {
  const node = scene.nodes.find((one) => one.id === id);
  if (node === undefined) throw new Error(`no node ${id}`);
  return node;
}

/** A crash and the election after it, looked at every so many microseconds while something flies. */
async function election(
  algorithm: string,
  nodes: number,
  seed: string,
): Promise<{ readonly session: Session; readonly instants: readonly number[] }> {
  const session = await sessionOf({
    algorithm,
    nodes,
    seed,
    ...(nodes > 9 && { initial: { leader: `n${nodes}` } }),
    commands: [{ atMs: 700, do: 'crash', node: 'leader' }],
  });
  session.seekUs(3_000_000);
  const instants = new Set<number>();
  for (let index = 0; index < session.trace.sends; index++) {
    const { sentUs } = session.trace.sent(index);
    for (const later of [0, 3100, 6700, 9900]) instants.add(sentUs + later);
  }
  return { session, instants: [...instants].sort((a, b) => a - b) };
}

function every<T>(list: readonly T[], most: number): readonly T[] {
  const step = Math.max(1, Math.floor(list.length / most));
  return list.filter((_, index) => index % step === 0);
}

describe('the direction of a message', () => {
  it.each([
    ['around the circle', {}],
    ['after dragging', { n1: [0.3, 0.7], n3: [0.62, 0.18], n4: [0.15, 0.5] }],
    [
      'in a row',
      { n1: [0.2, 0.3], n2: [0.5, 0.3], n3: [0.8, 0.3], n4: [0.2, 0.8], n5: [0.8, 0.8] },
    ],
  ] as const)('is that from its sender to its receiver %s', async (_, seats) => {
    const pairs = new Set<string>();
    for (const seed of ['1', '2', '3', '4']) {
      const session = await sessionOf({ seed, params: { electionTimeoutMs: [150, 160] } });
      session.seekUs(400_000);
      for (let us = 140_000; us < 400_000; us += 3000) {
        session.seekUs(us);
        const scene = buildScene(session, worded(session, { seats, messages: 'all' }));
        for (const mark of scene.messages) {
          const from = nodeOf(scene, mark.from);
          const to = nodeOf(scene, mark.to);
          pairs.add(`${mark.from}>${mark.to}`);
          expect(mark.angle).toBeCloseTo(Math.atan2(to.y - from.y, to.x - from.x), 9);
          // Its line runs from rim to rim, in that direction, and through the mark.
          const way = Math.atan2(mark.meets.y - mark.leaves.y, mark.meets.x - mark.leaves.x);
          expect(Math.cos(way - mark.angle)).toBeCloseTo(1, 6);
          expect(Math.hypot(mark.leaves.x - from.x, mark.leaves.y - from.y)).toBeLessThan(56);
          expect(Math.hypot(mark.meets.x - to.x, mark.meets.y - to.y)).toBeLessThan(56);
          const box = { x: mark.x - mark.w / 2, y: mark.y - mark.h / 2, w: mark.w, h: mark.h };
          expect(distanceToBox({ x: mark.lineX, y: mark.lineY }, box)).toBeLessThan(1);
          const across =
            (mark.lineX - mark.leaves.x) * Math.sin(mark.angle) -
            (mark.lineY - mark.leaves.y) * Math.cos(mark.angle);
          expect(Math.abs(across)).toBeLessThan(0.01);
        }
      }
    }
    expect(pairs.size).toBeGreaterThan(12);
  });

  it('keeps the two directions of a link apart, words and all', async () => {
    let met = 0;
    for (const seed of ['1', '2', '3', '5', '8']) {
      const session = await sessionOf({ seed, params: { electionTimeoutMs: [150, 152] } });
      for (let us = 150_000; us < 175_000; us += 400) {
        session.seekUs(us);
        const pills = buildScene(session, worded(session)).messages.filter(isPill);
        for (const one of pills) {
          for (const other of pills) {
            if (one.from !== other.to || one.to !== other.from) continue;
            met++;
            expect(hides(one, other), `${one.name} and ${other.name} at ${us}`).toBe(false);
          }
        }
      }
    }
    expect(met).toBeGreaterThan(50);
  });
});

function isPill(mark: MessageMark): boolean {
  return mark.form === 'pill';
}

function boxOf(mark: MessageMark): { x: number; y: number; w: number; h: number } {
  return { x: mark.x - mark.w / 2, y: mark.y - mark.h / 2, w: mark.w, h: mark.h };
}

/** True if two pills share more than a corner of their outlines. */
function hides(one: MessageMark, other: MessageMark): boolean {
  const a = boxOf(one);
  const b = boxOf(other);
  const x = Math.min(a.x + a.w, b.x + b.w) - Math.max(a.x, b.x);
  const y = Math.min(a.y + a.h, b.y + b.h) - Math.max(a.y, b.y);
  return x > 8 && y > 5;
}

/** Everything a pill covers that it may not. */
function covered(scene: Scene): readonly string[] {
  const faults: string[] = [];
  const { boxes } = geometryOf(scene);
  const words = boxes.filter(({ what }) => what !== 'node' && what !== 'pill');
  const pills = scene.messages.filter(isPill);
  pills.forEach((mark, index) => {
    const box = boxOf(mark);
    for (const node of scene.nodes) {
      if (distanceToBox(node, box) < node.radius) faults.push(`${mark.name} over ${node.id}`);
    }
    for (const word of words) {
      if (overlapArea(word, box) > 0.5)
        faults.push(`${mark.name} over the ${word.what} of ${word.of}`);
    }
    for (const other of pills.slice(index + 1)) {
      if (hides(mark, other)) faults.push(`${mark.name} over ${other.name}`);
    }
    if (box.x < 0 || box.y < 0 || box.x + box.w > scene.width || box.y + box.h > scene.height) {
      faults.push(`${mark.name} out of sight`);
    }
  });
  return faults;
}

describe('what a message covers', () => {
  it.each([2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15])(
    'is no node, no word and no other message, with %i nodes',
    async (nodes) => {
      let pills = 0;
      for (const algorithm of ['raft', 'bully']) {
        const { session, instants } = await election(algorithm, nodes, '2');
        for (const us of every(instants, 24)) {
          session.seekUs(us);
          for (const size of [DESK, PHONE]) {
            for (const messages of ['focus', 'all'] as const) {
              const scene = buildScene(session, worded(session, { ...size, messages }));
              pills += scene.messages.filter(isPill).length;
              expect(covered(scene), `${algorithm} at ${us}, ${size.width}, ${messages}`).toEqual(
                [],
              );
            }
          }
        }
      }
      expect(pills).toBeGreaterThan(20);
    },
    20_000,
  );
});

const RANK = { pill: 0, dot: 1, tick: 2 } as const;

describe('the form of a message', () => {
  it.each([
    ['raft', 5],
    ['bully', 5],
    ['bully', 9],
    ['raft', 12],
  ] as const)(
    'stays the same while it flies, unless more set out: %s, %i nodes',
    async (algorithm, nodes) => {
      const { session, instants } = await election(algorithm, nodes, '3');
      for (const size of [DESK, PHONE]) {
        const last = new Map<number, { rank: number; w: number; h: number; sends: number }>();
        let looked = 0;
        for (const us of every(instants, 300)) {
          session.seekUs(us);
          const { event } = session.playhead;
          const sends =
            event < session.trace.length ? session.trace.event(event).sends[0] : Infinity;
          for (const mark of buildScene(session, worded(session, size)).messages) {
            const rank = RANK[mark.form];
            const before = last.get(mark.sent);
            if (before !== undefined && rank < 2 && before.rank < 2) {
              looked++;
              expect(rank).toBeGreaterThanOrEqual(before.rank);
              expect(mark.h).toBeLessThanOrEqual(before.h);
              if (before.sends === sends)
                expect({ rank, w: mark.w }).toMatchObject({ rank: before.rank, w: before.w });
            }
            last.set(mark.sent, { rank, w: mark.w, h: mark.h, sends });
          }
        }
        expect(looked).toBeGreaterThan(30);
      }
    },
    20_000,
  );

  it('is a word for a lone election of five nodes, and a dot in a storm', async () => {
    const { session, instants } = await election('raft', 5, '3');
    let words = 0;
    let all = 0;
    for (const us of instants) {
      session.seekUs(us);
      for (const mark of buildScene(session, worded(session)).messages) {
        if (mark.form === 'tick') continue;
        all++;
        if (mark.form === 'pill' && mark.h === 24) words++;
      }
    }
    expect(words / all).toBeGreaterThan(0.7);
    const storm = await election('bully', 15, '3');
    let dots = 0;
    for (const us of every(storm.instants, 60)) {
      storm.session.seekUs(us);
      const scene = buildScene(storm.session, worded(storm.session));
      if (scene.counts.shown <= 60) continue;
      dots++;
      expect(scene.messages.every((mark) => mark.form !== 'pill')).toBe(true);
    }
    expect(dots).toBeGreaterThan(3);
  });

  it('is the same for all of one picture that have room: words, or else initials', async () => {
    let mixed = 0;
    for (const [algorithm, nodes] of [
      ['raft', 9],
      ['bully', 5],
      ['bully', 9],
    ] as const) {
      const { session, instants } = await election(algorithm, nodes, '3');
      for (const us of every(instants, 80)) {
        session.seekUs(us);
        const { messages } = buildScene(session, worded(session));
        const pills = messages.filter(({ form, heldBack }) => form === 'pill' && !heldBack);
        if (new Set(pills.map(({ h }) => h)).size > 1) mixed++;
      }
    }
    expect(mixed).toBe(0);
  });

  it('moves evenly: no jump between two instants of a flight', async () => {
    const { session, instants } = await election('bully', 5, '3');
    const from = instants[Math.floor(instants.length / 2)] as number;
    const last = new Map<number, MessageMark>();
    for (let us = from; us < from + 120_000; us += 200) {
      session.seekUs(us);
      for (const mark of buildScene(session, worded(session)).messages) {
        const before = last.get(mark.sent);
        if (before?.w === mark.w && before.form === mark.form) {
          expect(Math.hypot(mark.x - before.x, mark.y - before.y)).toBeLessThan(25);
        }
        last.set(mark.sent, mark);
      }
    }
    expect(last.size).toBeGreaterThan(5);
  });
});

describe('the counts', () => {
  it('are those of the one judgement of what is story', async () => {
    const { session, instants } = await election('bully', 5, '1');
    let shown = 0;
    let quiet = 0;
    for (const us of every(instants, 120)) {
      session.seekUs(us);
      const flights = session.flights();
      const stories = flights.filter((flight) => story(session, flight)).length;
      const scene = buildScene(session, worded(session));
      const ticks = scene.messages.filter((mark) => mark.form === 'tick').length;
      expect(scene.counts).toEqual({ shown: stories, quiet: flights.length - stories, ticks });
      expect(scene.messages.filter((mark) => mark.form !== 'tick')).toHaveLength(stories);
      const all = buildScene(session, worded(session, { messages: 'all' }));
      expect(all.counts).toEqual({ shown: flights.length, quiet: 0, ticks: 0 });
      shown += stories;
      quiet += flights.length - stories;
    }
    expect(Math.min(shown, quiet)).toBeGreaterThan(10);
  });
});

describe('a copy', () => {
  it('is drawn as one', async () => {
    const session = await sessionOf({ network: { duplicate: 0.5 } });
    let copies = 0;
    for (let us = 100_000; us < 300_000; us += 5000) {
      session.seekUs(us);
      for (const mark of buildScene(session, worded(session, { messages: 'all' })).messages) {
        expect(mark.copy).toBe(/#\d+b$/.test(mark.name));
        if (mark.copy) copies++;
      }
    }
    expect(copies).toBeGreaterThan(5);
  });
});
