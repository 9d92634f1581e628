/**
 * Raft as numbered pseudocode (Figure 2 of the paper, in the order in which things happen), and for
 * each guard the values that made it true or false in a step. Handlers cite these ids.
 */
import type { AnyMessage, Json, RuleText, Step } from '../../engine/protocol';
import { lastIndex, lastTerm, termAt } from './log';
import type {
  AppendEntries,
  AppendEntriesReply,
  RaftState,
  RequestVote,
  RequestVoteReply,
} from './types';

type Values = { readonly [name: string]: Json };

const FIGURE_2 = 'Raft, Figure 2';

function before(step: Step): RaftState | null {
  return step.before as RaftState | null;
}

function after(step: Step): RaftState | null {
  return step.after as RaftState | null;
}

function message<M>(step: Step): (AnyMessage & M) | null {
  return step.message as (AnyMessage & M) | null;
}

/** The terms that a term check compares. */
function terms(step: Step): Values {
  return {
    'message.term': message<{ term: number }>(step)?.term ?? null,
    currentTerm: before(step)?.stable.currentTerm ?? null,
  };
}

function ending(index: number, term: number): string {
  return index === 0 ? 'empty' : `index ${index}, term ${term}`;
}

function voting(step: Step): Values {
  const asked = message<RequestVote>(step);
  const own = before(step)?.stable;
  if (asked === null || own === undefined) return {};
  const sameTerm = asked.term === own.currentTerm;
  return {
    votedFor: sameTerm ? own.votedFor : null,
    "candidate's last entry": ending(asked.lastLogIndex, asked.lastLogTerm),
    'own last entry': ending(lastIndex(own.log), lastTerm(own.log)),
  };
}

function ballot(step: Step): Values {
  const s = before(step);
  const answer = message<RequestVoteReply>(step);
  if (s === null || answer === null || step.from === null) return {};
  const votes = { [step.from]: answer.granted, ...s.votes };
  const voters = step.world.candidates;
  return {
    granted: voters.filter((voter) => votes[voter] === true).length,
    refused: voters.filter((voter) => votes[voter] === false).length,
    voters: voters.length,
    majority: Math.floor(voters.length / 2) + 1,
  };
}

function matching(step: Step): Values {
  const m = message<AppendEntries>(step);
  const log = before(step)?.stable.log;
  if (m === null || log === undefined) return {};
  const own = termAt(log, m.prevIndex);
  return {
    prevIndex: m.prevIndex,
    prevTerm: m.prevTerm,
    'own term there': own === -1 ? 'no entry' : own,
    entries: m.entries.length,
  };
}

function following(step: Step): Values {
  return {
    leaderCommit: message<AppendEntries>(step)?.leaderCommit ?? null,
    commitIndex: before(step)?.commitIndex ?? null,
  };
}

function answered(step: Step): Values {
  const m = message<AppendEntriesReply>(step);
  const s = before(step);
  if (m === null || s === null || step.from === null) return {};
  return {
    success: m.success,
    matchIndex: s.matchIndex[step.from] ?? null,
    nextIndex: s.nextIndex[step.from] ?? null,
    ...(m.success ? { stored: m.matchIndex } : { hint: m.hint }),
  };
}

function committing(step: Step): Values {
  const s = after(step);
  if (s === null) return {};
  const held: { [node: string]: Json } = {};
  for (const node of step.world.candidates) {
    held[node] = node === step.node ? lastIndex(s.stable.log) : (s.matchIndex[node] ?? null);
  }
  return { held, currentTerm: s.stable.currentTerm, commitIndex: s.commitIndex };
}

export const rules: readonly RuleText[] = [
  {
    id: 'ST1',
    source: 'Raft §5.2',
    group: 'On start',
    lines: ['become follower in term 0', 'start the election timer, random in [min, max]'],
  },
  {
    id: 'ST2',
    source: 'scenario',
    group: 'On start',
    lines: [
      'if the scenario lays down logs or a leader:',
      '  log := as given; currentTerm := the highest term in any log',
      '  the leader sends AppendEntries to all; the others follow it',
    ],
    values: (step) => ({ currentTerm: after(step)?.stable.currentTerm ?? null }),
  },
  {
    id: 'RS1',
    source: FIGURE_2,
    group: 'On restart',
    lines: [
      'currentTerm, votedFor, log := as on disk',
      'become follower; commitIndex := 0',
      'start the election timer, random in [min, max]',
    ],
  },
  {
    id: 'T1',
    source: 'Raft §5.1',
    group: 'On any message',
    lines: [
      'if its term > currentTerm:',
      '  currentTerm := its term; votedFor := none',
      '  become follower',
    ],
    values: terms,
  },
  {
    id: 'E1',
    source: 'Raft §5.2',
    group: 'When the election timer ends',
    lines: [
      'if follower or candidate:',
      '  currentTerm := currentTerm + 1; become candidate',
      '  votedFor := self',
      '  restart the election timer, random in [min, max]',
    ],
    values: (step) => ({
      role: before(step)?.role ?? null,
      currentTerm: before(step)?.stable.currentTerm ?? null,
      'timeout (ms)': Math.round((before(step)?.electionTimeoutUs ?? 0) / 1000),
    }),
  },
  {
    id: 'E2',
    source: 'Raft §5.2',
    group: 'When the election timer ends',
    lines: [
      '  send RequestVote with the index and term of the last entry to all others',
      '  write currentTerm, votedFor to disk before counting an answer',
    ],
  },
  {
    id: 'E3',
    source: 'Raft §5.2',
    group: 'When the election timer ends',
    lines: ['if leader: do nothing'],
    values: (step) => ({ role: before(step)?.role ?? null }),
  },
  {
    id: 'RV1',
    source: FIGURE_2,
    group: 'On RequestVote',
    lines: ['if its term < currentTerm: refuse, with currentTerm'],
    values: terms,
  },
  {
    id: 'RV2',
    source: 'Raft §5.4.1',
    group: 'On RequestVote',
    lines: [
      "if (term, index) of the candidate's last entry < (term, index) of the own last entry:",
      '  refuse',
    ],
    values: voting,
  },
  {
    id: 'RV3',
    source: 'Raft §5.2',
    group: 'On RequestVote',
    lines: ['if votedFor is another server: refuse'],
    values: voting,
  },
  {
    id: 'RV4',
    source: 'Raft §5.2, §5.4.1',
    group: 'On RequestVote',
    lines: [
      'else: votedFor := the candidate; restart the election timer',
      '  write currentTerm, votedFor to disk, then grant',
    ],
    values: voting,
  },
  {
    id: 'RVR1',
    source: FIGURE_2,
    group: 'On RequestVoteReply',
    lines: ['if not candidate or its term < currentTerm: ignore'],
    values: (step) => ({ ...terms(step), role: before(step)?.role ?? null }),
  },
  {
    id: 'RVR2',
    source: 'Raft §5.2',
    group: 'On RequestVoteReply',
    lines: ['count the first answer of each voter in this term'],
    values: ballot,
  },
  {
    id: 'RVR3',
    source: 'Raft §5.2',
    group: 'On RequestVoteReply',
    lines: ['if a majority of all granted: become leader'],
    values: ballot,
  },
  {
    id: 'RVR4',
    source: 'not in the paper; etcd does the same',
    group: 'On RequestVoteReply',
    lines: [
      'if so many refused that no majority can grant any more:',
      '  become follower, in the same term',
    ],
    values: ballot,
  },
  {
    id: 'L1',
    source: 'Raft §5.3',
    group: 'On becoming leader',
    lines: [
      'nextIndex := last index + 1 and matchIndex := 0 for each other server',
      'send AppendEntries to all others at once',
    ],
  },
  {
    id: 'L2',
    source: 'Raft §8',
    group: 'On becoming leader',
    lines: ['if noop: append an empty entry of currentTerm'],
  },
  {
    id: 'L3',
    source: 'Raft §5.2',
    group: 'When the heartbeat timer ends',
    lines: ['send an empty AppendEntries to all others', 'restart the heartbeat timer'],
    values: (step) => ({ nextIndex: { ...after(step)?.nextIndex } }),
  },
  {
    id: 'AE1',
    source: FIGURE_2,
    group: 'On AppendEntries',
    lines: ['if its term < currentTerm: refuse, with currentTerm'],
    values: terms,
  },
  {
    id: 'AE2',
    source: 'Raft §5.2',
    group: 'On AppendEntries',
    lines: ['if candidate: become follower, since this term has a leader'],
    values: (step) => ({ ...terms(step), role: before(step)?.role ?? null }),
  },
  {
    id: 'AE3',
    source: 'Raft §5.2',
    group: 'On AppendEntries',
    lines: ['leader := the sender', 'restart the election timer, random in [min, max]'],
  },
  {
    id: 'AE4',
    source: 'Raft §5.3',
    group: 'On AppendEntries',
    lines: [
      'if the log has no entry of term prevTerm at prevIndex:',
      '  refuse, with hint min(last index, prevIndex - 1)',
    ],
    values: matching,
  },
  {
    id: 'AE5',
    source: 'Raft §5.3',
    group: 'On AppendEntries',
    lines: ['if an entry contradicts a new one: delete it and all that follow it'],
    values: matching,
  },
  {
    id: 'AE6',
    source: 'Raft §5.3',
    group: 'On AppendEntries',
    lines: ['append the entries that are missing; write the log to disk, then answer'],
    values: matching,
  },
  {
    id: 'AE7',
    source: FIGURE_2,
    group: 'On AppendEntries',
    lines: ['commitIndex := min(leaderCommit, index of the last new entry), if larger'],
    values: following,
  },
  {
    id: 'AER1',
    source: FIGURE_2,
    group: 'On AppendEntriesReply',
    lines: ['if not leader or its term < currentTerm: ignore'],
    values: (step) => ({ ...terms(step), role: before(step)?.role ?? null }),
  },
  {
    id: 'AER2',
    source: 'Raft §5.3',
    group: 'On AppendEntriesReply',
    lines: [
      'if stored: raise matchIndex and nextIndex of the sender',
      '  if a full message left entries behind: send the next ones',
      '  if it lacked entries at the last heartbeat already: send them again',
    ],
    values: answered,
  },
  {
    id: 'AER3',
    source: 'Raft §5.3',
    group: 'On AppendEntriesReply',
    lines: ['if refused: lower nextIndex of the sender to hint + 1 and send again'],
    values: answered,
  },
  {
    id: 'C1',
    source: 'Raft §5.3, §5.4.2',
    group: 'Commit',
    lines: [
      'N := the largest index that a majority holds',
      'if N > commitIndex and log[N].term = currentTerm:',
      '  commitIndex := N; apply; tell all others at once',
    ],
    values: committing,
  },
  {
    id: 'C2',
    source: 'Raft §5.4.2, Figure 8',
    group: 'Commit',
    lines: ['if log[N].term < currentTerm: not yet; it could still be overwritten'],
    values: committing,
  },
  {
    id: 'CR1',
    source: 'Raft §5.3',
    group: 'On a request',
    lines: [
      'if leader: append (currentTerm, request) to the log',
      '  send AppendEntries to all others at once',
    ],
  },
  {
    id: 'CR2',
    source: 'Raft §8',
    group: 'On a request',
    lines: ['if not leader: refuse and name the leader, if known'],
    values: (step) => ({
      role: before(step)?.role ?? null,
      leader: before(step)?.leaderHint ?? null,
    }),
  },
];
