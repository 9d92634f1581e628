/** Timers that count ticks, as etcd's tests have them: what is drawn, and how often it is a tie. */
import { describe, expect, it } from 'vitest';
import type { Context } from '../../engine/protocol';
import { Stream } from '../../lib/random';
import { playScenario } from './testing/runs';
import { resolveParams } from './params';
import { raft } from './part';
import { drawElectionTimeout, electionTicks } from './timing';
import type { RaftContext, RaftParams } from './types';

/** etcd's own: a tick of 100 ms, ten of them for an election, one for a heartbeat. */
const ETCD = resolveParams({ electionTimeoutMs: [1000, 2000], heartbeatMs: 100, tickMs: 100 });
const TICK_US = 100_000;
const E = 10;

/** Election timeouts in ticks, drawn at an instant at which the server ticks. */
function draws(seed: string, params: RaftParams = ETCD): () => number {
  const stream = new Stream(seed);
  const env = { self: 'n1', all: [], peers: [], of: () => [], rank: () => 0, params };
  const s = raft.init(env);
  const random = { between: (lo: number, hi: number) => stream.between(lo, hi) };
  const ctx = { ...env, now: 0, random } as unknown as Context as RaftContext;
  return () => drawElectionTimeout(s, ctx) / TICK_US;
}

describe('O-E10, O-E15 election timeouts in ticks', () => {
  it('are whole numbers from E to 2E - 1 with the defaults of etcd, evenly', () => {
    expect(electionTicks(ETCD, TICK_US)).toEqual({ least: E, most: 2 * E - 1 });
    const next = draws('even');
    const counts = new Map<number, number>();
    for (let i = 0; i < 10_000; i++) {
      const ticks = next();
      counts.set(ticks, (counts.get(ticks) ?? 0) + 1);
    }
    expect([...counts.keys()].sort((a, b) => a - b)).toEqual([
      ...[10, 11, 12, 13, 14, 15, 16, 17, 18, 19],
    ]);
    // Each is a tenth of the draws, give or take four standard deviations.
    for (const count of counts.values()) expect(Math.abs(count - 1000)).toBeLessThan(120);
  });
});

describe('O-E11 how many have timed out by a tick', () => {
  it.each([
    [5, 0],
    [10, 0.1],
    [13, 0.4],
    [15, 0.6],
    [18, 0.9],
    [20, 1],
  ])('by tick %i: %d', (tick, share) => {
    const next = draws(`by ${tick}`);
    let passed = 0;
    for (let i = 0; i < 10_000; i++) if (next() <= tick) passed += 1;
    expect(Math.round(passed / 1000) / 10).toBe(share);
  });
});

describe('O-E12 every value occurs', () => {
  it('within 50 E rounds', () => {
    const next = draws('every');
    const seen = new Set(Array.from({ length: 50 * E }, () => next()));
    expect(seen.size).toBe(E);
  });
});

/** In how many of so many rounds several of the servers time out at the same earliest tick. */
function ties(servers: number, rounds: number, seed: string): number {
  const next = draws(seed);
  let count = 0;
  for (let round = 0; round < rounds; round++) {
    const drawn = Array.from({ length: servers }, () => next());
    const first = Math.min(...drawn);
    if (drawn.filter((ticks) => ticks === first).length > 1) count += 1;
  }
  return count / rounds;
}

describe('O-E13, O-E14 ties', () => {
  it('of five servers in 1000 rounds: at most 30 %', () => {
    expect(ties(5, 1000, 'conflict')).toBeLessThanOrEqual(0.3);
  });

  it.each([
    [2, 0.1],
    [3, 0.145],
    [4, 0.19],
    [5, 0.23335],
  ])('of %i servers: %d', (servers, share) => {
    const rounds = 20_000;
    const deviation = Math.sqrt((share * (1 - share)) / rounds);
    expect(Math.abs(ties(servers, rounds, 'exact') - share)).toBeLessThan(4 * deviation);
  });
});

describe('ticks in a run', () => {
  it('every timer of a server rings at its own ticks, and servers tick apart', () => {
    const run = playScenario({
      ...{ v: 1, algorithm: 'raft', nodes: 5, seed: '7' },
      params: { electionTimeoutMs: [300, 600], heartbeatMs: 100, tickMs: 100, checkQuorum: true },
      commands: [{ atMs: 2000, do: 'crash', node: 'leader' }],
    }).to(4000);
    const phases = new Map<string, Set<number>>();
    for (const { event, node } of run.steps) {
      if (event.kind !== 'timer' || node === null) continue;
      phases.set(node, (phases.get(node) ?? new Set()).add(event.us % TICK_US));
    }
    expect(phases.size).toBeGreaterThan(1);
    for (const phase of phases.values()) expect(phase.size).toBe(1);
    expect(new Set([...phases.values()].flatMap((one) => [...one])).size).toBe(phases.size);
    expect(run.found).toEqual([]);
  });
});
