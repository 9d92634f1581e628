/** The yardstick must really elect: a loop that skipped work would make every share look poor. */
import { describe, expect, it } from 'vitest';
import { runYardstick, runYardstickTrial } from './yardstick';

/** 40 heartbeats 50 ms apart, then an election within two or three timeouts. */
const SHORTEST_REIGN_US = 40 * 50_000;
const LONGEST_ROUND_US = SHORTEST_REIGN_US + 1_000_000;

describe('the yardstick', () => {
  const run = runYardstick(200_000, 7);

  it('elects a leader after each reign, never two in one term', () => {
    expect(run.lastLeader).toBeGreaterThanOrEqual(0);
    expect(run.brokenSafety).toBe(false);
    expect(run.elections).toBeGreaterThanOrEqual(Math.floor(run.endUs / LONGEST_ROUND_US));
    expect(run.elections).toBeLessThanOrEqual(Math.ceil(run.endUs / SHORTEST_REIGN_US));
  });

  it('spends few terms on split votes', () => {
    expect(run.highestTerm).toBeGreaterThanOrEqual(run.elections);
    expect(run.highestTerm).toBeLessThan(1.5 * run.elections);
  });

  it('beats to every follower and hears back', () => {
    // A round is one timer, four requests and four replies; elections are the small rest.
    expect(run.heartbeats / run.elections).toBeGreaterThan(39);
    expect(run.events / run.heartbeats).toBeGreaterThan(8.9);
    expect(run.events / run.heartbeats).toBeLessThan(9.5);
  });

  it('gives the same run for the same seed and another for another', () => {
    expect(runYardstick(200_000, 7)).toEqual(run);
    expect(runYardstick(200_000, 8)).not.toEqual(run);
  });
});

describe("the yardstick's trials", () => {
  const trials = Array.from({ length: 500 }, (_, n) =>
    runYardstickTrial(n + 1, 1_000_000, 2_000_000),
  );

  it('each elect, lose their leader and elect again', () => {
    const elected = trials.filter(({ reelectedUs }) => reelectedUs !== null);
    expect(elected.length).toBeGreaterThanOrEqual(495);
    for (const { reelectedUs, elections, brokenSafety } of trials) {
      expect(brokenSafety).toBe(false);
      if (reelectedUs === null) continue;
      expect(elections).toBeGreaterThanOrEqual(2);
      // A timer that was just re-armed by a heartbeat, minus what it lay back, and a round of votes.
      expect(reelectedUs).toBeGreaterThan(50_000 + 20_000);
    }
  });

  it('have nobody but the living do anything after the crash', () => {
    // A reign beats to four and hears from four before the crash, from three after it.
    const events = trials.reduce((sum, trial) => sum + trial.events, 0) / trials.length;
    expect(events).toBeGreaterThan(270);
    expect(events).toBeLessThan(330);
  });
});
