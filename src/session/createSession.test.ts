/**
 * The player against a naive oracle: whatever a person does, the world at the playhead is that of a
 * run computed from zero with the same commands. Runs on the toy algorithm and needs no page.
 */
import { describe, expect, it } from 'vitest';
import { Kernel } from '../engine/kernel';
import { toy } from '../engine/testing/toy';
import { assemble } from '../scenario/assemble';
import type { Scenario } from '../scenario/types';
import { createSession } from './createSession';
import type { Session } from './types';

const SCENARIO: Scenario = {
  v: 1,
  algorithm: 'toy',
  nodes: 5,
  seed: '7',
  network: { loss: 0.03, duplicate: 0.03 },
  disk: { writeMs: [0, 4] },
  commands: [
    { atMs: 500, do: 'crash', node: 'leader' },
    { atMs: 900, do: 'restart', node: 'crashed' },
    { atMs: 1500, do: 'partition', groups: [['leader', 'any'], ['rest']] },
    { atMs: 2200, do: 'heal' },
  ],
};

function open(scenario: Scenario = SCENARIO): Session {
  return createSession(scenario, toy, undefined, () => []);
}

/** The hash after `events` events of the session's own scenario, from zero. */
function oracle(session: Session, events = session.playhead.event): string {
  const kernel = new Kernel(assemble(session.toScenario(), toy));
  while (kernel.events < events) kernel.step();
  return kernel.hash();
}

describe('the playhead', () => {
  it('stands, after any seek, where a run from zero would', () => {
    const session = open();
    session.seekUs(3_000_000);
    const end = session.playhead.event;
    expect(end).toBeGreaterThan(600);
    for (const event of [end, 0, 1, 300, 299, 256, 255, 257, end - 1, 17, end]) {
      session.seekEvent(event);
      expect(session.playhead.event).toBe(event);
      expect(session.world.events).toBe(event);
      expect(session.hashAt()).toBe(oracle(session));
    }
  });

  it('steps back exactly what it stepped forward', () => {
    const session = open();
    const hashes: string[] = [];
    for (let i = 0; i < 320; i++) {
      hashes.push(session.hashAt());
      expect(session.stepForward()).toBe(true);
    }
    for (let i = 319; i >= 0; i--) {
      expect(session.stepBack()).toBe(true);
      expect(session.hashAt()).toBe(hashes[i]);
    }
    expect(session.stepBack()).toBe(false);
  });

  it('advances by time within a budget and says when it is behind', () => {
    const session = open();
    expect(session.advanceTo(1_000_000, 10)).toBe(false);
    expect(session.playhead.event).toBe(10);
    expect(session.advanceTo(1_000_000, 100_000)).toBe(true);
    expect(session.playhead.us).toBe(1_000_000);
    expect(session.trace.timeUs(session.playhead.event - 1)).toBeLessThanOrEqual(1_000_000);
  });

  it('gives the same future after rewinding; only a command forks', () => {
    const session = open();
    session.seekUs(2_500_000);
    const hash = session.hashAt();
    session.seekUs(100_000);
    session.advanceTo(2_500_000, Infinity);
    expect(session.hashAt()).toBe(hash);
  });

  it('stops at the end that the scenario names, with the reason', () => {
    const session = open({ ...SCENARIO, untilMs: 700 });
    expect(session.advanceTo(5_000_000, Infinity)).toBe(true);
    expect(session.playhead.us).toBe(700_000);
    expect(session.ended).toEqual({ reason: 'until', us: 700_000, detail: '' });
    expect(session.stepForward()).toBe(false);
  });
});

describe('details', () => {
  it('makes every step again: before, after, effects, and the message', () => {
    const session = open();
    session.seekUs(1_200_000);
    const delivery = Array.from({ length: session.trace.length }, (_, event) => event).find(
      (event) => session.trace.kind(event) === 'deliver' && event > 150,
    ) as number;
    const step = session.step(delivery);
    expect(step.event).toEqual(session.trace.event(delivery));
    expect(step.after).not.toBe(step.before);
    const sent = session.trace.messageOf(delivery);
    expect(session.message(sent)).toEqual(step.message);
    expect(session.step(delivery).message).toEqual(step.message);
    expect(() => session.step(1_000_000)).toThrow(RangeError);
  });
});

describe('acting', () => {
  it('does it at once, and a link of it replays bit for bit', () => {
    const session = open();
    session.seekUs(1_100_000);
    const { index, dropped } = session.act({ do: 'crash', node: 'n2' });
    expect([index, dropped]).toEqual([4, []]);
    expect(session.world.node('n2').up).toBe(false);
    session.advanceTo(2_800_000, Infinity);
    expect(session.hashAt()).toBe(oracle(session));
    const copy = open(session.toScenario());
    copy.seekEvent(session.playhead.event);
    expect(copy.hashAt()).toBe(session.hashAt());
  });

  it('in the past drops later deeds of the hand, keeps the script, and undo brings them back', () => {
    const session = open();
    session.seekUs(1_100_000);
    session.act({ do: 'crash', node: 'n2' });
    session.advanceTo(3_000_000, Infinity);
    const before = session.hashAt();
    session.seekUs(700_000);
    const { dropped } = session.act({ do: 'crash', node: 'n3' });
    expect(dropped.map((record) => record.command.do)).toEqual(['crash']);
    expect(session.commands.map((record) => record.origin)).toEqual([
      'script',
      'script',
      'script',
      'script',
      'hand',
    ]);
    expect(session.frontier.event).toBe(session.playhead.event);
    session.advanceTo(3_000_000, Infinity);
    const forked = session.hashAt();
    expect(forked).not.toBe(before);
    expect(session.undo()?.deed).toEqual({ do: 'crash', node: 'n3' });
    expect(session.playhead.us).toBe(700_000);
    session.seekUs(3_000_000);
    expect(session.hashAt()).toBe(before);
    expect(session.redo()?.deed).toEqual({ do: 'crash', node: 'n3' });
    session.seekUs(3_000_000);
    expect(session.hashAt()).toBe(forked);
  });

  it('undoes the opening of another scenario', () => {
    const session = open();
    session.seekUs(1_000_000);
    const hash = session.hashAt();
    session.open({ ...SCENARIO, seed: '8' }, toy);
    expect(session.scenario.seed).toBe('8');
    session.undo();
    expect(session.scenario.seed).toBe('7');
    expect(session.playhead.us).toBe(1_000_000);
    expect(session.hashAt()).toBe(hash);
  });
});

describe('documents with deeds of a hand', () => {
  const listed: Scenario = {
    ...SCENARIO,
    commands: [
      { atMs: 2000, do: 'crash', node: 'n1', origin: 'hand' },
      { atMs: 600, do: 'crash', node: 'any' },
      { atMs: 1800, do: 'heal', origin: 'hand' },
    ],
  };

  it('keep those that stand before others: places in the list never change', () => {
    const session = open(listed);
    session.seekUs(1_000_000);
    const past = session.hashAt();
    const { index, dropped } = session.act({ do: 'restart', node: 'crashed' });
    expect(dropped.map(({ index: place }) => place)).toEqual([2]);
    expect(index).toBe(2);
    expect(session.commands.map(({ command }) => command.do)).toEqual([
      'crash',
      'crash',
      'restart',
    ]);
    session.stepBack();
    expect(session.hashAt()).toBe(past);
    session.seekUs(2_500_000);
    expect(session.hashAt()).toBe(oracle(session));
  });

  it('give back the document that was opened, without how it was looked at', () => {
    const session = open({ ...listed, view: { at: 12, pace: 'auto' } });
    session.seekUs(2_500_000);
    expect(session.toScenario()).toEqual(listed);
    const { at, made, scenario } = session.toLink();
    expect(scenario).toEqual(listed);
    expect(at).toEqual({ event: session.playhead.event, hash: session.hashAt() });
    expect(made).toEqual({ engine: 1, algorithm: 1 });
  });
});

describe('several deeds at one instant', () => {
  it('come in the order of doing, the script first', () => {
    const session = open({ ...SCENARIO, commands: [{ atMs: 800, do: 'crash', node: 'n5' }] });
    session.seekUs(700_000);
    session.advanceTo(799_999, Infinity);
    session.act({ do: 'crash', node: 'n1' });
    session.act({ do: 'restart', node: 'n1' });
    session.act({ do: 'crash', node: 'n2' });
    expect(session.commands.map(({ outcome }) => outcome?.effect ?? null)).toEqual([
      null,
      'done',
      'done',
      'done',
    ]);
    session.seekUs(900_000);
    expect(session.hashAt()).toBe(oracle(session));
    expect(session.commands[0]?.outcome?.effect).toBe('done');
    expect(session.undo()?.deed).toEqual({ do: 'crash', node: 'n2' });
    expect(session.world.node('n2').up).toBe(true);
    expect(session.hashAt()).toBe(oracle(session));
  });
});

describe('opening', () => {
  it('can stand at an event from the first, and is one undo away', () => {
    const session = open();
    session.open({ ...SCENARIO, seed: '9' }, toy, 123);
    expect(session.playhead.event).toBe(123);
    expect(session.undo()?.kind).toBe('edit');
    expect(session.scenario.seed).toBe('7');
    expect(session.redo()?.kind).toBe('edit');
    expect(session.scenario.seed).toBe('9');
    expect(session.playhead.event).toBe(123);
    expect(session.redo()).toBe(null);
  });

  it('raises the revision with every change of the run, and moving raises none', () => {
    const session = open();
    const seen = [session.revision];
    const changed = (): boolean => {
      seen.push(session.revision);
      return seen.at(-1) !== seen.at(-2);
    };
    session.seekUs(900_000);
    session.stepBack();
    expect(changed()).toBe(false);
    session.act({ do: 'heal' });
    expect(changed()).toBe(true);
    session.undo();
    expect(changed()).toBe(true);
    session.open(SCENARIO, toy);
    expect(changed()).toBe(true);
  });
});
