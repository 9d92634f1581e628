/**
 * Published and derived numbers of PaxosLease, and what must be seen of its ways to fail. Exact, because
 * delays are constant.
 */
import { describe, expect, it } from 'vitest';
import { withPart } from '../../../lab/museum/wrap';
import { timerFromAcceptance } from '../../../lab/museum/paxosLease';
import { Kernel } from '../../../engine/kernel';
import type { Algorithm, NodeId } from '../../../engine/protocol';
import { assemble } from '../../../scenario/assemble';
import type { Scenario } from '../../../scenario/types';
import { algorithm } from '../index';
import { leaseForm } from './form';
import { naive } from './testing/naive';
import { leaseOf, leasePreset } from './testing/runs';

/** Nodes that believe that they hold the lease at this instant, in a run of a changed algorithm. */
function holdersAt(scenario: Scenario, played: Algorithm, atMs: number): readonly NodeId[] {
  const kernel = new Kernel(assemble(scenario, played));
  for (let next = kernel.nextUs(); next !== null && next <= atMs * 1000; next = kernel.nextUs()) {
    kernel.step();
  }
  const { view } = kernel;
  return view.candidates.filter((id) => view.node(id).belief.leader === id);
}

describe('O-P8: acquisition with a constant delay d', () => {
  it.each([1, 10, 50, 200])('d = %i ms: held from 4d, its lease ends at 2d + T', (d) => {
    const T = 7000;
    const run = leaseOf({
      network: { delayMs: d },
      params: { proposers: ['n1'], leaseMs: T },
      // Nothing is extended.
      commands: [{ atMs: 5 * d, do: 'partition', groups: [['n1'], ['rest']] }],
    }).to(9000);
    expect(run.holdings()).toEqual([['n1', 4 * d, 2 * d + T]]);
    const [[, from, to] = ['', 0, 0]] = run.holdings();
    expect((to ?? 0) - from).toBe(T - 2 * d);
  });

  it('the acceptors count from when they accept: theirs ends d after that of the holder', () => {
    const run = leaseOf({
      params: { proposers: ['n1'] },
      commands: [{ atMs: 50, do: 'partition', groups: [['n1'], ['rest']] }],
    }).to(9000);
    const over = run.paxos.steps.filter(({ event }) => event.timer?.name === 'accepted');
    expect(over.map(({ node, event }) => [node, event.us / 1000])).toEqual([
      ['n1', 7020],
      ['n2', 7030],
      ['n3', 7030],
    ]);
  });

  it('messages: 5 (n - 1), the word to the others included', () => {
    for (const nodes of [3, 5, 9]) {
      const run = leaseOf({ nodes, params: { proposers: ['n1'] } }).to(900);
      const each = nodes - 1;
      expect(run.paxos.counts()).toEqual({
        Prepare: each,
        PrepareReply: each,
        Propose: each,
        ProposeReply: each,
        Learn: each,
      });
    }
  });
});

describe('O-P11: the timer is started on acceptance instead of before Propose', () => {
  // n3 accepts at once, and its answer takes 300 ms; then n1 is cut off and n3 is asked by n2.
  const scenario: Scenario = {
    ...{ v: 1, algorithm: 'paxos', nodes: 3, seed: '7', untilMs: 4000 },
    network: { delayMs: 10, links: { 'n3>n1': { delayMs: 300 } } },
    params: {
      ...{ variant: 'lease', leaseMs: 2000, retryMs: 1000 },
      ...{ proposers: ['n1', 'n2'], proposeAtMs: [0, 2335] },
    },
    commands: [
      { atMs: 0, do: 'cut', from: 'n1', to: 'n2' },
      { atMs: 700, do: 'partition', groups: [['n1'], ['rest']] },
    ],
  };
  const form = withPart({ ...algorithm, ...leaseForm }, timerFromAcceptance);
  const mistaken: Algorithm = {
    ...algorithm,
    forms: { ...algorithm.forms, lease: { ...leaseForm, kinds: form.kinds } },
  };

  it('two hold the lease, though all clocks run alike', () => {
    expect(holdersAt(scenario, mistaken, 2400)).toEqual(['n1', 'n2']);
  });

  it('started before Propose it ends in time', () => {
    expect(holdersAt(scenario, algorithm, 2300)).toEqual(['n1']);
    expect(holdersAt(scenario, algorithm, 2400)).toEqual(['n2']);
  });
});

describe('O-P12: the naive majority lease', () => {
  // Each proposer reaches the acceptor beside it first: of three acceptors everybody has one.
  const scenario: Scenario = {
    ...{ v: 1, algorithm: 'paxos', nodes: 3, seed: '7', untilMs: 9000 },
    network: { delayMs: 10 },
    params: { variant: 'lease', leaseMs: 2000, retryMs: 2500 },
  };

  it('is blocked until T has expired, and again after', () => {
    for (const atMs of [100, 1000, 1999, 2600, 4400, 5100, 6900, 8900]) {
      expect(holdersAt(scenario, naive, atMs), `${atMs} ms`).toEqual([]);
    }
  });

  it('PaxosLease has a holder after four delays', () => {
    expect(holdersAt(scenario, algorithm, 40)).toEqual(['n3']);
  });
});

describe('C6: an acceptor restarts', () => {
  it('without the wait M: two holders at once', () => {
    const run = leasePreset('lease-amnesia').to(12_000);
    expect(run.overlapped()).toBe(true);
  });

  it('with it: never, in any of a hundred seeds', () => {
    for (let seed = 1; seed <= 100; seed++) {
      const run = leaseOf({
        seed: String(seed),
        leader: 'n1',
        network: { delayMs: [1, 60] },
        params: { retryMs: [2000, 2500] },
        commands: [
          { atMs: [500, 2500], do: 'partition', groups: [['n1'], ['rest']] },
          { atMs: [2600, 5000], do: 'crash', node: ['n2', 'n3'] },
          { atMs: [5100, 6000], do: 'restart', node: ['n2', 'n3'] },
          { atMs: [6500, 9000], do: 'heal' },
        ],
      }).to(30_000);
      expect(run.overlapped(), `seed ${seed}`).toBe(false);
      expect(run.holders(), `seed ${seed}`).toHaveLength(1);
    }
  });
});

describe('O-L1: safe while the clocks run alike, not beyond', () => {
  const cutOff = [{ atMs: 1200, do: 'partition', groups: [['n1'], ['rest']] }] as const;

  it('the holder stops at T by its own clock, the acceptors at T by theirs', () => {
    // Extended at 1000: proposed at 1020, accepted at 1030. A hundredth slow, a hundredth fast.
    const clocks = { n1: { ppm: -10_000 }, n2: { ppm: 10_000 }, n3: { ppm: 10_000 } };
    const run = leaseOf({ leader: 'n1', clocks, commands: cutOff }).to(20_000);
    const [[, , endsMs] = ['', 0, 0]] = run.holdings();
    const expired = run.paxos.steps.find(
      ({ node, event }) => node === 'n2' && event.timer?.name === 'accepted',
    );
    const asked = 1_000_000 / 0.99;
    expect(endsMs).toBeCloseTo((asked + 20_000 + 7_000_000 / 0.99) / 1000, 1);
    expect((expired?.event.us ?? 0) / 1000).toBeCloseTo(
      (asked + 30_000 + 7_000_000 / 1.01) / 1000,
      1,
    );
    // By so much could another have held it too early.
    expect((endsMs ?? 0) - (expired?.event.us ?? 0) / 1000).toBeGreaterThan(100);
  });

  it('with equal rates, however wrong the clocks, the acceptors end one delay later', () => {
    const clocks = { n1: { offsetMs: -4000 }, n2: { offsetMs: 9000 }, n3: { offsetMs: 1 } };
    const run = leaseOf({ leader: 'n1', clocks, commands: cutOff }).to(20_000);
    const [[, , endsMs] = ['', 0, 0]] = run.holdings();
    const expired = run.paxos.steps.find(
      ({ node, event }) => node === 'n2' && event.timer?.name === 'accepted',
    );
    expect((expired?.event.us ?? 0) / 1000 - (endsMs ?? 0)).toBe(10);
  });
});
