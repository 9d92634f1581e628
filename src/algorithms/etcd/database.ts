/**
 * What a command does to the database, and what it answers: pure, the same on every replica. Sources:
 * etcd-io/etcd client/v3/concurrency/{election,key}.go and server/lease/lessor.go.
 */
import type { Command, Database, Key, Observed } from './types';

/** The keys of the election stand under this; the separator keeps "electionist" out of it. */
export const PREFIX = 'election/';

export const EMPTY: Database = { revision: 0, lastLease: 0, leases: [], keys: [] };

/** The key of a lease in the election. */
export function keyOf(lease: number): string {
  return `${PREFIX}${lease.toString(16)}`;
}

/** The keys that stand for this election, in the order of their creation. */
export function queue({ keys }: Database): readonly Key[] {
  return keys.filter(({ key }) => key.startsWith(PREFIX));
}

/** Who leads the election: the key with the smallest create revision; null: nobody. */
export function head(database: Database): Observed | null {
  const first = queue(database)[0];
  return first === undefined
    ? null
    : { rev: first.createRev, owner: first.owner, value: first.value };
}

export function find({ keys }: Database, lease: number): Key | undefined {
  const name = keyOf(lease);
  return keys.find(({ key }) => key === name);
}

/** What a command came to. */
export type Result =
  | { readonly op: 'grant'; readonly lease: number; readonly ttlUs: number }
  | { readonly op: 'create'; readonly rev: number; readonly value: string }
  | { readonly op: 'range'; readonly before: Key | null; readonly mine: boolean }
  | { readonly op: 'proclaim' | 'resign'; readonly done: boolean; readonly rev: number }
  | { readonly op: 'close' | 'expire' };

interface Outcome {
  readonly database: Database;
  readonly result: Result;
}

/** The database after a command, and its answer. */
export function applied(database: Database, command: Command): Outcome {
  switch (command.op) {
    case 'grant': {
      const lease = database.lastLease + 1;
      const { ttlUs, from } = command;
      const leases = [...database.leases, { lease, ttlUs, owner: from }];
      return {
        database: { ...database, lastLease: lease, leases },
        result: { op: 'grant', lease, ttlUs },
      };
    }
    case 'create':
      return created(database, command.lease, command.value);
    case 'range': {
      const found = queue(database).findLast(({ createRev }) => createRev < command.rev) ?? null;
      const mine = find(database, command.lease)?.createRev === command.rev;
      return { database, result: { op: 'range', before: found, mine } };
    }
    case 'proclaim':
    case 'resign':
      return guarded(database, command);
    case 'close':
      return { database: without(database, [command.lease]), result: { op: 'close' } };
    case 'expire':
      return { database: without(database, command.leases), result: { op: 'expire' } };
  }
}

/** If the key is not there, it is created at the end of the queue; else it is read. */
function created(database: Database, lease: number, value: string): Outcome {
  const known = find(database, lease);
  const held = database.leases.find((one) => one.lease === lease);
  if (known !== undefined || held === undefined) {
    const rev = known?.createRev ?? 0;
    return { database, result: { op: 'create', rev, value: known?.value ?? '' } };
  }
  const rev = database.revision + 1;
  const key: Key = {
    ...{ key: keyOf(lease), value, createRev: rev, modRev: rev, version: 1 },
    ...{ lease, owner: held.owner },
  };
  return {
    database: { ...database, revision: rev, keys: [...database.keys, key] },
    result: { op: 'create', rev, value },
  };
}

/** A write under "my create revision still holds". */
function guarded(
  database: Database,
  command: Extract<Command, { readonly op: 'proclaim' | 'resign' }>,
): Outcome {
  const { op, lease, rev, value } = command;
  const known = find(database, lease);
  if (known?.createRev !== rev) return { database, result: { op, done: false, rev } };
  const revision = database.revision + 1;
  const keys =
    op === 'resign'
      ? database.keys.filter((one) => one !== known)
      : database.keys.map((one) =>
          one === known ? { ...one, value, modRev: revision, version: one.version + 1 } : one,
        );
  return { database: { ...database, revision, keys }, result: { op, done: true, rev } };
}

/** Without these leases and, at the same revision, without their keys. */
function without(database: Database, gone: readonly number[]): Database {
  const leases = database.leases.filter(({ lease }) => !gone.includes(lease));
  const keys = database.keys.filter(({ lease }) => !gone.includes(lease));
  const isChanged = keys.length < database.keys.length;
  return { ...database, revision: database.revision + (isChanged ? 1 : 0), leases, keys };
}
