/** The states of servers and candidates at birth, and how they are copied. Nothing here decides anything. */
import { EMPTY } from './tree';
import type { ClientState, ServerState } from './types';

/** A server that has applied nothing. */
export function initServer(): ServerState {
  return {
    stable: { tree: null },
    role: 'looking',
    leader: null,
    epoch: 0,
    tree: EMPTY,
    conns: [],
    watches: [],
    bornUs: 0,
    tracked: [],
    closing: [],
    touched: [],
  };
}

export function copyServer(s: ServerState): ServerState {
  return { ...s, stable: { ...s.stable } };
}

/** A candidate that has no session. */
export function initClient(): ClientState {
  return {
    stable: {},
    link: 'apart',
    at: 0,
    conn: 0,
    inAt: 0,
    outAt: 0,
    session: null,
    asked: [],
    guid: null,
    node: null,
    czxid: null,
    leads: false,
    first: null,
    target: null,
    watching: null,
  };
}

export function copyClient(s: ClientState): ClientState {
  return { ...s, stable: { ...s.stable } };
}
