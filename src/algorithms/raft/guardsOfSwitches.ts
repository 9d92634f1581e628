/**
 * The conditions of what is not in Figure 2: PreVote, CheckQuorum, leases, reads and leadership transfer,
 * with their values, as in `guards.ts`. What a request or an action asked for is in no step; it is read from
 * what became of it.
 */
import type { Guard, Guards, Step } from '../../engine/protocol';
import {
  compares,
  differs,
  either,
  equals,
  guard,
  onEvent,
  onMessage,
  onTimer,
} from '../shared/guards';
import type { Ask } from '../shared/guards';
import { majority } from '../shared/quorum';
import { confirmedRound } from './contact';
import {
  adopted,
  ballot,
  ignored,
  ignoring,
  leading,
  led,
  localNow,
  logs,
  newer,
} from './guardParts';
import type { Ballot } from './guardParts';
import { lastIndex, unanswered } from './log';
import { holdsLease } from './reads';
import { keepsLease } from './timing';
import type {
  AppendEntriesReply,
  PreVote,
  PreVoteReply,
  RaftParams,
  RaftState,
  RequestVote,
  TimeoutNow,
} from './types';

const paramsOf = (step: Step): RaftParams => step.params as RaftParams;

// ------------------------------------------------------------------------------------ PreVote

type Asking = (s: RaftState, m: PreVote, step: Step) => readonly Guard[];

const onPreVote = (ask: Asking): Ask =>
  onMessage<RaftState, PreVote>('PreVote', (s, m, _from, step) =>
    ignored(s, m, step) ? null : ask(s, m, step),
  );

/** A voter that would not vote because it has a leader. */
function spokenFor(s: RaftState, step: Step, wanted: boolean): readonly Guard[] {
  const { preVoteReading } = paramsOf(step);
  if (wanted) return [equals('preVoteReading', preVoteReading, ['thesis']), led(s, step, true)];
  if (preVoteReading === 'etcd') return [equals('preVoteReading', preVoteReading, ['etcd'])];
  return [led(s, step, false)];
}

/** The conditions under which an answer is counted, then `more`. */
const onAnswer = (more: (votes: Ballot) => readonly Guard[]): Ask =>
  onMessage<RaftState, PreVoteReply>('PreVoteReply', (s, m, from, step) => {
    const asked = s.stable.currentTerm + 1;
    const term = m.granted
      ? compares('its term', m.term, '=', 'currentTerm + 1', asked)
      : compares('its term', m.term, '<=', 'currentTerm', asked - 1);
    return [term, equals('role', s.role, ['precandidate']), ...more(ballot(s, m, from, step))];
  });

/** The pre-vote that begins an election. */
export const preVoteWon = onAnswer(({ yes, voters }) => [
  compares('said yes', yes, '>=', 'majority', majority(voters)),
]);

/** A refusal of a pre-vote names the voter's term; a yes names one that nobody is in. */
export const TERM_ASIDE = onMessage<RaftState, PreVoteReply>('PreVoteReply', (s, m) => [
  equals('granted', m.granted, [false]),
  newer(s, m),
]);

function isLate(s: RaftState, m: PreVoteReply): readonly Guard[] {
  const asked = s.stable.currentTerm + 1;
  const isNews = !m.granted && m.term >= asked;
  const late = s.role !== 'precandidate' || (m.granted && m.term !== asked);
  const value = `${s.role}; ${m.term}, ${asked}`;
  return [
    guard('it names no newer term', isNews ? `${m.term} >= ${asked}` : '', !isNews),
    guard('not pre-candidate, or it grants a term other than currentTerm + 1', value, late),
  ];
}

const preVote: Guards = {
  PV1: onTimer<RaftState>('election', (s, step) => [
    differs('role', s.role, ['leader']),
    equals('preVote', paramsOf(step).preVote, [true]),
  ]),
  PV2: onPreVote((s, m) => [
    compares('its term', m.term, '<=', 'currentTerm', s.stable.currentTerm),
  ]),
  PV3: onPreVote((s, m) => [newer(s, m), logs(m, s.stable.log, true)]),
  PV4: onPreVote((s, m, step) => [
    newer(s, m),
    logs(m, s.stable.log, false),
    ...spokenFor(s, step, true),
  ]),
  PV5: onPreVote((s, m, step) => [
    newer(s, m),
    logs(m, s.stable.log, false),
    ...spokenFor(s, step, false),
  ]),
  PVR1: onMessage<RaftState, PreVoteReply>('PreVoteReply', isLate),
  PVR2: onAnswer(() => []),
  PVR3: preVoteWon,
  PVR4: onAnswer(({ no, voters }) => [
    compares('voters not refusing', voters - no, '<', 'majority', majority(voters)),
  ]),
};

// ------------------------------------------------------------------- CheckQuorum and the lease

const onQuorum = (sign: '<' | '>='): Ask =>
  onTimer<RaftState>('quorum', (s, { world, node }) => {
    const { candidates } = world;
    const active = candidates.filter((id) => id === node || s.active[id] === true).length;
    return [
      equals('role', s.role, ['leader']),
      compares('answered, itself included', active, sign, 'majority', majority(candidates.length)),
    ];
  });

const onRequestFor = (type: string): Ask =>
  onMessage<RaftState, RequestVote>(type, (s, m, _from, step) => ignoring(s, m, step));

function leasing(step: Step): Guard {
  const { leaderLease } = paramsOf(step);
  const value = leaderLease ? 'a timeout of one tick' : 'no';
  const keeps = keepsLease(paramsOf(step));
  return guard('leaderLease, and min longer than a tick', keeps ? '' : value, keeps);
}

/** A follower answers a round; the leader looks whether that makes a majority. */
const renewing = onMessage<RaftState, AppendEntriesReply>(
  'AppendEntriesReply',
  (s, m, from, step) => {
    const round = m.round ?? 0;
    const known = s.answeredRound[from] ?? 0;
    const peers = step.world.candidates.filter((id) => id !== step.node);
    const answeredRound = { ...s.answeredRound, [from]: Math.max(round, known) };
    const confirmed = confirmedRound({ ...s, answeredRound }, peers);
    const open = s.openRounds[0]?.round;
    const isNews = round > known && open !== undefined && open <= confirmed;
    const value = `${confirmed}; first open: ${open ?? 'none'}`;
    return [
      ...leading(s, m),
      leasing(step),
      guard('a majority has answered a round that was open', value, isNews),
    ];
  },
);

/** Alone, a server is the majority that answers each of its rounds. */
const renewingAlone: Ask = (step) => {
  if (step.world.candidates.length > 1 || step.before === null || step.after === null) return null;
  const opened = (step.after as RaftState).round - (step.before as RaftState).round;
  if (opened <= 0 || step.event.kind === 'written') return null;
  return [leasing(step)];
};

const contact: Guards = {
  CQ1: onQuorum('>='),
  CQ2: onQuorum('<'),
  CQ3: either(onRequestFor('RequestVote'), onRequestFor('PreVote')),
  LL1: either(renewing, renewingAlone),
  LL2: onTimer<RaftState>('lease', (s) => [equals('role', s.role, ['leader'])]),
};

// -------------------------------------------------------------------------------------- reads

/** Whether the request was a read that needs no entry in the log. */
export function asideAt(step: Step, wanted: boolean): Guard {
  const { readsTaken } = step.before as RaftState;
  const { reads } = paramsOf(step);
  const isAside =
    reads !== 'log' && ((step.after as RaftState | null)?.readsTaken ?? 0) > readsTaken;
  const text = wanted
    ? 'a read that needs no entry in the log'
    : 'a write, or a read through the log, or at a server that does not lead';
  return guard(text, `reads: ${reads}`, isAside === wanted);
}

const onRead = (ask: (s: RaftState, step: Step) => readonly Guard[]): Ask =>
  onEvent<RaftState>(['request'], (s, step) => [asideAt(step, true), ...ask(s, step)]);

function leased(s: RaftState, step: Step, wanted: boolean): Guard {
  const leftUs = s.leaseUntilUs - localNow(step);
  const left = leftUs > 0 ? `${Math.round(leftUs / 1000)} ms left` : 'no lease';
  const value = s.transferee === null && !s.handedOver ? left : `${left}; a transfer was begun`;
  const text = wanted
    ? 'the lease runs, no transfer was begun, the commit index is known'
    : 'no lease, or a transfer was begun, or the commit index is not known';
  return guard(text, value, holdsLease(s, localNow(step)) === wanted);
}

/** Reads that waited have been answered in this step. */
const answering: Ask = (step) => {
  const { kind, timer } = step.event;
  const before = step.before as RaftState | null;
  const after = step.after as RaftState | null;
  const isCome = kind === 'request' || kind === 'written' || kind === 'deliver';
  if (before === null || after === null || !isCome || timer !== null) return null;
  if (kind === 'deliver' && step.message?.type !== 'AppendEntriesReply') return null;
  const { reads } = paramsOf(step);
  const atOnce =
    kind === 'request' &&
    (reads === 'local' ||
      reads === 'leader' ||
      (reads === 'lease' && after.round === before.round));
  const ready = after.answered === before.answered || atOnce ? 0 : after.answered.length;
  return [guard('reads have what they waited for', String(ready), ready > 0)];
};

/** A leader stops leading in this step. */
const losing: Ask = (step) => {
  const before = step.before as RaftState | null;
  if (before?.role !== 'leader' || (step.after as RaftState | null)?.role !== 'follower')
    return null;
  const left = unanswered(before, before.stable.currentTerm);
  return [compares('unanswered requests', left, '>', 'none', 0)];
};

const reads: Guards = {
  RD1: onRead((_s, step) => [equals('reads', paramsOf(step).reads, ['local', 'leader'])]),
  RD2: onRead((s, step) => [
    equals('reads', paramsOf(step).reads, ['lease']),
    leased(s, step, true),
  ]),
  RD3: onRead((s, step) => {
    const { reads: how } = paramsOf(step);
    const asks = equals('reads', how, ['lease', 'readIndex']);
    return how === 'lease' ? [asks, leased(s, step, false)] : [asks];
  }),
  RD4: answering,
  CR4: losing,
};

// ----------------------------------------------------------------------------------- transfer

/** Whether the action named a server to which leadership can go now. */
function begun(s: RaftState, step: Step): boolean {
  const { transferee } = step.after as RaftState;
  return transferee !== null && transferee !== s.transferee;
}

const TARGET = 'the target is another known server, not the one it goes to already';

const onTold = (more: (s: RaftState, m: TimeoutNow) => readonly Guard[]): Ask =>
  onMessage<RaftState, TimeoutNow>('TimeoutNow', more);

/** The word of the leader that begins an election. */
export const handedOver = onTold((s, m) => {
  const view = adopted(s, m.term);
  return [
    compares('its term', m.term, '>=', 'currentTerm', view.term),
    differs('role', view.role, ['leader']),
  ];
});

const catchingUp = onMessage<RaftState, AppendEntriesReply>('AppendEntriesReply', (s, m, from) => {
  const reached = Math.max(s.matchIndex[from] ?? 0, m.matchIndex);
  return [
    ...leading(s, m),
    equals('success', m.success, [true]),
    equals('transfer to', s.transferee, [from]),
    compares('it holds entries', reached, '=', 'last index', lastIndex(s.stable.log)),
  ];
});

const transfer: Guards = {
  TL1: onEvent<RaftState>(['act'], (s, step) => {
    const isBegun = s.role === 'leader' && begun(s, step);
    return [guard(`not leader, or not so: ${TARGET}`, s.role, !isBegun)];
  }),
  TL2: onEvent<RaftState>(['act'], (s, step) => [
    equals('role', s.role, ['leader']),
    guard(TARGET, (step.after as RaftState).transferee ?? 'none', begun(s, step)),
  ]),
  TL3: either(
    catchingUp,
    onEvent<RaftState>(['act'], (s, step) => {
      if (!begun(s, step)) return null;
      const reached = s.matchIndex[(step.after as RaftState).transferee ?? ''] ?? 0;
      return [compares('it holds entries', reached, '=', 'last index', lastIndex(s.stable.log))];
    }),
  ),
  TL4: onTimer<RaftState>('transfer', (s) => [differs('transfer to', s.transferee, [null])]),
  TN1: onTold((s, m) => {
    const { term, role } = adopted(s, m.term);
    const isOff = m.term < term || role === 'leader';
    return [guard('its term < currentTerm, or leader', `${m.term}, ${term}; ${role}`, isOff)];
  }),
  TN2: handedOver,
};

export const guardsOfSwitches: Guards = { ...preVote, ...contact, ...reads, ...transfer };
