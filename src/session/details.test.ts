/** Details of events, in any order: each step is what it was, and its world stays put. */
import { describe, expect, it } from 'vitest';
import { toy } from '../engine/testing/toy';
import type { Scenario } from '../scenario/types';
import { createSession } from './createSession';
import { fromZero, portrait } from './testing/oracle';
import type { Session } from './types';

const SCENARIO: Scenario = {
  v: 1,
  algorithm: 'toy',
  nodes: 5,
  seed: '3',
  network: { loss: 0.05, duplicate: 0.05 },
  disk: { writeMs: [0, 6] },
  commands: [
    { atMs: 400, do: 'crash', node: 'leader' },
    { atMs: 700, do: 'restart', node: 'crashed' },
    { atMs: 900, do: 'pause', node: 'leader', forMs: 100 },
  ],
  untilMs: 3000,
};

function opened(): Session {
  const session = createSession(SCENARIO, toy, undefined, () => []);
  session.seekUs(3_000_000);
  return session;
}

/** Numbers that jump about, always the same. */
function places(count: number, below: number): number[] {
  return Array.from({ length: count }, (_, i) => (i * 7919 + 13) % below);
}

describe('a step', () => {
  it('is the same in whatever order steps are asked for', () => {
    const session = opened();
    const { steps } = fromZero(session, session.frontier.event);
    const whole = steps.map((_, event) => event);
    const backwards = [...whole].reverse();
    for (const order of [places(300, steps.length), backwards, whole]) {
      for (const event of order) {
        const { world: _w, ...step } = session.step(event);
        const { world: _v, ...expected } = steps[event] as (typeof steps)[number];
        expect(step).toEqual(expected);
      }
    }
  });

  it('stands in a world of its own, whatever is asked for in between', () => {
    const session = opened();
    const numbers = places(12, session.frontier.event);
    const held = numbers.map((event) => session.step(event));
    session.seekEvent(1);
    for (const [i, event] of numbers.entries()) {
      const { world } = held[i] as (typeof held)[number];
      const { kernel } = fromZero(session, event + 1);
      expect(portrait(world)).toEqual(portrait(kernel.view));
      expect(world.linked('n1', 'n2')).toBe(kernel.view.linked('n1', 'n2'));
      expect(world.part('n1', 'toy')).toEqual(kernel.view.part('n1', 'toy'));
    }
    expect(session.world.events).toBe(1);
  });

  it('is asked for within the run, or refused by name', () => {
    const session = opened();
    for (const event of [-1, session.frontier.event, NaN]) {
      expect(() => session.step(event)).toThrow(RangeError);
    }
    expect(() => session.hashAt(session.frontier.event + 1)).toThrow(RangeError);
    expect(session.hashAt(session.frontier.event)).toBe(session.hashAt());
  });

  it('belongs to the present future after a fork', () => {
    const session = opened();
    const event = session.trace.countAt(500_000) + 20;
    const before = session.step(event);
    session.seekUs(500_000);
    session.act({ do: 'crash', node: 'n3' });
    session.seekUs(3_000_000);
    const after = session.step(event);
    expect(after.event).toEqual(session.trace.event(event));
    expect(after).not.toEqual(before);
  });
});

describe('a message', () => {
  it('has its fields, also where a write put its sending off', () => {
    const session = opened();
    const { steps } = fromZero(session, session.frontier.event);
    let seen = 0;
    for (const step of steps) {
      for (const effect of step.effects) {
        if (effect.do !== 'send' || effect.sent < 0) continue;
        expect(session.message(effect.sent)).toEqual(effect.message);
        seen++;
      }
    }
    expect(seen).toBe(session.trace.sends);
    expect(() => session.message(seen)).toThrow(RangeError);
  });
});
