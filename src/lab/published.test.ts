/**
 * Published figures and what the lab makes of the same set-ups: the scenarios of the library that say
 * a figure in their text still give it. Seeds are fixed, so a pass is a pass; the bounds are three
 * standard deviations of what so many runs of the published distribution would give.
 */
import { describe, expect, it } from 'vitest';
import type { Algorithm } from '../engine/protocol';
import { algorithm as bully } from '../algorithms/bully/index';
import { algorithm as raft } from '../algorithms/raft/index';
import { libraryOf } from '../scenario/library';
import type { Scenario } from '../scenario/types';
import type { LabRow } from './batch';
import { runBatch } from './batch';
import { report } from './measures';

function fromLibrary(algorithm: Algorithm, id: string): Scenario {
  const opened = libraryOf(algorithm)
    .find((entry) => entry.id === `${algorithm.id}/${id}`)
    ?.load();
  if (opened?.ok !== true) throw new Error(`The library has no ${algorithm.id}/${id}`);
  return opened.value.scenario;
}

function rowsOf(scenario: Scenario, algorithm: Algorithm, runs: number): readonly LabRow[] {
  const { rows } = runBatch({ scenario, firstSeed: 1, runs, election: 'first' }, algorithm);
  expect(rows.filter((row) => row.endMs === null)).toEqual([]);
  return rows;
}

/** How far a share may be from `p` among so many runs. */
const shareTolerance = (p: number, runs: number): number => 3 * Math.sqrt((p * (1 - p)) / runs);

/** The share of the rows of which this is true. */
const share = (rows: readonly LabRow[], isTrue: (row: LabRow) => boolean): number =>
  rows.filter(isTrue).length / rows.length;

const RUNS = 1000;

describe('the downtime of the Raft paper, section 9.3 and Figure 16', () => {
  const scenario = fromLibrary(raft, 'published-downtime');

  it('150-155 ms: half of the crashes leave no leader for more than 287 ms', () => {
    const rows = rowsOf(scenario, raft, RUNS);
    const longer = share(rows, ({ downtimeMs }) => (downtimeMs ?? 0) > 287);
    expect(Math.abs(longer - 0.5)).toBeLessThan(shareTolerance(0.5, RUNS));
    // What the text of the scenario says of us.
    expect(Math.round(report(rows, RUNS).measures.downtimeMs.p50 ?? 0)).toBe(287);
    // About half of the shortest timeout, and then a round of votes.
    expect(report(rows, RUNS).measures.downtimeMs.min).toBeGreaterThan(75);
  });

  it('150-200 ms: of a thousand crashes none takes longer than the paper\u2019s 513 ms', () => {
    const wider = { ...scenario, params: { ...scenario.params, electionTimeoutMs: [150, 200] } };
    const { downtimeMs } = report(rowsOf(wider, raft, RUNS), RUNS).measures;
    expect(downtimeMs.max).toBeLessThan(513);
    expect(downtimeMs.p50).toBeLessThan(200);
  });

  it('150 ms and no chance at all: votes split for more than ten seconds, as in the paper', () => {
    const fixed = {
      ...scenario,
      params: { ...scenario.params, electionTimeoutMs: 150 },
      untilMs: 10_000,
    };
    const job = { scenario: fixed, firstSeed: 1, runs: 20, election: 'first' } as const;
    const { rows } = runBatch(job, raft);
    expect(share(rows, ({ endMs }) => endMs === null)).toBe(1);
  });
});

describe('the first of several timers: the Raft thesis, section 9.1', () => {
  // From the crash at 1 ms: the last heartbeat came 0.9 ms before it, and the votes take 0.2 ms.
  const OFFSET_MS = -0.9 + 0.2;
  const rows = rowsOf(fromLibrary(raft, 'first-timeout'), raft, RUNS);
  const waited = rows.map(({ electedMs }) => (electedMs ?? 0) - OFFSET_MS - 150);

  it('rings on average after 1/(s+1) of the range: of four timers after a fifth', () => {
    const mean = waited.reduce((sum, ms) => sum + ms, 0) / RUNS;
    // The first of four on [0, 1] has the variance 4/150.
    const tolerance = 3 * 150 * Math.sqrt(4 / 150 / RUNS);
    expect(Math.abs(mean - 150 / 5)).toBeLessThan(tolerance);
    const { downtimeMs } = report(rows, RUNS).measures;
    expect((downtimeMs.mean ?? 0).toFixed(1)).toBe('180.7');
  });

  it('rings within a quarter of the range in 1 - (3/4)^4 of all cases', () => {
    const p = 1 - 0.75 * 0.75 * 0.75 * 0.75;
    const early = waited.filter((ms) => ms <= 150 / 4).length / RUNS;
    expect(Math.abs(early - p)).toBeLessThan(shareTolerance(p, RUNS));
  });
});

describe('the messages of Bully, worst case', () => {
  it('are n² - n - 1 whatever the delays: 10 questions, 6 answers, 3 announcements for five', () => {
    for (const { messages, winner } of rowsOf(fromLibrary(bully, 'lowest-notices'), bully, 200)) {
      expect(messages).toEqual({ ELECTION: 10, OK: 6, COORDINATOR: 3 });
      expect(winner).toBe('n4');
    }
  });
});
