/**
 * `lab` from its arguments to its exit code: the figures of many runs, each of which can be had again
 * with `run --seed`, and the same to the last byte with one, two or three worker threads.
 */
import { execFile } from 'node:child_process';
import { rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bundle } from '../../scripts/lib/bundle.mjs';
import { ROOT } from '../../scripts/lib/project.mjs';
import type { LabReport } from '../lab/measures';
import type { Io } from './io';
import { command } from './command';

const CRASH = {
  v: 1,
  algorithm: 'raft',
  nodes: 5,
  seed: 'unused',
  commands: [{ atMs: 1000, do: 'crash', node: 'leader' }],
  untilMs: 2000,
};

/** Runs the command in this thread, on this scenario. */
async function sim(argv: readonly string[], document: object = CRASH) {
  const out: string[] = [];
  const said: string[] = [];
  const csv: string[] = [];
  const io: Io = {
    out: (text) => out.push(text),
    say: (line) => said.push(line),
    read: () => Promise.resolve(new TextEncoder().encode(JSON.stringify(document))),
    lines: (path) =>
      path.startsWith('/nowhere/')
        ? Promise.reject(new Error('no such folder'))
        : Promise.resolve({
            line: (text) => Promise.resolve(void csv.push(text)),
            close: () => Promise.resolve(),
          }),
  };
  const code = await command(argv, io);
  return { code, out: out.join(''), said: said.join('\n'), csv };
}

async function lab(options: readonly string[], document: object = CRASH) {
  const outcome = await sim(['lab', '-', '--jobs', '1', ...options], document);
  return { ...outcome, report: JSON.parse(outcome.out) as LabReport };
}

describe('lab', () => {
  it('reports every run, each as `run` with its seed would make it', async () => {
    const { code, said, report } = await lab(['--runs', '20', '--first-seed', '7']);
    expect([code, said]).toEqual([0, '']);
    expect(report.runs).toBe(20);
    expect(report.unfinished).toBe(0);
    expect(report.perRun.map(({ seed }) => seed)).toEqual(
      Array.from({ length: 20 }, (_, n) => String(7 + n)),
    );
    const row = report.perRun[4];
    const single = await sim(['run', '-', '--seed', '11']);
    const { traceHash, elections } = JSON.parse(single.out) as {
      traceHash: string;
      elections: readonly object[];
    };
    expect(row).toMatchObject({ seed: '11', traceHash, ...elections.at(-1) });
    const { downtimeMs, rounds } = report.measures;
    expect(downtimeMs.min).toBeGreaterThan(75);
    expect(downtimeMs.p50).toBeLessThan(downtimeMs.p95 ?? 0);
    expect(rounds.mean).toBeGreaterThanOrEqual(1);
  });

  it('takes the election that is asked for, and says how many never ended', async () => {
    const all = await lab(['--runs', '3', '--election', 'all']);
    expect(all.report.perRun).toHaveLength(6);
    const none = await lab(['--runs', '3', '--election', '3']);
    expect(none).toMatchObject({ code: 0, report: { unfinished: 3 } });
    expect(none.report.measures.downtimeMs.mean).toBeNull();
    expect(none.said).toBe('3 of 3 elections did not end, or never began.');
    const short = await lab(['--runs', '3', '--until', '1050']);
    expect(short.report.unfinished).toBe(3);
    expect(short.report.perRun[0]?.startMs).toBe(1000);
  });

  it('writes the rows as a table', async () => {
    const { csv, report } = await lab(['--runs', '3', '--csv', 'out.csv']);
    expect(csv).toHaveLength(4);
    expect(csv[0]).toMatch(/^seed,traceHash,startMs,/);
    expect(csv[2]?.startsWith(`2,${report.perRun[1]?.traceHash},1000,`)).toBe(true);
  });

  it.each([
    [[], /^lab needs --runs N: how many seeds to run\.$/],
    [['--runs', '0'], /^--runs must be a whole number from 1 to 200000, not 0\.$/],
    [['--runs', '1.5'], /^--runs must be a whole number/],
    [['--runs', '3', '--jobs', '0'], /^--jobs must be a whole number from 1 to 64, not 0\.$/],
    [['--runs', '3', '--first-seed', '-1'], /^The option --first-seed needs a value|^--first-seed/],
    [['--runs', '3', '--election', 'best'], /^--election must be first, last, all or a number/],
    [['--runs', '3', '--election', '0'], /^--election must be/],
    [['--runs', '3', '--csv', '/nowhere/x'], /^\/nowhere\/x cannot be written \(no such folder\)/],
  ])('is called wrongly with %j', async (options, words) => {
    const { code, out, said } = await sim(['lab', '-', ...options]);
    expect([code, out]).toEqual([1, '']);
    expect(said).toMatch(words);
  });

  it('refuses what `run` refuses', async () => {
    const { code, said } = await sim(['lab', '-', '--runs', '3'], { ...CRASH, nodes: 0 });
    expect(code).toBe(2);
    expect(said).toMatch(/nodes: 0 is too small/);
  });
});

describe('lab on threads', () => {
  const OUTPUT = 'test-results/lab-threads/main.js';
  const file = join(ROOT, OUTPUT);
  beforeAll(() => bundle('src/cli/main.ts', OUTPUT), 60_000);
  afterAll(() => rmSync(dirname(file), { recursive: true }));

  async function labOnThreads(workers: number): Promise<string> {
    const argv = [file, 'lab', '-', '--runs', '90', '--jobs', String(workers)];
    const running = promisify(execFile)(process.execPath, argv, { maxBuffer: 1 << 26 });
    running.child.stdin?.end(JSON.stringify(CRASH));
    const { stdout } = await running;
    return stdout;
  }

  it('prints the same with one, two and three of them', { timeout: 60_000 }, async () => {
    const one = await labOnThreads(1);
    expect((JSON.parse(one) as LabReport).perRun).toHaveLength(90);
    expect(await labOnThreads(2)).toBe(one);
    expect(await labOnThreads(3)).toBe(one);
  });
});
