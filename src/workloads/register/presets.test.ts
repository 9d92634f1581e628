/** Each scenario of the register shows what it says. */
import { describe, expect, it } from 'vitest';
import type { Summary } from '../../session/summary';
import { outcomeOf } from '../testing/outcome';
import { presets } from './presets';
import { en } from './texts';

const outcome = (id: string): Promise<Summary> => outcomeOf(presets, id);

async function figures(id: string) {
  const { reads = 0, staleReads = 0, unavailableMs = 0 } = (await outcome(id)).workload ?? {};
  expect(reads, id).toBeGreaterThan(20);
  return { staleReads, unavailableMs };
}

describe('the scenarios of the register', () => {
  it('have words, and break nothing that must hold', async () => {
    for (const { id, title, watch } of presets) {
      expect(en[title], id).toBeTruthy();
      expect(en[watch], id).toBeTruthy();
      const { properties, ended, workload } = await outcome(id);
      expect(ended, id).toBe('until');
      const isOurs = (name: string): boolean => name.startsWith('REG');
      const broken = properties.filter(
        ({ id: name, verdict }) => verdict !== 'holds' && (isOurs(name) || verdict !== 'lesson'),
      );
      // Wrong answers are a lesson here and nothing else is broken.
      const expected = workload?.['staleReads'] === 0 ? [] : ['REG1 lesson'];
      expect(
        broken.map((one) => `${one.id} ${one.verdict}`),
        id,
      ).toEqual(expected);
    }
  });

  it('calm: every answer fits, nobody waits in vain', async () => {
    expect(await figures('calm')).toEqual({ staleReads: 0, unavailableMs: 0 });
  });

  it('raft-split and bully-split: answers given up, or their truth', async () => {
    const raft = await figures('raft-split');
    const bully = await figures('bully-split');
    expect(raft.staleReads).toBe(0);
    expect(raft.unavailableMs).toBeGreaterThan(1500);
    expect(bully.staleReads).toBeGreaterThan(5);
    expect(bully.unavailableMs).toBeLessThan(raft.unavailableMs / 2);
  });

  it('leader-reads, lease, lease-drift: who may answer without asking', async () => {
    expect((await figures('leader-reads')).staleReads).toBeGreaterThan(0);
    expect((await figures('lease')).staleReads).toBe(0);
    expect((await figures('lease-drift')).staleReads).toBeGreaterThan(0);
  });

  it('local: always an answer, not always a right one', async () => {
    const { staleReads } = await figures('local');
    expect(staleReads).toBeGreaterThan(0);
  });
});
