/** The outcome of a lab does not depend on how many do the work, nor on who is done first. */
import { describe, expect, it } from 'vitest';
import { algorithm as raft } from '../algorithms/raft/index';
import { Stream } from '../lib/random';
import type { Scenario } from '../scenario/types';
import type { LabJob } from './batch';
import { runBatch } from './batch';
import { csvLines } from './csv';
import { labJobs, runLab } from './lab';
import type { LabOrder, RunJobs } from './lab';

const SCENARIO: Scenario = {
  v: 1,
  algorithm: 'raft',
  nodes: 3,
  commands: [{ atMs: [700, 900], do: 'crash', node: 'leader' }],
  untilMs: 3000,
};

const order = (runs: number): LabOrder => ({
  scenario: SCENARIO,
  runs,
  firstSeed: 100,
  election: 'last',
});

/** Jobs done one by one in an order drawn by `seed`; each is handed over as a thread would: copied. */
const shuffled =
  (seed: string): RunJobs =>
  <T>(_: string, jobs: readonly object[]) => {
    const stream = new Stream(seed);
    const left = jobs.map((_job, index) => index);
    const answers: T[] = [];
    while (left.length > 0) {
      const [index = 0] = left.splice(stream.between(0, left.length - 1), 1);
      const job = structuredClone(jobs[index]) as LabJob;
      answers[index] = structuredClone(runBatch(job, raft)) as T;
    }
    return Promise.resolve(answers);
  };

describe('a lab', () => {
  it('cuts all seeds into jobs, each seed once', () => {
    for (const runs of [1, 7, 40, 41, 999, 20_001]) {
      const jobs = labJobs(order(runs));
      let next = 100;
      for (const job of jobs) {
        expect(job.firstSeed).toBe(next);
        expect(job.runs).toBeGreaterThan(0);
        next += job.runs;
      }
      expect(next).toBe(100 + runs);
    }
  });

  it('gives the same whatever is done first, and however the seeds are cut', async () => {
    const { report } = await runLab(order(60), shuffled('one'));
    expect(report.perRun.map(({ seed }) => seed)).toEqual(
      Array.from({ length: 60 }, (_, n) => String(100 + n)),
    );
    expect(report.unfinished).toBe(0);
    expect(await runLab(order(60), shuffled('another'))).toEqual({ report, stopped: [] });
    const atOnce = runBatch({ ...order(60), firstSeed: 100 }, raft);
    expect(atOnce.rows).toEqual(report.perRun);
  });

  it('is a table too, with a column for each type of message', async () => {
    const { report } = await runLab(order(5), shuffled('one'));
    const [head = '', ...lines] = csvLines(report.perRun);
    const names = head.split(',');
    expect(names).toContain('RequestVoteReply');
    expect(lines).toHaveLength(5);
    lines.forEach((line, index) => {
      const cells = line.split(',');
      expect(cells).toHaveLength(names.length);
      const value = (name: string): string => cells[names.indexOf(name)] ?? '';
      const run = report.perRun[index];
      expect(value('seed')).toBe(run?.seed);
      expect(Number(value('downtimeMs'))).toBe(run?.downtimeMs);
      expect(Number(value('RequestVote'))).toBe(run?.messages['RequestVote']);
    });
  });

  it('quotes cells that a reader would take for two', () => {
    const [, line = ''] = csvLines([
      {
        seed: '1',
        traceHash: 'x',
        startMs: 1,
        electedMs: null,
        endMs: null,
        downtimeMs: null,
        rounds: 0,
        winner: 'a "b", c',
        messages: {},
        splitBrainMs: 0,
      },
    ]);
    expect(line).toBe('1,x,1,,,,0,"a ""b"", c",0,0');
  });
});
