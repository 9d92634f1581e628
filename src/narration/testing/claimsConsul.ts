/** Claims of Consul's own sentences, held against sessions, lock and messages; Raft's are Raft's. For tests only. */
import type { ClientState, ConsulParams, ServerState } from '../../algorithms/consul/types';
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
const server = ({ step }: Court): ServerState => step?.after as unknown as ServerState;
const wasServer = ({ step }: Court): ServerState => step?.before as unknown as ServerState;
const params = ({ step }: Court): ConsulParams => step?.params as ConsulParams;
const usOf = (ms: string): number => Math.round(Number(ms) * 1000);
const now = ({ step }: Court): number => step?.world.node(step.node ?? '').clock.localUs ?? 0;
const acted = ({ step }: Court, node: string, from?: string): boolean =>
  step?.node === node && (from === undefined || step.from === from);
const field = (court: Court, name: string): unknown => came(court)?.[name];
const key = (court: Court) => server(court).database.key;

const servers: readonly Claim[] = [
  {
    words: rx(`^${S} starts with an empty log`),
    holds: (court, node = '') => acted(court, node) && court.step?.event.kind === 'start',
  },
  {
    words: rx(`^${S} is back: what it knows`),
    holds: (court, node = '') => acted(court, node) && court.step?.event.kind === 'restart',
  },
  {
    words: rx(`^${S} leads the servers and knows .*: ${COUNT}, each for another ${MS}`),
    holds: (court, node = '', count = '', ms = '') =>
      acted(court, node) &&
      server(court).ready &&
      server(court).timers.length === Number(count) &&
      usOf(ms) === 2 * params(court).ttlUs,
  },
  {
    words: rx(`^${S} leads the servers no more`),
    holds: (court, node = '') => acted(court, node) && server(court).role !== 'leader',
  },
  {
    words: rx(`^${S} does not lead and sends ${N} on to ${S}`),
    holds: (court, node = '', from = '', leader = '') =>
      acted(court, node, from) &&
      sentTo(court, 'NotLeader', (m) => m['leader'] === leader).includes(from),
  },
  {
    words: rx(`^${S} puts the request of ${N} for (a session|the lock|a change) into the log`),
    holds: (court, node = '', from = '') =>
      acted(court, node, from) && wasServer(court).role === 'leader',
  },
  {
    words: rx(`^${S} stores that ${N} holds the lock, LockIndex ${COUNT}`),
    holds: (court, node = '', holder = '', index = '') =>
      acted(court, node) &&
      key(court)?.holder === holder &&
      key(court)?.lockIndex === Number(index),
  },
  {
    words: rx(`^${S} stores that ${N} has let go of the lock`),
    holds: (court, node = '') => acted(court, node) && (key(court)?.holder ?? null) === null,
  },
  {
    words: rx(`^${S} stores that the session of ${N}, which held the lock, has ended`),
    holds: (court, node = '') => acted(court, node) && (key(court)?.holder ?? null) === null,
  },
  {
    words: rx(`^${S} refuses ${N}: the lock-delay is not over`),
    holds: (court, node = '', from = '') =>
      acted(court, node, from) &&
      now(court) < (wasServer(court).freeAt ?? 0) &&
      sentTo(court, 'AcquireReply', (m) => m['done'] === false).includes(from),
  },
  {
    words: rx(`^A session ended that held the lock: ${S} lets nobody have it for ${MS}`),
    holds: (court, node = '', ms = '') =>
      acted(court, node) && params(court).lockDelayUs === usOf(ms),
  },
  {
    words: rx(`^${S} keeps session ${COUNT} for another ${MS}`),
    holds: (court, node = '', session = '', ms = '') =>
      acted(court, node) &&
      server(court).timers.some(
        (one) => one.session === Number(session) && one.endUs === now(court) + usOf(ms),
      ),
  },
  {
    words: rx(`^${S} knows no session ${COUNT} that could be renewed`),
    holds: (court, node = '', session = '') =>
      acted(court, node) &&
      !wasServer(court).timers.some((one) => one.session === Number(session) && !one.ending),
  },
  {
    words: rx(`^Nobody renewed session ${COUNT} for ${MS}: ${S} puts its end into the log`),
    holds: (court, session = '', ms = '', node = '') =>
      acted(court, node) &&
      wasServer(court).timers.some(
        (one) => one.session === Number(session) && now(court) - one.fromUs >= usOf(ms),
      ),
  },
  {
    words: rx(`^${S} tells ${N} how the key stands`),
    holds: (court, node = '', from = '') =>
      acted(court, node, from) && sentTo(court, 'QueryReply').includes(from),
  },
  {
    words: rx(`^${S} holds the query of ${N} until`),
    holds: (court, node = '', from = '') =>
      acted(court, node, from) && server(court).blocked.some((one) => one.client === from),
  },
  {
    words: rx(`^${S} answers a query that has waited long enough`),
    holds: (court, node = '') => acted(court, node) && sentTo(court, 'QueryReply').length === 1,
  },
];

const asks = (court: Court, type: string): boolean => sentTo(court, type).length === 1;

const clients: readonly Claim[] = [
  {
    words: rx(`^${N} starts and asks for a session`),
    holds: (court, node = '') => acted(court, node) && asks(court, 'SessionCreate'),
  },
  {
    words: rx(`^${N} has session ${COUNT} and asks for the lock`),
    holds: (court, node = '', session = '') =>
      acted(court, node) && client(court).session === Number(session) && asks(court, 'Acquire'),
  },
  {
    words: rx(`^${N} renews session ${COUNT}`),
    holds: (court, node = '', session = '') =>
      acted(court, node) &&
      sentTo(court, 'SessionRenew', (m) => m['session'] === Number(session)).length === 1,
  },
  {
    words: rx(`^${N} may trust its session for ${MS} from when it asked`),
    holds: (court, node = '', ms = '') =>
      acted(court, node) && params(court).ttlUs === usOf(ms) && field(court, 'done') === true,
  },
  {
    words: rx(`^Session ${COUNT} of ${N} is gone\\. It asks for another`),
    holds: (court, session = '', node = '') =>
      acted(court, node) &&
      wasClient(court).session === Number(session) &&
      asks(court, 'SessionCreate'),
  },
  {
    words: rx(`^${N} could not renew session ${COUNT} for ${MS} by its own clock`),
    holds: (court, node = '', session = '', ms = '') =>
      acted(court, node) &&
      wasClient(court).session === Number(session) &&
      params(court).ttlUs === usOf(ms) &&
      now(court) >= (wasClient(court).sessionEnd ?? Infinity) &&
      nodeIn(court.now, node).leader === null,
  },
  {
    words: rx(`^No answer: ${N} asks ${S}`),
    holds: (court, node = '', to = '') => acted(court, node) && client(court).store === to,
  },
  {
    words: rx(`^${N} hears that ${S} leads the servers, and asks it`),
    holds: (court, node = '', to = '') =>
      acted(court, node) && field(court, 'leader') === to && client(court).store === to,
  },
  {
    words: rx(`^${N} has the lock and leads, LockIndex ${COUNT}`),
    holds: (court, node = '', index = '') =>
      believes(court.now, node) && field(court, 'lockIndex') === Number(index),
  },
  {
    words: rx(`^${N} does not get the lock, and looks why`),
    holds: (court, node = '') =>
      acted(court, node) && field(court, 'done') === false && asks(court, 'Query'),
  },
  {
    words: rx(`^The key names the session of ${N}: it leads, LockIndex ${COUNT}`),
    holds: (court, node = '', index = '') =>
      believes(court.now, node) && field(court, 'lockIndex') === Number(index),
  },
  {
    words: rx(`^${N} sees that ${N} holds the lock, and waits`),
    holds: (court, node = '', holder = '') =>
      acted(court, node) && field(court, 'holder') === holder && asks(court, 'Query'),
  },
  {
    words: rx(`^${N} asks for the lock`),
    holds: (court, node = '') => acted(court, node) && asks(court, 'Acquire'),
  },
  {
    words: rx(`^${N} leads no more: its session does not hold the lock`),
    holds: (court, node = '') =>
      believes(court.was, node) && field(court, 'session') !== client(court).session,
  },
  {
    words: rx(`^The lock is free, and ${N} leaves it alone now: it tries again in ${MS}`),
    holds: (court, node = '', ms = '') =>
      acted(court, node) && field(court, 'session') === null && params(court).retryUs === usOf(ms),
  },
  {
    words: rx(`^${N} stops leading and lets go of the lock`),
    holds: (court, node = '') =>
      acted(court, node) && !believes(court.now, node) && asks(court, 'Release'),
  },
  {
    words: rx(`^${N} ends session ${COUNT}, and all that hangs on it`),
    holds: (court, node = '', session = '') =>
      acted(court, node) &&
      sentTo(court, 'SessionDestroy', (m) => m['session'] === Number(session)).length === 1,
  },
  {
    words: rx(`^The lock of ${N} is let go`),
    holds: (court, node = '') => acted(court, node) && came(court)?.type === 'ReleaseReply',
  },
  {
    words: rx(`^The session of ${N} is ended\\. It asks for another`),
    holds: (court, node = '') => acted(court, node) && asks(court, 'SessionCreate'),
  },
];

export const consulClaims: readonly Claim[] = [...servers, ...clients];
