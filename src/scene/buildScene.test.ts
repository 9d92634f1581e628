/**
 * The picture is a pure function of run and instant, tells nothing before it happened, and keeps to
 * the degrees of detail.
 */
import './legend';
import { describe, expect, it } from 'vitest';
import type { Session } from '../session/types';
import { buildScene } from './buildScene';
import { EVENTFUL, sessionOf, viewOf } from './testing/runs';

/** Instants at which something is on its way, spread over a run. */
function instants(session: Session, untilUs: number, count: number): readonly number[] {
  session.seekUs(untilUs);
  const times = new Set<number>();
  for (let i = 0; i < count; i++) {
    const event = Math.floor((i * session.trace.length) / count);
    times.add(session.trace.timeUs(event) + 1500);
  }
  return [...times];
}

describe('buildScene', () => {
  it('draws the same forward, backward and after a jump', async () => {
    const walked = await sessionOf(EVENTFUL);
    const jumped = await sessionOf(EVENTFUL);
    const view = viewOf();
    const times = instants(walked, 3_500_000, 60);
    const pictures = new Map<number, string>();
    walked.seekUs(0);
    for (const us of times) {
      walked.advanceTo(us, 1_000_000);
      pictures.set(us, JSON.stringify(buildScene(walked, view)));
    }
    for (const us of [...times].reverse()) {
      walked.seekUs(us);
      expect(JSON.stringify(buildScene(walked, view))).toBe(pictures.get(us));
    }
    for (const us of times.filter((_, index) => index % 7 === 3)) {
      jumped.seekUs(us);
      expect(JSON.stringify(buildScene(jumped, viewOf()))).toBe(pictures.get(us));
    }
    expect(new Set(pictures.values()).size).toBe(times.length);
  });

  it('changes nothing of the run', async () => {
    const session = await sessionOf(EVENTFUL);
    session.seekUs(2_100_000);
    const hash = session.hashAt();
    buildScene(session, viewOf());
    buildScene(session, viewOf({ messages: 'all' }));
    expect(session.hashAt()).toBe(hash);
  });

  it('draws a message that will be lost like any other, until it is lost', async () => {
    const session = await sessionOf({ network: { loss: 0.3 } });
    session.seekUs(2_000_000);
    const lost = Array.from({ length: session.trace.sends }, (_, i) =>
      session.trace.sent(i),
    ).filter((sent) => sent.fate === 'lost');
    expect(lost.length).toBeGreaterThan(20);
    const view = viewOf({ messages: 'all' });
    for (const sent of lost.slice(0, 20)) {
      const half = Math.floor((sent.sentUs + sent.endedUs) / 2);
      session.seekUs(half);
      const flight = session.flights().find((one) => one.sent === sent.index);
      const flying = buildScene(session, view);
      const mark = flying.messages.find((one) => one.sent === sent.index);
      expect(flight).toBeDefined();
      expect(mark).toBeDefined();
      expect(flying.breaks.some((one) => one.sent === sent.index)).toBe(false);
      session.seekUs(sent.endedUs);
      const broken = buildScene(session, view);
      expect(broken.messages.some((one) => one.sent === sent.index)).toBe(false);
      expect(broken.breaks.find((one) => one.sent === sent.index)).toMatchObject({
        kind: 'loss',
        age: 0,
      });
    }
  });

  it('stops messages at the tear and breaks them there when they are due', async () => {
    const session = await sessionOf({
      commands: [{ atMs: 600, do: 'partition', groups: [['n1', 'n2'], ['rest']] }],
    });
    session.seekUs(1_500_000);
    const cut = Array.from({ length: session.trace.sends }, (_, i) => session.trace.sent(i)).filter(
      (sent) => sent.fate === 'cut' && sent.sentUs > 600_000,
    );
    expect(cut.length).toBeGreaterThan(10);
    for (const sent of cut.slice(0, 10)) {
      session.seekUs(sent.endedUs - 1);
      const scene = buildScene(session, viewOf({ messages: 'all' }));
      const mark = scene.messages.find((one) => one.sent === sent.index);
      expect(mark?.held).toBe(true);
      session.seekUs(sent.endedUs);
      const after = buildScene(session, viewOf());
      const broken = after.breaks.find((one) => one.sent === sent.index);
      expect(broken?.kind).toBe('tear');
      expect(Math.hypot(broken!.x - mark!.x, broken!.y - mark!.y)).toBeLessThan(90);
    }
  });

  it('breaks a message for a crashed node at its rim', async () => {
    const session = await sessionOf({ commands: [{ atMs: 700, do: 'crash', node: 'leader' }] });
    session.seekUs(1_200_000);
    const ended = Array.from({ length: session.trace.sends }, (_, i) => session.trace.sent(i)).find(
      (sent) => sent.fate === 'crashed',
    )!;
    session.seekUs(ended.endedUs);
    const scene = buildScene(session, viewOf());
    const mark = scene.breaks.find((one) => one.sent === ended.index)!;
    const node = scene.nodes.find((one) => one.id === ended.to)!;
    expect(mark.kind).toBe('rim');
    expect(Math.hypot(mark.x - node.x, mark.y - node.y)).toBeLessThan(node.radius * 1.6);
    expect(node).toMatchObject({
      glyph: 'crashed',
      seated: false,
      belief: null,
      pulse: 0,
      ring: null,
    });
  });

  it('keeps heartbeats quiet once everybody follows, and says how many', async () => {
    const session = await sessionOf();
    session.seekUs(1_000_000);
    const leader = session.world.seats[0]!;
    expect(leader).toBeDefined();
    const beat = Array.from({ length: session.trace.sends }, (_, i) => session.trace.sent(i)).find(
      (sent) => sent.from === leader.node && sent.sentUs > leader.sinceUs + 60_000,
    )!;
    session.seekUs(beat.sentUs + 1000);
    const focus = buildScene(session, viewOf());
    expect(focus.counts).toEqual({ shown: 0, quiet: 4, ticks: 4 });
    expect(focus.messages.map((mark) => mark.form)).toEqual(['tick', 'tick', 'tick', 'tick']);
    expect(focus.nodes.find((node) => node.id === leader.node)?.pulse).toBeGreaterThan(0.5);
    const all = buildScene(session, viewOf({ messages: 'all' }));
    expect(all.counts).toEqual({ shown: 4, quiet: 0, ticks: 0 });
    expect(all.messages.every((mark) => mark.form === 'pill')).toBe(true);
  });

  it('fills the ring of voters and hands over to the crown', async () => {
    const session = await sessionOf();
    const haves: number[] = [];
    while (session.world.seats.length === 0) {
      expect(session.stepForward()).toBe(true);
      for (const node of buildScene(session, viewOf()).nodes) {
        if (node.ring?.kind !== 'voters') continue;
        expect(node.ring.segments).toHaveLength(5);
        expect(node.ring.need).toBe(3);
        expect(node.label?.tally).toBe(`${node.ring.have}/3`);
        haves.push(node.ring.have);
      }
    }
    expect(haves[0]).toBe(1);
    expect(Math.max(...haves)).toBe(2);
    const seated = buildScene(session, viewOf()).nodes.filter((node) => node.seated);
    expect(seated).toHaveLength(1);
    expect(seated[0]).toMatchObject({ glyph: 'crown', ring: null });
  });

  it('names the countdown that ends first while nobody is seated', async () => {
    const session = await sessionOf();
    session.seekUs(50_000);
    const scene = buildScene(session, viewOf());
    const rings = scene.nodes.map((node) => node.ring);
    expect(rings.every((ring) => ring?.kind === 'countdown' && ring.racing)).toBe(true);
    const first = scene.nodes.find((node) => node.ring?.kind === 'countdown' && node.ring.first)!;
    const earliest = session.world.ids
      .map((id) => ({ id, dueUs: session.world.node(id).timers[0]!.dueUs }))
      .sort((a, b) => a.dueUs - b.dueUs)[0]!;
    expect(first.id).toBe(earliest.id);
  });

  it.each([
    [5, 'words', true],
    [9, 'words', true],
    [10, 'initials', false],
    [15, 'initials', false],
    [16, 'dots', false],
    [25, 'dots', false],
  ] as const)('keeps to the degree of detail for %i nodes', async (nodes, detail, idle) => {
    const session = await sessionOf({ nodes });
    session.seekUs(1_000_000);
    const scene = buildScene(session, viewOf({ selected: 'n2' }));
    expect(scene.detail).toBe(detail);
    expect(scene.links.length > 0).toBe(idle);
    const named = scene.nodes.filter((node) => node.label !== null).map((node) => node.id);
    if (detail !== 'dots') expect(named).toHaveLength(nodes);
    else expect(named).toEqual(expect.arrayContaining(['n2', session.world.seats[0]!.node]));
  });

  it('draws a toy of any face: Bully shows its answer window', async () => {
    const session = await sessionOf({
      algorithm: 'bully',
      commands: [{ atMs: 3000, do: 'crash', node: 'leader' }],
    });
    session.seekUs(3_110_000);
    const scene = buildScene(session, viewOf());
    expect(scene.nodes.filter((node) => node.ring?.kind === 'window').length).toBeGreaterThan(1);
    expect(scene.legend).toContain('window');
  });
});
