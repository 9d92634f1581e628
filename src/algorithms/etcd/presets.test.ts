/** What each preset promises in its `watch` text is what happens. */
import { describe, expect, it } from 'vitest';
import { leadersAtOnce } from '../shared/testing/playing';
import { algorithm } from './index';
import { playDocument } from './testing/runs';
import type { Played } from './testing/runs';

function play(id: string): Played {
  return playDocument(algorithm.presets.find((one) => one.id === id)?.scenario);
}

describe('presets of etcd', () => {
  it('typical: the lease runs out, one candidate is woken, and it leads', () => {
    const run = play('typical').to(10_000);
    const [expired = 0] = run.applied('LE1');
    expect(expired).toBeGreaterThan(5000 + 1000);
    expect(expired).toBeLessThan(5000 + 3000 + 500);
    expect(run.delivered('Deleted')).toHaveLength(1);
    expect(run.seated().map(([node, rev]) => [node, rev])).toEqual([
      ['n1', 1],
      ['n2', 2],
    ]);
    expect(run.seated()[1]?.[2]).toBeGreaterThan(expired);
  });

  it('best: the next leads at once, twice', () => {
    const run = play('best').to(10_000);
    const [, second, third] = run.seated();
    expect(second?.[2]).toBeLessThan(5000 + 150);
    expect(third?.[2]).toBeLessThan(6500 + 150);
    expect(run.client(run.seated()[0]?.[0] ?? '').rev).toBeGreaterThan(5);
    expect(run.applied('LE1')).toEqual([]);
  });

  it('worst: the new store leader begins every lease anew', () => {
    const run = play('worst').to(18_000);
    const promoted = run.applied('SV2')[1] ?? 0;
    expect(promoted).toBeGreaterThan(9000);
    expect(run.applied('LE1')[0]).toBeGreaterThanOrEqual(promoted + 5000);
    expect(run.seated()).toHaveLength(2);
    // Without that it would have been over by 5000 + 5000 + 500.
    expect(run.seated()[1]?.[2]).toBeGreaterThan(14_000);
    expect(run.roles('n2').some(([ms, role]) => ms > 2500 && role === 'outside')).toBe(false);
  });

  it('pause: two believe, and in no other example but those with slow clocks', () => {
    const two = algorithm.presets.flatMap(({ id }) =>
      leadersAtOnce(play(id).to(14_000)) > 1 ? [id] : [],
    );
    expect(two).toEqual(['pause', 'fenced']);
  });

  it('mid-queue: one is woken, behind another key; the leader stays', () => {
    const run = play('mid-queue').to(12_000);
    expect(run.seated()).toHaveLength(1);
    const woken = run.delivered('Deleted');
    expect(woken.length).toBeLessThanOrEqual(1);
    for (const [, node] of woken) expect(run.client(node).role).toBe('waiting');
  });

  it('store-cut: the leader stops by its own clock, and the store leader before it', () => {
    const run = play('store-cut').to(20_000);
    const [first] = run.seated();
    const left = run.roles(first?.[0] ?? '').findLast(([, role]) => role === 'outside');
    expect(left).toBeDefined();
    const over = run.applied('SE6')[0] ?? 0;
    expect(over).toBeGreaterThan(6000);
    expect(over).toBeLessThan(10_000);
    expect(run.applied('raft:CQ2')[0]).toBeLessThan(over);
    expect(run.seated().at(-1)?.[2]).toBeGreaterThan(12_000);
  });

  it('proclaim: every session hears the new word', () => {
    const run = play('proclaim').to(7000);
    for (const node of ['n2', 'n3']) {
      expect(run.client(node).observed?.value).toBe('another word');
    }
    expect(run.seated()).toHaveLength(1);
  });

  it('stale-store: the old store leader commits nothing, and its entries are replaced', () => {
    const run = play('stale-store').to(12_000);
    expect(run.applied('raft:AE5').length).toBeGreaterThan(0);
    expect(run.seated().at(-1)?.[2]).toBeGreaterThan(5900);
  });

  it('just-too-late: the keep-alive waits and fails', () => {
    const run = play('just-too-late').to(9000);
    expect(run.applied('LK3')).toHaveLength(1);
    expect(run.seated()).toHaveLength(2);
  });

  it('fenced: the write of the old leader is refused', () => {
    const run = play('fenced').to(10_000);
    expect(run.applied('PR3')).toHaveLength(1);
    expect(run.applied('PR3')[0]).toBeGreaterThan(run.seated()[1]?.[2] ?? Infinity);
  });

  it('drift: woken without a key, it does not lead', () => {
    const run = play('drift').to(10_000);
    expect(run.applied('EL6')).toHaveLength(1);
    expect(run.roles('n2').some(([, role]) => role === 'leader')).toBe(false);
  });

  it('split-vote: three votes for three, and no session until somebody wins', () => {
    const run = play('split-vote').to(7000);
    expect(run.applied('raft:RVR4').length).toBeGreaterThan(0);
    const elected = run.applied('SV2')[0] ?? Infinity;
    expect(run.applied('SE2')[0]).toBeGreaterThan(elected);
  });

  it('all-restart: the database is back as it was', () => {
    const run = play('all-restart').to(9900);
    const best = ['s1', 's2', 's3'].map((id) => run.store(id).database.lastLease);
    expect(Math.max(...best)).toBeGreaterThanOrEqual(3);
    expect(run.applied('SV2').length).toBeGreaterThan(1);
  });

  it('pre-vote: the returning replica is refused, and the store leader stays', () => {
    const run = play('pre-vote').to(7500);
    expect(run.applied('raft:PVR4').length).toBeGreaterThan(0);
    expect(run.applied('SV3').filter((ms) => ms > 3500)).toEqual([]);
  });
});
