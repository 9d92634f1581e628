/** The states of replicas and clients at birth, and how they are copied. Nothing here decides anything. */
import type { Env } from '../../engine/protocol';
import type { ChubbyParams, ClientState, Database, Durable, ReplicaState } from './types';

const EMPTY: Database = {
  epoch: 0,
  lastSession: 0,
  sessions: [],
  generation: 0,
  holder: null,
  delayed: false,
  primary: null,
  writtenBy: 0,
};

const BLANK: Durable = {
  promisedBallot: 0,
  acceptedMaster: null,
  acceptedBallot: 0,
  version: 0,
  database: EMPTY,
};

/** A replica that has promised nothing and knows of no master. */
export function initReplica(): ReplicaState {
  return {
    stable: { ...BLANK },
    role: 'replica',
    master: null,
    promiseUntil: null,
    promisedTo: null,
    waitUntil: null,
    heard: 0,
    ballot: 0,
    sentUs: 0,
    votes: [],
    newest: BLANK,
    leaseEnd: null,
    round: 0,
    rounds: [],
    stage: null,
    synced: [],
    beyond: [],
    committed: 0,
    answers: [],
    leases: [],
    parked: [],
    freeAt: null,
  };
}

export function copyReplica(s: ReplicaState): ReplicaState {
  return { ...s, stable: { ...s.stable } };
}

/** A client that has no session. */
export function initClient(env: Env<ChubbyParams>): ClientState {
  return {
    stable: { id: env.self },
    status: 'outside',
    session: null,
    epoch: 0,
    master: null,
    asked: 0,
    seeking: false,
    tries: 0,
    number: 0,
    awaited: null,
    leaseEnd: null,
    graceEnd: null,
    holds: null,
    resting: false,
    primary: null,
    acks: [],
  };
}

export function copyClient(s: ClientState): ClientState {
  return { ...s, stable: { ...s.stable } };
}

/** What a message carries of a database: its fields in one plain object. */
export function databaseOf(of: Database): Database {
  const { epoch, lastSession, sessions, generation, holder, delayed, primary, writtenBy } = of;
  return { epoch, lastSession, sessions, generation, holder, delayed, primary, writtenBy };
}
