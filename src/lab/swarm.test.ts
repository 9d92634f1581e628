/**
 * The swarm in the small: some random trials of every algorithm there is, every property on every event,
 * then progress. `npm run test:deep` runs two thousand, and demands that everything was seen. A run that ever failed goes
 * into `testing/regressions.ts` and stays.
 */
import { describe, expect, it } from 'vitest';
import { loadAlgorithm, registry } from '../algorithms/registry';
import type { Algorithm } from '../engine/protocol';
import { loadProperties } from '../properties/registry';
import { loadLink } from '../scenario/load';
import { runToEnd } from '../session/runToEnd';
import { drawTrial } from './schedule';
import { SWIFT, runSwarm, swarmJobs, swarmReport } from './swarm';
import { onGrid } from './testing/grid';
import { REGRESSIONS } from './testing/regressions';
import { runTrial } from './trial';

const RUNS = 25;
const GRID_RUNS = 10;
async function algorithmOf(id: string): Promise<Algorithm> {
  return (await loadAlgorithm(id)) as Algorithm;
}

describe.each(registry.map(({ id }) => id))('the swarm of %s', (id) => {
  it(`keeps every promise in ${RUNS} random trials`, { timeout: 120_000 }, async () => {
    const algorithm = await algorithmOf(id);
    const properties = await loadProperties(id);
    const report = swarmReport(algorithm, properties, 1, [
      runSwarm({ firstSeed: 1, runs: RUNS }, algorithm, properties),
    ]);
    expect(report.failures.map(({ seed, verdict, why }) => `${seed} ${verdict} ${why}`)).toEqual(
      [],
    );
    expect(report.verdicts).toEqual({ fine: RUNS });
    expect(report.settled.p99).toBeLessThanOrEqual(SWIFT);
    expect(report.events).toBeGreaterThan(100 * RUNS);
  });
});

describe.each(registry.map(({ id }) => id))('trials of %s on a grid of instants', (id) => {
  it.each([5, 60, 250])('of %d ms break nothing', { timeout: 60_000 }, async (gridMs) => {
    const algorithm = await algorithmOf(id);
    const properties = await loadProperties(id);
    const found: string[] = [];
    for (let seed = 1; seed <= GRID_RUNS; seed++) {
      const trial = onGrid(drawTrial(algorithm, `grid ${seed}`), gridMs);
      const { verdict, why } = runTrial(trial, algorithm, properties);
      if (verdict !== 'fine') found.push(`${seed} ${verdict} ${why}`);
    }
    expect(found).toEqual([]);
  });
});

describe('regressions', () => {
  it.each(REGRESSIONS)('$algorithm: no more $was', async ({ algorithm: id, link }) => {
    const loaded = await loadLink(link);
    if (!loaded.ok) throw new Error(loaded.problems.map(({ problem }) => problem).join(' '));
    await loadProperties(id);
    const { scenario, algorithm } = loaded.value;
    const session = runToEnd(scenario, algorithm);
    expect(session.ended?.reason).not.toBe('error');
    expect(session.findings().filter(({ verdict }) => verdict === 'bug')).toEqual([]);
  });
});

describe('a report', () => {
  it('does not depend on how the seeds are cut into jobs', async () => {
    const algorithm = await algorithmOf('bully');
    const properties = await loadProperties('bully');
    const inJobsOf = (size: number) =>
      swarmReport(
        algorithm,
        properties,
        5,
        swarmJobs('bully', 5, 30, size).map((job) => runSwarm(job, algorithm, properties)),
      );
    expect(inJobsOf(7)).toEqual(inJobsOf(30));
    expect(inJobsOf(30)).toMatchObject({ runs: 30, firstSeed: 5, failures: [] });
  });

  it('holds all that is needed to see a failure again', async () => {
    const sound = await algorithmOf('bully');
    const broken: Algorithm = { ...sound, version: 7, mandate: 'majority' };
    const properties = await loadProperties('bully');
    const batch = runSwarm({ firstSeed: 1, runs: 40 }, broken, properties);
    const failure = batch.failures.find(({ verdict }) => verdict === 'liveness');
    expect(failure).toBeDefined();
    expect(failure?.made).toEqual({ engine: expect.any(Number) as number, algorithm: 7 });
    expect(failure?.command).toBe(
      `npm run -s sim -- check --algorithm bully --first-seed ${failure?.seed} --runs 1`,
    );
    expect(failure?.link).toMatch(/^#s=/);
  });
});
