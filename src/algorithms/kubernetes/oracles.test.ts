/** The published figures and cases of Kubernetes' election, each named after its row. */
import { describe, expect, it } from 'vitest';
import { params, resolveParams } from './params';
import { leadersAtOnce } from '../shared/testing/playing';
import { playDocument } from './testing/runs';
import type { Played } from './testing/runs';
import type { LeaseRecord } from './types';

const usual = Object.fromEntries(params.map((spec) => [spec.name, spec.default]));

function play(more: object): Played {
  return playDocument({
    ...{ v: 1, algorithm: 'kubernetes', nodes: 3, seed: '7', network: { delayMs: 1 } },
    ...more,
  });
}

/** When the last write of this node before an instant was accepted by the API server, ms. */
function lastWrite(run: Played, node: string, beforeMs: number): number {
  const stored = run.steps.flatMap(({ event, from, effects }) =>
    from === node && effects.some((one) => one.do === 'rule' && one.id === 'AS4')
      ? [event.us / 1000]
      : [],
  );
  return stored.filter((ms) => ms < beforeMs).at(-1) ?? 0;
}

describe('O-L25', () => {
  it('O-L25: 15 s, 10 s and 2 s, valid because 15 > 10 > 1.2 x 2', () => {
    expect(usual).toEqual({
      leaseDurationMs: 15_000,
      renewDeadlineMs: 10_000,
      retryPeriodMs: 2000,
    });
    const { leaseUs, deadlineUs, retryUs } = resolveParams(usual);
    expect(leaseUs).toBeGreaterThan(deadlineUs);
    expect(deadlineUs).toBeGreaterThan(1.2 * retryUs);
  });

  it('O-L25: candidates look 1 to 2.2 retry periods apart', () => {
    const run = play({}).to(600_000);
    const [leader] = run.led();
    const follower = ['n1', 'n2', 'n3'].find((id) => id !== leader?.[0]) ?? '';
    const looks = run.applied('TR2', follower);
    const gaps = looks.slice(1).map((ms, index) => ms - (looks[index] ?? 0) - 2);
    expect(gaps.length).toBeGreaterThan(150);
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(2000);
    expect(Math.max(...gaps)).toBeLessThanOrEqual(4400);
    // Spread over the whole range, not bunched at an end.
    const mean = gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length;
    expect(mean).toBeGreaterThan(3000);
    expect(mean).toBeLessThan(3400);
  });

  it('O-L25: a hand-over takes 15 to 23.8 s from the last renewal, in every one of 60 seeds', () => {
    const spans = Array.from({ length: 60 }, (_, index) => {
      const run = play({
        ...{ nodes: 2, seed: String(index + 1) },
        commands: [{ atMs: [20_000, 24_000], do: 'crash', node: 'leader' }],
      }).to(60_000);
      const [first, second] = run.led();
      return (second?.[1] ?? 0) - lastWrite(run, first?.[0] ?? '', 24_000);
    });
    expect(Math.min(...spans)).toBeGreaterThan(15_000);
    expect(Math.max(...spans)).toBeLessThan(23_820);
    // Both ends are come near to.
    expect(Math.min(...spans)).toBeLessThan(17_500);
    expect(Math.max(...spans)).toBeGreaterThan(20_500);
  });

  it('O-L25: a leader that is cut off quits 10 s after its last renewal at the latest', () => {
    for (let seed = 1; seed <= 30; seed++) {
      const run = play({
        seed: String(seed),
        commands: [{ atMs: [20_000, 24_000], do: 'partition', groups: [['leader'], ['rest']] }],
      }).to(60_000);
      const leader = run.led()[0]?.[0] ?? '';
      const [quit = 0] = run.applied('RD1', leader);
      const last =
        run
          .applied('LE2', leader)
          .filter((ms) => ms < quit)
          .at(-1) ?? 0;
      expect(quit - last, `seed ${seed}`).toBeLessThanOrEqual(10_000);
      expect(quit - last, `seed ${seed}`).toBeGreaterThan(9990);
      expect(leadersAtOnce(run), `seed ${seed}`).toBe(1);
    }
  });

  it.each([
    ['within', -330_000, 1],
    ['beyond', -420_000, 2],
  ])('O-L25: the rates of clocks may differ by 1.5: %s it, %s ppm', (_, ppm, most) => {
    const worst = Array.from({ length: 12 }, (_one, index) =>
      leadersAtOnce(
        play({
          seed: String(index + 1),
          commands: [
            { atMs: 10_000, do: 'clock', node: 'leader', ppm },
            { atMs: [20_000, 24_000], do: 'partition', groups: [['leader'], ['rest']] },
          ],
        }).to(70_000),
      ),
    );
    expect(Math.max(...worst)).toBe(most);
  });
});

describe('C-K10', () => {
  const CLOCK = { atMs: 1, do: 'clock', node: 'n2', ppm: 0 };

  /** The record after each write, with who wrote it. */
  function history(run: Played): readonly LeaseRecord[] {
    const found: LeaseRecord[] = [];
    for (const { node, after, event } of run.steps) {
      if (node !== 's1' || event.kind !== 'deliver' || after === null) continue;
      const { record } = after.stable as { readonly record: LeaseRecord | null };
      if (record !== null && found.at(-1) !== record) found.push(record);
    }
    return found;
  }

  it('C-K10: no record: acquired, with no transition yet', () => {
    const run = play({ nodes: 1 }).to(1000);
    expect(run.led()).toEqual([['n1', 4]]);
    expect(run.stored()).toMatchObject({ resourceVersion: 1, record: { leaderTransitions: 0 } });
  });

  it('C-K10: a record without a holder: acquired, transitions + 1', () => {
    const run = play({
      nodes: 2,
      commands: [{ atMs: 5000, do: 'act', node: 'leader', action: 'release' }],
    }).to(12_000);
    const released = history(run).findIndex(({ holder }) => holder === null);
    expect(history(run)[released]).toMatchObject({ leaderTransitions: 0 });
    expect(history(run)[released + 1]).toMatchObject({ leaderTransitions: 1 });
    // At the first look, without waiting for any lease.
    expect(run.led()[1]?.[1]).toBeLessThan(5000 + 4400 + 10);
  });

  it('C-K10: a foreign record that is seen for the first time: refused', () => {
    // n2 comes twenty seconds after the last renewal: what it has not observed itself tells it nothing.
    const run = play({
      nodes: 2,
      commands: [
        { atMs: 0, do: 'crash', node: 'n2' },
        { atMs: 20_000, do: 'crash', node: 'n1' },
        { atMs: 40_000, do: 'restart', node: 'n2' },
      ],
    }).to(70_000);
    expect(run.applied('TR4', 'n2')[0]).toBeLessThan(40_010);
    expect(run.led()[1]?.[0]).toBe('n2');
    expect(run.led()[1]?.[1]).toBeGreaterThan(55_000);
  });

  it('C-K10: the same record observed unchanged for longer than its lease: acquired, transitions + 1', () => {
    const run = play({ nodes: 2, commands: [CLOCK, { atMs: 9000, do: 'crash', node: 'leader' }] });
    run.to(40_000);
    expect(run.led()).toHaveLength(2);
    expect(run.stored().record).toMatchObject({ leaderTransitions: 1 });
  });

  it('C-K10: its own record: renewed, transitions and the time of acquiring unchanged', () => {
    const run = play({ nodes: 1 }).to(60_000);
    const records = history(run);
    expect(records.length).toBeGreaterThan(25);
    expect(new Set(records.map((one) => `${one.leaderTransitions} ${one.acquireTime}`)).size).toBe(
      1,
    );
    expect(new Set(records.map((one) => one.renewTime)).size).toBe(records.length);
  });

  it('C-K10: what the record says of times is compared by nobody', () => {
    const played = (offsetMs: number): Played =>
      play({
        clocks: { n1: { offsetMs }, n2: { offsetMs: -offsetMs } },
        commands: [{ atMs: 20_000, do: 'crash', node: 'leader' }],
      }).to(60_000);
    expect(played(0).led()).toEqual(played(1_000_000).led());
  });
});
