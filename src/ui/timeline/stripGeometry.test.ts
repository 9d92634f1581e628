/** Shows that the strip says who reigned when: alone, doubled, nobody, and believers without a reign. */
import { describe, expect, it } from 'vitest';
import type { Fact } from '../../engine/protocol';
import type { Reign, SelfBelief } from '../../session/types';
import { believersOf } from './believers';
import { mergeMarks, MERGE_PX, scrubShare, SIGN_PX, spanFor, stripPicture } from './stripGeometry';
import type { Moment, StripInput } from './stripTypes';

const S = 1_000_000;
const reign = (leader: string, from: number, to: number | null, attempt = 1): Reign => ({
  leader,
  attempt,
  fromEvent: 0,
  fromUs: from * S,
  toEvent: null,
  toUs: to === null ? null : to * S,
  why: null,
});
const belief = (node: string, from: number, to: number | null): SelfBelief => ({
  node,
  attempt: 1,
  fromUs: from * S,
  toUs: to === null ? null : to * S,
});
const picture = (more: Partial<StripInput>) =>
  stripPicture({
    reigns: [],
    selfBeliefs: [],
    facts: [],
    moments: [],
    spanUs: 4 * S,
    frontierUs: 4 * S,
    widthPx: 400,
    nodes: ['n1', 'n2', 'n3', 'n4', 'n5'],
    ...more,
  });

describe('the span', () => {
  it('doubles when it is reached and not before', () => {
    expect(spanFor(0)).toBe(2 * S);
    expect(spanFor(2 * S - 1)).toBe(2 * S);
    expect(spanFor(2 * S)).toBe(4 * S);
    expect(spanFor(9 * S)).toBe(16 * S);
  });
});

it('marks round instants, of an hour in whole minutes', () => {
  expect(picture({}).ticks.map(({ us }) => us / S)).toEqual([0, 1, 2, 3]);
  const spanUs = 4096 * S;
  const { ticks } = picture({ spanUs, frontierUs: spanUs, widthPx: 1200 });
  expect(ticks.map(({ us }) => us / S / 60)).toEqual(Array.from({ length: 14 }, (_, k) => 5 * k));
});

describe('reigns', () => {
  it('hatches the whole strip while nobody has led', () => {
    expect(picture({}).gaps).toEqual([{ x: 0, width: 400, said: true }]);
  });

  it('draws a reign, the gap after it and the next reign to the end', () => {
    const { bands, gaps } = picture({ reigns: [reign('n2', 0.5, 1), reign('n3', 2, null)] });
    expect(bands.map(({ node, x, width, rows }) => [node, x, width, rows])).toEqual([
      ['n2', 50, 50, 1],
      ['n3', 200, 200, 1],
    ]);
    expect(gaps).toEqual([
      { x: 0, width: 50, said: false },
      { x: 100, width: 100, said: true },
    ]);
  });

  it('doubles where two reigns overlap and only there', () => {
    const { bands, gaps } = picture({ reigns: [reign('n1', 0, 3), reign('n5', 1, 2)] });
    expect(bands.map(({ node, x, width, row, rows }) => [node, x, width, row, rows])).toEqual([
      ['n1', 0, 100, 0, 1],
      ['n1', 100, 100, 0, 2],
      ['n5', 100, 100, 1, 2],
      ['n1', 200, 100, 0, 1],
    ]);
    expect(gaps).toEqual([{ x: 300, width: 100, said: true }]);
    expect(bands.filter(({ label }) => label === 'n1')).toHaveLength(1);
  });

  it('says who believes that it leads in the band of another, where there is room', () => {
    const two = (to: number | null, knownX: number) => {
      const { lines, bands } = picture({
        widthPx: 800,
        reigns: [reign('n1', 0, 1), reign('n2', 1, null)],
        selfBeliefs: [belief('n1', 0, to)],
      });
      return believersOf(lines, bands, knownX);
    };
    expect(two(null, 800)).toEqual([{ node: 'n1', x: 284, endX: 800 }]);
    expect(two(1.5, 800)).toEqual([]);
    expect(two(null, 400)).toEqual([]);
  });

  it('keeps a very short reign visible, without its name', () => {
    const { bands } = picture({ reigns: [reign('n4', 1, 1.001)] });
    expect(bands[0]).toMatchObject({ width: 3, label: null });
  });

  it('writes a name only once it is seen whole', () => {
    const reigns = [reign('n4', 1, null)];
    expect(picture({ reigns, frontierUs: 1.2 * S }).bands[0]?.label).toBeNull();
    expect(picture({ reigns, frontierUs: 1.3 * S }).bands[0]).toMatchObject({
      label: 'n4',
      said: false,
    });
    // What the band means, once there is room for that too.
    expect(picture({ reigns, frontierUs: 1.8 * S }).bands[0]?.said).toBe(true);
  });

  it('gives each of five nodes its own tint and pattern', () => {
    const { bands } = picture({
      reigns: ['n1', 'n2', 'n3', 'n4', 'n5'].map((node, k) => reign(node, k * 0.5, k * 0.5 + 0.5)),
    });
    expect(new Set(bands.map(({ tint, pattern }) => `${tint}/${pattern}`)).size).toBe(5);
  });
});

describe('crowds', () => {
  it('stand for reigns of which three begin within the width of one', () => {
    // Four reigns within 10 ms, one px of this strip; before and after them a long one.
    const short = [1, 1.002, 1.004, 1.006].map((from, k) => reign(`n${k + 1}`, from, from + 0.001));
    const { bands, gaps, crowds } = picture({
      reigns: [reign('n5', 0, 0.5), ...short, reign('n2', 2, null)],
    });
    expect(crowds).toEqual([{ x: 99, width: 3, count: 4 }]);
    expect(bands.map(({ node }) => node)).toEqual(['n5', 'n2']);
    // The time without a leader around them is still told.
    expect(gaps.map(({ x, width }) => [x, width].map((px) => Number(px.toFixed(3))))).toEqual([
      [50, 50],
      [100.7, 99.3],
    ]);
  });

  it('leave two rivals of one instant alone, and what lasts longer than the crowd', () => {
    expect(picture({ reigns: [reign('n1', 1, 3), reign('n5', 1.001, 2)] }).crowds).toEqual([]);
    const { bands } = picture({
      reigns: [reign('n1', 1, 3), reign('n2', 1.001, 1.002), reign('n3', 1.003, 1.004)],
    });
    expect(bands.filter(({ node }) => node === 'n1').at(-1)).toMatchObject({ label: 'n1' });
  });

  it('bound what is drawn, and how long it takes, however many reigns there are', () => {
    const reigns = Array.from({ length: 20_000 }, (_, k) =>
      reign(`n${(k % 5) + 1}`, k / 5000, (k + 0.5) / 5000, k),
    );
    const selfBeliefs = reigns.map(({ leader, fromUs, toUs }) =>
      belief(leader, fromUs / S, (toUs ?? 0) / S + 0.00001),
    );
    const { bands, gaps, crowds, lines } = picture({ reigns, selfBeliefs });
    expect(crowds).toHaveLength(1);
    expect(crowds[0]?.count).toBe(20_000);
    expect(bands.length + gaps.length + lines.length).toBeLessThan(20);
  });

  it('hide no piece that is wide enough, against a naive cut', () => {
    const reigns = Array.from({ length: 300 }, (_, k) => {
      const from = ((k * 7919) % 3989) / 1000;
      return reign(`n${(k % 5) + 1}`, from, from + (k % 11) / 40, k);
    });
    const naive = new Set(reigns.flatMap(({ fromUs, toUs }) => [fromUs, Math.min(4 * S, toUs!)]));
    const cuts = [...naive].sort((a, b) => a - b);
    const { bands, crowds } = picture({ reigns });
    for (const [at, us] of cuts.entries()) {
      const middle = (us + (cuts[at + 1] ?? us)) / 2 / 10_000;
      const standing = reigns.filter(
        ({ fromUs, toUs }) => fromUs <= middle * 10_000 && toUs! > middle * 10_000,
      );
      if (crowds.some(({ x, width }) => middle >= x && middle <= x + width)) continue;
      const drawn = bands.filter(({ x, width }) => middle >= x && middle <= x + width);
      for (const { leader } of standing) expect(drawn.map(({ node }) => node)).toContain(leader);
    }
  });
});

describe('believers', () => {
  it('draws no line for who reigns', () => {
    expect(
      picture({ reigns: [reign('n1', 1, 2)], selfBeliefs: [belief('n1', 1, 2)] }).lines,
    ).toEqual([]);
  });

  it('draws the belief that outlives the reign', () => {
    const { lines } = picture({ reigns: [reign('n1', 1, 2)], selfBeliefs: [belief('n1', 0.9, 3)] });
    expect(lines.map(({ x, width, down }) => [x, width, down])).toEqual([
      [90, 10, false],
      [200, 100, false],
    ]);
  });

  it('hatches it once the believer is down, until it restarts', () => {
    const facts: Fact[] = [
      { event: 5, us: 3 * S, fact: 'crashed', node: 'n1' },
      { event: 9, us: 3.5 * S, fact: 'up', node: 'n1' },
    ];
    const { lines } = picture({
      reigns: [reign('n1', 1, 2)],
      selfBeliefs: [belief('n1', 1, 3)],
      facts,
    });
    expect(lines.map(({ x, width, down }) => [x, width, down])).toEqual([
      [200, 100, false],
      [300, 50, true],
    ]);
  });

  it('does not hatch it where the believer is back within the same instant', () => {
    const facts: Fact[] = [
      { event: 5, us: 3 * S, fact: 'crashed', node: 'n1' },
      { event: 6, us: 3 * S, fact: 'up', node: 'n1' },
    ];
    const { lines } = picture({ selfBeliefs: [belief('n1', 1, 3)], facts });
    expect(lines.map(({ x, width, down }) => [x, width, down])).toEqual([[100, 200, false]]);
  });
});

describe('marks', () => {
  const x = (us: number): number => us;
  const moment = (kind: Moment['kind'], us: number, always = true): Moment => ({
    kind,
    us,
    event: us,
    always,
    phrase: { key: kind },
  });

  it('merge within 12 px and count', () => {
    const marks = mergeMarks(
      [moment('leader', 100), moment('other', 108), moment('leader', 129)],
      x,
      400,
    );
    expect(marks.map(({ x: at, count }) => [at, count])).toEqual([
      [100, 2],
      [129, 1],
    ]);
  });

  it('never hide a fault, an election or a violation', () => {
    const [mark] = mergeMarks(
      [moment('leader', 50), moment('election', 52), moment('fault', 53), moment('violation', 55)],
      x,
      400,
    );
    expect(mark?.kinds).toEqual(['violation', 'fault', 'election']);
    expect(mark?.count).toBe(4);
  });

  it('stand clear of each other, with all their signs and their counts', () => {
    const kinds = ['crash', 'election', 'leader', 'tear', 'mend', 'violation'] as const;
    for (let step = 1; step < 40; step++) {
      const crowd = kinds.flatMap((kind, k) => [
        moment(kind, 20 + k * step),
        moment(kind, 140 + k * step * 1.7),
      ]);
      const marks = mergeMarks(crowd, x, 4000);
      expect(marks.reduce((sum, { count }) => sum + count, 0)).toBe(crowd.length);
      marks.forEach((mark, at) => {
        const next = marks[at + 1];
        const signs = mark.kinds.length;
        const room = signs * SIGN_PX + (mark.count > signs ? 16 : 0);
        if (next !== undefined) expect(next.x - mark.x).toBeGreaterThanOrEqual(room);
        for (const grave of ['crash', 'tear', 'election', 'violation'] as const) {
          const holds = mark.moments.some(({ kind }) => kind === grave);
          expect(mark.kinds.includes(grave), `${grave} at ${step}`).toBe(holds);
        }
      });
    }
  });

  it('let the tries of one election stand behind its winner', () => {
    const [mark] = mergeMarks([moment('election', 50, false), moment('leader', 55)], x, 400);
    expect([mark?.kinds, mark?.count]).toEqual([['leader'], 2]);
    const [won] = mergeMarks([moment('fault', 48), moment('election', 50, false)], x, 400);
    expect(won?.kinds).toEqual(['fault']);
  });

  it('stay whole at both ends', () => {
    const marks = mergeMarks([moment('fault', 0), moment('fault', 400)], x, 400);
    expect(marks.map((mark) => mark.x)).toEqual([MERGE_PX / 2, 400 - MERGE_PX / 2]);
  });
});

it('scrubs finer the higher the finger is', () => {
  expect(scrubShare(0)).toBe(1);
  expect(scrubShare(24)).toBe(1);
  expect(scrubShare(56)).toBe(0.5);
  expect(scrubShare(300)).toBeLessThan(0.12);
});
