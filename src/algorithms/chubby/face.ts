/**
 * How Chubby looks: the cell above and its clients below, leases as two arcs (what is promised outside,
 * what its holder trusts inside), each client tied to its master. Data and pure functions of a state.
 */
import type {
  AnyMessage,
  Face,
  Json,
  KindFace,
  MessageFace,
  NodeId,
  Ornament,
  PartState,
  WorldView,
} from '../../engine/protocol';
import { majority, majorityReached } from '../shared/quorum';
import { authority } from './authority';
import { sentences } from './sentences';
import { en } from './texts';
import type { ChubbyParams, ClientState, ReplicaState } from './types';

function looks(
  word: string,
  initial: string,
  shape: MessageFace['shape'],
  colour: MessageFace['colour'],
): () => MessageFace {
  return () => ({ word: `word.${word}`, initial, shape, colour });
}

/** A yes or a no, by one field of the message. */
function answers(
  word: string,
  field: string,
  carries?: string,
): (message: AnyMessage) => MessageFace {
  return (message) => {
    const isYes = message[field] !== false && message[field] !== null;
    return {
      word: `word.${word}.${isYes ? 'yes' : 'no'}`,
      initial: isYes ? 'Y' : 'N',
      shape: isYes ? 'grant' : 'refusal',
      colour: isYes ? 'yes' : 'no',
      ...(carries !== undefined && isYes && { carries: Number(message[carries]) }),
    };
  };
}

/** The same with a number that it carries. */
function carrying(face: () => MessageFace, field: string): (message: AnyMessage) => MessageFace {
  return (message) => ({ ...face(), carries: Number(message[field]) });
}

const messages: Face['messages'] = {
  VOTE_REQ: looks('VOTE_REQ', 'V', 'request', 'ask'),
  VOTE: answers('VOTE', 'granted'),
  RENEW: looks('RENEW', 'R', 'routine', 'quiet'),
  RENEW_ACK: looks('RENEW_ACK', 'ok', 'routine', 'quiet'),
  WRITE: looks('WRITE', 'W', 'request', 'ask'),
  WRITE_ACK: looks('WRITE_ACK', 'ok', 'answer', 'yes'),
  WHO_IS_MASTER: looks('WHO_IS_MASTER', '?', 'request', 'ask'),
  MASTER: ({ master }) =>
    master === null
      ? { word: 'word.MASTER.none', initial: 'N', shape: 'refusal', colour: 'no' }
      : {
          ...{ word: 'word.MASTER', initial: 'M', shape: 'answer', colour: 'lead' },
          carries: String(master),
        },
  OPEN: looks('OPEN', 'O', 'request', 'ask'),
  OPENED: carrying(looks('OPENED', 'S', 'grant', 'yes'), 'session'),
  KEEPALIVE: looks('KEEPALIVE', 'K', 'request', 'quiet'),
  KEEPALIVE_REPLY: looks('KEEPALIVE_REPLY', 'K', 'grant', 'yes'),
  WRONG_EPOCH: carrying(looks('WRONG_EPOCH', 'E', 'refusal', 'no'), 'epoch'),
  SESSION_EXPIRED: looks('SESSION_EXPIRED', 'X', 'refusal', 'no'),
  ACQUIRE: looks('ACQUIRE', 'A', 'request', 'ask'),
  LOCK: answers('LOCK', 'generation', 'generation'),
  SET_CONTENTS: carrying(looks('SET_CONTENTS', 'P', 'request', 'lead'), 'generation'),
  CONTENTS_SET: answers('CONTENTS_SET', 'done', 'generation'),
  RELEASE: carrying(looks('RELEASE', 'F', 'announce', 'ask'), 'generation'),
};

const ROUTINE: readonly string[] = ['RENEW', 'RENEW_ACK'];

// -------------------------------------------------------------------------------- ornaments

function ofReplica(s: ReplicaState, world: WorldView, node: NodeId): readonly Ornament[] {
  const { leaseUs, lockDelayUs } = world.params as ChubbyParams;
  if (s.role === 'candidate') {
    const voteOf = (id: NodeId): 'yes' | 'no' | 'pending' => {
      const vote = s.votes.find((one) => one.node === id);
      if (vote === undefined) return 'pending';
      return vote.granted ? 'yes' : 'no';
    };
    return [
      {
        kind: 'voters',
        notch: majority(world.candidates.length),
        voters: world.candidates.map((id) => ({ node: id, vote: voteOf(id) })),
        label: 'mark.promises',
      },
    ];
  }
  if (s.role !== 'master' || s.leaseEnd === null) {
    const { belief, clock } = world.node(node);
    const isBound = s.promiseUntil !== null && s.promiseUntil > clock.localUs;
    // Whom it is bound to, while it knows no master: until then nobody else is elected.
    return isBound && s.promisedTo !== null && belief.leader === null
      ? [{ kind: 'backs', node: s.promisedTo, label: 'mark.promised' }]
      : [];
  }
  const delay: readonly Ornament[] =
    s.freeAt === null
      ? []
      : [
          {
            kind: 'arc',
            until: { untilUs: s.freeAt, clock: node },
            wholeUs: lockDelayUs,
            label: 'mark.lockDelay',
          },
        ];
  return [
    {
      kind: 'lease',
      wholeUs: leaseUs,
      holder: { untilUs: s.leaseEnd, clock: node },
      service: promisedBy(node, world),
      label: 'mark.lease',
    },
    ...delay,
  ];
}

/** The first instant from which no majority is left that promised this master anything. */
function promisedBy(
  master: NodeId,
  world: WorldView,
): { readonly untilUs: number; readonly clock: NodeId } | null {
  const ends = world.candidates.map((id) => {
    const { up, state, clock } = world.node(id);
    const { promisedTo, promiseUntil } = state as ReplicaState;
    const isBound = up && promisedTo === master && promiseUntil !== null;
    return { id, promiseUntil, left: isBound ? Math.max(0, promiseUntil - clock.localUs) : 0 };
  });
  const left = majorityReached(ends.map((end) => end.left));
  const last = ends.find((end) => end.left === left);
  if (left === 0 || last === undefined || last.promiseUntil === null) return null;
  return { untilUs: last.promiseUntil, clock: last.id };
}

function ofClient(s: ClientState, world: WorldView, node: NodeId): readonly Ornament[] {
  const { sessionLeaseUs, graceUs } = world.params as ChubbyParams;
  const found: Ornament[] = [];
  if (s.master !== null) found.push({ kind: 'tie', to: s.master, label: 'mark.tie' });
  if (s.holds !== null) {
    const spent = isTakenBack(s, world);
    found.push({ kind: 'token', value: s.holds, spent, label: 'mark.lock' });
  }
  if (s.status === 'jeopardy' && s.graceEnd !== null) {
    const until = { untilUs: s.graceEnd, clock: node };
    found.push({ kind: 'arc', until, wholeUs: graceUs, label: 'mark.grace', danger: true });
  } else if (s.leaseEnd !== null) {
    found.push({
      kind: 'lease',
      wholeUs: sessionLeaseUs,
      holder: { untilUs: s.leaseEnd, clock: node },
      service: keptBy(s, world),
      label: 'mark.session',
    });
  }
  return found;
}

/** True if the cell would turn the sequencer of this client away. */
function isTakenBack({ holds, session }: ClientState, world: WorldView): boolean {
  const master = authority(world)?.leader;
  if (master === undefined) return false;
  const { generation, holder } = (world.node(master).state as ReplicaState).stable.database;
  return generation !== holds || holder !== session;
}

/** Until when the master of this client keeps its session. */
function keptBy(
  { master, session }: ClientState,
  world: WorldView,
): { readonly untilUs: number; readonly clock: NodeId } | null {
  if (master === null || !world.candidates.includes(master) || !world.node(master).up) return null;
  const { leases } = world.node(master).state as ReplicaState;
  const lease = leases.find((one) => one.session === session);
  return lease === undefined ? null : { untilUs: lease.endUs, clock: master };
}

// -------------------------------------------------------------------------------- variables

function one(name: string, value: Json, durable = false) {
  return { name, value, durable, help: `var.${name}` };
}

const ms = (us: number | null): Json => (us === null ? null : `${us / 1000} ms`);

function replicaVariables(state: PartState): ReturnType<Face['variables']> {
  const s = state as ReplicaState;
  const { promisedBallot, acceptedMaster, acceptedBallot, version, database } = s.stable;
  return [
    one('promisedBallot', promisedBallot, true),
    one('acceptedMaster', acceptedMaster, true),
    one('acceptedBallot', acceptedBallot, true),
    one('version', version, true),
    one('masterEpoch', database.epoch, true),
    one(
      'sessions',
      database.sessions.map(({ session, client }) => `${session}: ${client}`),
      true,
    ),
    one('generation', database.generation, true),
    one('holder', database.holder, true),
    one('delayed', database.delayed, true),
    one('primary', database.primary, true),
    one('role', s.role),
    one('master', s.master),
    one('promiseUntil', ms(s.promiseUntil)),
    one('promisedTo', s.promisedTo),
    one('waitUntil', ms(s.waitUntil)),
    one('ballot', s.ballot),
    one('leaseEnd', ms(s.leaseEnd)),
    one('stage', s.stage),
    one('committed', s.committed),
    one(
      'leases',
      s.leases.map(({ session, endUs }) => `${session}: ${endUs / 1000} ms`),
    ),
    one('freeAt', ms(s.freeAt)),
  ];
}

function clientVariables(state: PartState): ReturnType<Face['variables']> {
  const s = state as ClientState;
  return [
    one('id', s.stable.id, true),
    one('status', s.status),
    one('session', s.session),
    one('epoch', s.epoch),
    one('master', s.master),
    one('sessionEnd', ms(s.leaseEnd)),
    one('graceEnd', ms(s.graceEnd)),
    one('sequencer', s.holds),
    one('primary', s.primary),
    one('acks', [...s.acks]),
  ];
}

const client: KindFace = {
  glyph: 'client',
  word: 'kind.client',
  place: 'main',
  badge: (state) => ({ word: 'badge.epoch', value: (state as ClientState).epoch }),
  variables: clientVariables,
};

export const face: Face = {
  roles: {
    waiting: { glyph: 'waiting', word: 'role.waiting' },
    replica: { glyph: 'plain', word: 'role.replica' },
    candidate: { glyph: 'hand', word: 'role.candidate' },
    master: { glyph: 'crown', word: 'role.master' },
    outside: { glyph: 'plain', word: 'role.outside' },
    client: { glyph: 'plain', word: 'role.client' },
    primary: { glyph: 'keeps', word: 'role.primary' },
    jeopardy: { glyph: 'waiting', word: 'role.jeopardy' },
    expired: { glyph: 'waiting', word: 'role.expired' },
  },
  kinds: {
    replica: { glyph: 'store', word: 'kind.replica', place: 'service' },
    client,
  },
  messages,
  routine: ({ type }) => ROUTINE.includes(type),
  waits: {
    backoff: { word: 'wait.backoff', arc: true },
    promise: { word: 'wait.promise', arc: false, detection: true },
    wait: { word: 'wait.wait', arc: true },
    lease: { word: 'wait.lease', arc: false },
    renew: { word: 'wait.renew', arc: false },
    takeOver: { word: 'wait.takeOver', arc: false },
    hold: { word: 'wait.hold', arc: false },
    session: { word: 'wait.session', arc: false },
    lockDelay: { word: 'wait.lockDelay', arc: false },
    seek: { word: 'wait.seek', arc: false },
    clientLease: { word: 'wait.clientLease', arc: false },
    grace: { word: 'wait.grace', arc: false },
  },
  periods: (params) => {
    const { renewEveryUs, leaseUs, backoffUs } = params as ChubbyParams;
    return { routineUs: renewEveryUs, detectionUs: leaseUs + backoffUs[1] };
  },
  attemptWord: 'badge.ballot',
  badge: (state) => ({
    word: 'badge.epoch',
    value: (state as ReplicaState).stable.database.epoch,
  }),
  sentences,
  variables: replicaVariables,
  ornaments: (state, world, node) =>
    world.node(node).kind === 'client'
      ? ofClient(state as ClientState, world, node)
      : ofReplica(state as ReplicaState, world, node),
  about: {
    assumes: ['about.assumes.1', 'about.assumes.2'],
    differs: ['about.differs.1', 'about.differs.2', 'about.differs.3', 'about.differs.4'],
  },
  layout: 'tiers',
  texts: { en },
};
