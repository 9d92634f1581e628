/**
 * How Raft looks: glyphs, pills, arcs, the quorum ring, the cells of a log. Data and pure functions
 * of a state; nothing is drawn here.
 */
import type {
  AnyMessage,
  Face,
  Json,
  MessageFace,
  NodeId,
  Ornament,
  PartState,
  Us,
  WorldView,
} from '../../engine/protocol';
import { at } from '../../lib/list';
import { majority } from '../shared/quorum';
import { lastIndex } from './log';
import { sentences } from './sentences';
import { en } from './texts';
import type {
  Answer,
  AppendEntries,
  AppendEntriesReply,
  Entry,
  Log,
  PreVoteReply,
  RaftParams,
  RaftState,
  RequestVoteReply,
} from './types';

/** As many cells of a log as fit beside a node. */
const CELLS = 8;
/** As many entries as the Node panel lists. */
const LISTED = 12;

const ASK: MessageFace = {
  word: 'word.requestVote',
  initial: 'V',
  shape: 'request',
  colour: 'ask',
};
const YES: MessageFace = { word: 'word.yes', initial: 'Y', shape: 'grant', colour: 'yes' };
const NO: MessageFace = { word: 'word.no', initial: 'N', shape: 'refusal', colour: 'no' };
const HEARTBEAT: MessageFace = {
  word: 'word.heartbeat',
  initial: 'H',
  shape: 'routine',
  colour: 'lead',
};
const ENTRIES: MessageFace = {
  word: 'word.entries',
  initial: 'E',
  shape: 'announce',
  colour: 'lead',
};
const OK: MessageFace = { word: 'word.ok', initial: 'O', shape: 'answer', colour: 'quiet' };
const OLD_TERM: MessageFace = {
  word: 'word.oldTerm',
  initial: 'T',
  shape: 'refusal',
  colour: 'no',
};
const GO_BACK: MessageFace = { word: 'word.goBack', initial: 'G', shape: 'refusal', colour: 'no' };

const PRE_VOTE: MessageFace = {
  word: 'word.preVote',
  initial: 'P',
  shape: 'request',
  colour: 'ask',
};
const WOULD: MessageFace = { word: 'word.would', initial: 'y', shape: 'grant', colour: 'yes' };
const WOULD_NOT: MessageFace = {
  word: 'word.wouldNot',
  initial: 'n',
  shape: 'refusal',
  colour: 'no',
};
const STAND_NOW: MessageFace = {
  word: 'word.timeoutNow',
  initial: 'S',
  shape: 'announce',
  colour: 'lead',
};

function isHeartbeat(message: AnyMessage): boolean {
  return (message as AnyMessage & AppendEntries).entries.length === 0;
}

function isRoutine(message: AnyMessage): boolean {
  if (message.type === 'AppendEntries') return isHeartbeat(message);
  if (message.type !== 'AppendEntriesReply') return false;
  return (message as AnyMessage & AppendEntriesReply).success;
}

function answer({ success, hint }: AppendEntriesReply): MessageFace {
  if (success) return OK;
  return hint === null ? OLD_TERM : GO_BACK;
}

/** The quorum ring of a candidate or pre-candidate: one segment per voter. */
function voters(s: RaftState, world: WorldView): Ornament {
  return {
    kind: 'voters',
    notch: majority(world.candidates.length),
    voters: world.candidates.map((node) => {
      const vote = s.votes[node];
      return { node, vote: vote === undefined ? 'pending' : vote ? 'yes' : 'no' };
    }),
    ...(s.role === 'precandidate' && { label: 'mark.preVotes' }),
  };
}

/** The lease of a leader runs down on its own clock. A full ring: what it had when it was renewed. */
function lease(s: RaftState, node: NodeId): Ornament {
  const until = { untilUs: s.leaseUntilUs, clock: node };
  return { kind: 'arc', until, wholeUs: s.leaseLengthUs, label: 'mark.lease' };
}

/** The last cells of a log. */
function cells(s: RaftState): Ornament {
  const { log } = s.stable;
  const from = Math.max(0, lastIndex(log) - CELLS);
  const shown: number[] = [];
  for (let i = from; i < lastIndex(log); i++) shown.push(at(log, i)?.term ?? 0);
  return { kind: 'log', first: from + 1, cells: shown, committed: s.commitIndex };
}

function ornaments(state: PartState, world: WorldView, node: NodeId): readonly Ornament[] {
  const s = state as RaftState;
  const worn: Ornament[] = [];
  if (s.role === 'candidate' || s.role === 'precandidate') worn.push(voters(s, world));
  if (s.role === 'leader' && s.leaseUntilUs > 0) worn.push(lease(s, node));
  const { votedFor } = s.stable;
  if (s.role === 'follower' && s.leaderHint === null && votedFor !== null) {
    worn.push({ kind: 'backs', node: votedFor });
  }
  if (lastIndex(s.stable.log) > 0) worn.push(cells(s));
  return worn;
}

/** A request as a person would write it: `x = 1`, `read x`. */
function requestText(entry: Entry): string {
  if (entry.command === null) return '(empty)';
  const op = JSON.parse(entry.command) as { put?: readonly [string, string]; get?: string };
  if (op.put !== undefined) return `${op.put[0]} = ${op.put[1]}`;
  return op.get === undefined ? entry.command : `read ${op.get}`;
}

function listed(log: Log): Json {
  const from = Math.max(0, lastIndex(log) - LISTED);
  const lines: string[] = from > 0 ? [`... ${from} more`] : [];
  for (let i = from; i < lastIndex(log); i++) {
    const entry = at(log, i);
    if (entry !== undefined) lines.push(`${i + 1}: ${requestText(entry)} (term ${entry.term})`);
  }
  return lines;
}

function inMs(us: Us): number {
  return Math.round(us / 1000);
}

function answerText({ key, value, index }: Answer): string {
  return `${key} = ${value ?? 'nothing'} (after entry ${index})`;
}

function variables(state: PartState): ReturnType<Face['variables']> {
  const s = state as RaftState;
  const one = (name: string, value: Json, durable = false) => {
    return { name, value, durable, help: `var.${name}` };
  };
  const all = [
    one('currentTerm', s.stable.currentTerm, true),
    one('votedFor', s.stable.votedFor, true),
    one('log', listed(s.stable.log), true),
    one('role', s.role),
    one('leaderHint', s.leaderHint),
    one('commitIndex', s.commitIndex),
    one('lastApplied', s.lastApplied),
    one('machine', s.machine),
  ];
  if (s.role === 'candidate' || s.role === 'precandidate') all.push(one('votes', s.votes));
  if (s.role === 'leader') {
    all.push(one('nextIndex', s.nextIndex), one('matchIndex', s.matchIndex));
    if (Object.keys(s.active).length > 0) all.push(one('active', s.active));
    if (s.round > 0) all.push(one('round', s.round), one('answeredRound', s.answeredRound));
    if (s.leaseUntilUs > 0) all.push(one('leaseUntil', inMs(s.leaseUntilUs)));
    if (s.transferee !== null) all.push(one('transferee', s.transferee));
  }
  if (s.reading.length > 0)
    all.push(
      one(
        'reading',
        s.reading.map(({ key }) => key),
      ),
    );
  if (s.answered.length > 0) all.push(one('answered', s.answered.map(answerText)));
  return all;
}

export const face: Face = {
  roles: {
    follower: { glyph: 'plain', word: 'role.follower' },
    precandidate: { glyph: 'electing', word: 'role.precandidate' },
    candidate: { glyph: 'hand', word: 'role.candidate' },
    leader: { glyph: 'crown', word: 'role.leader' },
  },
  messages: {
    RequestVote: () => ASK,
    RequestVoteReply: (m) => ((m as AnyMessage & RequestVoteReply).granted ? YES : NO),
    AppendEntries: (m) => (isHeartbeat(m) ? HEARTBEAT : ENTRIES),
    AppendEntriesReply: (m) => answer(m as AnyMessage & AppendEntriesReply),
    PreVote: () => PRE_VOTE,
    PreVoteReply: (m) => ((m as AnyMessage & PreVoteReply).granted ? WOULD : WOULD_NOT),
    TimeoutNow: () => STAND_NOW,
  },
  routine: isRoutine,
  waits: {
    election: { word: 'wait.election', arc: true, detection: true },
    heartbeat: { word: 'wait.heartbeat', arc: false },
    quorum: { word: 'wait.quorum', arc: false },
    lease: { word: 'wait.lease', arc: false },
    transfer: { word: 'wait.transfer', arc: true },
  },
  periods: (params) => {
    const { heartbeatUs, electionTimeoutUsMax } = params as RaftParams;
    return { routineUs: heartbeatUs, detectionUs: electionTimeoutUsMax };
  },
  badge: (state) => ({ word: 'badge.term', value: (state as RaftState).stable.currentTerm }),
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
