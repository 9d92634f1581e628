/**
 * A run that would never end stops at its limit of events, says which, and stays usable. The limit is
 * lowered for the time of each test; all else is real.
 */
import { afterEach, describe, expect, it } from 'vitest';
import { algorithm as raft } from '../algorithms/raft/index';
import { GUARD } from '../engine/kernel';
import { deadEnd } from '../narration/deadEnd';
import { lateTexts as texts } from '../narration/lateTexts';
import { loadProperties } from '../properties/registry';
import type { Scenario } from '../scenario/types';
import { createSession } from './createSession';
import { exitCodeOf, summarise } from './summary';
import type { Session } from './types';

const LIMIT = { ...GUARD };
const HOUR_US = 3_600_000_000;
const SCENARIO: Scenario = { v: 1, algorithm: 'raft', nodes: 5, seed: '1', untilMs: 3_600_000 };

/** A session whose run may have 5,000 events: half a minute. */
async function limited(): Promise<Session> {
  await loadProperties('raft');
  Object.assign(GUARD, { runEvents: 5000 });
  return createSession(SCENARIO, raft);
}

afterEach(() => {
  Object.assign(GUARD, LIMIT);
});

it('is what the texts of the page and of the command say it is', () => {
  expect(LIMIT).toEqual({ instantEvents: 10_000, runEvents: 5_000_000 });
  expect(texts.endGuardEvents).toContain('5,000,000 events');
  expect(texts.endGuardInstant).toContain('10,000 events at one instant');
});

describe('the limit of events in one run', () => {
  it('ends the run by name, just after the event that reached it', async () => {
    const session = await limited();
    session.seekUs(HOUR_US);
    const lastUs = session.trace.timeUs(4999);
    expect(session.trace.length).toBe(5000);
    expect(session.ended).toEqual({ reason: 'guardEvents', us: lastUs, detail: '' });
    expect(session.playhead).toEqual({ event: 5000, us: lastUs });
    expect(session.frontier).toEqual(session.playhead);
    expect(session.stepForward()).toBe(false);
    expect(deadEnd(session)?.phrase.key).toMatch(/endGuardEvents$/);
    expect(exitCodeOf(summarise(session))).toBe(15);
  });

  it('is met in slices as at one go', async () => {
    const [whole, sliced] = [await limited(), await limited()];
    whole.seekUs(HOUR_US);
    let slices = 1;
    while (!sliced.computeTo(HOUR_US, 300)) slices += 1;
    expect(slices).toBe(17);
    // The playhead waited.
    expect([sliced.playhead.event, sliced.frontier.event]).toEqual([0, 5000]);
    sliced.seekUs(HOUR_US);
    expect([sliced.playhead, sliced.hashAt()]).toEqual([whole.playhead, whole.hashAt()]);
  });

  it('leaves the run usable: back, a fork, and on to the limit again', async () => {
    const session = await limited();
    session.seekUs(HOUR_US);
    session.seekEvent(2500);
    session.act({ do: 'crash', node: 'leader' });
    expect(session.ended).toBeNull();
    session.seekUs(HOUR_US);
    expect(session.ended?.reason).toBe('guardEvents');
    expect(session.trace.length).toBe(5000);
    session.undo();
    expect(session.world.node('n1').up).toBe(true);
  });
});
