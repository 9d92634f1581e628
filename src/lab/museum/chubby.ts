/** Chubby with one mistake each: leases, waits, generations and jeopardy as one can get them wrong. */
import type { Algorithm, Context, MessageContext } from '../../engine/protocol';
import type { clientOf, replicaOf } from '../../properties/chubby/view';
import type { Mutant } from './types';
import { as, changedPart, disguised, everywhere, forgetful, onMessage, onTimer } from './wrap';
import type { Change } from './wrap';

type After<Of extends (...step: never) => { readonly after: object } | null> = NonNullable<
  ReturnType<Of>
>['after'];
type ReplicaState = After<typeof replicaOf>;
type ClientState = After<typeof clientOf>;

const TYPES = [
  ...['VOTE_REQ', 'VOTE', 'RENEW', 'RENEW_ACK', 'WRITE', 'WRITE_ACK', 'WHO_IS_MASTER', 'OPEN'],
  ...['KEEPALIVE', 'ACQUIRE', 'SET_CONTENTS', 'RELEASE'],
] as const;

function mutant(id: string, breaks: string, noticedBy: readonly string[], change: Change): Mutant {
  return { id, of: 'chubby', breaks, noticedBy, exhibit: changedPart(change) };
}

/** The same for the part of the clients. */
function clientMutant(
  id: string,
  breaks: string,
  noticedBy: readonly string[],
  change: Change,
): Mutant {
  return {
    ...{ id, of: 'chubby', breaks, noticedBy },
    exhibit: (algorithm, play) => play(withClient(algorithm, change)),
  };
}

function withClient(algorithm: Algorithm, change: Change): Algorithm {
  const { client } = algorithm.kinds;
  const part = client?.parts['client'];
  if (client === undefined || part === undefined) throw new Error('There are no clients');
  const kinds = { ...algorithm.kinds, client: { ...client, parts: { client: change(part) } } };
  return { ...algorithm, kinds };
}

const promisesTwice = onMessage('VOTE_REQ', (handle) => (state, m, ctx) => {
  const s = as<ReplicaState>(state);
  if (s.role !== 'master') Object.assign(s, { promiseUntil: null, waitUntil: null });
  handle(s, m, ctx);
});

/** What a master sees of the time: its lease is never over. */
function timeless<C extends Context>(state: ReplicaState, ctx: C): C {
  const { role, leaseEnd } = state;
  if (role !== 'master' || leaseEnd === null || ctx.now < leaseEnd) return ctx;
  return disguised<Context>(ctx, { now: leaseEnd - 1 }) as C;
}

const servesOn: Change = (part) => {
  const messages = ['KEEPALIVE', 'ACQUIRE', 'SET_CONTENTS', 'RENEW_ACK', 'WRITE_ACK'].map((type) =>
    onMessage(
      type,
      (handle) => (s, m, ctx) => handle(s, m, timeless<MessageContext>(as<ReplicaState>(s), ctx)),
    ),
  );
  const timers = ['renew', 'hold', 'session'].map((name) =>
    onTimer(name, (handle) => (s, ctx, key) => handle(s, timeless(as<ReplicaState>(s), ctx), key)),
  );
  const sleeps = onTimer('lease', () => () => undefined);
  return [...messages, ...timers, sleeps].reduce((changed, change) => change(changed), part);
};

const sameEpoch = onTimer('takeOver', (handle) => (state, ctx, key) => {
  const s = as<ReplicaState>(state);
  const { database } = s.newest;
  s.newest = { ...s.newest, database: { ...database, epoch: Math.max(0, database.epoch - 1) } };
  handle(s, ctx, key);
});

const noDelay = onTimer('session', (handle) => (state, ctx, key) => {
  handle(state, ctx, key);
  as<ReplicaState>(state).freeAt = null;
});

const sameGeneration = onMessage('ACQUIRE', (handle) => (state, m, ctx) => {
  const s = as<ReplicaState>(state);
  const { database } = s.stable;
  if (database.holder === null && database.generation > 0) {
    s.stable.database = { ...database, generation: database.generation - 1 };
  }
  handle(s, m, ctx);
});

const evicts = onMessage('ACQUIRE', (handle) => (state, m, ctx) => {
  const s = as<ReplicaState>(state);
  s.stable.database = { ...s.stable.database, holder: null };
  handle(s, m, ctx);
});

const noJeopardy = onTimer('clientLease', (handle) => (state, ctx, key) => {
  handle(state, ctx, key);
  const { master, session, epoch } = as<ClientState>(state);
  if (master !== null && session !== null)
    ctx.send(master, { type: 'ACQUIRE', ...{ session, epoch } });
});

export const chubbyMutants: readonly Mutant[] = [
  mutant(
    'chubby-promises-twice',
    'A replica votes again though its promise runs',
    ['C1'],
    promisesTwice,
  ),
  mutant('chubby-serves-past-lease', 'A master goes on after its lease', ['C8'], servesOn),
  mutant('chubby-same-epoch', 'A new master keeps the old epoch', ['M1'], sameEpoch),
  mutant('chubby-no-lock-delay', 'The lock of a lost holder is free at once', ['C4'], noDelay),
  mutant(
    'chubby-same-generation',
    'The lock is given anew with the same number',
    ['C2'],
    sameGeneration,
  ),
  mutant('chubby-evicts', 'Who asks for the lock gets it', ['C2'], evicts),
  mutant(
    'chubby-forgets',
    'Nothing is ever written to disk',
    ['M1', 'C2', 'C3', 'C1', 'liveness'],
    everywhere(TYPES, forgetful),
  ),
  clientMutant('chubby-no-jeopardy', 'A client asks for the lock in jeopardy', ['C5'], noJeopardy),
];
