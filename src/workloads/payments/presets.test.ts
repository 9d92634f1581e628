/** Each scenario of the payments shows what it says. */
import { describe, expect, it } from 'vitest';
import type { Summary } from '../../session/summary';
import { outcomeOf } from '../testing/outcome';
import { presets } from './presets';
import { en } from './texts';

const outcome = (id: string): Promise<Summary> => outcomeOf(presets, id);

const figures = async (id: string) => (await outcome(id)).workload ?? {};

describe('the scenarios of the payments', () => {
  it('have words, and break nothing that must hold', async () => {
    for (const { id, title, watch } of presets) {
      expect(en[title], id).toBeTruthy();
      expect(en[watch], id).toBeTruthy();
      const { properties, ended } = await outcome(id);
      expect(ended, id).toBe('until');
      expect(
        properties.filter(({ verdict }) => verdict === 'bug' || verdict === 'stalled'),
        id,
      ).toEqual([]);
    }
  });

  it('no-election: every invoice three times', async () => {
    const { charges = 0, doubleCharges = 0, paid = 0 } = await figures('no-election');
    expect(paid).toBeGreaterThan(5);
    expect(charges).toBeGreaterThanOrEqual(3 * paid);
    expect(doubleCharges).toBeGreaterThanOrEqual(2 * paid);
  });

  it('leader: one leader after the other, each invoice once', async () => {
    const { reigns, workload } = await outcome('leader');
    expect(reigns).toHaveLength(2);
    expect(workload).toMatchObject({ doubleCharges: 0, refused: 0 });
    expect(workload?.['paid']).toBeGreaterThan(30);
  });

  // oracles.md C5: without a fence a paused leader's charge comes as well; a fence at the bank stops it,
  // one at the database does not; a key does.
  it('twice, fenced-bank, fenced-database, idempotent: what each remedy buys', async () => {
    expect(await figures('twice')).toMatchObject({ doubleCharges: 1, refused: 0 });
    expect(await figures('fenced-bank')).toMatchObject({ doubleCharges: 0, refused: 1 });
    expect(await figures('fenced-database')).toMatchObject({ doubleCharges: 1, refused: 0 });
    expect(await figures('idempotent')).toMatchObject({ doubleCharges: 0, refused: 0 });
  });

  it('granted-token: the number of the lease is a token', async () => {
    const { workload, reigns } = await outcome('granted-token');
    expect(reigns.length).toBeGreaterThanOrEqual(2);
    expect(workload).toMatchObject({ doubleCharges: 0, refused: 1 });
  });

  it('rank-token: nothing is paid any more after the fall of the highest', async () => {
    const { workload, reigns } = await outcome('rank-token');
    expect(reigns.at(-1)?.leader).toBe('n2');
    expect(workload?.['refused']).toBeGreaterThan(5);
    expect(workload?.['paid']).toBe(5);
  });

  it('crash-between: the fence lets the next leader charge again', async () => {
    expect(await figures('crash-between')).toMatchObject({ doubleCharges: 1, refused: 0 });
  });
});
