/** What each preset promises in its `watch` text is what happens. */
import { describe, expect, it } from 'vitest';
import { leadersAtOnce } from '../shared/testing/playing';
import { algorithm } from './index';
import { playDocument } from './testing/runs';
import type { Played } from './testing/runs';

function play(id: string): Played {
  return playDocument(algorithm.presets.find((one) => one.id === id)?.scenario);
}

/** When somebody led for the second time, ms. */
const handOver = (run: Played): number => run.led()[1]?.[1] ?? 0;

describe('presets of Consul', () => {
  it('typical: twice the TTL, then the lock-delay, then another', () => {
    const run = play('typical').to(9000);
    const [lost = 0] = run.applied('LD2');
    const renewed =
      run
        .applied('SE1')
        .filter((ms) => ms < 3020)
        .at(-1) ?? 0;
    expect(lost - renewed).toBeGreaterThan(1900);
    expect(handOver(run)).toBeGreaterThan(lost + 1000);
    expect(handOver(run)).toBeLessThan(lost + 1000 + 400);
    expect(run.database().key?.lockIndex).toBe(2);
  });

  it('best: released and had by another within a few messages, without a lock-delay', () => {
    const run = play('best').to(6000);
    expect(handOver(run)).toBeGreaterThan(3000);
    expect(handOver(run)).toBeLessThan(3080);
    expect(run.applied('LD1')).toEqual([]);
    expect(run.led()[1]?.[0]).not.toBe(run.led()[0]?.[0]);
  });

  it('worst: the next store leader gives the session its whole time again', () => {
    const run = play('worst').to(12_000);
    const [, again = 0] = run.applied('SV2');
    const [lost = 0] = run.applied('LD2');
    expect(again).toBeGreaterThan(4500);
    expect(lost).toBeGreaterThan(again + 2000);
    expect(handOver(run)).toBeGreaterThan(lost + 1000);
  });

  it('lock-delay: free at once, refused, and had once it is over', () => {
    const run = play('lock-delay').to(7000);
    const [lost = 0] = run.applied('LD2');
    expect(lost).toBeLessThan(3020);
    expect(run.applied('LD1')[0]).toBeLessThan(3060);
    expect(handOver(run)).toBeGreaterThan(lost + 1000);
    expect(handOver(run)).toBeLessThan(lost + 1400);
  });

  it('pause and drift: two believe that they lead, and in no other example', () => {
    for (const { id } of algorithm.presets) {
      const most = leadersAtOnce(play(id).to(10_000));
      expect(most, id).toBe(['pause', 'drift'].includes(id) ? 2 : 1);
    }
  });

  it('store-leader: another server leads, and the same client', () => {
    const run = play('store-leader').to(9000);
    expect(run.applied('SV2')).toHaveLength(2);
    expect(run.led()).toHaveLength(1);
    expect(run.kernel.view.seats).toHaveLength(1);
    expect(run.applied('CL6')).toEqual([]);
  });

  it('stale-store: the release at the server that is cut off never counts', () => {
    const run = play('stale-store').to(9000);
    expect(run.applied('raft:AE5').length).toBeGreaterThan(0);
    expect(run.applied('RL3')).toEqual([]);
    expect(run.applied('SV3')[0]).toBeLessThan(3700);
  });

  it('all-restart: sessions and lock come back from the log', () => {
    const run = play('all-restart').to(4500);
    const restarts = run.steps.filter(({ event }) => event.kind === 'restart');
    expect(restarts).toHaveLength(3);
    expect(run.database().sessions.length).toBeGreaterThanOrEqual(3);
    expect(run.database().key?.lockIndex).toBe(1);
  });

  it('pre-vote: the server that missed the release is refused, and no term begins', () => {
    const run = play('pre-vote').to(9000);
    expect(run.applied('raft:PV3').length).toBeGreaterThan(0);
    expect(run.applied('SV2')).toHaveLength(1);
  });

  it('delete: the LockIndex begins anew, the index of locking does not', () => {
    const run = play('delete').to(9000);
    expect(run.led()).toHaveLength(3);
    expect(run.database().key?.lockIndex).toBe(1);
    const tokens = run.facts.flatMap((fact) => (fact.fact === 'attempt' ? [fact.key] : []));
    expect(tokens).toHaveLength(3);
    expect([...tokens].sort((a, b) => a - b)).toEqual(tokens);
  });
});
