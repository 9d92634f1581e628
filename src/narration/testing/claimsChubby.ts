/** Claims of Chubby's sentences, held against ballots, leases, sessions and messages. For tests only. */
import type { ChubbyParams, ClientState, ReplicaState } from '../../algorithms/chubby/types';
import type { AnyMessage } from '../../engine/protocol';
import type { Claim, Court } from './claim';
import { believes, majority, nodeIn, sentTo } from './claim';

const N = String.raw`([nc]\d+)`;
const COUNT = String.raw`(\d+)`;
const MS = String.raw`(\d+(?:\.\d+)?) ms`;
const rx = (source: string): RegExp => new RegExp(source, 'g');

const self = ({ step }: Court): string => step?.node ?? '';
const from = ({ step }: Court): string => step?.from ?? '';
const came = ({ step }: Court): AnyMessage | null => step?.message ?? null;
const before = ({ step }: Court): ReplicaState => step?.before as ReplicaState;
const after = ({ step }: Court): ReplicaState => step?.after as ReplicaState;
const client = ({ step }: Court): ClientState => step?.after as unknown as ClientState;
const wasClient = ({ step }: Court): ClientState => step?.before as unknown as ClientState;
const params = ({ step }: Court): ChubbyParams => step?.params as ChubbyParams;
const kind = ({ step }: Court): string => step?.event.kind ?? '';
const usOf = (ms: string): number => Math.round(Number(ms) * 1000);
const now = ({ step }: Court): number => step?.world.node(step.node ?? '').clock.localUs ?? 0;
const isCome = (court: Court, type: string): boolean => came(court)?.type === type;
const field = (court: Court, name: string): unknown => came(court)?.[name];
const is = (value: unknown, words: string): boolean => value === Number(words);
const granted = (court: Court): number => after(court).votes.filter((vote) => vote.granted).length;
/** The one whose sentence it is and, where one is named, who sent what it is about. */
const acted = (court: Court, node: string, sender?: string): boolean =>
  self(court) === node && (sender === undefined || from(court) === sender);

/** It sent this type to this node, with these fields. */
function sent(court: Court, type: string, to: string, fields: object = {}): boolean {
  return sentTo(court, type, (message) =>
    Object.entries(fields).every(([name, value]) => message[name] === value),
  ).includes(to);
}

const voting: readonly Claim[] = [
  {
    words: rx(`^${N} starts\\. It has promised nothing and hesitates`),
    holds: (court, node = '') =>
      acted(court, node) && kind(court) === 'start' && after(court).promiseUntil === null,
  },
  {
    words: rx(`^${N} is back.* votes for nobody for ${MS}`),
    holds: (court, node = '', ms = '') =>
      acted(court, node) &&
      kind(court) === 'restart' &&
      after(court).waitUntil === now(court) + usOf(ms),
  },
  {
    words: rx(`^${N} has waited out whatever`),
    holds: (court, node = '') =>
      acted(court, node) && now(court) >= (before(court).waitUntil ?? Infinity),
  },
  {
    words: rx(`^${N} begins with ${N} as master`),
    holds: (court, node = '', master = '') =>
      acted(court, node) && nodeIn(court.now, node).leader === master,
  },
  {
    words: rx(`^${N} has promised nobody else, so it asks for votes in ballot ${COUNT}\\.`),
    holds: (court, node = '', ballot = '') =>
      acted(court, node) &&
      after(court).promisedTo === node &&
      is(after(court).stable.promisedBallot, ballot),
  },
  {
    words: rx(`It needs ${COUNT} of ${COUNT}`),
    holds: (court, needed = '', count = '') =>
      is(majority(court), needed) && is(court.ids.length, count),
  },
  {
    words: rx(`^${N} refuses ${N} in ballot ${COUNT}`),
    holds: (court, node = '', sender = '', ballot = '') =>
      acted(court, node, sender) &&
      is(field(court, 'ballot'), ballot) &&
      sent(court, 'VOTE', sender, { granted: false }),
  },
  {
    words: rx(`^${N} promises ${N} to elect nobody else for ${MS}`),
    holds: (court, node = '', sender = '', ms = '') =>
      acted(court, node, sender) &&
      after(court).promisedTo === sender &&
      after(court).promiseUntil === now(court) + usOf(ms),
  },
  {
    words: rx(`^${N} has ${COUNT} of ${COUNT} promises; ${COUNT} are`),
    holds: (court, node = '', votes = '', count = '', needed = '') =>
      acted(court, node) &&
      is(granted(court), votes) &&
      is(court.ids.length, count) &&
      is(majority(court), needed),
  },
  {
    words: rx(`^${N} refuses ${N} its vote`),
    holds: (court, sender = '', node = '') =>
      acted(court, node, sender) && field(court, 'granted') === false,
  },
  {
    words: rx(`^${N} is master in ballot ${COUNT}: a majority of ${COUNT} has promised`),
    holds: (court, node = '', ballot = '', count = '') =>
      believes(court.now, node, ballot) &&
      is(court.ids.length, count) &&
      granted(court) >= majority(court),
  },
  {
    words: rx(`^Nobody renewed what ${N} has promised: it knows of no master`),
    holds: (court, node = '') =>
      now(court) >= (before(court).promiseUntil ?? Infinity) &&
      nodeIn(court.now, node).leader === null,
  },
];

const mastering: readonly Claim[] = [
  {
    words: rx(`^${N} asks all replicas to promise anew`),
    holds: (court, node = '') =>
      acted(court, node) && sentTo(court, 'RENEW').length === court.ids.length - 1,
  },
  {
    words: rx(`^${N} follows ${N} and promises it another ${MS}`),
    holds: (court, node = '', sender = '', ms = '') =>
      acted(court, node, sender) &&
      nodeIn(court.now, node).leader === sender &&
      after(court).promiseUntil === now(court) + usOf(ms),
  },
  {
    words: rx(`the lease of ${N} counts from before round ${COUNT} was sent`),
    holds: (court, node = '') =>
      acted(court, node) && (after(court).leaseEnd ?? 0) > (before(court).leaseEnd ?? 0),
  },
  {
    words: rx(`Too many replicas have promised higher ballots: .* ${N} writes`),
    holds: (court, node = '') =>
      acted(court, node) && sentTo(court, 'VOTE_REQ').length === court.ids.length - 1,
  },
  {
    words: rx(`^The lease of ${N} is over by its own clock: it stops`),
    holds: (court, node = '') =>
      acted(court, node) &&
      now(court) >= (before(court).leaseEnd ?? Infinity) &&
      !believes(court.now, node),
  },
  {
    words: rx(`^${N} stores version ${COUNT} of ${N}`),
    holds: (court, node = '', version = '', sender = '') =>
      acted(court, node, sender) && is(after(court).stable.version, version),
  },
  {
    words: rx(`^A majority of ${COUNT} has version ${COUNT}: it is written`),
    holds: (court, count = '', version = '') =>
      is(court.ids.length, count) &&
      is(after(court).committed, version) &&
      after(court).synced.filter((one) => one.version >= Number(version)).length >= majority(court),
  },
  {
    words: rx(`^${N} begins epoch ${COUNT} and writes that first`),
    holds: (court, node = '', epoch = '') =>
      acted(court, node) &&
      is(after(court).stable.database.epoch, epoch) &&
      after(court).stage === 'epoch',
  },
  {
    words: rx(`^Epoch ${COUNT} is written\\. ${N} gives ${COUNT} sessions whole new leases`),
    holds: (court, epoch = '', node = '', sessions = '') =>
      acted(court, node) &&
      is(after(court).stable.database.epoch, epoch) &&
      is(after(court).leases.length, sessions),
  },
  {
    words: rx(`^Every session knows of epoch ${COUNT}: ${N} serves everything again`),
    holds: (court, epoch = '', node = '') =>
      acted(court, node) &&
      is(after(court).stable.database.epoch, epoch) &&
      after(court).stage === 'open',
  },
];

const serving: readonly Claim[] = [
  {
    words: rx(`^${N} is asked who is master\\. It hears from (\\w+)\\.`),
    holds: (court, node = '', master = '') =>
      acted(court, node) &&
      sent(court, 'MASTER', from(court), { master: master === 'nobody' ? null : master }),
  },
  {
    words: rx(`^${N} is no master: it does not answer ([A-Z_]+),`),
    holds: (court, node = '', call = '') =>
      acted(court, node) && isCome(court, call) && sent(court, 'MASTER', from(court)),
  },
  {
    words: rx(`^${N} keeps the KeepAlive of ${N} until its epoch is written`),
    holds: (court, node = '', sender = '') =>
      acted(court, node, sender) && after(court).parked.some((one) => one.client === sender),
  },
  {
    words: rx(`^${N} knows no session ${COUNT} of ${N}`),
    holds: (court, node = '', session = '', sender = '') =>
      acted(court, node, sender) &&
      sent(court, 'SESSION_EXPIRED', sender, { session: Number(session) }),
  },
  {
    words: rx(`^${N} speaks of epoch ${COUNT}: ${N} tells it that this is epoch ${COUNT}`),
    holds: (court, sender = '', old = '', node = '', epoch = '') =>
      acted(court, node, sender) &&
      is(field(court, 'epoch'), old) &&
      sent(court, 'WRONG_EPOCH', sender, { epoch: Number(epoch) }),
  },
  {
    words: rx(`^${N} holds the KeepAlive of ${N}`),
    holds: (court, node = '', sender = '') =>
      acted(court, node, sender) &&
      after(court).leases.some((one) => one.client === sender && one.kept !== null),
  },
  {
    words: rx(`^${N} lets a KeepAlive return: the session runs for another ${MS}`),
    holds: (court, node = '', ms = '') =>
      acted(court, node) &&
      sentTo(court, 'KEEPALIVE_REPLY', ({ leaseLen }) => leaseLen === usOf(ms)).length > 0,
  },
  {
    words: rx(`^${N} opens session ${COUNT} for ${N}`),
    holds: (court, node = '', session = '', sender = '') =>
      acted(court, node, sender) &&
      after(court).leases.some((one) => one.client === sender && one.session === Number(session)),
  },
  {
    words: rx(`^Nobody kept session ${COUNT} alive: ${N} ends it`),
    holds: (court, session = '', node = '') =>
      acted(court, node) &&
      before(court).leases.some((one) => one.session === Number(session)) &&
      !after(court).leases.some((one) => one.session === Number(session)),
  },
  {
    words: rx(`^${N} gives ${N} the lock, generation ${COUNT}, once`),
    holds: (court, node = '', sender = '', generation = '') =>
      acted(court, node, sender) &&
      is(after(court).stable.database.generation, generation) &&
      after(court).stable.database.holder === field(court, 'session'),
  },
  {
    words: rx(`^${N} refuses ${N} the lock`),
    holds: (court, node = '', sender = '') =>
      acted(court, node, sender) && sent(court, 'LOCK', sender, { generation: null }),
  },
  {
    words: rx(`^${N} takes what ${N} writes: generation ${COUNT} holds the lock`),
    holds: (court, node = '', sender = '', generation = '') =>
      acted(court, node, sender) && is(after(court).stable.database.writtenBy, generation),
  },
  {
    words: rx(`^${N} turns ${N} away: generation ${COUNT}`),
    holds: (court, node = '', sender = '', generation = '') =>
      acted(court, node, sender) &&
      is(field(court, 'generation'), generation) &&
      sent(court, 'CONTENTS_SET', sender, { done: false }),
  },
  {
    words: rx(`^${N} lets go of the lock: it is free at once`),
    holds: (court, sender = '') =>
      from(court) === sender && after(court).stable.database.holder === null,
  },
  {
    words: rx(`^Session ${COUNT} held the lock .* nobody may have it for ${MS}`),
    holds: (court, session = '', ms = '') =>
      is(before(court).stable.database.holder, session) &&
      after(court).freeAt === now(court) + usOf(ms),
  },
  {
    words: rx(`^The lock-delay is over: ${N} tells`),
    holds: (court, node = '') =>
      acted(court, node) && now(court) >= (before(court).freeAt ?? Infinity),
  },
];

const using: readonly Claim[] = [
  {
    words: rx(`^${N} starts and has no session`),
    holds: (court, node = '') => acted(court, node) && client(court).session === null,
  },
  {
    words: rx(`^${N} asks ${N} who is master`),
    holds: (court, node = '', to = '') => acted(court, node) && sent(court, 'WHO_IS_MASTER', to),
  },
  {
    words: rx(`^${N} hears that ${N} is master and asks it for (a session|its session to be kept)`),
    holds: (court, node = '', master = '', what = '') =>
      acted(court, node) &&
      field(court, 'master') === master &&
      sent(court, what === 'a session' ? 'OPEN' : 'KEEPALIVE', master),
  },
  {
    words: rx(`^${N} knows of no master: ${N} asks on`),
    holds: (court, sender = '', node = '') =>
      acted(court, node, sender) && field(court, 'master') === null,
  },
  {
    words: rx(`^${N} has session ${COUNT} and asks for the lock`),
    holds: (court, node = '', session = '') =>
      acted(court, node) &&
      is(client(court).session, session) &&
      sentTo(court, 'ACQUIRE').length === 1,
  },
  {
    words: rx(`^${N} may trust its session longer`),
    holds: (court, node = '') =>
      acted(court, node) &&
      isCome(court, 'KEEPALIVE_REPLY') &&
      sentTo(court, 'KEEPALIVE').length === 1,
  },
  {
    words: rx(`^The session of ${N} is over by its own clock: jeopardy.* waits ${MS}`),
    holds: (court, node = '', ms = '') =>
      acted(court, node) &&
      now(court) >= (wasClient(court).leaseEnd ?? Infinity) &&
      params(court).graceUs === usOf(ms),
  },
  {
    words: rx(`^A master keeps the session of ${N}: safe`),
    holds: (court, node = '') =>
      acted(court, node) &&
      wasClient(court).status === 'jeopardy' &&
      client(court).status === 'safe',
  },
  {
    words: rx(`^No master came within ${MS} of grace: the session of ${N} is expired`),
    holds: (court, ms = '', node = '') =>
      acted(court, node) &&
      params(court).graceUs === usOf(ms) &&
      now(court) >= (wasClient(court).graceEnd ?? Infinity) &&
      client(court).session === null,
  },
  {
    words: rx(`^${N} says that the session of ${N} is gone: expired`),
    holds: (court, sender = '', node = '') =>
      acted(court, node, sender) &&
      field(court, 'session') === wasClient(court).session &&
      client(court).session === null,
  },
  {
    words: rx(`^${N} learns of epoch ${COUNT} and calls again`),
    holds: (court, node = '', epoch = '') =>
      acted(court, node) &&
      is(client(court).epoch, epoch) &&
      sentTo(court, 'KEEPALIVE', (message) => message['epoch'] === Number(epoch)).length === 1,
  },
  {
    words: rx(`^${N} has the lock: it is the primary, with generation ${COUNT}`),
    holds: (court, node = '', generation = '') =>
      acted(court, node) && is(client(court).holds, generation),
  },
  {
    words: rx(`^${N} is primary no more: generation ${COUNT}`),
    holds: (court, node = '', generation = '') =>
      acted(court, node) &&
      is(field(court, 'generation'), generation) &&
      client(court).holds === null,
  },
  {
    words: rx(`^${N} lets go of the lock of generation ${COUNT}`),
    holds: (court, node = '', generation = '') =>
      acted(court, node) &&
      is(wasClient(court).holds, generation) &&
      sentTo(court, 'RELEASE').length === 1,
  },
];

export const chubbyClaims: readonly Claim[] = [...voting, ...mastering, ...serving, ...using];
