/** Consul with one mistake each: sessions, lock-delays and tokens as one can get them wrong. */
import type { Algorithm } from '../../engine/protocol';
import type { clientOf, serverOf } from '../../properties/consul/view';
import type { Mutant } from './types';
import { as, changedPart, onMessage } from './wrap';
import type { Change } from './wrap';

type After<Of extends (...step: never) => { readonly after: object } | null> = NonNullable<
  ReturnType<Of>
>['after'];
type ServerState = After<typeof serverOf>;
type ClientState = After<typeof clientOf>;

function mutant(id: string, breaks: string, noticedBy: readonly string[], change: Change): Mutant {
  return { id, of: 'consul', breaks, noticedBy, exhibit: changedPart(change) };
}

/** The same for the servers. */
function serverMutant(
  id: string,
  breaks: string,
  noticedBy: readonly string[],
  change: Change,
): Mutant {
  return {
    ...{ id, of: 'consul', breaks, noticedBy },
    exhibit: (algorithm, play) => play(withServers(algorithm, change)),
  };
}

function withServers(algorithm: Algorithm, change: Change): Algorithm {
  const { replica } = algorithm.kinds;
  const part = replica?.parts['store'];
  if (replica === undefined || part === undefined) throw new Error('There are no servers');
  const parts = { ...replica.parts, store: change(part) };
  return { ...algorithm, kinds: { ...algorithm.kinds, replica: { ...replica, parts } } };
}

const noDelay = onMessage('Acquire', (handle) => (state, m, ctx) => {
  as<ServerState>(state).freeAt = null;
  handle(state, m, ctx);
});

/** It ends a session as soon as the TTL is over that was promised. */
const onceTtl = onMessage('SessionRenew', (handle) => (state, m, ctx) => {
  handle(state, m, ctx);
  const s = as<ServerState>(state);
  const { session } = m as { readonly session: number };
  const { ttlUs } = ctx.params as { readonly ttlUs: number };
  s.timers = s.timers.map((one) =>
    one.session === session && !one.ending ? { ...one, endUs: ctx.now + ttlUs } : one,
  );
  if (s.timers.some((one) => one.session === session && !one.ending)) {
    ctx.setTimer('session', ttlUs, String(session));
  }
});

/** What each server adds to its own database, and to no other. */
const ownClock: Change = (part) => {
  const apply = part.ups?.['apply'];
  if (apply === undefined) throw new Error('Nothing is applied');
  return {
    ...part,
    ups: {
      ...part.ups,
      apply: (state, entry, ctx) => {
        apply(state, entry, ctx);
        const s = as<ServerState>(state);
        const { key } = s.database;
        if (key !== null) s.database = { ...s.database, key: { ...key, createIndex: ctx.now } };
      },
    },
  };
};

const sameIndex: Change = (part) => {
  const apply = part.ups?.['apply'];
  if (apply === undefined) throw new Error('Nothing is applied');
  return {
    ...part,
    ups: {
      ...part.ups,
      apply: (state, entry, ctx) => {
        const s = as<ServerState>(state);
        const { key } = s.database;
        if (key !== null && key.session === null && key.lockIndex > 0) {
          const less = { ...key, lockIndex: 0 };
          s.database = { ...s.database, key: less };
        }
        apply(state, entry, ctx);
      },
    },
  };
};

/** It takes twice the TTL for granted, as the servers do. */
const trustsTwice: Change = (part) =>
  ['SessionRenewReply', 'SessionCreateReply'].reduce((changed, type) => {
    const late = onMessage(type, (handle) => (state, m, ctx) => {
      const s = as<ClientState>(state);
      const { ttlUs } = ctx.params as { readonly ttlUs: number };
      handle(state, m, ctx);
      if (s.sessionEnd === null || s.session === null) return;
      if ((m as { readonly done: boolean }).done) s.sessionEnd = ctx.now + 2 * ttlUs;
    });
    return late(changed);
  }, part);

export const consulMutants: readonly Mutant[] = [
  serverMutant(
    'consul-no-lock-delay',
    'The lock of a lost session is free at once',
    ['K3'],
    noDelay,
  ),
  serverMutant('consul-once-ttl', 'A server keeps a session for its TTL only', ['K2'], onceTtl),
  serverMutant(
    'consul-own-clock',
    'Each server writes its own time into the key',
    ['K1'],
    ownClock,
  ),
  serverMutant('consul-same-index', 'A lock that was free begins to count anew', ['K4'], sameIndex),
  mutant(
    'consul-trusts-twice',
    'A client trusts its session as long as servers keep it',
    ['K5'],
    trustsTwice,
  ),
];
