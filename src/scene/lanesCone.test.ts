/**
 * Shows that the lit past and future are those of vector clocks, computed here the long way round over
 * whole random runs, for every kind of event; and that a message never leads to what did not hear it.
 */
import { describe, expect, it } from 'vitest';
import type { Session } from '../session/types';
import { Cone, isStep } from './lanesCone';
import { LanesIndex } from './lanesIndex';
import { EVENTFUL, sessionOf } from './testing/runs';

/** Everything that happened before an event: its clock, and the commands among its causes. */
interface Clock {
  readonly steps: readonly number[];
  readonly commands: ReadonlySet<number>;
}

/** Clocks of all steps: the latest step of each node known, merged along messages (Mattern 1989). */
function clocksOf(session: Session, index: LanesIndex): Map<number, Clock> {
  const { trace, world } = session;
  const last = world.ids.map((): Clock => ({
    steps: world.ids.map(() => -1),
    commands: new Set<number>(),
  }));
  const clocks = new Map<number, Clock>();
  const merged = (a: Clock, b: Clock): Clock => ({
    steps: a.steps.map((step, lane) => Math.max(step, b.steps[lane] ?? -1)),
    commands: new Set([...a.commands, ...b.commands]),
  });
  for (let event = 0; event < trace.length; event++) {
    const kind = trace.kind(event);
    if (kind === 'command') {
      for (const lane of index.targetsOf(event)) {
        const before = last[lane] as Clock;
        last[lane] = { ...before, commands: new Set([...before.commands, event]) };
      }
    }
    if (!isStep(kind)) continue;
    const lane = trace.actorOf(event);
    let clock = last[lane] as Clock;
    const message = trace.messageOf(event);
    if (message >= 0) {
      const { sentBy } = trace.sent(message);
      const sender = clocks.get(sentBy);
      if (sender !== undefined) clock = merged(clock, sender);
      else clock = { ...clock, commands: new Set([...clock.commands, sentBy]) };
    }
    clock = { ...clock, steps: clock.steps.map((step, at) => (at === lane ? event : step)) };
    last[lane] = clock;
    clocks.set(event, clock);
  }
  return clocks;
}

const RUNS = [
  { algorithm: 'raft', seed: '1' },
  { algorithm: 'raft', seed: '2', nodes: 4 },
  { algorithm: 'bully', seed: '3' },
  { algorithm: 'bully', seed: '4', nodes: 6 },
];

describe.each(RUNS)('the cone of events in a run of $algorithm, seed $seed', (run) => {
  it('is what vector clocks say', async () => {
    const session = await sessionOf({ ...EVENTFUL, ...run });
    session.seekUs(3_500_000);
    const index = new LanesIndex(session, session.revision);
    index.extend(Infinity);
    const clocks = clocksOf(session, index);
    const { trace } = session;
    expect(trace.length).toBeGreaterThan(100);
    let lit = 0;
    for (let event = 0; event < trace.length; event += 7) {
      const cone = new Cone(index, event);
      cone.reach(0, trace.length);
      const own = clocks.get(event);
      const lane = trace.actorOf(event);
      for (let other = 0; other < trace.length; other++) {
        if (other === event || own === undefined) continue;
        const theirs = clocks.get(other);
        const isPast =
          theirs === undefined
            ? own.commands.has(other)
            : (own.steps[trace.actorOf(other)] ?? -1) >= other;
        const isFuture = theirs !== undefined && (theirs.steps[lane] ?? -1) >= event;
        const kind = trace.kind(other);
        if (kind === 'drop' || kind === 'arrive') continue;
        expect(cone.of(other), `${other} seen from ${event}`).toBe(
          isPast ? 'past' : isFuture ? 'future' : 'none',
        );
        if (isPast || isFuture) lit++;
      }
    }
    expect(lit).toBeGreaterThan(300);
  });

  it('gives a command no past, and the future of those it touched', async () => {
    const session = await sessionOf({ ...EVENTFUL, ...run });
    session.seekUs(3_500_000);
    const index = new LanesIndex(session, session.revision);
    index.extend(Infinity);
    const clocks = clocksOf(session, index);
    const { trace } = session;
    for (const { outcome } of session.commands) {
      if (outcome === null) continue;
      const cone = new Cone(index, outcome.event);
      cone.reach(0, trace.length);
      for (let other = 0; other < trace.length; other++) {
        const clock = clocks.get(other);
        if (clock === undefined || other === outcome.event) continue;
        const wanted = clock.commands.has(outcome.event) ? 'future' : 'none';
        expect(cone.of(other)).toBe(wanted);
      }
    }
  });
});

describe('messages in the cone', () => {
  it('lights a lost message after its sending, and nothing through it', async () => {
    const session = await sessionOf(EVENTFUL);
    session.seekUs(3_500_000);
    const index = new LanesIndex(session, session.revision);
    index.extend(Infinity);
    const { trace } = session;
    let lost = 0;
    for (let sent = 0; sent < trace.sends; sent++) {
      const { fate, sentBy, endedBy } = trace.sent(sent);
      if (fate !== 'lost') continue;
      lost++;
      const fromSending = new Cone(index, sentBy);
      fromSending.reach(0, trace.length);
      expect(fromSending.ofSend(sent)).toBe('future');
      const fromEnd = new Cone(index, endedBy);
      fromEnd.reach(0, trace.length);
      expect(fromEnd.ofSend(sent)).toBe('past');
      expect(fromEnd.of(sentBy)).toBe('past');
      for (let other = endedBy + 1; other < trace.length; other++) {
        expect(fromEnd.of(other)).toBe('none');
      }
    }
    expect(lost).toBeGreaterThan(5);
  });

  it('says the same however far it is asked to look first', async () => {
    const session = await sessionOf(EVENTFUL);
    session.seekUs(2_500_000);
    const index = new LanesIndex(session, session.revision);
    index.extend(Infinity);
    const middle = Math.floor(session.trace.length / 2);
    const whole = new Cone(index, middle);
    whole.reach(0, session.trace.length);
    const near = new Cone(index, middle);
    for (let far = 10; far < session.trace.length; far *= 2) {
      near.reach(middle - far, middle + far);
      const from = Math.max(0, middle - far);
      for (let event = from; event < Math.min(session.trace.length, middle + far); event++) {
        expect(near.of(event)).toBe(whole.of(event));
      }
    }
  });
});
