/** etcd with one mistake each: the lessor, the queue, guards and sessions as one can get them wrong. */
import type { Algorithm, Part } from '../../engine/protocol';
import type { clientOf, paramsOf, storeOf } from '../../properties/etcd/view';
import type { Mutant } from './types';
import { as, changedPart, disguised, onMessage, onTimer } from './wrap';
import type { Change } from './wrap';

type After<Of extends (...step: never) => { readonly after: object } | null> = NonNullable<
  ReturnType<Of>
>['after'];
type StoreState = After<typeof storeOf>;
type ClientState = After<typeof clientOf>;
type EtcdParams = ReturnType<typeof paramsOf>;

function clientMutant(
  id: string,
  breaks: string,
  noticedBy: readonly string[],
  change: Change,
): Mutant {
  return { id, of: 'etcd', breaks, noticedBy, exhibit: changedPart(change) };
}

/** The algorithm with the outer part of its replicas changed. */
function withStore(algorithm: Algorithm, change: Change): Algorithm {
  const { kinds } = algorithm;
  const kind = kinds['replica'];
  const part = kind?.parts['store'];
  if (kind === undefined || part === undefined) throw new Error('etcd has no store');
  const replica = { ...kind, parts: { ...kind.parts, store: change(part) } };
  return { ...algorithm, kinds: { ...kinds, replica } };
}

function storeMutant(
  id: string,
  breaks: string,
  noticedBy: readonly string[],
  change: Change,
): Mutant {
  return {
    ...{ id, of: 'etcd', breaks, noticedBy },
    exhibit: (algorithm, play) => play(withStore(algorithm, change)),
  };
}

/** Changes what a replica does with each entry of the log. */
function onApply(
  change: (handle: NonNullable<Part['ups']>[string]) => NonNullable<Part['ups']>[string],
): Change {
  return (part) => {
    const handle = part.ups?.['apply'];
    if (handle === undefined) throw new Error('There is nothing to apply');
    return { ...part, ups: { ...part.ups, apply: change(handle) } };
  };
}

/** Not so early that nobody ever leads: such runs only stall, and go on for long. */
const hasty = onTimer('expiry', (handle) => (state, ctx, key) => {
  const { ttlUs } = ctx.params as EtcdParams;
  handle(state, disguised(ctx, { now: ctx.now + Math.floor(ttlUs / 3) }), key);
});

const keepsKeys = onApply((handle) => (state, entry, ctx) => {
  const s = as<StoreState>(state);
  const was = s.database.keys;
  handle(state, entry, ctx);
  const { database } = as<StoreState>(state);
  if (database.leases.length > 0 && database.keys.length < was.length) {
    as<StoreState>(state).database = { ...database, keys: was };
  }
});

/** Each replica numbers by its own name: the same log, other databases. */
const ownRevisions = onApply((handle) => (state, entry, ctx) => {
  handle(state, entry, ctx);
  const s = as<StoreState>(state);
  if (ctx.self === 's2') s.database = { ...s.database, revision: s.database.revision + 1 };
});

const reversed = onApply((handle) => (state, entry, ctx) => {
  handle(state, entry, ctx);
  const s = as<StoreState>(state);
  s.database = { ...s.database, keys: s.database.keys.slice().reverse() };
});

const unguarded = onApply((handle) => (state, entry, ctx) => {
  handle(
    state,
    entry,
    disguised(ctx, {
      send: (to, message) => {
        const said = message as { readonly type: string; readonly done?: boolean };
        ctx.send(to, (said.done === false ? { ...said, done: true } : message) as typeof message);
      },
    }),
  );
});

const notLooking = onMessage('Deleted', (handle) => (state, m, ctx) => {
  const s = as<ClientState>(state);
  if (s.before === null || s.awaited !== null) return handle(state, m, ctx);
  s.role = 'leader';
  ctx.becomes('leader', 'first');
  ctx.believes(ctx.self, s.rev);
});

const neverEnds = onTimer('leaseEnd', () => () => undefined);

export const etcdMutants: readonly Mutant[] = [
  storeMutant('etcd-hasty', 'Leases end after two thirds of their time', ['K2'], hasty),
  storeMutant('etcd-keeps-keys', 'A revoked lease leaves its keys behind', ['K1'], keepsKeys),
  storeMutant('etcd-own-revisions', 'A replica counts revisions its own way', ['K1'], ownRevisions),
  storeMutant('etcd-reversed', 'The newest key comes first', ['K1', 'K3'], reversed),
  storeMutant('etcd-unguarded', 'Guarded writes are always accepted', ['K4'], unguarded),
  clientMutant('etcd-not-looking', 'Who is woken leads without looking', ['K5'], notLooking),
  clientMutant('etcd-never-ends', 'A leader does not mind the end of its lease', ['K8'], neverEnds),
];
