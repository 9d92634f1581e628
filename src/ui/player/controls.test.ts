/** Shows what the buttons and keys do to a real run: stepping, searching, acting in the past, undo. */
import { beforeEach, describe, expect, it } from 'vitest';
import { loadAlgorithm } from '../../algorithms/registry';
import { loadProperties } from '../../properties/registry';
import type { Scenario } from '../../scenario/types';
import { createSession } from '../../session/createSession';
import { noticeStore } from '../../stores/noticeStore';
import { playerStore } from '../../stores/playerStore';
import { viewStore } from '../../stores/viewStore';
import { createFrameLoop } from '../frame';
import { intervention } from '../interventions';
import { createGate } from '../timeline/sheet/gate';
import { markLoop, timeStore } from '../timeline/timeStore';
import type { AddressSync } from './addressSync';
import { createControls } from './controls';
import type { Edit } from './edits';
import { createPlayer } from './player';

const START: Scenario = { v: 1, algorithm: 'raft', nodes: 5, seed: '7' };

/** Everything but the browser: frames are painted by `paint`. */
async function desk(more: Partial<Scenario> = {}) {
  const algorithm = (await loadAlgorithm('raft'))!;
  await loadProperties('raft');
  const session = createSession({ ...START, ...more }, algorithm);
  let asked: ((wallMs: number) => void) | null = null;
  let nowMs = 0;
  const frames = createFrameLoop({
    request: (callback) => {
      asked = callback;
      return 1;
    },
    cancel: () => undefined,
    hidden: () => false,
    onVisibility: () => () => undefined,
    report: (error) => {
      throw error;
    },
  });
  const told: string[] = [];
  const tell = (what: string) => (): void => void told.push(what);
  const address: AddressSync = {
    edited: tell('edited'),
    settled: tell('settled'),
    moving: tell('moving'),
    opened: tell('opened'),
    cancel: tell('cancel'),
  };
  const player = createPlayer({ session, frames, onSettled: () => controls.changed('moved') });
  const edits: Edit[] = [];
  const controls = createControls({
    session,
    frames,
    player,
    address,
    edit: async (change) => void edits.push(change),
    drawSeed: () => '99',
  });
  const paint = (ms: number): void => {
    const run = asked;
    asked = null;
    nowMs += ms;
    run?.(nowMs);
  };
  return { session, controls, paint, told, edits };
}

beforeEach(() => {
  playerStore.setState(playerStore.getInitialState());
  noticeStore.setState(noticeStore.getInitialState());
  viewStore.setState(viewStore.getInitialState());
  timeStore.setState(timeStore.getInitialState());
});

describe('time', () => {
  it('goes to the first leader though the run is not computed yet, and stands there paused', async () => {
    const { session, controls } = await desk();
    playerStore.setState({ playing: true });
    controls.nextReign();
    expect(session.world.seats).toHaveLength(1);
    expect(playerStore.getState().playing).toBe(false);
  });

  it('says so when no leader will come', async () => {
    const { session, controls } = await desk();
    for (const node of ['n1', 'n2', 'n3']) controls.act({ do: 'crash', node });
    controls.nextReign();
    expect(session.world.seats).toHaveLength(0);
    expect(noticeStore.getState().notices.map(({ key }) => key)).toEqual(['notice.noReign']);
  });

  it('steps over routine in Focus and over nothing in All', async () => {
    const { session, controls } = await desk();
    controls.nextReign();
    const start = session.playhead.event;
    viewStore.setState({ messages: 'all' });
    controls.storyForward();
    expect(session.playhead.event).toBe(start + 1);
    controls.storyBack();
    expect(session.playhead.event).toBe(start);
    for (let step = 0; step < 60; step++) controls.eventForward();
    viewStore.setState({ messages: 'focus' });
    controls.storyBack();
    expect(session.playhead.event).toBeLessThan(start + 30);
  });

  it('comes back to where it was by one event back and one on', async () => {
    const { session, controls } = await desk();
    controls.nextReign();
    const { event, us } = session.playhead;
    const hash = session.hashAt();
    controls.eventBack();
    expect(session.playhead.event).toBe(event - 1);
    controls.eventForward();
    expect([session.playhead, session.hashAt()]).toEqual([{ event, us }, hash]);
  });

  it('seeks in the next frame, and only to the last of many places', async () => {
    const { session, controls, paint } = await desk();
    controls.seekUs(300_000);
    controls.seekUs(100_000);
    expect(session.playhead.us).toBe(0);
    paint(16);
    expect(session.playhead.us).toBe(100_000);
  });

  it('goes to the end of what is known, and from there to the end of the run in slices', async () => {
    const { session, controls, paint } = await desk({ untilMs: 600_000 });
    controls.seekUs(200_000);
    paint(16);
    controls.seekUs(100_000);
    paint(16);
    controls.toEnd();
    expect([session.playhead.us, session.frontier.us]).toEqual([200_000, 200_000]);
    controls.toEnd();
    expect(session.playhead.us).toBe(200_000);
    paint(300);
    // Pressed again and again it still goes on.
    controls.toEnd();
    const percents: (number | null)[] = [];
    while (session.playhead.us < 600_000_000) {
      paint(300);
      percents.push(playerStore.getState().computing);
    }
    expect(percents.length).toBeGreaterThan(3);
    expect(percents.at(-1)).toBeNull();
    expect(percents.slice(0, -1)).toEqual([...percents.slice(0, -1)].sort((a, b) => a! - b!));
    expect(percents[0]).not.toBeNull();
  });

  it('leaves a far seek where it is as soon as anything else is done', async () => {
    const { session, controls, paint } = await desk({ untilMs: 600_000 });
    controls.toEnd();
    paint(300);
    const { us } = session.playhead;
    expect(playerStore.getState().computing).not.toBeNull();
    controls.eventForward();
    paint(300);
    expect(playerStore.getState().computing).toBeNull();
    expect([us, session.playhead.us < 100_000]).toEqual([0, true]);
  });

  it('plays at the pace that was chosen', async () => {
    const { session, controls, paint } = await desk();
    controls.setPace(1000);
    controls.play();
    for (let frame = 0; frame < 120; frame++) paint(16);
    const before = session.playhead.us;
    for (let frame = 0; frame < 10; frame++) paint(16);
    expect(session.playhead.us - before).toBeCloseTo(160_000, -3);
  });
});

describe('acting', () => {
  it('crashes the leader and tells the address', async () => {
    const { session, controls, told } = await desk();
    controls.nextReign();
    told.length = 0;
    controls.intervene(intervention('crash'), null);
    expect(session.world.seats).toHaveLength(0);
    expect(told).toEqual(['edited', 'settled']);
  });

  it('in the past drops later acts, says how many, and undo brings them back', async () => {
    const { session, controls } = await desk();
    controls.nextReign();
    const { event } = session.playhead;
    controls.act({ do: 'crash', node: 'leader' });
    controls.nextReign();
    controls.act({ do: 'crash', node: 'leader' });
    controls.seekEvent(event - 5);
    controls.act({ do: 'pause', node: 'n1' });
    const [notice] = noticeStore.getState().notices;
    expect(notice).toMatchObject({ key: 'notice.forked', values: { count: 2 } });
    notice?.way?.go();
    expect(session.commands.map(({ command }) => command.do)).toEqual(['crash', 'crash']);
    controls.redo();
    expect(session.commands.map(({ command }) => command.do)).toEqual(['pause']);
  });

  it('draws a new seed', async () => {
    const { controls, edits } = await desk();
    controls.newSeed();
    expect(edits).toEqual([{ seed: '99' }]);
  });
});

describe('the loop', () => {
  it('plays from its first mark to its second again and again, and changes nothing', async () => {
    const { session, controls, paint } = await desk();
    session.seekUs(500_000);
    const hash = session.hashAt();
    const events = session.trace.length;
    markLoop('fromUs', 200_000);
    markLoop('toUs', 300_000);
    controls.setPace(100);
    controls.play();
    const seen: number[] = [];
    for (let frame = 0; frame < 400; frame++) {
      paint(16);
      seen.push(session.playhead.us);
    }
    const laps = seen.filter((us, at) => us < (seen[at - 1] ?? 0)).length;
    expect(laps).toBeGreaterThanOrEqual(3);
    expect(Math.min(...seen)).toBeGreaterThanOrEqual(200_000);
    expect(Math.max(...seen)).toBe(300_000);
    expect(session.trace.length).toBe(events);
    expect(session.hashAt(events)).toBe(hash);
    expect(session.canUndo).toBe(false);
  });

  it('goes on past the end once it is cleared, and is gone with the run', async () => {
    const { session, controls, paint } = await desk();
    markLoop('fromUs', 100_000);
    markLoop('toUs', 200_000);
    controls.setPace(1000);
    controls.play();
    for (let frame = 0; frame < 60; frame++) paint(16);
    expect(session.playhead.us).toBeLessThanOrEqual(200_000);
    controls.changed('opened');
    for (let frame = 0; frame < 60; frame++) paint(16);
    expect(session.playhead.us).toBeGreaterThan(300_000);
  });

  it('turns back at the end of a run that ends before it', async () => {
    const { session, controls, paint } = await desk({ untilMs: 400 });
    markLoop('fromUs', 300_000);
    markLoop('toUs', 900_000);
    controls.setPace(1000);
    controls.play();
    let most = 0;
    let laps = 0;
    for (let frame = 0; frame < 200; frame++) {
      const before = session.playhead.us;
      paint(16);
      if (session.playhead.us < before) laps++;
      most = Math.max(most, session.playhead.us);
    }
    expect(most).toBe(400_000);
    expect(laps).toBeGreaterThanOrEqual(2);
    expect(playerStore.getState().playing).toBe(true);
  });

  it('keeps its marks in order', () => {
    markLoop('toUs', 100);
    markLoop('fromUs', 200);
    expect(timeStore.getState().loop).toEqual({ fromUs: 200, toUs: null });
    markLoop('toUs', 300);
    markLoop('toUs', 250.4);
    expect(timeStore.getState().loop).toEqual({ fromUs: 200, toUs: 250 });
  });
});

describe('a breakpoint', () => {
  for (const pace of ['auto', 100_000] as const) {
    it(`stops play at the event, not later, at pace ${pace}`, async () => {
      const { session, controls, paint, told } = await desk();
      const gate = createGate({
        session,
        stops: () => [{ kind: 'seated', node: null, type: null }],
        onMet: () => controls.pause(),
      });
      timeStore.setState({ gate });
      controls.setPace(pace);
      controls.play();
      for (let frame = 0; frame < 2000 && playerStore.getState().playing; frame++) paint(16);
      expect(playerStore.getState()).toMatchObject({ playing: false, behind: false });
      expect(session.playhead.event).toBe(session.reigns[0]!.fromEvent + 1);
      expect(session.frontier.event).toBe(session.playhead.event);
      expect(told.at(-1)).toBe('settled');
    });
  }
});
