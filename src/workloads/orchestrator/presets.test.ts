/** Each scenario of the orchestrator shows what it says. */
import { describe, expect, it } from 'vitest';
import type { Summary } from '../../session/summary';
import { outcomeOf } from '../testing/outcome';
import { presets } from './presets';
import { en } from './texts';

const outcome = (id: string): Promise<Summary> => outcomeOf(presets, id);

describe('the scenarios of the orchestrator', () => {
  it('have words, and break nothing that must hold', async () => {
    for (const { id, title, watch } of presets) {
      expect(en[title], id).toBeTruthy();
      expect(en[watch], id).toBeTruthy();
      const { properties, ended, commands } = await outcome(id);
      expect(ended, id).toBe('until');
      expect(
        commands.filter(({ effect }) => effect !== 'done'),
        id,
      ).toEqual([]);
      expect(
        properties.filter(({ verdict }) => verdict === 'bug' || verdict === 'stalled'),
        id,
      ).toEqual([]);
    }
  });

  it('respawn: down for a round, a wait and a start', async () => {
    const { workload } = await outcome('respawn');
    expect(workload).toMatchObject({ apisUp: 3, respawns: 1 });
    expect(workload?.['apiDownMs']).toBeGreaterThanOrEqual(300);
    expect(workload?.['apiDownMs']).toBeLessThanOrEqual(300 + 200 + 50);
  });

  it('worker: first the worker, then its server', async () => {
    const { workload } = await outcome('worker');
    expect(workload).toMatchObject({ apisUp: 3, respawns: 2 });
    expect(workload?.['apiDownMs']).toBeGreaterThan(600);
  });

  it('leader and no-election: all heals, or nothing does', async () => {
    const healed = await outcome('leader');
    expect(healed.workload).toMatchObject({ apisUp: 3, respawns: 4 });
    expect(healed.workload?.['apiUptime']).toBeGreaterThan(0.8);
    const rotten = await outcome('no-election');
    expect(rotten.workload).toMatchObject({ apisUp: 1, respawns: 0 });
    expect(rotten.workload?.['apiUptime']).toBeLessThan(0.6);
  });

  it('majority-gone and one-of-two: a majority is asked for, or not', async () => {
    const stuck = await outcome('majority-gone');
    expect(stuck.workload).toMatchObject({ apisUp: 1, respawns: 1 });
    const healed = await outcome('one-of-two');
    expect(healed.workload).toMatchObject({ apisUp: 3, respawns: 5 });
  });
});
