/**
 * Shows that the lanes draw what happened and nothing else: every line against the trace, its end by its
 * fate, nothing beyond what is known; words that never touch; marks each alone; what a pointer finds.
 */
import { describe, expect, it } from 'vitest';
import type { Scenario } from '../scenario/types';
import type { Session } from '../session/types';
import { textWidth } from './fontMetrics';
import { Bins } from './lanesBins';
import { Cone } from './lanesCone';
import { lanesHit, MOUSE, nearestOnLane, nextOnLane } from './lanesHit';
import { LanesIndex } from './lanesIndex';
import { LanesKinds } from './lanesKinds';
import type { LanesSources } from './lanesPicture';
import { lanesPicture, LINES_MAX, marksOf, xOf, yOf } from './lanesPicture';
import { LanesSpans } from './lanesSpans';
import type { LanesView, LineEnd } from './lanesTypes';
import { beatsOf } from '../narration/beats';
import { EVENTFUL, sessionOf } from './testing/runs';

function sourcesOf(run: Session, event: number | null = null): LanesSources {
  const index = new LanesIndex(run, run.revision);
  index.extend(Infinity);
  const kinds = new LanesKinds(run);
  for (let sent = 0; sent < Math.min(2000, index.sends); sent++) kinds.resolve(sent);
  const spans = new LanesSpans(run);
  spans.extend();
  const cone = event === null ? null : new Cone(index, event);
  return { run, index, kinds, spans, bins: new Bins(index), cone };
}

function viewOf(fromUs: number, spanUs: number, more: Partial<LanesView> = {}): LanesView {
  return {
    window: { fromUs, spanUs },
    width: 1200,
    height: 400,
    message: null,
    cursor: null,
    selectedNode: null,
    hiddenKey: '',
    words: (key) => key.slice(key.indexOf('.') + 1),
    axis: (us) => `${us / 1000} ms`,
    attempt: (attempt) => `term ${attempt}`,
    initials: false,
    loop: { fromUs: null, toUs: null },
    ...more,
  };
}

const ENDS: { readonly [fate: string]: readonly LineEnd[] } = {
  delivered: ['delivered'],
  lost: ['lost'],
  cut: ['tear', 'down'],
  crashed: ['down'],
  blocked: ['blocked'],
  byHand: ['byHand'],
  waiting: ['waiting'],
  flying: ['flying'],
};

/** A run in which messages end in every way there is. */
async function everyFate(): Promise<Session> {
  const session = await sessionOf({
    ...EVENTFUL,
    commands: [
      ...(EVENTFUL.commands ?? []),
      { atMs: 3200, do: 'pause', node: 'follower', forMs: 400 },
      { atMs: 3700, do: 'block', types: ['AppendEntriesReply'] },
      { atMs: 3800, do: 'unblock', types: ['AppendEntriesReply'] },
      { atMs: 4500, do: 'pause', node: 'follower' },
    ],
  });
  session.seekUs(4_200_000);
  while (session.flights().length === 0) session.stepForward();
  session.act({ do: 'drop', message: session.flights()[0]?.name ?? '' });
  session.seekUs(4_700_000);
  while (!session.flights().some(({ waiting }) => waiting)) session.stepForward();
  while (!session.flights().some(({ waiting }) => !waiting)) session.stepForward();
  return session;
}

describe('lines', () => {
  it('run from their sending to their end, with the mark of their fate', async () => {
    const run = await everyFate();
    const sources = sourcesOf(run);
    const seen = new Set<string>();
    for (let fromUs = 0; fromUs < run.frontier.us; fromUs += 250_000) {
      const picture = lanesPicture(sources, viewOf(fromUs, 400_000));
      const { plot } = picture;
      for (const line of picture.lines) {
        const { from, to, sentUs, fate, endedUs } = run.trace.sent(line.sent);
        seen.add(fate);
        const [a, b] = [from, to].map((id) => yOf(plot, run.world.ids.indexOf(id)));
        expect(line.x1).toBeCloseTo(xOf(plot, sentUs), 3);
        expect(line.y1).toBeCloseTo(a ?? NaN, 3);
        expect(ENDS[fate], fate).toContain(line.end);
        const arrives = line.end === 'delivered' || line.end === 'waiting';
        if (arrives) expect(line.y2).toBeCloseTo(b ?? NaN, 3);
        else expect(Math.abs(line.y2 - (b ?? NaN))).toBeGreaterThan(1);
        const overUs = endedUs < 0 ? run.frontier.us : endedUs;
        expect(line.waitsX).toBeCloseTo(xOf(plot, overUs), 3);
        expect(line.x2).toBeLessThanOrEqual(line.waitsX + 0.001);
        if (sources.index.arrived[line.sent] === -1) expect(line.x2).toBeCloseTo(line.waitsX, 3);
      }
    }
    for (const fate of Object.keys(ENDS)) expect(seen, fate).toContain(fate);
  });

  it('are all there are in the window', async () => {
    const run = await everyFate();
    const sources = sourcesOf(run);
    const picture = lanesPicture(sources, viewOf(900_000, 500_000));
    const wanted: number[] = [];
    for (let sent = 0; sent < run.trace.sends; sent++) {
      const { sentUs, endedUs } = run.trace.sent(sent);
      if (sentUs <= 1_400_000 && (endedUs < 0 || endedUs >= 900_000)) wanted.push(sent);
    }
    expect(picture.lines.map(({ sent }) => sent)).toEqual(wanted);
  });

  it('end nowhere beyond what is known', async () => {
    const run = await sessionOf({ seed: '5' });
    run.seekUs(400_000);
    while (run.flights().length < 2) run.stepForward();
    const picture = lanesPicture(sourcesOf(run), viewOf(200_000, 400_000));
    const edge = xOf(picture.plot, run.frontier.us) + 0.001;
    expect(picture.lines.some(({ end }) => end === 'flying')).toBe(true);
    for (const { x2, waitsX } of picture.lines) expect(Math.max(x2, waitsX)).toBeLessThan(edge);
    for (const { x1, x2 } of picture.spans) expect(Math.max(x1, x2)).toBeLessThan(edge);
    for (const { x } of picture.dots) expect(x).toBeLessThan(edge);
  });

  it('of hidden kinds are not drawn', async () => {
    const run = await sessionOf({ seed: '5' });
    run.seekUs(600_000);
    const sources = sourcesOf(run);
    const key = sources.kinds.all.find(({ type }) => type === 'AppendEntries')?.key ?? '';
    const before = lanesPicture(sources, viewOf(0, 600_000)).lines;
    sources.kinds.hide(new Set([key]));
    const after = lanesPicture(sources, viewOf(0, 600_000, { hiddenKey: key })).lines;
    expect(after.length).toBeLessThan(before.length);
    expect(after).toEqual(before.filter(({ kind }) => kind?.key !== key));
  });

  it('become bands where they would be too many, and marks stay single', async () => {
    const busy: Partial<Scenario> = {
      nodes: 9,
      params: { heartbeatMs: 5, electionTimeoutMs: [150, 300] },
      commands: [{ atMs: 1500, do: 'crash', node: 'leader' }],
    };
    const run = await sessionOf(busy);
    run.seekUs(3_000_000);
    const sources = sourcesOf(run);
    const picture = lanesPicture(sources, viewOf(0, 3_000_000));
    expect(run.trace.sends).toBeGreaterThan(LINES_MAX);
    expect(picture.lines).toEqual([]);
    expect(picture.bands).toHaveLength(9);
    const always = marksOf(beatsOf(run).all).filter((mark) => mark.always);
    const drawn = picture.marks.map(({ event }) => event);
    expect(always.length).toBeGreaterThan(2);
    for (const { event } of always) expect(drawn).toContain(event);
    const near = lanesPicture(sources, viewOf(1_490_000, 60_000));
    expect(near.bands).toEqual([]);
    expect(near.lines.length).toBeGreaterThan(20);
  });
});

describe('words', () => {
  it('never touch each other', async () => {
    const run = await everyFate();
    const sources = sourcesOf(run);
    let seen = 0;
    for (let fromUs = 0; fromUs < 4_500_000; fromUs += 90_000) {
      const view = viewOf(fromUs, 250_000);
      const { words, names, ticks } = lanesPicture(sources, view);
      const boxes = words.map(({ text, x, y, align }) => {
        const width = textWidth(text, 13);
        const left = align === 'center' ? x - width / 2 : x;
        return { text, left, right: left + width, top: y - 8, bottom: y + 8 };
      });
      seen += boxes.length;
      boxes.forEach((a, at) => {
        for (const b of boxes.slice(at + 1)) {
          const apart =
            a.right <= b.left || b.right <= a.left || a.bottom <= b.top || b.bottom <= a.top;
          expect(apart, `${a.text} and ${b.text} at ${fromUs}`).toBe(true);
        }
      });
      names.forEach((a, at) => {
        for (const b of names.slice(at + 1)) expect(Math.abs(a.y - b.y)).toBeGreaterThan(14);
      });
      ticks.forEach(({ x, text }, at) => {
        const next = ticks[at + 1];
        if (next === undefined) return;
        const room = (textWidth(text, 13) + textWidth(next.text, 13)) / 2;
        expect(next.x - x).toBeGreaterThan(room);
      });
    }
    expect(seen).toBeGreaterThan(100);
  });
});

describe('what is lit', () => {
  it('is the cone; all else is dim', async () => {
    const run = await everyFate();
    const plain = sourcesOf(run);
    const event = run.trace.countAt(1_250_000);
    const sources = sourcesOf(run, event);
    const whole = new Cone(plain.index, event);
    whole.reach(0, run.trace.length);
    const picture = lanesPicture(sources, viewOf(1_000_000, 500_000));
    expect(picture.dims).toBe(true);
    const lights = new Set(picture.lines.map(({ light }) => light));
    expect([...lights].sort((a, b) => a - b)).toEqual([0, 2]);
    for (const { sent, light } of picture.lines) {
      expect(light).toBe(whole.ofSend(sent) === 'none' ? 0 : 2);
    }
    for (const dot of picture.dots) expect(dot.light).toBe(whole.of(dot.event) === 'none' ? 0 : 2);
  });
});

describe('a pointer', () => {
  it('finds every dot, and lines between the lanes', async () => {
    const run = await everyFate();
    const sources = sourcesOf(run);
    const picture = lanesPicture(sources, viewOf(940_000, 80_000));
    expect(picture.dots.length).toBeGreaterThan(4);
    for (const { x, y } of picture.dots) {
      const hit = lanesHit(picture, sources, x, y, MOUSE);
      expect(hit?.on).toBe('event');
      if (hit?.on !== 'event') continue;
      expect(xOf(picture.plot, run.trace.timeUs(hit.event))).toBeCloseTo(x, 3);
    }
    let found = 0;
    for (const { sent, x1, y1, x2, y2 } of picture.lines) {
      const hit = lanesHit(picture, sources, (x1 + x2) / 2, (y1 + y2) / 2, MOUSE);
      if (hit?.on === 'message' && hit.sent === sent) found++;
    }
    expect(found).toBeGreaterThan(5);
    expect(lanesHit(picture, sources, 2, 200, MOUSE)).toBeNull();
    const [mark] = picture.marks;
    const onMark = lanesHit(picture, sources, mark?.signX ?? 0, 12, MOUSE);
    expect(onMark).toMatchObject({ on: 'mark', event: mark?.event });
  });

  it('and a key find the next event of a node, never of another', async () => {
    const run = await everyFate();
    const sources = sourcesOf(run);
    const { trace } = run;
    for (let lane = 0; lane < 5; lane++) {
      const forward: number[] = [];
      let at: number | null = -1;
      while ((at = nextOnLane(sources, at, lane, 1)) !== null) forward.push(at);
      const backward: number[] = [];
      at = trace.length;
      while ((at = nextOnLane(sources, at, lane, -1)) !== null) backward.unshift(at);
      expect(forward).toEqual(backward);
      expect(forward.length).toBeGreaterThan(50);
      for (const event of forward) {
        const own = trace.actorOf(event) === lane;
        expect(own || sources.index.targetsOf(event).includes(lane)).toBe(true);
      }
      const near = nearestOnLane(sources, 1_000_000, lane);
      const least = Math.min(...forward.map((one) => Math.abs(trace.timeUs(one) - 1_000_000)));
      expect(Math.abs(trace.timeUs(near ?? -1) - 1_000_000)).toBe(least);
    }
  });
});
