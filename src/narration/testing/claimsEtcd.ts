/** Claims of etcd's own sentences, held against leases, keys and messages; Raft's are Raft's. For tests only. */
import type { ClientState, Expiry, Key, StoreState } from '../../algorithms/etcd/types';
import type { AnyMessage } from '../../engine/protocol';
import type { Claim, Court } from './claim';
import { believes, nodeIn, sentTo } from './claim';

const N = String.raw`(n\d+)`;
const S = String.raw`(s\d+)`;
const COUNT = String.raw`(\d+)`;
const MS = String.raw`(\d+(?:\.\d+)?) ms`;
const rx = (source: string): RegExp => new RegExp(source, 'g');

const came = ({ step }: Court): AnyMessage | null => step?.message ?? null;
const client = ({ step }: Court): ClientState => step?.after as ClientState;
const wasClient = ({ step }: Court): ClientState => step?.before as ClientState;
const store = ({ step }: Court): StoreState => step?.after as unknown as StoreState;
const wasStore = ({ step }: Court): StoreState => step?.before as unknown as StoreState;
const now = ({ step }: Court): number => step?.world.node(step.node ?? '').clock.localUs ?? 0;
const field = (court: Court, name: string): unknown => came(court)?.[name];
const acted = ({ step }: Court, node: string, from?: string): boolean =>
  step?.node === node && (from === undefined || step.from === from);
const keys = (court: Court): readonly Key[] => store(court).database.keys;
const hasKey = (court: Court, rev: unknown): boolean =>
  keys(court).some(({ createRev }) => createRev === rev);
const isOver = (court: Court, { endUs, revoking }: Expiry): boolean =>
  revoking || now(court) >= endUs;
const asked = (court: Court, type: string, name: string, value: unknown): boolean =>
  sentTo(court, type, (message) => message[name] === value).length === 1;
const asksForLease = (court: Court): boolean =>
  sentTo(court, 'LeaseGrant').length === 1 && client(court).lease === null;
const tellsAll = (court: Court, rev: number): boolean =>
  store(court).observers.every((id) =>
    sentTo(court, 'Leader', (m) => m['rev'] === rev).includes(id),
  );
/** It has no lease any more, and leads nothing. */
const endsLease = (court: Court, node: string): boolean =>
  acted(court, node) && asksForLease(court) && nodeIn(court.now, node).leader === null;

const replicas: readonly Claim[] = [
  {
    words: rx(`^${S} leads the store\\. (?:The (one)|All ${COUNT}) leases? gets? `),
    holds: (court, node = '', one = '', count = '') => {
      const { role, database, expiries } = store(court);
      const leases = one === '' ? Number(count) : 1;
      const isWhole = expiries.every(({ fromUs, endUs, lease }) =>
        database.leases.some((known) => known.lease === lease && endUs === fromUs + known.ttlUs),
      );
      const counts = [database.leases.length, expiries.length];
      return (
        acted(court, node) && role === 'leader' && isWhole && counts.every((n) => n === leases)
      );
    },
  },
  {
    words: rx(`^${S} no longer leads the store`),
    holds: (court, node = '') =>
      acted(court, node) &&
      wasStore(court).role === 'leader' &&
      store(court).role !== 'leader' &&
      store(court).expiries.length === 0,
  },
  {
    words: rx(`^${S} does not lead the store and names (s\\d+|nobody)`),
    holds: (court, node = '', leader = '') =>
      acted(court, node) &&
      store(court).role !== 'leader' &&
      asked(court, 'NotLeader', 'leader', leader === 'nobody' ? null : leader),
  },
  {
    words: rx(`^${S} puts the request of ${N} into its log`),
    holds: (court, node = '', from = '') =>
      acted(court, node, from) && wasStore(court).role === 'leader',
  },
  {
    words: rx(`^${S} renews lease ${COUNT} of ${N}`),
    holds: (court, node = '', lease = '', from = '') =>
      acted(court, node, from) &&
      store(court).expiries.some(
        (one) => one.lease === Number(lease) && one.fromUs === now(court) && !one.revoking,
      ) &&
      sentTo(court, 'LeaseKeepAliveReply', ({ ttl }) => Number(ttl) > 0).includes(from),
  },
  {
    words: rx(`^${S} knows no lease ${COUNT}: ${N} has lost it`),
    holds: (court, node = '', lease = '', from = '') =>
      acted(court, node, from) &&
      !wasStore(court).expiries.some((one) => one.lease === Number(lease)) &&
      sentTo(court, 'LeaseKeepAliveReply', ({ ttl }) => ttl === 0).includes(from),
  },
  {
    words: rx(`^Lease ${COUNT} has run out: ${N} must wait`),
    holds: (court, lease = '', from = '') =>
      wasStore(court).expiries.some((one) => one.lease === Number(lease) && isOver(court, one)) &&
      store(court).parked.some((one) => one.lease === Number(lease) && one.from === from),
  },
  {
    words: rx(`^${S} finds (?:(a) lease|${COUNT} leases) that ha(?:s|ve) run out`),
    holds: (court, node = '', one = '', count = '') =>
      acted(court, node) &&
      wasStore(court).expiries.filter((known) => !known.revoking && isOver(court, known)).length ===
        (one === '' ? Number(count) : 1),
  },
  {
    words: rx(`^The key that ${N} waits for is gone already`),
    holds: (court, from = '') => {
      const rev = field(court, 'rev') ?? field(court, 'waits');
      return !hasKey(court, rev) && sentTo(court, 'Deleted').includes(from);
    },
  },
  {
    words: rx(`^The key before is gone: ${S} wakes (.*)\\.$`),
    holds: (court, node = '', list = '') =>
      acted(court, node) &&
      list.split(', ').every((id) => {
        const awaited = wasStore(court).watchers.find((one) => one.client === id);
        return awaited !== undefined && !hasKey(court, awaited.rev);
      }),
  },
  {
    words: rx(`^The key of ${N} is the first now, with revision ${COUNT}: ${S} tells all`),
    holds: (court, owner = '', rev = '', node = '') =>
      acted(court, node) &&
      keys(court)[0]?.owner === owner &&
      keys(court)[0]?.createRev === Number(rev) &&
      tellsAll(court, Number(rev)),
  },
  {
    words: rx(`^No key is left: ${S} tells all`),
    holds: (court, node = '') =>
      acted(court, node) && keys(court).length === 0 && tellsAll(court, 0),
  },
];

const sessions: readonly Claim[] = [
  {
    words: rx(`^${N} (starts|is back without a session) and asks for a lease`),
    holds: (court, node = '', how = '') =>
      acted(court, node) &&
      asksForLease(court) &&
      court.step?.event.kind === (how === 'starts' ? 'start' : 'restart'),
  },
  {
    words: rx(`^${N} has lease ${COUNT} for ${MS} and puts its key into the queue`),
    holds: (court, node = '', lease = '', ms = '') =>
      acted(court, node) &&
      client(court).lease === Number(lease) &&
      client(court).leaseLengthUs === Math.round(Number(ms) * 1000) &&
      asked(court, 'Campaign', 'lease', Number(lease)),
  },
  {
    words: rx(`^${N} asks ${S} to renew lease ${COUNT}`),
    holds: (court, node = '', to = '', lease = '') =>
      acted(court, node) &&
      sentTo(court, 'LeaseKeepAlive', (one) => one['lease'] === Number(lease)).join() === to,
  },
  {
    words: rx(`^Lease ${COUNT} of ${N} is renewed`),
    holds: (court, lease = '', node = '') =>
      acted(court, node) &&
      client(court).lease === Number(lease) &&
      Number(field(court, 'ttl')) > 0,
  },
  {
    words: rx(`^The session of ${N} is over\\. It asks for a new lease`),
    holds: (court, node = '') => endsLease(court, node) && wasClient(court).lease !== null,
  },
  {
    words: rx(`^Lease ${COUNT} is over by the clock of ${N}\\.`),
    holds: (court, lease = '', node = '') =>
      endsLease(court, node) &&
      wasClient(court).lease === Number(lease) &&
      now(court) >= (wasClient(court).leaseEnd ?? Infinity),
  },
  {
    words: rx(`^${N} has no answer from ${S} and turns to ${S}`),
    holds: (court, node = '', old = '', to = '') =>
      acted(court, node) &&
      wasClient(court).store === old &&
      client(court).store === to &&
      (wasClient(court).awaited !== null || wasClient(court).renewal !== null),
  },
  {
    words: rx(`^${S} does not lead the store\\. ${N} turns to ${S}`),
    holds: (court, from = '', node = '', to = '') =>
      acted(court, node, from) && field(court, 'leader') === to && client(court).store === to,
  },
];

const campaigns: readonly Claim[] = [
  {
    words: rx(`^The key of ${N} has create revision ${COUNT}`),
    holds: (court, node = '', rev = '') =>
      acted(court, node) &&
      field(court, 'rev') === Number(rev) &&
      client(court).rev === Number(rev),
  },
  {
    words: rx(`^${N} waits behind ${N}, whose key has revision ${COUNT}`),
    holds: (court, node = '', owner = '', rev = '') =>
      acted(court, node) &&
      field(court, 'owner') === owner &&
      field(court, 'before') === Number(rev) &&
      asked(court, 'Watch', 'rev', Number(rev)) &&
      !believes(court.now, node),
  },
  {
    words: rx(`^No key is before that of ${N}: it leads, with token ${COUNT}`),
    holds: (court, node = '', rev = '') =>
      believes(court.now, node, rev) &&
      field(court, 'before') === 0 &&
      field(court, 'mine') === true,
  },
  {
    words: rx(`^The key of ${N} is gone, so it does not lead\\. It asks for a new lease`),
    holds: (court, node = '') =>
      endsLease(court, node) &&
      (field(court, 'mine') === false || now(court) >= (wasClient(court).leaseEnd ?? Infinity)),
  },
  {
    words: rx(`^${N} asks for "([^"]*)" as the value of its key`),
    holds: (court, node = '', value = '') =>
      acted(court, node) && asked(court, 'Proclaim', 'value', value),
  },
  {
    words: rx(`^The key of ${N} says "([^"]*)" now`),
    holds: (court, node = '', value = '') =>
      acted(court, node) && field(court, 'done') === true && wasClient(court).wanted === value,
  },
  {
    words: rx(`^The key with revision ${COUNT} is gone: the write of ${N} was refused`),
    holds: (court, rev = '', node = '') =>
      endsLease(court, node) &&
      wasClient(court).rev === Number(rev) &&
      field(court, 'done') === false,
  },
  {
    words: rx(`^${N} gives up its place first, and then tells the store`),
    holds: (court, node = '') =>
      acted(court, node) &&
      !believes(court.now, node) &&
      sentTo(court, 'Resign').length + sentTo(court, 'LeaseRevoke').length === 1,
  },
  {
    words: rx(`^${N} hears that ${N} is first, with revision ${COUNT}`),
    holds: (court, node = '', owner = '', rev = '') =>
      acted(court, node) && field(court, 'owner') === owner && field(court, 'rev') === Number(rev),
  },
];

export const etcdClaims: readonly Claim[] = [...replicas, ...sessions, ...campaigns];
