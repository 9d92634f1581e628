/**
 * The tables of handlers: which message and which timer leads where, for replicas and for clients. Start
 * reading here, then `store.ts` and `client.ts`.
 */
import type { Json, Part, Schema } from '../../engine/protocol';
import * as client from './client';
import { EMPTY } from './database';
import * as election from './election';
import * as store from './store';
import type {
  ClientMessages,
  ClientState,
  ClientTimer,
  EtcdParams,
  StoreMessages,
  StoreState,
  StoreTimer,
} from './types';

const GUARDED = { number: 'int', lease: 'int', rev: 'int', value: 'text' } as const;
const GUARDED_REPLY = { number: 'int', done: 'bool', rev: 'int' } as const;

const STORE_SCHEMAS = {
  LeaseGrant: { number: 'int', ttl: 'int' },
  LeaseKeepAlive: { number: 'int', lease: 'int', waits: 'int', seen: 'int' },
  LeaseRevoke: { number: 'int', lease: 'int' },
  Campaign: { number: 'int', lease: 'int', value: 'text' },
  Range: { number: 'int', lease: 'int', rev: 'int' },
  Proclaim: GUARDED,
  Resign: GUARDED,
  Watch: { rev: 'int' },
} as const satisfies { readonly [type: string]: Schema };

const CLIENT_SCHEMAS = {
  LeaseGrantReply: { number: 'int', lease: 'int', ttl: 'int' },
  LeaseKeepAliveReply: { number: 'int', lease: 'int', ttl: 'int' },
  LeaseRevokeReply: { number: 'int' },
  CampaignReply: { number: 'int', rev: 'int', value: 'text' },
  RangeReply: { number: 'int', before: 'int', owner: 'id', mine: 'bool' },
  ProclaimReply: GUARDED_REPLY,
  ResignReply: GUARDED_REPLY,
  Deleted: { rev: 'int' },
  Leader: { rev: 'int', owner: 'id', value: 'text' },
  NotLeader: { leader: 'id' },
} as const satisfies { readonly [type: string]: Schema };

/** A replica without Raft, which is the part below: streams of clients keep their order, as gRPC's do. */
export const storePart: Part<StoreState, StoreMessages, StoreTimer, EtcdParams> = {
  messages: STORE_SCHEMAS,
  sends: CLIENT_SCHEMAS,
  timers: ['expiry'],
  suspect: '',
  ordered: true,
  init: (env) => ({
    stable: { id: env.self },
    role: 'follower',
    leader: null,
    term: 0,
    applied: 0,
    database: EMPTY,
    waiting: [],
    expiries: [],
    parked: [],
    observers: [],
    watchers: [],
  }),
  copyState: (s) => ({ ...s, stable: { ...s.stable } }),
  onStart: store.onStoreStart('start'),
  onRestart: store.onStoreStart('restart'),
  on: {
    LeaseGrant: store.logged('grant'),
    LeaseKeepAlive: store.onLeaseKeepAlive,
    LeaseRevoke: store.logged('close'),
    Campaign: store.logged('create'),
    Range: store.logged('range'),
    Proclaim: store.logged('proclaim'),
    Resign: store.logged('resign'),
    Watch: store.onWatch,
  },
  timeouts: { expiry: store.onExpiry },
  ups: { role: store.onRole, apply: store.onApply },
};

export const clientPart: Part<ClientState, ClientMessages, ClientTimer, EtcdParams> = {
  messages: CLIENT_SCHEMAS,
  sends: STORE_SCHEMAS,
  timers: ['answer', 'renew', 'leaseEnd'],
  suspect: 'leaseEnd',
  ordered: true,
  init: (env) => ({
    stable: { id: env.self },
    role: 'outside',
    store: null,
    number: 0,
    awaited: null,
    lease: null,
    leaseEnd: null,
    leaseLengthUs: 0,
    renewal: null,
    rev: null,
    value: '',
    wanted: null,
    before: null,
    observed: null,
  }),
  copyState: (s) => ({ ...s, stable: { ...s.stable } }),
  onStart: client.onClientStart,
  onRestart: client.onClientStart,
  on: {
    LeaseGrantReply: client.onLeaseGrantReply,
    LeaseKeepAliveReply: client.onLeaseKeepAliveReply,
    LeaseRevokeReply: election.onLeaseRevokeReply,
    CampaignReply: election.onCampaignReply,
    RangeReply: election.onRangeReply,
    ProclaimReply: election.onProclaimReply,
    ResignReply: election.onResignReply,
    Deleted: election.onDeleted,
    Leader: election.onLeader,
    NotLeader: client.onNotLeader,
  },
  timeouts: {
    answer: client.onAnswer,
    renew: client.onRenew,
    leaseEnd: client.onLeaseEnd,
  },
  actions: {
    resign: (s, args: Json, ctx) => election.onResign(s, args, ctx),
    close: (s, args: Json, ctx) => election.onClose(s, args, ctx),
    campaign: (s, args: Json, ctx) => election.onCampaign(s, args, ctx),
  },
};
