/**
 * Published and derived numbers of the Bully algorithm: messages and times of one election, for every
 * size and every first detector. Delays are constant, so that counts and times are exact.
 */
import { describe, expect, it } from 'vitest';
import { Driver } from '../../engine/testing/driver';
import { algorithm } from './index';

const DELAY_MS = 10;
const OK_WAIT_MS = 50;

type Params = { readonly [name: string]: boolean | string | number };

/** A cluster of n that follows its highest, which has just crashed; nothing else is wrong. */
function afterCrash(n: number, params: Params = {}): Driver {
  const cluster = new Driver(algorithm, {
    nodes: n,
    leader: `n${n}`,
    delayUs: DELAY_MS * 1000,
    timers: true,
    params: { ...params, okWaitMs: OK_WAIT_MS },
  });
  return cluster.do({ do: 'crash', node: `n${n}` });
}

/** Node k notices first. Runs until everybody has agreed, well before the next ping. */
function elected(n: number, k: number, params: Params = {}): Driver {
  return afterCrash(n, params).hup(`n${k}`).advance(400_000);
}

/** When the last live node learned who leads, in ms after the detection at 0. */
function agreedMs(cluster: Driver, leader: string): number {
  const learned = cluster.facts.filter((fact) => fact.fact === 'belief' && fact.leader === leader);
  return Math.max(...learned.map((fact) => fact.us)) / 1000;
}

const everySize = [3, 4, 5, 6, 7, 8, 9, 10];
const cases = everySize.flatMap((n) =>
  Array.from({ length: n - 1 }, (_, i) => [n, i + 1] as const),
);

describe('O-B1, O-B2, O-B3: messages of one election', () => {
  it.each(cases)('n = %i, n%i notices first', (n, k) => {
    const m = n - k;

    const cluster = elected(n, k);

    expect(cluster.counts()).toEqual({
      ELECTION: (m * (m + 1)) / 2, // O-B1
      ...(m > 1 ? { OK: (m * (m - 1)) / 2 } : {}), // O-B2
      COORDINATOR: n - 2, // O-B3
    });
    for (let i = 1; i < n; i++) {
      expect(cluster.kernel.view.node(`n${i}`).belief.leader).toBe(`n${n - 1}`);
    }
  });
});

describe('O-B5: the best case', () => {
  it.each(everySize)('n = %i: n - 2 messages and one delay with the shortcut', (n) => {
    const cluster = elected(n, n - 1, { shortcut: true });

    expect(cluster.counts()).toEqual({ COORDINATOR: n - 2 });
    expect(agreedMs(cluster, `n${n - 1}`)).toBe(DELAY_MS);
  });

  it('takes no shortcut where a live node is above', () => {
    expect(elected(5, 3, { shortcut: true }).counts()).toEqual(elected(5, 3).counts());
  });
});

describe('O-B6: the worst case', () => {
  it.each(everySize)('n = %i: n² - n - 1 messages when the lowest notices', (n) => {
    const counts = elected(n, 1).counts();

    const total = Object.values(counts).reduce((sum, count) => sum + count, 0);
    expect(total).toBe(n * n - n - 1);
  });
});

describe('O-B9: the highest comes back', () => {
  it.each(everySize)('n = %i: n - 1 announcements, no question, one delay', (n) => {
    const cluster = elected(n, n - 1);
    const before = cluster.counts();

    cluster.do({ do: 'restart', node: `n${n}` }).advance(DELAY_MS * 1000);

    const after = cluster.counts();
    expect((after['COORDINATOR'] ?? 0) - (before['COORDINATOR'] ?? 0)).toBe(n - 1);
    expect(after['ELECTION']).toBe(before['ELECTION']);
    expect(after['OK']).toBe(before['OK']);
    const back = cluster.facts.findLast((fact) => fact.fact === 'up');
    expect(agreedMs(cluster, `n${n}`)).toBe((back?.us ?? 0) / 1000 + DELAY_MS);
    const unseated = cluster.facts.findLast((fact) => fact.fact === 'unseated');
    expect(unseated).toMatchObject({ node: `n${n - 1}`, why: 'steppedDown' });
  });
});

describe('O-B10: time does not depend on the size', () => {
  it.each(cases)('n = %i, n%i notices first', (n, k) => {
    const cluster = elected(n, k);

    const wanted = k === n - 1 ? OK_WAIT_MS + DELAY_MS : DELAY_MS + OK_WAIT_MS + DELAY_MS;
    const learner = n > 2 ? agreedMs(cluster, `n${n - 1}`) : 0;
    expect(learner).toBe(wanted);
  });
});

describe('O-B12: a partition', () => {
  it.each([
    [5, 2],
    [5, 3],
    [7, 1],
    [10, 5],
  ])('n = %i, the lowest %i cut off: two leaders, for ever', (n, size) => {
    const low = Array.from({ length: size }, (_, i) => `n${i + 1}`);
    const cluster = new Driver(algorithm, { nodes: n, leader: `n${n}`, timers: true });
    cluster.do({ do: 'partition', groups: [low, ['rest']] }).advance(3_000_000);
    const seats = cluster.kernel.view.seats.map((seat) => seat.node);
    expect(seats).toEqual([`n${n}`, `n${size}`]);

    cluster.heal().advance(300_000_000);

    expect(cluster.kernel.view.seats.map((seat) => seat.node)).toEqual(seats);
    for (const id of cluster.kernel.view.candidates) {
      const leader = low.includes(id) ? `n${size}` : `n${n}`;
      expect(cluster.kernel.view.node(id).belief.leader).toBe(leader);
    }
  });

  it('ends when somebody asks: the lower leader hears of the higher', () => {
    const cluster = new Driver(algorithm, { nodes: 5, leader: 'n5', timers: true });
    cluster.do({ do: 'partition', groups: [['n1', 'n2'], ['rest']] }).advance(3_000_000);
    cluster.heal().hup('n1').advance(1_000_000);

    expect(cluster.kernel.view.seats.map((seat) => seat.node)).toEqual(['n5']);
  });
});

describe('a window shorter than the round trip', () => {
  it.each(everySize)('n = %i: at least two nodes announce themselves', (n) => {
    const cluster = new Driver(algorithm, {
      nodes: n + 1,
      leader: `n${n + 1}`,
      delayUs: 10_000,
      timers: true,
      params: { okWaitMs: 19 },
    });

    cluster
      .do({ do: 'crash', node: `n${n + 1}` })
      .hup('n2')
      .advance(500_000);

    const announced = new Set(
      cluster.steps.flatMap((step) =>
        step.effects.some((effect) => effect.do === 'send' && effect.message.type === 'COORDINATOR')
          ? [step.node]
          : [],
      ),
    );
    expect(announced.size).toBeGreaterThanOrEqual(2);
  });
});
