/**
 * Shows that words on the lanes keep clear of each other, of arrows' heads and, where they can, of lines;
 * that a crowd of one kind is counted, and parts again when there is room.
 */
import { describe, expect, it } from 'vitest';
import { textWidth } from './fontMetrics';
import type { Kind } from './lanesKinds';
import { LINE_PX, placeMessages } from './lanesLabels';
import { boxAt, Room } from './lanesRoom';
import type { LanesView, Line, Plot, Words } from './lanesTypes';

const ROW = 40;
const PLOT: Plot = {
  ...{ width: 1200, height: 250, left: 72, top: 26, right: 1188, bottom: 226, rowPx: ROW },
  window: { fromUs: 0, spanUs: 1_000_000 },
};
const VIEW = { initials: false, words: (key: string) => key } as unknown as LanesView;

function kindOf(word: string, routine = false): Kind {
  const face = { word, initial: word[0] ?? '', shape: 'request', colour: 'ask' } as const;
  return { key: word, type: word, face, routine } as Kind;
}

const VOTE = kindOf('Vote for me?');
const YES = kindOf('Yes');
const BEAT = kindOf('heartbeat', true);
const laneY = (lane: number): number => PLOT.top + (lane + 0.5) * ROW;

let sent = 0;
function line(kind: Kind, from: number, x1: number, to: number, x2: number): Line {
  return {
    ...{ sent: sent++, x1, y1: laneY(from), kneeX: x2, x2, y2: laneY(to), waitsX: x2 },
    ...{ kind, end: 'delivered' as const, light: 1 as const, picked: false },
  };
}

/** A candidate on lane 3 asks four others within so many px, and all say yes. */
function election(spread: number): readonly Line[] {
  const others = [0, 1, 2, 4];
  const asks = others.map((to, k) => line(VOTE, 3, 600, to, 600 + spread + k * 3));
  const answers = others.map((from, k) =>
    line(YES, from, 600 + spread + k * 3, 3, 600 + 2 * spread + k * 5),
  );
  return [...asks, ...answers];
}

const boxOf = ({ text, x, y }: Words) => boxAt(x, y, textWidth(text, 13), LINE_PX - 1);

function expectClear(words: readonly Words[], lines: readonly Line[]): void {
  const boxes = words.map(boxOf);
  boxes.forEach((a, at) => {
    for (const b of boxes.slice(at + 1)) {
      const apart =
        a.right <= b.left || b.right <= a.left || a.bottom <= b.top || b.bottom <= a.top;
      expect(apart, words.map(({ text }) => text).join()).toBe(true);
    }
    for (const { x2, y2 } of lines) {
      const isOnHead = x2 > a.left && x2 < a.right && y2 > a.top && y2 < a.bottom;
      expect(isOnHead, words[at]?.text).toBe(false);
    }
    for (let lane = 0; lane < 5; lane++) {
      expect(a.top < laneY(lane) && a.bottom > laneY(lane), 'a word on a lane').toBe(false);
    }
  });
}

describe('the words of messages', () => {
  it('part where there is room: one for each', () => {
    const lines = election(420);
    const { words } = placeMessages(lines, PLOT, VIEW);
    expect(words.map(({ text }) => text).sort()).toEqual([
      ...Array.from({ length: 4 }, () => 'Vote for me?'),
      ...Array.from({ length: 4 }, () => 'Yes'),
    ]);
    expectClear(words, lines);
  });

  it('are counted in a knot, tied to where they set out and where they arrive', () => {
    const lines = election(18);
    const { words } = placeMessages(lines, PLOT, VIEW);
    expect(words.map(({ text }) => text).sort()).toEqual(['4 × Vote for me?', '4 × Yes']);
    expectClear(words, lines);
    const [asked] = words.filter(({ text }) => text.includes('Vote'));
    expect(asked?.tie).toEqual({ x: 600, y: laneY(3) });
    expect(asked?.sinceX).toBe(600);
  });

  it('name each message once, counted or alone, at every zoom between', () => {
    for (let spread = 6; spread < 300; spread += 7) {
      const lines = election(spread);
      const { words } = placeMessages(lines, PLOT, VIEW);
      expectClear(words, lines);
      for (const kind of ['Vote for me?', 'Yes']) {
        const told = words
          .filter(({ text }) => text.endsWith(kind))
          .reduce((sum, { text }) => sum + Number(/^(\d+) ×/.exec(text)?.[1] ?? 1), 0);
        expect(told, `${kind} at ${spread}`).toBeLessThanOrEqual(4);
        expect(told, `${kind} at ${spread}`).toBeGreaterThanOrEqual(kind === 'Yes' ? 2 : 3);
      }
    }
  });

  it('keep clear of the mark at which another message ended between the lanes', () => {
    const gapY = (laneY(0) + laneY(1)) / 2;
    const lost: Line = {
      ...line(BEAT, 0, 600, 1, 700),
      kneeX: 650,
      x2: 650,
      y2: gapY,
      end: 'lost',
    };
    const lines = [lost, line(VOTE, 1, 500, 0, 800)];
    const { words } = placeMessages(lines, PLOT, VIEW);
    expect(words).toHaveLength(1);
    expectClear(words, lines);
  });

  it('are none for what only recurs, and the picked one is named whatever it is', () => {
    const lines = [line(BEAT, 0, 100, 1, 160), { ...line(BEAT, 0, 300, 1, 420), picked: true }];
    const { words } = placeMessages(lines, PLOT, VIEW);
    expect(words.map(({ text, strong }) => [text, strong])).toEqual([['heartbeat', true]]);
  });

  it('stay where they are when later messages come', () => {
    const early = election(260);
    const late = [line(VOTE, 0, 1150, 2, 1180), line(YES, 2, 1160, 0, 1186)];
    const before = placeMessages(early, PLOT, VIEW).words;
    const after = placeMessages([...early, ...late], PLOT, VIEW).words;
    for (const one of before) expect(after).toContainEqual(one);
  });
});

describe('the room', () => {
  it('knows which lines go through a box', () => {
    const room = new Room();
    room.line({ owner: 1, x1: 0, y1: 0, x2: 100, y2: 100, weight: 1 });
    room.line({ owner: 2, x1: 0, y1: 90, x2: 100, y2: 90, weight: 0.25 });
    expect(room.crossed(boxAt(50, 50, 20, 10))).toBe(1);
    expect(room.crossed(boxAt(50, 50, 20, 10), [1])).toBe(0);
    expect(room.crossed(boxAt(80, 20, 20, 10))).toBe(0);
    expect(room.crossed(boxAt(90, 90, 20, 10))).toBe(1.25);
    expect(room.crossed(boxAt(-30, 0, 20, 10))).toBe(0);
  });

  it('has no place twice', () => {
    const room = new Room();
    room.take(boxAt(50, 50, 20, 10));
    expect(room.isFree(boxAt(60, 55, 20, 10))).toBe(false);
    expect(room.isFree(boxAt(70, 50, 20, 10))).toBe(true);
  });
});
