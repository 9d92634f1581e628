/**
 * How PaxosLease looks: who is open to a proposer and who has accepted, the lease as its holder and as the
 * acceptors count it, the silence after a restart. Data and pure functions of a state.
 */
import type {
  AnyMessage,
  Face,
  Json,
  MessageFace,
  NodeId,
  Ornament,
  PartState,
  Until,
  WorldView,
} from '../../../engine/protocol';
import { majority } from '../../shared/quorum';
import { holdsLease } from './authority';
import { placeOf, runOf } from './ballot';
import { sentences } from './sentences';
import { en } from './texts';
import type { LeaseParams, LeaseState } from './types';

const FREE: MessageFace = {
  word: 'word.lease.prepare',
  initial: 'P',
  shape: 'request',
  colour: 'ask',
};
const MORE: MessageFace = { ...FREE, word: 'word.lease.prepareMore' };
const OPEN: MessageFace = { word: 'word.lease.open', initial: 'F', shape: 'grant', colour: 'yes' };
const HELD: MessageFace = { word: 'word.lease.held', initial: 'H', shape: 'refusal', colour: 'no' };
const TAKE: MessageFace = {
  word: 'word.lease.propose',
  initial: 'T',
  shape: 'request',
  colour: 'ask',
};
const ACCEPTED: MessageFace = {
  word: 'word.lease.accepted',
  initial: 'A',
  shape: 'grant',
  colour: 'yes',
};
const NACK: MessageFace = { word: 'word.lease.nack', initial: 'N', shape: 'refusal', colour: 'no' };
const RELEASE: MessageFace = {
  word: 'word.lease.release',
  initial: 'R',
  shape: 'announce',
  colour: 'lead',
};
const LEARN: MessageFace = {
  word: 'word.lease.learn',
  initial: 'L',
  shape: 'announce',
  colour: 'lead',
};

/** The ballot as short as it can be told: run counter and place of the proposer. */
function short(ballot: unknown): string {
  return `${runOf(Number(ballot))}.${placeOf(Number(ballot))}`;
}

const withBallot =
  (face: MessageFace, field = 'b') =>
  (message: AnyMessage): MessageFace => ({ ...face, carries: short(message[field]) });

const messages: Face['messages'] = {
  Prepare: (m) => withBallot(m['extends'] === true ? MORE : FREE)(m),
  PrepareReply: (m) =>
    m['owner'] === null || placeOf(Number(m['accepted'])) === placeOf(Number(m['b']))
      ? withBallot(OPEN)(m)
      : { ...HELD, carries: String(m['owner']) },
  Propose: withBallot(TAKE),
  ProposeReply: withBallot(ACCEPTED),
  Nack: withBallot(NACK, 'maxBal'),
  Release: withBallot(RELEASE),
  Learn: (m) => ({ ...LEARN, carries: `n${placeOf(Number(m['b']))}` }),
};

/** What keeps an acceptor from giving the lease to anybody else, and until when in true time. */
function shield(
  world: WorldView,
  id: NodeId,
  owner: NodeId,
): { readonly until: Until; readonly dueUs: number } | null {
  const { up, state, timers } = world.node(id);
  if (!up) return null;
  const { silent, accepted } = state as LeaseState;
  const timer = silent ? 'silence' : accepted?.owner === owner ? 'accepted' : null;
  const found = timers.find(({ name }) => name === timer);
  return found === undefined ? null : { until: { timer: found.name, of: id }, dueUs: found.dueUs };
}

/** Until when so many acceptors keep the lease for its holder that nobody else can find a majority open. */
function protectedUntil(world: WorldView, owner: NodeId): Until | null {
  const all = world.candidates;
  const shields = all
    .flatMap((id) => shield(world, id, owner) ?? [])
    .sort((a, b) => b.dueUs - a.dueUs);
  // Nodes that are down answer nobody.
  const down = all.filter((id) => !world.node(id).up).length;
  const needed = all.length - majority(all.length) + 1 - down;
  return (needed < 1 ? shields[0] : shields[needed - 1])?.until ?? null;
}

function answers(
  { candidates }: WorldView,
  yes: readonly NodeId[],
  no: readonly NodeId[],
  label: string,
): Ornament {
  return {
    kind: 'voters',
    notch: majority(candidates.length),
    voters: candidates.map((node) => ({
      node,
      vote: yes.includes(node) ? 'yes' : no.includes(node) ? 'no' : 'pending',
    })),
    label,
  };
}

function ornaments(state: PartState, world: WorldView, node: NodeId): readonly Ornament[] {
  const s = state as LeaseState;
  const wholeUs = (world.params as LeaseParams).leaseUs;
  if (s.held !== null) {
    const holder: Until = { timer: 'lease', of: node, key: s.held.timer };
    const service = protectedUntil(world, node);
    return [{ kind: 'lease', wholeUs, holder, service, label: 'lease.lease' }];
  }
  if (s.phase === 'prepare') return [answers(world, s.open, s.against, 'lease.open')];
  if (s.phase === 'propose') return [answers(world, s.accepts, s.against, 'lease.accepts')];
  if (s.silent) return [{ kind: 'window', timer: 'silence', label: 'lease.silence' }];
  const { accepted } = s;
  // What is left of the lease of one that has gone: until then nobody else can have it.
  if (accepted === null || holdsLease(world, accepted.owner)) return [];
  return [{ kind: 'arc', until: { timer: 'accepted', of: node }, wholeUs, label: 'lease.left' }];
}

function one(name: string, value: Json, durable = false, help = name) {
  return { name, value, durable, help: `var.${help}` };
}

/** Ballots without the list of nodes: by run counter and place. */
function variables(state: PartState): ReturnType<Face['variables']> {
  const s = state as LeaseState;
  const ballot = (b: number | undefined): Json => (b === undefined || b === 0 ? null : short(b));
  return [
    one('restarts', s.stable.restarts, true),
    one('run', s.run),
    one('phase', s.phase),
    one('ballot', ballot(s.ballot)),
    one('open', [...s.open]),
    one('against', [...s.against]),
    one('accepts', [...s.accepts]),
    one('held', ballot(s.held?.ballot)),
    one('silent', s.silent),
    one('highestPromised', ballot(s.promised), false, 'promised'),
    one(
      'acceptedProposal',
      s.accepted === null ? null : `${s.accepted.owner}, ${short(s.accepted.ballot)}`,
    ),
    one('hint', s.hint?.owner ?? null),
  ];
}

export const leaseFace: Face = {
  roles: {
    waiting: { glyph: 'plain', word: 'role.waiting' },
    preparing: { glyph: 'hand', word: 'role.preparing' },
    proposing: { glyph: 'electing', word: 'role.proposing' },
    follower: { glyph: 'plain', word: 'role.follower' },
    leader: { glyph: 'crown', word: 'role.leader' },
  },
  messages,
  routine: (m) => m['extends'] === true || (m.type === 'Learn' && m['b'] !== m['first']),
  waits: {
    retry: { word: 'wait.retry', arc: true },
    extend: { word: 'wait.extend', arc: false },
    lease: { word: 'wait.lease', arc: false },
    accepted: { word: 'wait.accepted', arc: false },
    silence: { word: 'wait.silence', arc: false },
    hint: { word: 'wait.hint', arc: false, detection: true },
  },
  periods: (params) => {
    const { leaseUs, retryUsMax } = params as LeaseParams;
    return { routineUs: Math.ceil(leaseUs / 7), detectionUs: leaseUs + retryUsMax };
  },
  badge: () => null,
  sentences,
  variables,
  ornaments,
  about: {
    assumes: ['about.assumes.1', 'about.assumes.2'],
    differs: ['about.differs.1', 'about.differs.2', 'about.differs.3'],
  },
  layout: 'circle',
  texts: { en },
};
