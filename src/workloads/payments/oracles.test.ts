/**
 * The published cases of fencing (Burrows 2006, 2.4; Kleppmann 2016 and 2017): a leader that stops between
 * its check and its charge, what a fence turns away and what it lets through, and which remedy saves money.
 * The number that counts is charges per invoice at the bank.
 */
import { describe, expect, it } from 'vitest';
import type { Json } from '../../engine/protocol';
import { outcomeOf, outcomeOfDocument } from '../testing/outcome';
import { presets } from './presets';

type Some = { readonly [name: string]: Json };

/** n1 leads, takes an order at 210 ms, stops at 240 ms with the charge in hand, and goes on at 1240 ms. */
function paused(workload: Some, more: readonly Json[] = []): Some {
  return {
    ...{ v: 1, algorithm: 'raft', nodes: 3, seed: '3', network: { delayMs: 10 }, untilMs: 3000 },
    initial: { leader: 'n1' },
    workload: { kind: 'payments', customers: 1, ...workload },
    commands: [{ atMs: 240, do: 'pause', node: 'n1', forMs: 1000 }, ...more],
  };
}

const figures = async (document: Some) => (await outcomeOfDocument(document)).workload ?? {};

/** Services with a holder that stops for longer than its session, lease or lock lasts. */
const SERVICES: readonly (readonly [algorithm: string, params: Some, forMs: number])[] = [
  ['etcd', { ttlMs: 3000, keepAliveMs: 800 }, 8000],
  ['consul', { ttlMs: 1000, lockDelayMs: 600 }, 6000],
  ['kubernetes', { leaseDurationMs: 1500, renewDeadlineMs: 1000, retryPeriodMs: 200 }, 6000],
  ['zookeeper', {}, 6000],
  [
    'chubby',
    {
      ...{ leaseMs: 600, renewEveryMs: 200, backoffMs: [50, 250], sessionLeaseMs: 1200 },
      ...{ graceMs: 3000, lockDelayMs: 800, clients: 3 },
    },
    9000,
  ],
];

describe('C-F1: a leader that stops between its check and its charge', () => {
  it('C-F1: charges although another one leads and has charged', async () => {
    expect(await figures(paused({}))).toMatchObject({ doubleCharges: 1, refused: 0 });
  });
});

describe('C-F2: a resource that remembers the highest token', () => {
  it('C-F2: turns the late charge away, even if it crashed meanwhile', async () => {
    const fenced = { fence: 'bank' };
    expect(await figures(paused(fenced))).toMatchObject({ doubleCharges: 0, refused: 1 });
    const crash = [
      { atMs: 1100, do: 'crash', node: 'b1' },
      { atMs: 1150, do: 'restart', node: 'b1' },
    ];
    expect(await figures(paused(fenced, crash))).toMatchObject({ doubleCharges: 0, refused: 1 });
  });

  it('C-F2: lets it through where the next leader has not come first', async () => {
    // No order reaches the others: the next leader has nothing to charge.
    const deaf = { atMs: 200, do: 'block', types: ['Order'], to: ['n2', 'n3'] };
    const { refused, charges = 0 } = await figures(paused({ fence: 'bank' }, [deaf]));
    expect(refused).toBe(0);
    expect(charges).toBeGreaterThan(0);
  });

  it('C-F2: lets one leader through as often as it comes', async () => {
    const calm = { ...paused({ fence: 'bank' }), commands: [] };
    const { charges = 0, refused } = await figures(calm);
    expect(charges).toBeGreaterThan(10);
    expect(refused).toBe(0);
  });

  it.each(SERVICES)(
    'C-F2: with the number that %s grants its leader',
    async (algorithm, params, forMs) => {
      const run = (workload: Some): Some => ({
        ...{ v: 1, algorithm, nodes: 3, seed: '3', params, untilMs: 5000 + forMs },
        workload: { kind: 'payments', customers: 1, everyMs: 400, workMs: 700, ...workload },
        commands: [{ atMs: 3000, do: 'pause', node: 'leader', forMs }],
      });
      const open = await figures(run({}));
      expect(open).toMatchObject({ doubleCharges: 1 });
      expect(await figures(run({ fence: 'bank' }))).toMatchObject({ doubleCharges: 0, refused: 1 });
    },
  );
});

describe('C-F3: what each remedy buys', () => {
  it('C-F3: a fence at the database leaves two charges at the bank; a key made from the invoice, one', async () => {
    expect(await figures(paused({ fence: 'database' }))).toMatchObject({ doubleCharges: 1 });
    expect(await figures(paused({ idempotency: true }))).toMatchObject({ doubleCharges: 0 });
  });

  it('C-F3: after a crash between charge and mark only the key helps', async () => {
    const crashed = presets.find(({ id }) => id === 'crash-between')?.scenario as Some;
    expect((await outcomeOf(presets, 'crash-between')).workload).toMatchObject({
      doubleCharges: 1,
    });
    const keyed = { kind: 'payments', customers: 1, idempotency: true };
    expect(await figures({ ...crashed, workload: keyed })).toMatchObject({ doubleCharges: 0 });
  });
});
