/**
 * Shows that Auto is a pure function of the run and the instant, slows for what must be seen, and gives
 * an election the wall time that was promised. Nothing here is timed: wall time is computed.
 */
import { describe, expect, it } from 'vitest';
import { algorithm as bully } from '../algorithms/bully/index';
import { algorithm as raft } from '../algorithms/raft/index';
import type { Command, Scenario } from '../scenario/types';
import { cruise } from './cruise';
import {
  autoPace,
  eased,
  EASE_SECONDS,
  fasterPace,
  PACES,
  secondsBefore,
  slowerPace,
  wallSeconds,
} from './pace';
import { Recording, scenarioOf } from './testing/record';

const CRASH: Command = { atMs: 1000, do: 'crash', node: 'leader' };

function runOf(seed: number, more: Partial<Scenario> = {}): Recording {
  const commands = [CRASH];
  return new Recording(scenarioOf(raft, { seed: String(seed), commands, ...more }), raft);
}

function median(numbers: readonly number[]): number {
  return [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? NaN;
}

describe('paces', () => {
  it('step by 1, 2, 5 from 1 to 100,000', () => {
    expect([PACES[0], PACES.at(-1), PACES.length]).toEqual([1, 100_000, 16]);
    expect([fasterPace(37.5), fasterPace(50), fasterPace(1e5), fasterPace(0.1)]).toEqual([
      50, 100, 100_000, 1,
    ]);
    expect([slowerPace(37.5), slowerPace(50), slowerPace(1), slowerPace(1e6)]).toEqual([
      20, 20, 1, 100_000,
    ]);
  });

  it('brake at once and rise within 300 ms, however the time is cut', () => {
    expect(eased(50, 8, 0.001)).toBe(8);
    expect(eased(8, 50, 0)).toBe(8);
    expect(eased(8, 50, EASE_SECONDS)).toBeGreaterThan(8 + 0.94 * 42);
    let pace = 8;
    for (let i = 0; i < 10; i++) pace = eased(pace, 50, 0.01);
    expect(pace).toBeCloseTo(eased(8, 50, 0.1), 9);
  });
});

describe('autoPace', () => {
  const run = runOf(1).goOn(3e6);
  const [first, second] = run.reigns;

  it('is one routine period a second when all is quiet', () => {
    expect(autoPace(run, 9.5e5)).toEqual({ msPerSecond: 50, why: 'paceQuiet' });
  });

  it('is the longest detection timeout in 8 s while nobody leads', () => {
    expect(autoPace(run, 1.05e6)).toEqual({ msPerSecond: 300 / 8, why: 'paceElection' });
    expect(autoPace(run, 100_000).why).toBe('paceElection');
  });

  it('is the shortest delay in 0.6 s while a story message flies', () => {
    const us = (second?.fromUs ?? 0) - 1000;
    const slow = autoPace(run, us);
    expect(slow.why).toBe('paceMessage');
    expect(slow.msPerSecond).toBeCloseTo(5 / 0.6, 9);
    expect(autoPace(run, (first?.fromUs ?? 0) + 20_000).why).toBe('paceQuiet');
  });

  it('is the same live and looked back at, in any order', () => {
    const live: unknown[] = [];
    const growing = runOf(1);
    const instants = Array.from({ length: 900 }, (_, i) => i * 3331);
    for (const us of instants) live.push(autoPace(growing.goOn(us).headTo(us), us));
    expect(growing.replays).toBe(0);
    growing.headTo(null);
    const fresh = runOf(1).goOn(3e6);
    const back = instants.toReversed().map((us) => autoPace(fresh, us));
    expect(back.toReversed()).toEqual(live);
  });

  it('does not stop for delays near nothing, nor leave its bounds', () => {
    const tiny = runOf(1, { network: { delayMs: [0.001, 20] } }).goOn(1e6);
    for (let us = 0; us <= 1e6; us += 1009) {
      expect(autoPace(tiny, us).msPerSecond).toBeGreaterThan(4);
    }
    const long = runOf(1, {
      params: { electionTimeoutMs: [9e6, 1.4e7], heartbeatMs: 4e6 },
      untilMs: 1,
    }).goOn(1e6);
    expect(autoPace(long, 0)).toEqual({ msPerSecond: 100_000, why: 'paceQuiet' });
  });

  it('does not go on slowly for a node that is down, cut off or paused', () => {
    const faults: readonly Command[] = [
      { atMs: 1000, do: 'crash', node: 'follower' },
      { atMs: 1000, do: 'pause', node: 'follower' },
      { atMs: 1000, do: 'partition', groups: [['follower'], ['rest']] },
    ];
    for (const fault of faults) {
      const held = runOf(3, { commands: [fault] }).goOn(1.14e6);
      for (let us = 1_020_000; us <= 1.14e6; us += 500) {
        expect(autoPace(held, us)).toEqual({ msPerSecond: 50, why: 'paceQuiet' });
      }
    }
  });
});

describe('autoPace under a partition', () => {
  it('slows for the first tries of a node that is cut off, not for ever', () => {
    const cut: Command = { atMs: 1000, do: 'partition', groups: [['follower'], ['rest']] };
    const heal: Command = { atMs: 3000, do: 'heal' };
    const run = runOf(3, { commands: [cut, heal] }).goOn(4e6);
    const tries = run.facts.filter(({ fact, us }) => fact === 'attempt' && us > 1e6);
    const why = tries.map(({ us }) => autoPace(run, us + 1000).why);
    const healed = tries.findIndex(({ us }) => us >= 3e6);
    const last = healed < 0 ? tries.length : healed;
    expect(last).toBeGreaterThan(5);
    expect(why.slice(0, last)).toEqual(
      why.slice(0, last).map((_, i) => (i < 2 ? 'paceMessage' : 'paceQuiet')),
    );
    expect(why.slice(last).every((one) => one === 'paceMessage')).toBe(true);
    expect(last).toBeLessThan(tries.length);
  });
});

describe('secondsBefore', () => {
  const run = runOf(1).goOn(3e6);

  it('is where wall time says it is, easing aside', () => {
    expect(secondsBefore(run, 9.9e5, 1.8)).toBeCloseTo(9.9e5 - 90_000, 6);
    const us = (run.reigns[1]?.fromUs ?? 0) + 100_000;
    const from = secondsBefore(run, us, 2);
    const eased = wallSeconds(run, from, us);
    expect(eased).toBeGreaterThanOrEqual(2);
    expect(eased).toBeLessThan(2.5);
    expect(secondsBefore(run, 1000, 1.8)).toBe(0);
  });

  it('never goes back while time goes on', () => {
    let last = 0;
    for (let us = 0; us <= 2e6; us += 491) {
      const from = secondsBefore(run, us, 1.8);
      expect(from).toBeGreaterThanOrEqual(last - 1e-6);
      last = from;
    }
    expect(last).toBeGreaterThan(1.8e6);
  });
});

describe('an election in Auto', () => {
  const runs = Array.from({ length: 100 }, (_, i) => runOf(i + 1).goOn(5e6));
  const spans = runs.flatMap((run) => {
    const reign = run.reigns.find(({ fromUs }) => fromUs > 1e6);
    return reign === undefined ? [] : [wallSeconds(run, 1e6, reign.fromUs)];
  });

  it('takes 5 to 9 s from crash to new leader, in the median over 100 seeds', () => {
    expect(spans.length).toBe(100);
    expect(median(spans)).toBeGreaterThan(5);
    expect(median(spans)).toBeLessThan(9);
  });

  it('shows each vote pill for at least 0.6 s', () => {
    let shortest = Infinity;
    for (const run of runs.slice(0, 30)) {
      for (let index = 0; index < run.trace.sends; index++) {
        const { type, sentUs, endedUs, fate } = run.trace.sent(index);
        if (!type.startsWith('RequestVote') || fate !== 'delivered') continue;
        shortest = Math.min(shortest, wallSeconds(run, sentUs, endedUs));
      }
    }
    expect(shortest).toBeGreaterThanOrEqual(0.6);
    expect(shortest).toBeLessThan(0.7);
  });

  it('is played frame by frame as it was computed, and no pill is swallowed by a frame', () => {
    const frame = 1 / 60;
    for (let seed = 1; seed <= 10; seed++) {
      const run = runOf(seed).goOn(1e6).headTo(1e6);
      let at = { exactUs: 1e6, msPerSecond: autoPace(run, 1e6).msPerSecond };
      const seen = new Map<number, number>();
      let frames = 0;
      while (run.reigns.length < 2 && frames < 6000) {
        at = cruise(run, at, frame, 1000);
        frames++;
        for (const { sent, message } of run.flights()) {
          if (message.type.startsWith('RequestVote')) seen.set(sent, (seen.get(sent) ?? 0) + frame);
        }
      }
      const computed = wallSeconds(run, 1e6, run.reigns[1]?.fromUs ?? 0);
      expect(Math.abs(frames * frame - computed)).toBeLessThan(0.4);
      for (const [sent, seconds] of seen) {
        const { fate, endedUs } = run.trace.sent(sent);
        // One frame is lost at either end, and what flew before the stride ended.
        if (fate === 'delivered' && endedUs <= at.exactUs) expect(seconds).toBeGreaterThan(0.53);
      }
      expect(seen.size).toBeGreaterThan(3);
    }
  });
});

describe('cruise', () => {
  it('keeps fractions of a microsecond, and stops where the events allowed are used up', () => {
    const run = runOf(1).goOn(1e6).headTo(1e6);
    let at = { exactUs: 1e6, msPerSecond: 37.5 };
    for (let i = 0; i < 1000; i++) at = cruise(run, at, 1e-5, 10);
    expect(at.exactUs).toBeCloseTo(1e6 + 1000 * 1e-5 * 37_500, 3);
    const stuck = Object.create(run, { advanceTo: { value: () => false } }) as Recording;
    expect(cruise(stuck, at, 1, 10)).toMatchObject({ arrived: false, exactUs: run.playhead.us });
  });
});

describe('an election of Bully in Auto', () => {
  const runs = Array.from({ length: 30 }, (_, i) =>
    new Recording(
      scenarioOf(bully, { seed: String(i + 1), commands: [CRASH], untilMs: 5000 }),
      bully,
    ).goOn(5e6),
  );

  it('shows each question, each answer and each announcement for at least 0.6 s', () => {
    let shortest = Infinity;
    let shown = 0;
    for (const run of runs.slice(0, 10)) {
      for (let index = 0; index < run.trace.sends; index++) {
        const { type, sentUs, endedUs, fate } = run.trace.sent(index);
        if (!/ELECTION|OK|COORDINATOR/.test(type) || fate !== 'delivered') continue;
        shortest = Math.min(shortest, wallSeconds(run, sentUs, endedUs));
        shown++;
      }
    }
    expect(shown).toBeGreaterThan(100);
    expect(shortest).toBeGreaterThanOrEqual(0.6);
    expect(shortest).toBeLessThan(0.7);
  });

  it('takes less than half a minute from crash to new leader, in the median', () => {
    const spans = runs.flatMap((run) => {
      const reign = run.reigns.find(({ fromUs }) => fromUs > 1e6);
      return reign === undefined ? [] : [wallSeconds(run, 1e6, reign.fromUs)];
    });
    expect(spans.length).toBe(30);
    expect(median(spans)).toBeGreaterThan(5);
    expect(median(spans)).toBeLessThan(30);
  });
});

describe('what the bar says beside the pace', () => {
  it('is never a message on its way while time is held', () => {
    const held = runOf(1, { commands: [CRASH, { atMs: 1200, do: 'hold' }] }).goOn(1.21e6);
    expect(autoPace(held, 1.205e6).why).toBe('paceHeld');
    expect(autoPace(held, 1.1e6).why).not.toBe('paceHeld');
  });
});
