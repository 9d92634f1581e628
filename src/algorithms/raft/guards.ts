/**
 * The conditions of Raft's rules, with the values that made them true or false in one step. They are
 * read from the state before the step and its message; no handler is called and nothing is decided here.
 * The conformance suite compares them with what was applied, both ways.
 */
import type { Guard, Guards, Step } from '../../engine/protocol';
import type { Ask } from '../shared/guards';
import {
  applies,
  compares,
  differs,
  either,
  equals,
  guard,
  onEvent,
  onMessage,
  onTimer,
  shown,
  waitsForDisk,
} from '../shared/guards';
import { majority, majorityReached } from '../shared/quorum';
import { adopted, ballot, current, ignored, late, leading, logs, newer } from './guardParts';
import type { Adopted, Ballot } from './guardParts';
import { TERM_ASIDE, asideAt, guardsOfSwitches, handedOver, preVoteWon } from './guardsOfSwitches';
import { compare, lastIndex, termAt } from './log';
import type {
  AppendEntries,
  AppendEntriesReply,
  RaftParams,
  RaftState,
  RequestVote,
  RequestVoteReply,
} from './types';

/** The scenario laid the cluster down: a start says so by how it takes its role. */
function laidDown(step: Step): boolean {
  return step.effects.some((effect) => effect.do === 'becomes' && effect.why === 'seated');
}

const isNewer = (type: string): Ask =>
  onMessage<RaftState, { term: number }>(type, (s, m) => [newer(s, m)]);

// ------------------------------------------------------------------------------------ voting

type Voting = (view: Adopted, m: RequestVote, s: RaftState) => readonly Guard[];

const onVote = (ask: Voting): Ask =>
  onMessage<RaftState, RequestVote>('RequestVote', (s, m, _from, step) =>
    ignored(s, m, step) ? null : ask(adopted(s, m.term), m, s),
  );

function free(view: Adopted, m: RequestVote): Guard {
  const isFree = view.votedFor === null || view.votedFor === m.candidate;
  return guard('votedFor = none or the candidate', shown(view.votedFor), isFree);
}

function taken(view: Adopted, m: RequestVote): Guard {
  const isTaken = view.votedFor !== null && view.votedFor !== m.candidate;
  return guard('votedFor is another server', shown(view.votedFor), isTaken);
}

const voting: Guards = {
  RV1: onVote((view, m) => [compares('its term', m.term, '<', 'currentTerm', view.term)]),
  RV2: onVote((view, m, s) => [current(m, view), logs(m, s.stable.log, true), free(view, m)]),
  RV3: onVote((view, m) => [current(m, view), taken(view, m)]),
  RV4: onVote((view, m, s) => [current(m, view), logs(m, s.stable.log, false), free(view, m)]),
};

// ------------------------------------------------------------------------- counting the votes

function counting(s: RaftState, m: RequestVoteReply): readonly Guard[] {
  const { currentTerm } = s.stable;
  return [
    compares('its term', m.term, '=', 'currentTerm', currentTerm),
    equals('role', s.role, ['candidate']),
  ];
}

const onVoteReply = (more: (votes: Ballot) => readonly Guard[]): Ask =>
  onMessage<RaftState, RequestVoteReply>('RequestVoteReply', (s, m, from, step) => [
    ...counting(s, m),
    ...more(ballot(s, m, from, step)),
  ]);

const won = onVoteReply(({ yes, voters }) => [
  compares('granted', yes, '>=', 'majority', majority(voters)),
]);

const replies: Guards = {
  RVR1: onMessage<RaftState, RequestVoteReply>('RequestVoteReply', (s, m) =>
    late(s.role, 'candidate', m, s),
  ),
  RVR2: onVoteReply(() => []),
  RVR3: won,
  RVR4: onVoteReply(({ no, voters }) => [
    compares('voters not refusing', voters - no, '<', 'majority', majority(voters)),
  ]),
};

// ---------------------------------------------------------------------------------- following

type Storing = (s: RaftState, m: AppendEntries, step: Step) => readonly Guard[] | null;

/** The conditions under which an AppendEntries is taken for the leader's, then `more`. */
const onEntries = (more: Storing): Ask =>
  onMessage<RaftState, AppendEntries>('AppendEntries', (s, m, _from, step) => {
    const view = adopted(s, m.term);
    const asked = more(s, m, step);
    return asked && [current(m, view), differs('role', view.role, ['leader']), ...asked];
  });

function matching(s: RaftState, m: AppendEntries, matches: boolean): Guard {
  const own = termAt(s.stable.log, m.prevIndex);
  const found = own === -1 ? 'no entry' : `term ${own}`;
  const text = `log ${matches ? 'has' : 'lacks'} an entry of term prevTerm at prevIndex`;
  const value = `at ${m.prevIndex}: ${found}; prevTerm ${m.prevTerm}`;
  return guard(text, value, (own === m.prevTerm) === matches);
}

function conflict(s: RaftState, m: AppendEntries): Guard {
  const { conflictIndex } = compare(s.stable.log, m.prevIndex, m.entries);
  const found = conflictIndex === 0 ? 'none does' : `at index ${conflictIndex}`;
  return guard('an entry contradicts a new one', found, conflictIndex !== 0);
}

function missing(s: RaftState, m: AppendEntries): Guard {
  const { entries } = m;
  const lacking = entries.length - compare(s.stable.log, m.prevIndex, entries).missingFrom;
  return guard('entries are missing', `${lacking} of ${entries.length} sent`, lacking > 0);
}

const COMMITTED = 'min(leaderCommit, last new)';

const following: Guards = {
  AE1: onMessage<RaftState, AppendEntries>('AppendEntries', (s, m) => [
    compares('its term', m.term, '<', 'currentTerm', adopted(s, m.term).term),
  ]),
  AE2: onEntries((s, m) => [
    equals('role', adopted(s, m.term).role, ['candidate', 'precandidate']),
  ]),
  AE3: onEntries(() => []),
  AE4: onEntries((s, m) => [matching(s, m, false)]),
  AE5: onEntries((s, m) => [matching(s, m, true), conflict(s, m)]),
  AE6: onEntries((s, m) => [matching(s, m, true), missing(s, m)]),
  AE7: either(
    onEntries((s, m, step) => {
      if (waitsForDisk(step)) return null;
      const committed = Math.min(m.leaderCommit, m.prevIndex + m.entries.length);
      const isNews = compares(COMMITTED, committed, '>', 'commitIndex', s.commitIndex);
      return [matching(s, m, true), isNews];
    }),
    // The disk has written what came with the message; the message itself is gone by then.
    onEvent<RaftState>(['written'], (s, { after }) => {
      const { role, commitIndex } = after as RaftState;
      if (role === 'leader' || commitIndex === s.commitIndex) return null;
      return [compares(COMMITTED, commitIndex, '>', 'commitIndex', s.commitIndex)];
    }),
  ),
};

// ------------------------------------------------------------------------------------ leading

const onStored = (success: boolean): Ask =>
  onMessage<RaftState, AppendEntriesReply>('AppendEntriesReply', (s, m) => [
    ...leading(s, m),
    equals('success', m.success, [success]),
  ]);

const stored = onStored(true);

/** A request that goes into the log, or would. */
const onLogged = (ask: (s: RaftState) => readonly Guard[]): Ask =>
  onEvent<RaftState>(['request'], (s, step) => [asideAt(step, false), ...ask(s)]);

const appended = onLogged((s) => [
  equals('role', s.role, ['leader']),
  equals('transfer to', s.transferee, [null]),
]);

/** Rules of a new leader: come to when a majority has granted. */
const onWinning =
  (ask: (step: Step) => readonly Guard[]): Ask =>
  (step) =>
    applies(won(step)) ? ask(step) : null;

const noop = onWinning((step) => [equals('noop', (step.params as RaftParams).noop, [true])]);

/** True if the step counts copies: one more is stored, or the log of a leader is on its disk. */
function counts(step: Step): boolean {
  if (applies(stored(step))) {
    const { matchIndex } = step.message as unknown as AppendEntriesReply;
    return matchIndex > ((step.before as RaftState).matchIndex[step.from ?? ''] ?? 0);
  }
  if (step.event.kind === 'written') return (step.after as RaftState | null)?.role === 'leader';
  return (applies(appended(step)) || applies(noop(step))) && !waitsForDisk(step);
}

/** The commit rule looks at what is held once this step has stored it. */
const onCopies =
  (sign: '=' | '<'): Ask =>
  (step) => {
    const before = step.before as RaftState | null;
    if (before === null || !counts(step)) return null;
    const { stable, matchIndex } = step.after as RaftState;
    const { candidates } = step.world;
    const reached = candidates.map((node) =>
      node === step.node ? lastIndex(stable.log) : (matchIndex[node] ?? 0),
    );
    const n = majorityReached(reached);
    return [
      compares('N', n, '>', 'commitIndex', before.commitIndex),
      compares('log[N].term', termAt(stable.log, n), sign, 'currentTerm', stable.currentTerm),
    ];
  };

const ofLeader: Guards = {
  L1: onWinning(() => []),
  L2: noop,
  L3: onTimer<RaftState>('heartbeat', (s) => [equals('role', s.role, ['leader'])]),
  AER1: onMessage<RaftState, AppendEntriesReply>('AppendEntriesReply', (s, m) =>
    late(s.role, 'leader', m, s),
  ),
  AER2: stored,
  AER3: onStored(false),
  C1: onCopies('='),
  C2: onCopies('<'),
  CR1: appended,
  CR2: onLogged((s) => [differs('role', s.role, ['leader'])]),
  CR3: onLogged((s) => [
    equals('role', s.role, ['leader']),
    differs('transfer to', s.transferee, [null]),
  ]),
};

// ---------------------------------------------------------------------------------- the rest

const starting = (isLaidDown: boolean): Ask =>
  onEvent(['start'], (_s, step) => {
    const found = laidDown(step);
    const text = `the scenario lays down ${isLaidDown ? 'logs or a leader' : 'nothing'}`;
    return [guard(text, '', found === isLaidDown)];
  });

const asking = either(
  onTimer<RaftState>('election', (s, step) => [
    differs('role', s.role, ['leader']),
    equals('preVote', (step.params as RaftParams).preVote, [false]),
  ]),
  preVoteWon,
  handedOver,
);

export const guards: Guards = {
  ST1: starting(false),
  ST2: starting(true),
  RS1: onEvent(['restart'], () => []),
  T1: either(
    onMessage<RaftState, RequestVote>('RequestVote', (s, m, _from, step) =>
      ignored(s, m, step) ? null : [newer(s, m)],
    ),
    ...['RequestVoteReply', 'AppendEntries', 'AppendEntriesReply', 'TimeoutNow'].map(isNewer),
    TERM_ASIDE,
  ),
  E1: asking,
  E2: asking,
  E3: onTimer<RaftState>('election', (s) => [equals('role', s.role, ['leader'])]),
  ...voting,
  ...replies,
  ...following,
  ...ofLeader,
  ...guardsOfSwitches,
};
