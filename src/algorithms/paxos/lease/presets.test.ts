/** What each preset of PaxosLease promises in its `watch` text is what happens. */
import { describe, expect, it } from 'vitest';
import { authority } from './authority';
import { leasePreset } from './testing/runs';

describe('presets of PaxosLease', () => {
  it('typical: nobody has the lease until the acceptors have counted it out', () => {
    const run = leasePreset('lease-typical').to(26_000);
    const [[first, , crashedMs] = ['', 0, 0], [second, againMs] = ['', 0, 0]] = run.holdings();
    expect(first).toBe('n5');
    expect(crashedMs).toBe(3000);
    expect(second).not.toBe('n5');
    // It had just extended: what is left of 7 s, and up to one more try of 2 s.
    expect(againMs).toBeGreaterThan(3000 + 6000 - 1100);
    expect(againMs).toBeLessThan(3000 + 7000 + 2100);
    expect(run.rulesAt('n5')).toContain('LAC7');
    expect(run.rulesAt('n5')).toContain('LAC8');
    expect(run.overlapped()).toBe(false);
  });

  it('best: two round trips, and nobody else ever', () => {
    const run = leasePreset('lease-best').to(8000);
    expect(run.holdings()).toEqual([['n1', 40, null]]);
  });

  it('worst: no holder while the acceptors are silent, and never two', () => {
    const run = leasePreset('lease-worst').to(20_000);
    const [[, , endsMs] = ['', 0, 0], [next, fromMs] = ['', 0]] = run.holdings();
    expect(endsMs).toBeLessThan(1500 + 7000);
    expect(fromMs).toBeGreaterThan(2200 + 10_000);
    expect(['n2', 'n3']).toContain(next);
    expect(run.overlapped()).toBe(false);
  });

  it('too-short: nobody ever holds it', () => {
    const run = leasePreset('lease-too-short').to(1000);
    expect(run.holdings()).toEqual([]);
    expect(run.rulesAt('n1')).toContain('LPR3');
    expect(run.rulesAt('n1')).toContain('LLE1');
    expect(run.rulesAt('n1')).not.toContain('LPP2');
  });

  it('release: the next holder five delays later, and nothing to release after', () => {
    const run = leasePreset('lease-release').to(3570);
    expect(run.holdings()).toEqual([
      ['n1', 0, 2500],
      ['n3', 2550, null],
    ]);
    run.to(8000);
    expect(run.holdings()[1]).toEqual(['n3', 2550, 3575]);
    expect(run.rulesAt('n3')).toContain('LAC6');
    expect(run.rulesAt('n1')).toContain('LRE2');
  });

  it('amnesia: two holders, each by its own timer', () => {
    const run = leasePreset('lease-amnesia').to(12_000);
    expect(run.overlapped()).toBe(true);
    const [[old, , endsMs] = ['', 0, 0], [other, fromMs] = ['', 0]] = run.holdings();
    expect([old, other]).toEqual(['n1', 'n3']);
    expect(fromMs).toBeLessThan(4300);
    expect(endsMs).toBeGreaterThan(7900);
  });

  it('drift: two holders, because seven seconds are not the same for both', () => {
    const run = leasePreset('lease-drift').to(14_000);
    expect(run.overlapped()).toBe(true);
    expect(run.holdings().map(([node]) => node)).toContain('n1');
  });

  it('pause: the old holder believes on, and has no authority', () => {
    const run = leasePreset('lease-pause').to(12_000);
    expect(run.holders()).toHaveLength(2);
    expect(run.holders()).toContain('n1');
    expect(authority(run.paxos.kernel.view)?.leader).not.toBe('n1');
    const now = run.to(18_000).holders();
    expect(now).toHaveLength(1);
    expect(now).not.toContain('n1');
  });

  it('late-answer: two holders though M is longer than a lease', () => {
    const run = leasePreset('lease-late-answer').to(1500);
    expect(run.overlapped()).toBe(true);
    expect(run.holdings()).toEqual([
      ['n1', 1140, 1270],
      ['n5', 870, null],
    ]);
  });
});
