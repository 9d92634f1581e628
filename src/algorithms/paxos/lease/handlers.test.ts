/**
 * Single rules of PaxosLease that a smooth acquisition never comes to. Delays are 10 ms, so that every
 * instant is known.
 */
import { describe, expect, it } from 'vitest';
import { attemptOf, named, pack, runOf } from './ballot';
import { extendAfterUs, leastUs } from './proposer';
import { leaseOf } from './testing/runs';

const ALL = ['n1', 'n2', 'n3'];

describe('ballots', () => {
  it('compare by run counter, then restart counter, then proposer', () => {
    const of = (run: number, restarts: number, proposer: string): number =>
      pack({ run, restarts, proposer }, ALL);
    const rising = [of(1, 0, 'n1'), of(1, 0, 'n3'), of(1, 1, 'n1'), of(1, 2, 'n1'), of(2, 0, 'n1')];
    expect([...rising].sort((a, b) => a - b)).toEqual(rising);
    expect(rising.map((one) => named(one, ALL))).toEqual([
      '1.n1',
      '1.n3',
      '1.1.n1',
      '1.2.n1',
      '2.n1',
    ]);
    expect(runOf(of(7, 3, 'n2'))).toBe(7);
    expect(attemptOf(of(1, 1, 'n1'))).toBe(attemptOf(of(1, 0, 'n1')));
  });
});

describe('the proposer', () => {
  it('LPR4, LPR5: told of another owner it waits for its next try', () => {
    const run = leaseOf({ leader: 'n1', commands: [{ atMs: 100, do: 'timeout', node: 'n2' }] });
    run.to(130);
    expect(run.rulesAt('n2')).toEqual([
      'LST6',
      'LRT1',
      'LPR1',
      'LAC1',
      'LPR4',
      'LPR4',
      'LPR5',
      'LPR6',
    ]);
    expect(run.holders()).toEqual(['n1']);
  });

  it('LNK1: refused by a majority it goes above what they promised', () => {
    const commands = [
      { atMs: 5, do: 'timeout', node: 'n1' },
      { atMs: 30, do: 'timeout', node: 'n1' },
    ] as const;
    const params = { proposers: ['n1', 'n2'], proposeAtMs: [5000, 0] };
    const run = leaseOf({ params, commands }).to(100);
    // n2 asks at 0 with 1.n2; the first ballot of n1 is 1.n1 and loses, its second is above.
    expect(run.rulesAt('n1')).toContain('LNK1');
    expect(run.rulesAt('n1')).toContain('LPR5');
    expect(named(run.state('n1').ballot, ALL)).toBe('2.n1');
  });

  it('its own timer ends the lease, cut off or not', () => {
    const commands = [{ atMs: 500, do: 'partition', groups: [['n1'], ['rest']] }] as const;
    const run = leaseOf({ params: { proposers: ['n1'] }, commands }).to(20_000);
    // Proposed at 20 ms.
    expect(run.holdings()).toEqual([['n1', 40, 7020]]);
  });

  it('LPR6: an answer that comes when the next try is due does not count', () => {
    const network = { links: { 'n2>n1': { delayMs: 190 }, 'n3>n1': { delayMs: 190 } } };
    const params = { proposers: ['n1'], retryMs: 200 };
    const run = leaseOf({ network, params }).to(999);
    expect(run.rulesAt('n1')).not.toContain('LPR3');
    expect(
      leaseOf({ network, params: { ...params, retryMs: 201 } })
        .to(999)
        .rulesAt('n1'),
    ).toContain('LPR3');
  });

  it('release: a proposal that is under way is released as well', () => {
    // n1 extends at 1000: Propose leaves at 1020.
    const commands = [
      { atMs: 1025, do: 'act', node: 'n1', action: 'release', args: null },
    ] as const;
    const run = leaseOf({ leader: 'n1', params: { proposers: ['n1'] }, commands }).to(1100);
    expect(run.paxos.counts()['Release']).toBe(4);
    for (const id of ALL) expect(run.state(id).accepted, id).toBeNull();
  });
});

describe('the acceptor', () => {
  it('LAC7, LAC8: silent for M after a restart, whoever asks', () => {
    const commands = [
      { atMs: 1000, do: 'crash', node: 'n2' },
      { atMs: 1500, do: 'restart', node: 'n2' },
    ] as const;
    const run = leaseOf({ leader: 'n1', params: { proposers: ['n1'] }, commands }).to(11_499);
    expect(run.state('n2')).toMatchObject({ silent: true, promised: 0, accepted: null });
    run.to(12_600);
    expect(run.state('n2')).toMatchObject({ silent: false, accepted: { owner: 'n1' } });
    expect(run.state('n2').stable).toEqual({ restarts: 1 });
  });

  it('LAC3: an acceptance promises its ballot, too', () => {
    // n3 hears no Prepare of n1.
    const commands = [{ atMs: 0, do: 'block', types: ['Prepare'], to: 'n3' }] as const;
    const run = leaseOf({ params: { proposers: ['n1'] }, commands }).to(50);
    expect(run.state('n3').promised).toBe(run.state('n1').ballot);
  });
});

describe('hints', () => {
  it('LLN3: end early, and whoever wants the lease tries then', () => {
    const commands = [{ atMs: 500, do: 'crash', node: 'n1' }] as const;
    const run = leaseOf({ leader: 'n1', commands }).to(6499);
    expect(run.rulesAt('n2')).not.toContain('LLN3');
    run.to(6500);
    expect(run.rulesAt('n2')).toContain('LLN3');
    // The acceptors still keep the lease for n1.
    run.to(6999);
    expect(run.state('n2').accepted?.owner).toBe('n1');
    run.to(7000);
    expect(run.state('n2').accepted).toBeNull();
  });
});

describe('O-P13: the constants of Keyspace', () => {
  it('T = 7000 ms, extended after a seventh of what is left, not claimed with less than 500 ms', () => {
    expect(extendAfterUs(7_000_000)).toBe(1_000_000);
    expect(leastUs(7_000_000)).toBe(500_000);
    const run = leaseOf({ params: { proposers: ['n1'] } }).to(1100);
    // Proposed at 20, held from 40 with 6980 left: asks for more 6980 / 7 later.
    const asked = run.paxos.steps.find(({ event }) => event.timer?.name === 'extend');
    expect(asked?.event.us).toBe(40_000 + Math.floor(6_980_000 / 7));
  });

  it('tries every 2000 ms', () => {
    const commands = [{ atMs: 0, do: 'partition', groups: [['n1'], ['rest']] }] as const;
    const run = leaseOf({ params: { proposers: ['n1'] }, commands }).to(9000);
    const tries = run.paxos.steps.filter(({ effects }) =>
      effects.some((one) => one.do === 'rule' && one.id === 'LPR1'),
    );
    expect(tries.map(({ event }) => event.us / 1000)).toEqual([0, 2000, 4000, 6000, 8000]);
  });
});
