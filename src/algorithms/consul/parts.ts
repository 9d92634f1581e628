/**
 * The tables of handlers: which message and which timer leads where, for servers and for clients. Start
 * reading here, then `server.ts` and `client.ts`.
 */
import type { Json, Part, Schema } from '../../engine/protocol';
import * as client from './client';
import { EMPTY } from './database';
import * as server from './server';
import type {
  ClientContext,
  ClientMessageContext,
  ClientMessages,
  ClientState,
  ClientTimer,
  ConsulParams,
  ServerMessages,
  ServerState,
  ServerTimer,
} from './types';

const OF_SESSION = { number: 'int', session: 'int' } as const;

const TO_SERVERS = {
  SessionCreate: { number: 'int', ttl: 'int', behavior: 'text' },
  SessionRenew: OF_SESSION,
  SessionDestroy: OF_SESSION,
  Acquire: OF_SESSION,
  Release: OF_SESSION,
  Query: { number: 'int', index: 'int', wait: 'int' },
} as const satisfies { readonly [type: string]: Schema };

const DONE = { ...OF_SESSION, done: 'bool' } as const;
const KEY = { lockIndex: 'int', lockedAt: 'int', modifyIndex: 'int' } as const;

const TO_CLIENTS = {
  SessionCreateReply: DONE,
  SessionRenewReply: DONE,
  SessionDestroyReply: DONE,
  AcquireReply: { ...DONE, ...KEY },
  ReleaseReply: DONE,
  QueryReply: { number: 'int', session: 'int', holder: 'id', ...KEY },
  NotLeader: { number: 'int', leader: 'id' },
} as const satisfies { readonly [type: string]: Schema };

/** A server without Raft, which is the part below. */
export const serverPart: Part<ServerState, ServerMessages, ServerTimer, ConsulParams> = {
  messages: TO_SERVERS,
  sends: TO_CLIENTS,
  timers: ['session', 'block'],
  suspect: '',
  init: (env) => ({
    ...{ stable: { id: env.self }, role: 'follower', leader: null, term: 0, applied: 0 },
    ...{ appliedTerm: 0, ready: false, database: EMPTY, waiting: [], timers: [], blocked: [] },
    freeAt: null,
  }),
  copyState: (s) => ({ ...s, stable: { ...s.stable } }),
  onStart: server.onServerStart('start'),
  onRestart: server.onServerStart('restart'),
  on: {
    SessionCreate: server.onSessionCreate,
    SessionRenew: server.onSessionRenew,
    SessionDestroy: server.logged('destroy'),
    Acquire: server.onAcquire,
    Release: server.logged('release'),
    Query: server.onQuery,
  },
  timeouts: { session: server.onSession, block: server.onBlock },
  ups: { role: server.onRole, apply: server.onApply },
};

type OnMessage<M> = (s: ClientState, message: M, ctx: ClientMessageContext) => void;

/** A handler before which a client looks whether its session may be over. */
function on<M>(handle: OnMessage<M>): OnMessage<M> {
  return (s, message, ctx) => {
    if (!client.stopIfOver(s, ctx)) handle(s, message, ctx);
  };
}

type OnTimer = (s: ClientState, ctx: ClientContext) => void;

function ring(handle: OnTimer): OnTimer {
  return (s, ctx) => {
    if (!client.stopIfOver(s, ctx)) handle(s, ctx);
  };
}

type Act = (s: ClientState, args: Json, ctx: ClientContext) => void;

function act(handle: Act): Act {
  return (s, args, ctx) => {
    if (!client.stopIfOver(s, ctx)) handle(s, args, ctx);
  };
}

export const clientPart: Part<ClientState, ClientMessages, ClientTimer, ConsulParams> = {
  messages: TO_CLIENTS,
  sends: TO_SERVERS,
  timers: ['answer', 'renew', 'sessionEnd', 'retry'],
  suspect: 'retry',
  init: (env) => ({
    ...{ stable: { id: env.self }, role: 'outside', store: null, number: 0, awaited: null },
    ...{ session: null, sessionEnd: null, renewal: null, lockIndex: null, token: null },
    resting: false,
  }),
  copyState: (s) => ({ ...s, stable: { ...s.stable } }),
  onStart: client.onClientStart,
  onRestart: client.onClientStart,
  on: {
    SessionCreateReply: on(client.onSessionCreateReply),
    SessionRenewReply: on(client.onSessionRenewReply),
    SessionDestroyReply: on(client.onSessionDestroyReply),
    AcquireReply: on(client.onAcquireReply),
    ReleaseReply: on(client.onReleaseReply),
    QueryReply: on(client.onQueryReply),
    NotLeader: on(client.onNotLeader),
  },
  timeouts: {
    answer: ring(client.onAnswer),
    renew: ring(client.onRenew),
    sessionEnd: ring(client.onSessionEnd),
    retry: ring(client.onRetry),
  },
  actions: { release: act(client.release), destroy: act(client.destroy) },
};
