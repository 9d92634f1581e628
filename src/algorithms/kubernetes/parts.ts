/** The tables of handlers, of the candidates and of the API server. Start reading here, then `electing.ts`. */
import type { Json, Part, Schema } from '../../engine/protocol';
import * as electing from './electing';
import * as server from './server';
import type {
  CandidateContext,
  CandidateMessageContext,
  CandidateMessages,
  CandidateState,
  CandidateTimer,
  KubernetesParams,
  ServerMessages,
  ServerState,
} from './types';

const RECORD = {
  holder: 'text',
  leaseDuration: 'int',
  acquireTime: 'int',
  renewTime: 'int',
  leaderTransitions: 'int',
} as const satisfies Schema;

const TO_SERVER = {
  Get: { number: 'int' },
  Create: { number: 'int', ...RECORD },
  Update: { number: 'int', resourceVersion: 'int', ...RECORD },
} as const satisfies { readonly [type: string]: Schema };

const WRITTEN = { number: 'int', done: 'bool', resourceVersion: 'int' } as const;

const TO_CANDIDATES = {
  GetReply: { number: 'int', found: 'bool', resourceVersion: 'int', ...RECORD },
  CreateReply: WRITTEN,
  UpdateReply: WRITTEN,
} as const satisfies { readonly [type: string]: Schema };

type OnMessage<M> = (s: CandidateState, message: M, ctx: CandidateMessageContext) => void;

/** A handler before which a leader looks at its renew deadline. */
function on<M>(handle: OnMessage<M>): OnMessage<M> {
  return (s, message, ctx) => {
    electing.stopIfOverdue(s, ctx);
    handle(s, message, ctx);
  };
}

type OnTimer = (s: CandidateState, ctx: CandidateContext) => void;

function ring(handle: OnTimer): OnTimer {
  return (s, ctx) => {
    electing.stopIfOverdue(s, ctx);
    handle(s, ctx);
  };
}

export const candidatePart: Part<
  CandidateState,
  CandidateMessages,
  CandidateTimer,
  KubernetesParams
> = {
  messages: TO_CANDIDATES,
  sends: TO_SERVER,
  timers: ['retry', 'call', 'renewDeadline'],
  suspect: 'retry',
  init: electing.initCandidate,
  copyState: electing.copyCandidate,
  onStart: electing.onStart,
  onRestart: electing.onStart,
  on: {
    GetReply: on(electing.onGetReply),
    CreateReply: on(electing.onWritten),
    UpdateReply: on(electing.onWritten),
  },
  timeouts: {
    retry: ring(electing.onRetry),
    call: ring(electing.onCall),
    renewDeadline: ring(electing.onRenewDeadline),
  },
  actions: {
    release: (s, args: Json, ctx) => {
      electing.stopIfOverdue(s, ctx);
      electing.release(s, args, ctx);
    },
  },
};

export const serverPart: Part<ServerState, ServerMessages, never, KubernetesParams> = {
  messages: TO_SERVER,
  sends: TO_CANDIDATES,
  timers: [],
  suspect: '',
  init: server.initServer,
  copyState: server.copyServer,
  onStart: server.onServerStart,
  onRestart: server.onServerStart,
  on: { Get: server.onGet, Create: server.onCreate, Update: server.onUpdate },
  timeouts: {},
};
