/**
 * `check` from its arguments to its exit code, in this thread: what it prints, what it says of a trial
 * that goes wrong, and how it ends for each way in which one can.
 */
import { afterEach, describe, expect, it, vi } from 'vitest';
import { registry } from '../algorithms/registry';
import type { SwarmReport } from '../lab/swarm';
import type { Io } from './io';
import { command } from './command';
import * as pool from './pool';

interface Outcome {
  readonly code: number;
  readonly reports: readonly SwarmReport[];
  readonly said: string;
}

async function check(...argv: readonly string[]): Promise<Outcome> {
  const out: string[] = [];
  const said: string[] = [];
  const io: Io = {
    out: (text) => out.push(text),
    say: (line) => said.push(line),
    read: () => Promise.reject(new Error('nothing is read')),
    lines: () => Promise.reject(new Error('nothing is written')),
  };
  const code = await command(['check', ...argv], io);
  const text = out.join('');
  const reports = text === '' ? [] : (JSON.parse(text) as { swarm: SwarmReport[] }).swarm;
  return { code, reports, said: said.join('\n') };
}

afterEach(() => {
  vi.restoreAllMocks();
});

describe('check', () => {
  it('runs the swarm of every algorithm and reports it', async () => {
    const { code, reports, said } = await check('--runs', '6', '--jobs', '1');
    expect(code).toBe(0);
    expect(reports.map(({ algorithm }) => algorithm)).toEqual(registry.map(({ id }) => id));
    for (const report of reports) {
      expect(report).toMatchObject({ runs: 6, firstSeed: 1, verdicts: { fine: 6 }, failures: [] });
      expect(report.hash).toMatch(/^[0-9a-f]{32}$/);
    }
    expect(said).toContain('raft: 6 runs, 0 went wrong');
  });

  it('runs one algorithm from one seed on, the same each time', async () => {
    const order = ['--runs', '3', '--algorithm', 'bully', '--first-seed', '40', '--jobs', '1'];
    const { code, reports } = await check(...order);
    expect(code).toBe(0);
    expect(reports).toMatchObject([{ algorithm: 'bully', firstSeed: 40, runs: 3 }]);
    expect((await check(...order)).reports).toEqual(reports);
  });

  it.each([
    ['crash', 10],
    ['safety', 11],
    ['liveness', 12],
    ['nondeterminism', 13],
    ['budget', 15],
  ])(
    'ends after a trial with %s with code %d, and says how to see it again',
    async (verdict, code) => {
      const failure = {
        ...{ seed: '17', verdict, why: 'R1 at event 9, 12 ms: two leaders', link: '#s=abc' },
        ...{
          command: 'npm run -s sim -- check --first-seed 17',
          made: { engine: 1, algorithm: 1 },
        },
      };
      const batch = {
        ...{ hashes: ['0'], events: 9, settled: [0.5], failures: [failure] },
        ...{ verdicts: { [verdict]: 1 }, lessons: {}, seen: {} },
      };
      vi.spyOn(pool, 'runJobs').mockResolvedValue([batch]);
      const outcome = await check('--algorithm', 'raft', '--runs', '1');
      expect(outcome.code).toBe(code);
      expect(outcome.said).toContain(`${verdict}, seed 17 (engine 1, raft 1): R1 at event 9`);
      expect(outcome.said).toContain('npm run -s sim -- check --first-seed 17');
      expect(outcome.said).toContain("npm run -s sim -- run '#s=abc'");
      expect(outcome.reports[0]?.failures).toEqual([failure]);
    },
  );

  it('calls a swarm weak that has not seen what it should', async () => {
    const batch = {
      ...{ hashes: Array.from({ length: 200 }, String), events: 9, settled: [0.5], failures: [] },
      ...{ verdicts: { fine: 200 }, lessons: {}, seen: { 'do:crash': 200 } },
    };
    vi.spyOn(pool, 'runJobs').mockResolvedValueOnce([batch]).mockResolvedValue([]);
    const outcome = await check('--algorithm', 'raft');
    expect(outcome.code).toBe(14);
    expect(outcome.said).toMatch(/Never seen: .*do:restart/);
    expect(outcome.reports[0]?.unseen).not.toContain('do:crash');
  });

  it('calls it no progress where leaders are found too late', async () => {
    const settled = [
      ...Array.from({ length: 190 }, () => 1),
      ...Array.from({ length: 10 }, () => 20),
    ];
    const batch = {
      ...{ hashes: settled.map(String), events: 9, settled, failures: [] },
      ...{ verdicts: { fine: 200 }, lessons: {}, seen: {} },
    };
    vi.spyOn(pool, 'runJobs').mockResolvedValueOnce([batch]).mockResolvedValue([]);
    expect((await check('--algorithm', 'raft')).code).toBe(12);
  });

  it('tells what a fault should do and does not, and ends with 14', async () => {
    const batch = {
      ...{ hashes: ['0'], events: 9, settled: [0.5], failures: [] },
      ...{ verdicts: { fine: 1 }, lessons: {}, seen: {} },
    };
    const row = { id: 'T9', kind: 'TEACH', what: 'a fault', fault: 'it', with: 1, without: 0 };
    const rows = [{ ...row, seeds: 60, verdict: 'weak', why: 'seen in 1 of 60 seeds' }];
    const report = { algorithm: 'raft', seedsASide: 60, ok: false, rows };
    const jobs = vi.spyOn(pool, 'runJobs');
    jobs.mockResolvedValueOnce([batch]).mockResolvedValueOnce([report]);
    const outcome = await check('--algorithm', 'raft', '--runs', '60', '--jobs', '1');
    expect(outcome.code).toBe(14);
    expect(outcome.said).toContain('weak, T9: seen in 1 of 60 seeds');
    expect(jobs).toHaveBeenCalledWith('teach', [{ algorithm: 'raft', seedsASide: 60 }], 1);
  });

  it.each([
    [['--runs', '0'], /--runs must be a whole number from 1/],
    [['--algorithm', 'tao'], /There is no algorithm tao; there are raft, bully, ring\b/],
    [['--jobs', 'x'], /--jobs must be a whole number/],
    [['raft'], /check must be given nothing/],
  ])('refuses %j', async (argv, words) => {
    const { code, said } = await check(...argv);
    expect(code).toBe(1);
    expect(said).toMatch(words);
  });
});
