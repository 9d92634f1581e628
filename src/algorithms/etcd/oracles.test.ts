/** Published numbers and cases of etcd's election, by the ids of the list of oracles. */
import { describe, expect, it } from 'vitest';
import type { Command, Scenario } from '../../scenario/types';
import { EMPTY, applied, head, queue } from './database';
import { params, resolveParams } from './params';
import { playScenario } from './testing/runs';
import type { Command as LogCommand, Database, Key } from './types';

const defaults = Object.fromEntries(params.map(({ name, default: usual }) => [name, usual]));

function store(commands: readonly Command[], more: Partial<Scenario> = {}): Scenario {
  return {
    ...{ v: 1, algorithm: 'etcd', nodes: 3, seed: '7', network: { delayMs: 10 }, commands },
    params: { ttlMs: 3000 },
    ...more,
  };
}

/** A database after commands of n1 and n2, numbered as they come. */
function after(commands: readonly Partial<LogCommand>[], from: Database = EMPTY): Database {
  return commands.reduce<Database>(
    (database, command, number) =>
      applied(database, { from: 'n1', number, ...command } as LogCommand).database,
    from,
  );
}

const GRANT = { op: 'grant', ttlUs: 3_000_000 } as const;
const create = (lease: number, value: string): Partial<LogCommand> => ({
  ...{ op: 'create', lease, value },
});

describe('numbers', () => {
  it('O-L16: no lease is shorter than one and a half election timeouts, in whole seconds', () => {
    expect(resolveParams(defaults).ttlLeastUs).toBe(2_000_000);
    const quick = { ...defaults, electionTimeoutMs: [150, 300] };
    expect(resolveParams(quick).ttlLeastUs).toBe(1_000_000);
    const run = playScenario(store([], { params: { ttlMs: 500 } })).to(4000);
    expect(run.client('n1').leaseLengthUs).toBe(2_000_000);
  });

  it('O-L17: a lease is revoked within 500 ms after its end, never before', () => {
    for (let seed = 1; seed <= 20; seed++) {
      const crash: Command = { atMs: [4000, 5000], do: 'crash', node: 'leader' };
      const run = playScenario(store([crash], { seed: `${seed}` })).to(10_000);
      const step = run.steps.find(({ effects }) =>
        effects.some((effect) => effect.do === 'rule' && effect.id === 'LE1'),
      );
      const before = step?.before as { expiries?: readonly { endUs: number }[] } | undefined;
      const end = Math.min(...(before?.expiries ?? []).map(({ endUs }) => endUs));
      const at = step?.event.us ?? 0;
      expect(at, `seed ${seed}`).toBeGreaterThanOrEqual(end);
      expect(at - end, `seed ${seed}`).toBeLessThanOrEqual(500_000);
    }
  });

  it('O-L19: a leader dies, one of n is woken, and the next create revision leads', () => {
    for (const nodes of [3, 5, 10]) {
      const crash: Command = { atMs: 5000, do: 'crash', node: 'leader' };
      const run = playScenario(store([crash], { nodes })).to(10_000);
      expect(run.delivered('Deleted'), `${nodes} nodes`).toHaveLength(1);
      expect(
        run.seated().map(([, rev]) => rev),
        `${nodes} nodes`,
      ).toEqual([1, 2]);
    }
  });

  it('O-L20: a session lasts 60 s by default', () => {
    expect(resolveParams(defaults).ttlUs).toBe(60_000_000);
    const run = playScenario(store([], { params: {} })).to(4000);
    expect(run.client('n1').leaseLengthUs).toBe(60_000_000);
  });
});

describe('cases', () => {
  it('C-K1: the session of the leader is closed, and observers see the next', () => {
    const close: Command = { atMs: 5000, do: 'act', node: 'leader', action: 'close' };
    const run = playScenario(store([close])).to(6000);
    const [first, second] = run.seated();
    expect(second?.[2]).toBeLessThan(5200);
    const third = ['n1', 'n2', 'n3'].find((id) => id !== first?.[0] && id !== second?.[0]) ?? '';
    expect(run.client(third).observed?.owner).toBe(second?.[0]);
  });

  it('C-K2: the same lease campaigns again: another value, the same create revision', () => {
    const twice = after([GRANT, create(1, 'abc'), create(1, 'def')]);
    expect(head(twice)).toEqual({ rev: 1, owner: 'n1', value: 'abc' });
    const said = after([{ op: 'proclaim', lease: 1, rev: 1, value: 'def' }], twice);
    expect(head(said)).toEqual({ rev: 1, owner: 'n1', value: 'def' });
    const again: Command = {
      ...{ atMs: 5000, do: 'act', node: 'leader', action: 'campaign' },
      args: 'def',
    };
    const run = playScenario(store([again])).to(6000);
    expect(run.store('s1').database.keys[0]).toMatchObject({ createRev: 1, value: 'def' });
    expect(run.seated()).toHaveLength(1);
  });

  it('C-K3: a key whose name begins like that of the election is not in it', () => {
    const trap: Key = {
      ...{ key: 'electiona', value: '', createRev: 1, modRev: 1, version: 1 },
      ...{ lease: 0, owner: 'n9' },
    };
    const database = after([GRANT, create(1, 'abc')], { ...EMPTY, revision: 1, keys: [trap] });
    expect(queue(database)).toHaveLength(1);
    expect(head(database)).toMatchObject({ rev: 2, owner: 'n1' });
  });
});
