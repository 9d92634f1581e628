/**
 * What a command does to the database, and what it answers: pure, the same on every server. Sources:
 * hashicorp/consul agent/consul/state/kvs.go and session.go.
 */
import type { Command, Database, LockKey } from './types';

export const EMPTY: Database = {
  index: 0,
  lastSession: 0,
  sessions: [],
  key: null,
  modifyIndex: 0,
};

/** The fields of the key, also of one that is not there. */
export const NO_KEY: LockKey = {
  session: null,
  holder: null,
  lockIndex: 0,
  lockedAt: 0,
  createIndex: 0,
};

/** What a command came to. `lost`: a lock was taken from its session. */
export interface Outcome {
  readonly database: Database;
  /** The session that the answer is about. */
  readonly session: number;
  readonly done: boolean;
  readonly lost: boolean;
}

function outcome(database: Database, session: number, done: boolean): Outcome {
  return { database, session, done, lost: false };
}

/** The database after a command, and its answer. */
export function applied(database: Database, command: Command): Outcome {
  switch (command.op) {
    case 'create': {
      const session = database.lastSession + 1;
      const { ttlUs, behavior, from: client } = command;
      const sessions = [...database.sessions, { session, client, ttlUs, behavior }];
      const index = database.index + 1;
      return outcome({ ...database, index, lastSession: session, sessions }, session, true);
    }
    case 'acquire':
      return acquired(database, command.session);
    case 'release':
      return released(database, command.session);
    case 'destroy':
      return without(database, [command.session]);
    case 'expire':
      return without(database, command.sessions);
  }
}

/** Free: held from now on, LockIndex + 1. Its own already: the same. Else, or without a session: no. */
function acquired(database: Database, session: number): Outcome {
  const owner = database.sessions.find((one) => one.session === session);
  const { key } = database;
  if (owner === undefined) return outcome(database, session, false);
  if (key?.session === session) {
    // Its value is written anew: that is a change of the key.
    const index = database.index + 1;
    return outcome({ ...database, index, modifyIndex: index }, session, true);
  }
  if (key !== null && key.session !== null) return outcome(database, session, false);
  const index = database.index + 1;
  const held: LockKey = {
    ...{ session, holder: owner.client, lockIndex: (key?.lockIndex ?? 0) + 1, lockedAt: index },
    createIndex: key?.createIndex ?? index,
  };
  return outcome({ ...database, index, key: held, modifyIndex: index }, session, true);
}

/** Only by the session that holds it; the LockIndex stays. */
function released(database: Database, session: number): Outcome {
  const { key } = database;
  if (key === null || key.session !== session) return outcome(database, session, false);
  const index = database.index + 1;
  const free: LockKey = { ...key, session: null, holder: null };
  return outcome({ ...database, index, key: free, modifyIndex: index }, session, true);
}

/** Without these sessions: a lock of theirs is released, or its key deleted with them. */
function without(database: Database, gone: readonly number[]): Outcome {
  const session = gone[0] ?? 0;
  const ended = database.sessions.filter((one) => gone.includes(one.session));
  if (ended.length === 0) return outcome(database, session, false);
  const index = database.index + 1;
  const sessions = database.sessions.filter((one) => !gone.includes(one.session));
  const { key } = database;
  const of = ended.find((one) => one.session === key?.session);
  if (key === null || of === undefined) {
    return outcome({ ...database, index, sessions }, session, true);
  }
  const left: LockKey | null =
    of.behavior === 'delete' ? null : { ...key, session: null, holder: null };
  const changed = { ...database, index, sessions, key: left, modifyIndex: index };
  return { database: changed, session, done: true, lost: true };
}
