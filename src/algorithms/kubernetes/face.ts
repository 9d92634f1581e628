/**
 * How the Kubernetes leader election looks: the API server above, the candidates below, the lease of a
 * leader as two arcs. Data and pure functions of a state.
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
  Until,
  WorldView,
} from '../../engine/protocol';
import { isMine } from './electing';
import { SERVER, longestRetry } from './params';
import { sentences } from './sentences';
import { en } from './texts';
import type { CandidateState, KubernetesParams, ServerState, Stored } from './types';

function look(
  word: string,
  initial: string,
  shape: MessageFace['shape'],
  colour: MessageFace['colour'],
): MessageFace {
  return { word: `word.${word}`, initial, shape, colour };
}

const written = ({ done }: AnyMessage): MessageFace =>
  done === true ? look('written', 'Y', 'grant', 'yes') : look('refused', 'N', 'refusal', 'no');

const carrying = (face: MessageFace, { leaderTransitions }: AnyMessage): MessageFace => ({
  ...face,
  carries: Number(leaderTransitions),
});

const messages: Face['messages'] = {
  Get: () => look('Get', 'G', 'request', 'quiet'),
  GetReply: (message) =>
    message['found'] === true
      ? carrying(look('GetReply', 'R', 'answer', 'quiet'), message)
      : look('GetReply.none', 'N', 'answer', 'quiet'),
  Create: (message) => carrying(look('Create', 'C', 'request', 'ask'), message),
  CreateReply: written,
  Update: (message) =>
    message['holder'] === null
      ? look('Update.free', 'F', 'announce', 'ask')
      : carrying(look('Update.renew', 'U', 'request', 'ask'), message),
  UpdateReply: written,
};

// -------------------------------------------------------------------------------- ornaments

/** What the API server has stored. */
const storedIn = (world: WorldView): Stored => world.node(SERVER).durable as Stored;

/**
 * The first instant at which another candidate would take the record over, and on whose clock. Who has not
 * read it as it is will read it before it writes, and then waits for a whole lease.
 */
function takenFrom(leader: NodeId, world: WorldView): Until {
  const { leaseUs } = world.params as KubernetesParams;
  const { resourceVersion } = storedIn(world);
  const whole = { untilUs: world.node(leader).clock.localUs + leaseUs, clock: leader };
  let first: { readonly untilUs: number; readonly clock: NodeId } | null = null;
  let least = Infinity;
  for (const id of world.candidates) {
    const { up, state, clock } = world.node(id);
    const { observedTime, version } = state as CandidateState;
    if (id === leader || !up || observedTime === null || version !== resourceVersion) continue;
    const left = observedTime + leaseUs - clock.localUs;
    if (left >= least) continue;
    least = left;
    first = { untilUs: observedTime + leaseUs, clock: id };
  }
  return first ?? whole;
}

function ofCandidate(s: CandidateState, world: WorldView, node: NodeId): readonly Ornament[] {
  const { leaseUs } = world.params as KubernetesParams;
  const found: Ornament[] = [{ kind: 'tie', to: SERVER, label: 'mark.tie' }];
  if (s.leading && s.deadline !== null) {
    const isHolder = storedIn(world).record?.holder === s.identity;
    found.push({
      kind: 'lease',
      wholeUs: leaseUs,
      holder: { untilUs: s.deadline, clock: node },
      service: isHolder ? takenFrom(node, world) : null,
      label: 'mark.lease',
    });
    const value = s.observed?.leaderTransitions ?? 0;
    found.push({ kind: 'token', value, spent: !isHolder, label: 'mark.transitions' });
  } else if (s.observed !== null && s.observed.holder !== null && s.observedTime !== null) {
    if (isMine(s)) return found;
    const until = { untilUs: s.observedTime + leaseUs, clock: node };
    found.push({ kind: 'arc', until, wholeUs: leaseUs, label: 'mark.observed' });
  }
  return found;
}

function ofServer({ stable: { record } }: ServerState): readonly Ornament[] {
  if (record === null) return [];
  return [{ kind: 'token', value: record.leaderTransitions, label: 'mark.transitions' }];
}

// -------------------------------------------------------------------------------- variables

function one(name: string, value: Json, durable = false) {
  return { name, value, durable, help: `var.${name}` };
}

const ms = (us: number | null | undefined): Json =>
  us === null || us === undefined ? null : `${us / 1000} ms`;

function candidateVariables(state: PartState): ReturnType<Face['variables']> {
  const s = state as CandidateState;
  return [
    one('identity', s.identity),
    one('leading', s.leading),
    one('observedHolder', s.observed?.holder ?? null),
    one('leaderTransitions', s.observed?.leaderTransitions ?? null),
    one('observedVersion', s.version),
    one('observedTime', ms(s.observedTime)),
    one('deadline', ms(s.deadline)),
    one('request', s.pending?.what ?? null),
  ];
}

function serverVariables(state: PartState): ReturnType<Face['variables']> {
  const { record, resourceVersion } = (state as ServerState).stable;
  return [
    one('holder', record?.holder ?? null, true),
    one('leaderTransitions', record?.leaderTransitions ?? null, true),
    one('resourceVersion', resourceVersion, true),
    one('leaseDuration', ms(record?.leaseDuration), true),
    one('acquireTime', ms(record?.acquireTime), true),
    one('renewTime', ms(record?.renewTime), true),
  ];
}

const replica: KindFace = {
  glyph: 'store',
  word: 'kind.replica',
  place: 'service',
  badge: (state) => {
    const value = (state as ServerState).stable.resourceVersion;
    return { word: 'badge.version', value };
  },
  variables: serverVariables,
};

export const face: Face = {
  roles: {
    server: { glyph: 'plain', word: 'role.server' },
    standby: { glyph: 'plain', word: 'role.standby' },
    leader: { glyph: 'crown', word: 'role.leader' },
  },
  kinds: { replica, candidate: { glyph: 'server', word: 'kind.candidate', place: 'main' } },
  messages,
  // Every try is a message there and one back, day and night.
  routine: ({ type, done, holder, found }) => {
    if (type === 'Get') return true;
    if (type === 'GetReply') return found === true && holder !== null;
    return type === 'UpdateReply' && done === true;
  },
  waits: {
    retry: { word: 'wait.retry', arc: false, detection: true },
    call: { word: 'wait.call', arc: false },
    renewDeadline: { word: 'wait.renewDeadline', arc: false },
  },
  periods: (params) => {
    const of = params as KubernetesParams;
    return { routineUs: of.retryUs, detectionUs: of.leaseUs + 2 * longestRetry(of) };
  },
  attemptWord: 'attempt.transition',
  badge: (state) => {
    const { observed } = state as CandidateState;
    if (observed === null) return null;
    return { word: 'badge.transitions', value: observed.leaderTransitions };
  },
  sentences,
  variables: candidateVariables,
  ornaments: (state, world, node) =>
    world.node(node).kind === 'replica'
      ? ofServer(state as ServerState)
      : ofCandidate(state as CandidateState, world, node),
  about: {
    assumes: ['about.assumes.1', 'about.assumes.2', 'about.assumes.3'],
    differs: ['about.differs.1', 'about.differs.2', 'about.differs.3'],
  },
  layout: 'tiers',
  texts: { en },
};
