/** What the recorder promises beside the right events: failures that end, keyframes that stay few. */
import '../properties/monitor';
import { describe, expect, it } from 'vitest';
import { Kernel } from '../engine/kernel';
import type { Algorithm, Part } from '../engine/protocol';
import { specOf } from '../engine/testing/driver';
import { spec } from '../engine/testing/runs';
import { toy } from '../engine/testing/toy';
import type { ToyState } from '../engine/testing/toy';
import { Trace } from '../engine/trace';
import type { Property } from '../properties/types';
import type { Scenario } from '../scenario/types';
import { createSession } from './createSession';
import { KEYFRAMES_MAX, Keyframes, SPACING_FIRST } from './keyframes';
import { Recorder } from './recorder';
import { fromZero, portrait, shown } from './testing/oracle';

/** The toy with a bug: whoever has heard `limit` messages breaks an invariant. */
function faulty(limit: number): Algorithm {
  const part = toy.kinds['node']?.parts['toy'] as Part<ToyState>;
  const broken: Part<ToyState> = {
    ...part,
    on: {
      ...part.on,
      Claim: (s, message, ctx) => {
        part.on['Claim']?.(s, message as never, ctx as never);
        if (s.heard >= limit) throw new Error(`${ctx.self} heard too much`);
      },
    },
  };
  return { ...toy, kinds: { node: { parts: { toy: broken as Part }, order: ['toy'] } } };
}

const PLAIN: Scenario = { v: 1, algorithm: 'toy', nodes: 5, seed: '7', untilMs: 4000 };

describe('an invariant that fails in a handler', () => {
  it('ends the run just before that event, by name, and throws nowhere', () => {
    const session = createSession(PLAIN, faulty(30), undefined, () => []);
    session.seekUs(4_000_000);
    const { ended, frontier, playhead } = session;
    expect(ended?.reason).toBe('error');
    expect(ended?.detail).toMatch(/^n\d heard too much$/);
    expect(playhead).toEqual({ event: frontier.event, us: ended?.us });
    expect(session.trace.length).toBe(frontier.event);
    expect(session.stepForward()).toBe(false);
    expect(session.advanceTo(4_000_000, 1000)).toBe(true);
    expect(session.playhead.us).toBe(ended?.us);
    const before = fromZero(session, frontier.event);
    expect(portrait(session.world)).toEqual(shown(before));
    expect(session.facts).toEqual(before.facts);
    expect(session.stepBack()).toBe(true);
    expect(session.hashAt()).toBe(fromZero(session, frontier.event - 1).kernel.hash());
  });

  it('is gone when a command before it prevents it', () => {
    const session = createSession(PLAIN, faulty(30), undefined, () => []);
    session.seekUs(4_000_000);
    const failedUs = session.ended?.us ?? 0;
    session.seekUs(failedUs - 100_000);
    session.act({ do: 'crash', node: ['n1', 'n2', 'n3', 'n4', 'n5'] });
    session.seekUs(4_000_000);
    expect(session.ended?.reason).toBe('quiet');
    session.undo();
    session.seekUs(4_000_000);
    expect(session.ended).toMatchObject({ reason: 'error', us: failedUs });
  });

  it('may be one of a checker too', () => {
    const property: Property = {
      id: 'X1',
      kind: 'MUST',
      claim: '',
      assumes: '',
      source: '',
      start: () => ({
        see: (step) => {
          if (step.event.number === 40) throw new Error('the checker is wrong');
          return null;
        },
        mark: () => null,
        rewind: () => undefined,
      }),
    };
    const session = createSession(PLAIN, toy, undefined, () => [property]);
    session.seekEvent(100);
    expect(session.playhead.event).toBe(40);
    expect(session.ended).toMatchObject({ reason: 'error', detail: 'the checker is wrong' });
  });
});

describe('who watches', () => {
  it('changes no hash: nobody, a trace, a checker, a whole recorder (E9)', () => {
    const hashes = new Set<string>();
    const run = (kernel: Kernel): void => {
      while (kernel.step());
      hashes.add(kernel.hash());
    };
    run(new Kernel(spec()));
    const traced = new Kernel(spec());
    traced.observe({ trace: new Trace(['n1', 'n2', 'n3', 'n4', 'n5']), facts: [], onStep: null });
    run(traced);
    const watched = new Kernel(spec());
    watched.observe({ trace: null, facts: null, onStep: () => undefined });
    run(watched);
    const recorder = new Recorder(spec(), []);
    while (recorder.step()) if (recorder.events % 7 === 0) recorder.findings();
    hashes.add(recorder.kernel.hash());
    expect([...hashes]).toHaveLength(1);
  });

  it('may come and go in the middle', () => {
    const plain = new Kernel(spec());
    while (plain.step());
    const kernel = new Kernel(spec());
    while (kernel.step()) {
      const watching = Math.floor(kernel.events / 50) % 2 === 0;
      kernel.observe(watching ? { trace: null, facts: null, onStep: () => undefined } : null);
    }
    expect(kernel.hash()).toBe(plain.hash());
  });
});

describe('keyframes', () => {
  it('stay at most so many: the spacing doubles, and the first one stays', () => {
    const frames = new Keyframes();
    const snapshot = new Kernel(specOf(toy, { nodes: 1 })).snapshot();
    for (let events = 0; events <= 1_000_000; events += 16) {
      if (frames.wants(events)) frames.add({ events, snapshot, mark: null });
      if (frames.size >= KEYFRAMES_MAX) throw new Error('too many keyframes');
    }
    expect(frames.spacing).toBe(SPACING_FIRST * 8);
    expect(frames.size).toBeGreaterThan(KEYFRAMES_MAX / 2 - 2);
    for (const events of [0, 1, 255, 300_000, 999_999]) {
      const frame = frames.before(events);
      expect(frame.events).toBeLessThanOrEqual(events);
      expect(events - frame.events).toBeLessThan(frames.spacing);
    }
    frames.truncate(5000);
    expect(frames.before(999_999).events).toBeLessThanOrEqual(5000);
  });

  it('double in a real run, and every seek still lands exactly', () => {
    const busy = { ...PLAIN, nodes: 25, params: { beatMs: 1 }, untilMs: 6400 };
    const session = createSession(busy, toy, undefined, () => []);
    session.seekUs(6_400_000);
    const { event } = session.frontier;
    expect(event).toBeGreaterThan(KEYFRAMES_MAX * SPACING_FIRST);
    const end = session.hashAt();
    const places = [0, 1, event >> 1, (event >> 1) - 1, (event >> 1) - 2, event - 1];
    const kernel = new Kernel(fromZero(session, 0).kernel.spec);
    const hashes = new Map<number, string>();
    for (let events = 0; events <= event; events++) {
      if (places.includes(events)) hashes.set(events, kernel.hash());
      kernel.step();
    }
    for (const place of places) {
      session.seekEvent(place);
      expect(session.hashAt()).toBe(hashes.get(place));
    }
    session.seekEvent(event);
    expect(session.hashAt()).toBe(end);
  });
});
