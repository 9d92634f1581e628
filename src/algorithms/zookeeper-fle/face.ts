/**
 * How ZooKeeper's election looks: who votes like a server, its wait for better votes, the log. Data and
 * pure functions of a state; nothing is drawn here.
 */
import type {
  AnyMessage,
  Face,
  Json,
  MessageFace,
  NodeId,
  Ornament,
  PartState,
  WorldView,
} from '../../engine/protocol';
import { at } from '../../lib/list';
import { majority } from '../shared/quorum';
import { sentences } from './sentences';
import { en } from './texts';
import type { AckEpoch, FleParams, FleState, Log, Notification } from './types';
import { isSame } from './votes';
import { epochOf, lengthUpTo, shownZxid } from './zxid';

/** As many cells of a log as fit beside a node. */
const CELLS = 8;
/** As many transactions as the Node panel lists. */
const LISTED = 12;

function look(
  word: string,
  initial: string,
  shape: MessageFace['shape'],
  colour: MessageFace['colour'],
): MessageFace {
  return { word: `word.${word}`, initial, shape, colour };
}

const VOTES: { readonly [state: string]: MessageFace } = {
  LOOKING: look('looking', 'V', 'request', 'ask'),
  FOLLOWING: look('following', 'F', 'answer', 'quiet'),
  LEADING: look('leading', 'L', 'announce', 'lead'),
};
const JOIN = look('followerInfo', 'J', 'request', 'ask');
const EPOCH = look('leaderInfo', 'E', 'announce', 'lead');
const AGREED = look('ackEpoch', 'Y', 'grant', 'yes');
const KNOWN = look('ackEpochAgain', 'K', 'answer', 'quiet');
const NEW_LEADER = look('newLeader', 'N', 'announce', 'lead');
const STORED = look('ack', 'S', 'grant', 'yes');
const UP_TO_DATE = look('upToDate', 'U', 'announce', 'lead');
const PROPOSAL = look('proposal', 'P', 'announce', 'lead');
const COMMIT = look('commit', 'C', 'announce', 'lead');
const PING = look('ping', 'p', 'routine', 'quiet');
const CLOSED = look('close', 'X', 'refusal', 'no');

/** A vote shows whom it names; the panel has its epoch and transaction. */
function vote(message: AnyMessage): MessageFace {
  const { leader, state } = message as AnyMessage & Notification;
  return { ...(VOTES[state] ?? CLOSED), carries: leader };
}

const numbered =
  (face: MessageFace) =>
  ({ epoch }: AnyMessage): MessageFace => ({ ...face, carries: Number(epoch) });

/** Who is known to vote like this server: agreeing, voting otherwise, not heard of. */
function voters(s: FleState, world: WorldView): Ornament {
  const wanted = { ...s.vote, round: s.round, state: s.state };
  return {
    kind: 'voters',
    notch: majority(world.candidates.length),
    label: 'fle.votes',
    voters: world.candidates.map((node) => {
      const said = s.recvset[node];
      return { node, vote: said === undefined ? 'pending' : isSame(said, wanted) ? 'yes' : 'no' };
    }),
  };
}

/** Who has joined a server that is elected: at first by agreeing on the epoch, then on the log. */
function joined(s: FleState, world: WorldView): Ornament {
  const isIn = (node: NodeId): boolean => {
    const learner = s.learners[node];
    if (s.zab === 'SYNCHRONIZATION') return learner !== undefined && learner.acked !== null;
    return s.epoch > 0 ? learner?.counts === true : learner !== undefined;
  };
  return {
    kind: 'voters',
    notch: majority(world.candidates.length),
    label: 'fle.joined',
    voters: world.candidates.map((node) => ({ node, vote: isIn(node) ? 'yes' : 'pending' })),
  };
}

/** The last cells of a log, each with its epoch. */
function cells({ stable: { log }, committed }: FleState): Ornament {
  const from = Math.max(0, log.length - CELLS);
  const shown: number[] = [];
  for (let i = from; i < log.length; i++) shown.push(epochOf(at(log, i)?.zxid ?? 0));
  return {
    kind: 'log',
    first: from + 1,
    cells: shown,
    committed: Math.max(0, lengthUpTo(log, committed)),
  };
}

function ornaments(state: PartState, world: WorldView): readonly Ornament[] {
  const s = state as FleState;
  const worn: Ornament[] = [];
  // Once a quorum agrees, the wait for better votes takes the ring.
  if (s.finalizing) worn.push({ kind: 'window', timer: 'finalize', label: 'wait.finalize' });
  else if (s.state === 'LOOKING') worn.push(voters(s, world));
  if (s.state === 'LEADING' && s.zab !== 'BROADCAST') worn.push(joined(s, world));
  if (s.stable.log.length > 0) worn.push(cells(s));
  return worn;
}

function requestText(command: string | null): string {
  if (command === null) return 'from before';
  const op = JSON.parse(command) as { put?: readonly [string, string]; get?: string };
  if (op.put !== undefined) return `${op.put[0]} = ${op.put[1]}`;
  return op.get === undefined ? command : `read ${op.get}`;
}

function listed(log: Log): Json {
  const from = Math.max(0, log.length - LISTED);
  const lines: string[] = from > 0 ? [`... ${from} more`] : [];
  for (let i = from; i < log.length; i++) {
    const entry = at(log, i);
    if (entry !== undefined) lines.push(`${shownZxid(entry.zxid)}: ${requestText(entry.command)}`);
  }
  return lines;
}

/** A vote as one line: whom, in which epoch, with which last transaction. */
function voteText({ leader, peerEpoch, zxid }: FleState['vote']): string {
  return `${leader} (epoch ${peerEpoch}, transaction ${shownZxid(zxid)})`;
}

function votesText(votes: FleState['recvset'], world: readonly NodeId[]): Json {
  return world.flatMap((node) => {
    const vote = votes[node];
    return vote === undefined ? [] : [`${node}, ${vote.state}: ${voteText(vote)}`];
  });
}

function variables(state: PartState): ReturnType<Face['variables']> {
  const s = state as FleState;
  const one = (name: string, value: Json, durable = false) => {
    return { name, value, durable, help: `var.${name}` };
  };
  const all = [
    one('acceptedEpoch', s.stable.acceptedEpoch, true),
    one('currentEpoch', s.stable.currentEpoch, true),
    one('log', listed(s.stable.log), true),
    one('state', s.state),
    one('zab', s.zab),
    one('round', s.round),
    one('vote', voteText(s.vote)),
    one('committed', shownZxid(s.committed)),
  ];
  if (s.state === 'LOOKING') {
    // Names in the order in which they came in: this is shown and decides nothing.
    all.push(one('recvset', votesText(s.recvset, Object.keys(s.recvset))));
    all.push(one('outofelection', votesText(s.outofelection, Object.keys(s.outofelection))));
  }
  if (s.state === 'LEADING') {
    all.push(one('epoch', s.epoch), one('learners', Object.keys(s.learners)));
  }
  return all;
}

export const face: Face = {
  roles: {
    looking: { glyph: 'waiting', word: 'role.looking' },
    joining: { glyph: 'plain', word: 'role.joining' },
    following: { glyph: 'plain', word: 'role.following' },
    elected: { glyph: 'hand', word: 'role.elected' },
    leading: { glyph: 'crown', word: 'role.leading' },
  },
  messages: {
    NOTIFICATION: vote,
    FOLLOWERINFO: () => JOIN,
    LEADERINFO: numbered(EPOCH),
    ACKEPOCH: (m) => ((m as AnyMessage & AckEpoch).currentEpoch === null ? KNOWN : AGREED),
    NEWLEADER: numbered(NEW_LEADER),
    ACK: () => STORED,
    UPTODATE: numbered(UP_TO_DATE),
    PROPOSAL: () => PROPOSAL,
    COMMIT: () => COMMIT,
    PING: () => PING,
    CLOSE: () => CLOSED,
  },
  routine: ({ type }) => type === 'PING',
  waits: {
    syncLimit: { word: 'wait.syncLimit', arc: true, detection: true },
    finalize: { word: 'wait.finalize', arc: false },
    resend: { word: 'wait.resend', arc: false },
    connect: { word: 'wait.connect', arc: false },
    initLimit: { word: 'wait.initLimit', arc: false },
    ping: { word: 'wait.ping', arc: false },
  },
  periods: (params) => {
    const { pingEveryUs, syncLimitUs } = params as FleParams;
    return { routineUs: pingEveryUs, detectionUs: syncLimitUs };
  },
  badge: (state) => ({ word: 'badge.epoch', value: (state as FleState).stable.acceptedEpoch }),
  sentences,
  variables,
  ornaments,
  about: {
    assumes: ['about.assumes.1', 'about.assumes.2'],
    differs: ['about.differs.1', 'about.differs.2', 'about.differs.3', 'about.differs.4'],
  },
  layout: 'circle',
  texts: { en },
};
