/**
 * The tables of handlers: which message and which timer leads where, for replicas and for clients. Start
 * reading here, then `voting.ts`.
 */
import type { Json, Part, Schema } from '../../engine/protocol';
import * as changing from './changing';
import * as client from './client';
import * as renewing from './renewing';
import { onSeat } from './seating';
import * as sessions from './sessions';
import { copyClient, copyReplica, initClient, initReplica } from './state';
import type {
  ChubbyParams,
  ClientMessages,
  ClientState,
  ClientTimer,
  ReplicaContext,
  ReplicaMessageContext,
  ReplicaMessages,
  ReplicaState,
  ReplicaTimer,
} from './types';
import * as voting from './voting';

const DATABASE = {
  epoch: 'int',
  lastSession: 'int',
  sessions: { list: { session: 'int', client: 'id' } },
  generation: 'int',
  holder: 'int',
  delayed: 'bool',
  primary: 'id',
  writtenBy: 'int',
} as const satisfies Schema;

const CALL = { session: 'int', epoch: 'int' } as const;

/** What clients ask and replicas handle. */
const TO_REPLICAS = {
  WHO_IS_MASTER: {},
  OPEN: { number: 'int' },
  KEEPALIVE: { ...CALL, number: 'int', acks: { list: 'text' } },
  ACQUIRE: CALL,
  SET_CONTENTS: { ...CALL, generation: 'int' },
  RELEASE: { ...CALL, generation: 'int' },
} as const satisfies { readonly [type: string]: Schema };

/** What replicas answer and clients handle. */
const TO_CLIENTS = {
  MASTER: { master: 'id' },
  OPENED: { number: 'int', session: 'int', epoch: 'int', leaseLen: 'int' },
  KEEPALIVE_REPLY: {
    number: 'int',
    leaseLen: 'int',
    held: 'int',
    events: { list: 'text' },
    primary: 'id',
  },
  WRONG_EPOCH: { epoch: 'int' },
  SESSION_EXPIRED: { session: 'int' },
  LOCK: { generation: 'int', holder: 'id' },
  CONTENTS_SET: { generation: 'int', done: 'bool' },
} as const satisfies { readonly [type: string]: Schema };

/** A handler before which a master whose lease is over stops. */
function timely<A extends readonly unknown[]>(
  handle: (s: ReplicaState, ...rest: A) => void,
  ctxAt: 0 | 1,
): (s: ReplicaState, ...rest: A) => void {
  return (s, ...rest) => {
    voting.stopIfLeaseOver(s, rest[ctxAt] as ReplicaContext);
    handle(s, ...rest);
  };
}

type OnMessage<M> = (s: ReplicaState, message: M, ctx: ReplicaMessageContext) => void;

const on = <M>(handle: OnMessage<M>): OnMessage<M> => timely(handle, 1);

type OnTimer = (s: ReplicaState, ctx: ReplicaContext, key: string) => void;

const ring = (handle: OnTimer): OnTimer => timely(handle, 0);

export const replicaPart: Part<ReplicaState, ReplicaMessages, ReplicaTimer, ChubbyParams> = {
  messages: {
    VOTE_REQ: { ballot: 'int', candidate: 'id', leaseLen: 'int' },
    VOTE: {
      ballot: 'int',
      granted: 'bool',
      promised: 'int',
      writtenIn: 'int',
      version: 'int',
      ...DATABASE,
    },
    RENEW: { ballot: 'int', round: 'int', leaseLen: 'int' },
    RENEW_ACK: { ballot: 'int', round: 'int', version: 'int', promised: 'int' },
    WRITE: { ballot: 'int', version: 'int', ...DATABASE },
    WRITE_ACK: { ballot: 'int', version: 'int' },
    ...TO_REPLICAS,
  },
  sends: TO_CLIENTS,
  timers: [
    'backoff',
    'promise',
    'wait',
    'lease',
    'renew',
    'takeOver',
    'hold',
    'session',
    'lockDelay',
  ],
  suspect: 'backoff',
  init: initReplica,
  copyState: copyReplica,
  onStart: voting.onStart,
  onRestart: voting.onRestart,
  onSeat,
  on: {
    VOTE_REQ: on(voting.onVoteReq),
    VOTE: on(voting.onVote),
    RENEW: on(renewing.onRenew),
    RENEW_ACK: on(renewing.onRenewAck),
    WRITE: on(renewing.onWrite),
    WRITE_ACK: on(renewing.onWriteAck),
    WHO_IS_MASTER: on(sessions.onWhoIsMaster),
    OPEN: on(changing.onOpen),
    KEEPALIVE: on(sessions.onKeepAlive),
    ACQUIRE: on(changing.onAcquire),
    SET_CONTENTS: on(changing.onSetContents),
    RELEASE: on(changing.onRelease),
  },
  timeouts: {
    backoff: ring(voting.onBackoff),
    promise: ring(voting.onPromiseOver),
    wait: ring(voting.onWaitOver),
    lease: ring(voting.onLease),
    renew: ring(renewing.onRenewDue),
    takeOver: ring(changing.onTakeOver),
    hold: ring(sessions.onHoldOver),
    session: ring(changing.onSessionOver),
    lockDelay: ring(changing.onLockDelayOver),
  },
};

export const clientPart: Part<ClientState, ClientMessages, ClientTimer, ChubbyParams> = {
  messages: TO_CLIENTS,
  sends: TO_REPLICAS,
  timers: ['seek', 'clientLease', 'grace'],
  suspect: 'seek',
  init: initClient,
  copyState: copyClient,
  onStart: client.onClientStart,
  onRestart: client.onClientStart,
  on: {
    MASTER: client.onMaster,
    OPENED: client.onOpened,
    KEEPALIVE_REPLY: client.onKeepAliveReply,
    WRONG_EPOCH: client.onWrongEpoch,
    SESSION_EXPIRED: client.onSessionExpired,
    LOCK: client.onLock,
    CONTENTS_SET: client.onContentsSet,
  },
  timeouts: {
    seek: client.onSeek,
    clientLease: client.onClientLease,
    grace: client.onGrace,
  },
  actions: {
    release: (s, args: Json, ctx) => {
      client.release(s, args, ctx);
    },
  },
};
