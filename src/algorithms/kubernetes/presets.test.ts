/** What each preset promises in its `watch` text is what happens. */
import { describe, expect, it } from 'vitest';
import { leadersAtOnce } from '../shared/testing/playing';
import { algorithm } from './index';
import { playDocument } from './testing/runs';
import type { Played } from './testing/runs';

function play(id: string): Played {
  return playDocument(algorithm.presets.find((one) => one.id === id)?.scenario);
}

/** When the first node stopped leading, ms. */
function stopped(run: Played): number {
  const [first] = run.led();
  return run.roles(first?.[0] ?? '').find(([ms, role]) => role === 'standby' && ms > 100)?.[0] ?? 0;
}

describe('presets of Kubernetes', () => {
  it('typical: another leads after a lease and at most two looks', () => {
    const run = play('typical').to(8000);
    const [first, second] = run.led();
    const renewed =
      run
        .applied('LE2', first?.[0])
        .filter((ms) => ms < 2000)
        .at(-1) ?? 0;
    const waited = (second?.[1] ?? 0) - renewed;
    expect(second?.[0]).not.toBe(first?.[0]);
    expect(waited).toBeGreaterThan(1500);
    expect(waited).toBeLessThan(1500 + 2 * 440 + 4 * 15 + 2 * 30);
    expect(run.stored().record?.leaderTransitions).toBe(1);
  });

  it('best: the next has it within a look, without waiting for the lease', () => {
    const run = play('best').to(4000);
    const next = run.led()[1]?.[1] ?? Infinity;
    expect(next).toBeGreaterThan(2000);
    expect(next).toBeLessThan(2000 + 440 + 100);
    expect(run.led()[1]?.[0]).not.toBe(run.led()[0]?.[0]);
  });

  it('worst: a new process of the same node waits out the lease of the old one', () => {
    const run = play('worst').to(8000);
    expect(run.led()).toHaveLength(2);
    expect(run.led()[1]?.[1]).toBeGreaterThan(2050 + 1500);
    expect(run.stored().record?.leaderTransitions).toBe(1);
  });

  it('cut-off: it stops before another takes over', () => {
    const run = play('cut-off').to(9000);
    expect(stopped(run)).toBeLessThan(3000);
    expect(run.led()[1]?.[1]).toBeGreaterThan(stopped(run));
    expect(leadersAtOnce(run)).toBe(1);
  });

  it('pause and drift: two believe that they lead, and in no other example', () => {
    for (const { id } of algorithm.presets) {
      const most = leadersAtOnce(play(id).to(10_000));
      expect(most, id).toBe(['pause', 'drift'].includes(id) ? 2 : 1);
    }
  });

  it('no-server: nobody leads from the deadline until the server is back', () => {
    const run = play('no-server').to(9000);
    expect(stopped(run)).toBeLessThan(3000);
    expect(run.led()).toHaveLength(2);
    expect(run.led()[1]?.[1]).toBeGreaterThan(5000);
    expect(run.led()[1]?.[1]).toBeLessThan(5600);
  });

  it('lost-answer: it reads its own record and leads on', () => {
    const run = play('lost-answer').to(6000);
    expect(run.applied('TR5')).toHaveLength(1);
    expect(run.led()).toHaveLength(1);
    expect(run.applied('RD1')).toEqual([]);
  });

  it('race: two write what they have read in one version, and one is refused', () => {
    const run = play('race').to(4000);
    const tries = run.applied('TR6').filter((ms) => ms > 1500);
    expect(tries.length).toBeGreaterThan(1);
    expect(run.applied('TR7').filter((ms) => ms > 1500).length).toBe(tries.length - 1);
    expect(run.stored().record?.leaderTransitions).toBe(1);
  });
});
