/** The published figures and cases of Consul's sessions and locks, each named after its row. */
import { describe, expect, it } from 'vitest';
import { EMPTY, applied } from './database';
import { params, resolveParams } from './params';
import { playDocument } from './testing/runs';
import type { Played } from './testing/runs';
import type { Command, Database } from './types';

const usual = Object.fromEntries(params.map((spec) => [spec.name, spec.default]));

function play(more: object): Played {
  return playDocument({
    ...{ v: 1, algorithm: 'consul', nodes: 2, seed: '7', network: { delayMs: 1 } },
    ...more,
  });
}

/** Commands one after the other: the database, and whether each was done. */
function through(commands: readonly object[]): { database: Database; done: readonly boolean[] } {
  let database = EMPTY;
  const done: boolean[] = [];
  for (const [number, command] of commands.entries()) {
    const came = applied(database, { from: 'n1', number, ...command } as Command);
    database = came.database;
    done.push(came.done);
  }
  return { database, done };
}

const OPEN = { op: 'create', ttlUs: 1, behavior: 'release' };
const acquire = (session: number): object => ({ op: 'acquire', session });
const release = (session: number): object => ({ op: 'release', session });

describe('O-L21', () => {
  it('O-L21: a server keeps a session for exactly twice its TTL after the last renewal', () => {
    expect(usual).toMatchObject({ ttlMs: 15_000, lockDelayMs: 15_000 });
    const run = play({ commands: [{ atMs: 20_000, do: 'crash', node: 'leader' }] }).to(80_000);
    const [ended = 0] = run.applied('SE4');
    const client = run.led()[0]?.[0];
    const renewals = run.steps.filter(
      ({ from, message, event }) =>
        from === client && message?.type === 'SessionRenew' && event.kind === 'deliver',
    );
    const last = (renewals.at(-1)?.event.us ?? 0) / 1000;
    expect(ended - last).toBe(30_000);
  });

  it('O-L21: lock-delay 15 s, then another has the lock at its next try', () => {
    const run = play({ commands: [{ atMs: 20_000, do: 'crash', node: 'leader' }] }).to(80_000);
    const [lost = 0] = run.applied('LD2');
    const next = run.led()[1]?.[1] ?? 0;
    expect(next - lost).toBeGreaterThan(15_000);
    expect(next - lost).toBeLessThan(15_000 + resolveParams(usual).retryUs / 1000 + 20);
  });
});

describe('O-L23', () => {
  it('O-L23: after a voluntary release the next acquire succeeds at once', () => {
    const run = play({
      commands: [{ atMs: 20_000, do: 'act', node: 'leader', action: 'release' }],
    }).to(25_000);
    expect(run.led()).toHaveLength(2);
    // Release, notice, acquire, answer: four delays of 1 ms.
    expect(run.led()[1]?.[1]).toBeCloseTo(20_004, 1);
    expect(run.applied('LD1')).toEqual([]);
  });
});

describe('O-L24', () => {
  it('O-L24: LockIndex + 1 from free to held; unchanged by a re-acquire and by a release', () => {
    const steps = [
      OPEN,
      OPEN,
      acquire(1),
      acquire(1),
      release(1),
      acquire(2),
      release(2),
      acquire(1),
    ];
    const indexes = steps.map((_, count) => {
      const { key } = through(steps.slice(0, count + 1)).database;
      return key?.lockIndex ?? 0;
    });
    expect(indexes).toEqual([0, 0, 1, 1, 1, 2, 2, 3]);
  });
});

describe('C-K7', () => {
  it('C-K7: KVSLock and KVSUnlock', () => {
    // Of a session that there is not: no.
    expect(through([acquire(7)]).done).toEqual([false]);
    const steps = [
      OPEN,
      OPEN,
      acquire(1),
      acquire(1),
      acquire(2),
      release(2),
      release(1),
      acquire(2),
    ];
    const { done, database } = through(steps);
    expect(done).toEqual([true, true, true, true, false, false, true, true]);
    expect(database.key).toMatchObject({ session: 2, lockIndex: 2 });
  });
});

describe('C-K8', () => {
  it.each(['release', 'delete'])('C-K8: a destroyed session with behavior %s', (behavior) => {
    const before = through([{ ...OPEN, behavior }, OPEN, acquire(1)]).database;
    const { database, lost } = applied(before, { ...at(9), op: 'destroy', session: 1 });
    expect(lost).toBe(true);
    expect(database.modifyIndex).toBeGreaterThan(before.modifyIndex);
    if (behavior === 'delete') expect(database.key).toBeNull();
    else expect(database.key).toMatchObject({ session: null, lockIndex: 1 });
  });

  it('C-K8: refused before the lock-delay, granted after it', () => {
    const run = play({
      params: { lockDelayMs: 6000 },
      commands: [{ atMs: 20_000, do: 'act', node: 'leader', action: 'destroy' }],
    }).to(40_000);
    const [lost = 0] = run.applied('LD2');
    const refused = run.applied('LD1');
    expect(refused.length).toBeGreaterThan(2);
    for (const ms of refused) expect(ms - lost).toBeLessThan(6000);
    expect(run.led()[1]?.[1]).toBeGreaterThan(lost + 6000);
  });
});

const at = (number: number): { from: string; number: number } => ({ from: 'n1', number });

describe('C-K9', () => {
  it('C-K9: of five sessions the three that are renewed remain', () => {
    // n4 and n5 stop at one TTL; the servers keep them until twice that.
    const run = play({
      nodes: 5,
      commands: [{ atMs: 15_500, do: 'crash', node: ['n4', 'n5'] }],
    });
    const clients = (): readonly string[] =>
      run
        .database()
        .sessions.map(({ client }) => client)
        .sort((a, b) => (a < b ? -1 : 1));
    run.to(30_000);
    expect(clients()).toEqual(['n1', 'n2', 'n3', 'n4', 'n5']);
    run.to(50_000);
    expect(clients()).toEqual(['n1', 'n2', 'n3']);
  });
});
