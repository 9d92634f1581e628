/** The published figures of Chubby, each named after its row: leases, sessions, jeopardy, grace. */
import { describe, expect, it } from 'vitest';
import { algorithm } from './index';
import { params, resolveParams, trusted } from './params';
import { playDocument } from './testing/runs';
import type { Played } from './testing/runs';

const usual = Object.fromEntries(params.map((spec) => [spec.name, spec.default]));

/** A cell with the paper's times, all of whose replicas are down from 30 s on, until a given instant. */
function gone(untilMs: number, seed = '7'): Played {
  const node = ['n1', 'n2', 'n3', 'n4', 'n5'];
  return playDocument({
    ...{ v: 1, algorithm: 'chubby', nodes: 5, seed, network: { delayMs: [5, 15] } },
    initial: { leader: 'n1' },
    commands: [
      { atMs: 30_000, do: 'crash', node },
      { atMs: untilMs, do: 'restart', node },
    ],
  });
}

const firstMaster = (run: Played): number => run.applied('VO3')[0] ?? 0;

/** What a client's program was told, in order. */
function told(run: Played, client: string): readonly string[] {
  return run.roles(client).flatMap(([ms, role]) => (ms < 30_000 ? [] : [role]));
}

describe('O-L1', () => {
  it('O-L1: master and replicas hold the bound T_h (1 + rho) <= T_g (1 - rho)', () => {
    const resolved = resolveParams(usual);
    const holderUs = trusted(resolved.leaseUs, resolved);
    // A margin of 5 % is that of clocks 2.5 % off either way.
    expect(holderUs * 1.025).toBeLessThanOrEqual(resolved.leaseUs * 0.975);
    expect(holderUs * 1.026).toBeGreaterThan(resolved.leaseUs * 0.974);
    expect(trusted(resolved.sessionLeaseUs, resolved)).toBe(11_400_000);
  });

  it.each([
    ['within the bound', 26_000, 0],
    ['beyond the bound', 400_000, 1],
  ])('O-L1: clocks %s: leases of two masters overlap: %s ppm', (_, ppm, overlaps) => {
    const run = playDocument({
      ...{ v: 1, algorithm: 'chubby', nodes: 5, seed: '3', network: { delayMs: 5 } },
      params: { leaseMs: 600, renewEveryMs: 200, backoffMs: [1, 200], clients: 0 },
      initial: { leader: 'n1' },
      clocks: { n1: { ppm: -ppm } },
      commands: [{ atMs: 2000, do: 'partition', groups: [['n1'], ['rest']] }],
    }).to(6000);
    const stopped = run.roles('n1').find(([ms, role]) => ms > 2000 && role === 'replica')?.[0] ?? 0;
    expect(firstMaster(run) > 0).toBe(true);
    expect(stopped > firstMaster(run)).toBe(overlaps === 1);
  });
});

describe('O-L2', () => {
  it('O-L2: session lease 12 s, grace 45 s, lock-delay at most 60 s, five replicas', () => {
    expect(usual).toMatchObject({ sessionLeaseMs: 12_000, graceMs: 45_000, lockDelayMs: 60_000 });
    expect(usual['leaseMs']).toBe(3000);
  });

  it('O-L2: a new master within 6 s of a crash, in every one of 30 seeds', () => {
    for (let seed = 1; seed <= 30; seed++) {
      const run = playDocument({
        ...{ v: 1, algorithm: 'chubby', nodes: 5, seed: String(seed) },
        initial: { leader: 'n1' },
        commands: [{ atMs: 10_000, do: 'crash', node: 'n1' }],
      }).to(20_000);
      expect(firstMaster(run), `seed ${seed}`).toBeGreaterThan(10_000);
      expect(firstMaster(run), `seed ${seed}`).toBeLessThan(16_000);
    }
  });

  it('O-L2: a lost primary is replaced after its session and 60 s of lock-delay', () => {
    const run = playDocument({
      ...{ v: 1, algorithm: 'chubby', nodes: 5, seed: '7' },
      initial: { leader: 'n1' },
      commands: [{ atMs: 20_000, do: 'crash', node: 'c1' }],
    }).to(110_000);
    const [lost = 0] = run.applied('LK6');
    // A KeepAlive that was held already is answered once more.
    expect(lost).toBeLessThanOrEqual(20_000 + 8100 + 12_000);
    const next = run.roles('c2').find(([, role]) => role === 'primary')?.[0] ?? 0;
    expect(next).toBeGreaterThanOrEqual(lost + 60_000);
    expect(next).toBeLessThan(lost + 60_100);
  });
});

describe('O-L4', () => {
  it('O-L4: neither where a master is back before the lease ends', () => {
    // A restart needs 3 s of waiting and up to 1 s of back-off.
    const run = gone(30_100);
    expect(firstMaster(run)).toBeLessThan(34_200);
    for (const client of ['c1', 'c2']) expect(told(run.to(60_000), client)).toEqual([]);
  });

  it.each([
    ['44 s', 70_850, ['jeopardy', 'safe']],
    ['58 s', 84_850, ['jeopardy', 'expired']],
  ])('O-L4: master gone %s: jeopardy at r, then as C6 of the presets says', (_, untilMs, words) => {
    const run = gone(untilMs).to(untilMs + 25_000);
    for (const client of ['c1', 'c2']) {
      const roles = run.roles(client).filter(([ms]) => ms > 30_000);
      const [jeopardy, next] = roles;
      expect(jeopardy?.[1]).toBe('jeopardy');
      const r = (jeopardy?.[0] ?? 0) - 30_000;
      expect(r).toBeGreaterThan(2000);
      expect(r).toBeLessThanOrEqual(11_400);
      if (words[1] === 'expired') {
        expect(next?.[1]).toBe('expired');
        // Exactly at r + 45 s.
        expect(next?.[0]).toBeCloseTo(30_000 + r + 45_000, 2);
      } else {
        expect(['client', 'primary']).toContain(next?.[1]);
        expect(next?.[0]).toBeLessThan(30_000 + r + 45_000);
      }
    }
    const goneMs = firstMaster(run) - 30_000;
    expect(Math.abs(goneMs - (words[1] === 'safe' ? 44_000 : 58_000))).toBeLessThan(500);
  });
});

describe('B6', () => {
  it.each([
    [1, 0],
    [2, 0],
    [3, 1],
    [4, 1],
    [5, 2],
    [7, 3],
  ])('B6: of %i replicas %i may crash', (nodes, crashes) => {
    const played = (down: number): Played =>
      playDocument({
        ...{ v: 1, algorithm: 'chubby', nodes, seed: '5' },
        initial: { leader: 'n1' },
        params: { clients: 0 },
        commands: Array.from({ length: down }, (_, index) => ({
          atMs: 1000,
          do: 'crash',
          node: `n${index + 1}`,
        })),
      }).to(20_000);
    expect(played(crashes).kernel.view.seats).toHaveLength(1);
    expect(played(crashes + 1).kernel.view.seats).toHaveLength(0);
    expect(algorithm.quorum).toBe(true);
  });
});
