/**
 * Published and derived numbers of the ring elections: messages and times of one election, exact because
 * delays are constant, and independent of delays where the source says so.
 */
import { describe, expect, it } from 'vitest';
import type { NodeId } from '../../engine/protocol';
import { ringOf, rising } from './testing/runs';

const SIZES = [1, 2, 3, 4, 5, 6, 7, 8, 12];
const falling = (n: number): readonly number[] => [...rising(n)].reverse();

/** Every order of 1..n. */
function orders(n: number): readonly (readonly number[])[] {
  if (n === 0) return [[]];
  return orders(n - 1).flatMap((rest) =>
    Array.from({ length: n }, (_, at) => [...rest.slice(0, at), n, ...rest.slice(at)]),
  );
}

/** Messages an order costs if everybody begins: each id travels until it meets a better one. */
function hops(ids: readonly number[]): number {
  const n = ids.length;
  let all = 0;
  for (const [at, id] of ids.entries()) {
    let way = 1;
    while (way < n && (ids[(at + way) % n] ?? 0) < id) way += 1;
    all += way;
  }
  return all;
}

describe('O-R1: Chang-Roberts, best case', () => {
  it.each(SIZES.slice(1))('n = %i: 2n - 1', (n) => {
    const run = ringOf({ ids: rising(n) }).to(900);
    expect(run.counts()).toEqual({ ELECTION: 2 * n - 1, ELECTED: n });
    expect(new Set(run.beliefs())).toEqual(new Set([`n${n}`]));
  });
});

describe('O-R2: Chang-Roberts, worst case', () => {
  it.each(SIZES.slice(1))('n = %i: n(n + 1) / 2', (n) => {
    const run = ringOf({ ids: falling(n) }).to(900);
    expect(run.counts()).toEqual({ ELECTION: (n * (n + 1)) / 2, ELECTED: n });
    expect(new Set(run.beliefs())).toEqual(new Set(['n1']));
  });
});

describe('O-R1, O-R2, O-R8: every order of up to six ids', () => {
  it.each([2, 3, 4, 5, 6])('n = %i: as enumerated, whatever the delays', (n) => {
    let fewest = Infinity;
    let most = 0;
    for (const [index, ids] of orders(n).entries()) {
      const delayMs = index % 2 === 0 ? ([1, 40] as const) : 10;
      const run = ringOf({ ids, delayMs, seed: String(index) }).to(900);
      const { ELECTION = 0, ELECTED } = run.counts();
      expect(ELECTION).toBe(hops(ids));
      expect(ELECTED).toBe(n);
      fewest = Math.min(fewest, ELECTION);
      most = Math.max(most, ELECTION);
    }
    expect([fewest, most]).toEqual([2 * n - 1, (n * (n + 1)) / 2]);
  });
});

describe('O-R5, O-R6: one initiator, substitution', () => {
  const cases = [3, 5, 8].flatMap((n) => Array.from({ length: n }, (_, x) => [n, x] as const));
  it.each(cases)('n = %i, place %i begins: n + hops to the highest, and n to announce', (n, x) => {
    const ids = rising(n);
    const run = ringOf({ ids, params: { initiators: [`n${x + 1}`] } }).to(900);
    const toBest = (n - 1 - x + n) % n;
    expect(run.counts()).toEqual({ ELECTION: n + toBest, ELECTED: n });
    // O-R6: the worst of all is 3n - 1, where the highest comes just before the one who begins.
    if (x === 0) expect(n + toBest + n).toBe(3 * n - 1);
  });
});

describe('O-R7: time with a constant delay d', () => {
  it.each(SIZES.slice(1))('n = %i: n d, (2n - 1) d, 2n d', (n) => {
    const d = 10;
    const run = ringOf({ ids: rising(n), delayMs: d }).to(2 * n * d);
    const best: NodeId = `n${n}`;
    const learnt = run.learnt(best);
    expect(learnt.get(best)).toBe(n * d);
    expect(Math.max(...learnt.values())).toBe((2 * n - 1) * d);
    const home = run.steps.findLast(({ message }) => message?.type === 'ELECTED');
    expect([home?.node, (home?.event.us ?? 0) / 1000]).toEqual([best, 2 * n * d]);
  });
});

describe('O-R9: the list', () => {
  const cases = [
    [5, ['n1']],
    [5, ['n2', 'n4']],
    [8, ['n1', 'n3', 'n6']],
    [4, ['n1', 'n2', 'n3', 'n4']],
  ] as const;
  it.each(cases)('%i live nodes, %j begin: 2 a r messages', (a, initiators) => {
    const run = ringOf({ variant: 'list', ids: rising(a), params: { initiators } }).to(900);
    const each = a * initiators.length;
    expect(run.counts()).toEqual({ ELECTION: each, COORDINATOR: each });
    expect(new Set(run.beliefs())).toEqual(new Set([`n${a}`]));
  });
});

describe('O-R10: k dead successors at one place', () => {
  it.each([0, 1, 2, 3])('k = %i: k more sends and k T more time on each pass', (k) => {
    const n = 7;
    const T = 50;
    const dead = Array.from({ length: k }, (_, i) => `n${4 + i}`);
    const run = ringOf({
      variant: 'list',
      ids: rising(n),
      leader: 'n7',
      params: { ackWaitMs: T },
      commands: [
        { atMs: 0, do: 'crash', node: dead.length === 0 ? ['n7'] : dead },
        { atMs: 100, do: 'timeout', node: 'n1' },
      ],
    }).to(4000);
    const gone = Math.max(k, 1);
    const alive = n - gone;
    expect(run.counts()).toEqual({ ELECTION: alive + gone, COORDINATOR: alive + gone });
    const sent = run.steps.find(({ effects }) =>
      effects.some((effect) => effect.do === 'send' && effect.message.type === 'COORDINATOR'),
    );
    expect((sent?.event.us ?? 0) / 1000).toBe(100 + alive * 10 + gone * T);
  });
});

describe('O-R11: Hirschberg-Sinclair', () => {
  it.each([1, 2, 3, 4, 5, 8, 13, 16, 25])('n = %i: at most 8n(1 + ceil(log2 n))', (n) => {
    let phases = 0;
    for (let reach = 1; reach < n; reach *= 2) phases += 1;
    for (const ids of [rising(n), falling(n), shuffled(n)]) {
      const run = ringOf({ variant: 'hirschberg-sinclair', ids }).to(3000);
      const { PROBE = 0, REPLY = 0, ELECTED = 0 } = run.counts();
      expect(PROBE + REPLY).toBeLessThanOrEqual(8 * n * (1 + phases));
      expect(ELECTED).toBe(n === 1 ? 0 : n);
      expect(new Set(run.beliefs())).toEqual(new Set([`n${ids.indexOf(n) + 1}`]));
    }
  });
});

describe('Peterson', () => {
  it.each([1, 2, 3, 4, 5, 8, 13, 16, 25])('n = %i: the highest wins, O(n log n)', (n) => {
    let phases = 0;
    for (let reach = 1; reach < n; reach *= 2) phases += 1;
    for (const ids of [rising(n), falling(n), shuffled(n)]) {
      const run = ringOf({ variant: 'peterson', ids, delayMs: [1, 40] }).to(9000);
      const { ELECTION = 0, ELECTED = 0 } = run.counts();
      // Peterson 1982: two messages a node and phase, at most log2 n phases and one round to find out.
      expect(ELECTION).toBeLessThanOrEqual(2 * n * phases + 2 * n);
      expect(ELECTED).toBe(n === 1 ? 0 : n);
      expect(new Set(run.beliefs())).toEqual(new Set([`n${ids.indexOf(n) + 1}`]));
    }
  });
});

describe('the lowest wins where it is asked for', () => {
  const VARIANTS = ['chang-roberts', 'passive', 'list', 'hirschberg-sinclair', 'peterson'];
  it.each(VARIANTS)('%s', (variant) => {
    const ids = shuffled(7);
    const run = ringOf({ variant, ids, params: { winner: 'min' } }).to(3000);
    expect(new Set(run.beliefs())).toEqual(new Set([`n${ids.indexOf(1) + 1}`]));
  });
});

/** A fixed order that is neither rising nor falling. */
function shuffled(n: number): readonly number[] {
  const step = [7, 5, 3, 2].find((one) => n % one !== 0 && one < n) ?? 1;
  return Array.from({ length: n }, (_, i) => ((i * step) % n) + 1);
}
