/**
 * Raft as numbered pseudocode (Figure 2 of the paper, in the order in which things happen). Handlers
 * cite these ids; the conditions of each rule with their values are in `guards.ts`.
 */
import type { RuleText } from '../../engine/protocol';
import { rulesOfSwitches } from './rulesOfSwitches';

const FIGURE_2 = 'Raft, Figure 2';

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
  },
  {
    id: 'E1',
    source: 'Raft §5.2',
    group: 'When the election timer ends',
    lines: [
      'if not leader (with preVote: once a majority said yes):',
      '  currentTerm := currentTerm + 1; become candidate',
      '  votedFor := self',
      '  restart the election timer, random in [min, max]',
    ],
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
  },
  {
    id: 'RV1',
    source: FIGURE_2,
    group: 'On RequestVote',
    lines: ['if its term < currentTerm: refuse, with currentTerm'],
  },
  {
    id: 'RV2',
    source: 'Raft §5.4.1',
    group: 'On RequestVote',
    lines: [
      "if (term, index) of the candidate's last entry < (term, index) of the own last entry:",
      '  refuse',
    ],
  },
  {
    id: 'RV3',
    source: 'Raft §5.2',
    group: 'On RequestVote',
    lines: ['if votedFor is another server: refuse'],
  },
  {
    id: 'RV4',
    source: 'Raft §5.2, §5.4.1',
    group: 'On RequestVote',
    lines: [
      'else: votedFor := the candidate; restart the election timer',
      '  write currentTerm, votedFor to disk, then grant',
    ],
  },
  {
    id: 'RVR1',
    source: FIGURE_2,
    group: 'On RequestVoteReply',
    lines: ['if not candidate or its term < currentTerm: ignore'],
  },
  {
    id: 'RVR2',
    source: 'Raft §5.2',
    group: 'On RequestVoteReply',
    lines: ['count the first answer of each voter in this term'],
  },
  {
    id: 'RVR3',
    source: 'Raft §5.2',
    group: 'On RequestVoteReply',
    lines: ['if a majority of all granted: become leader'],
  },
  {
    id: 'RVR4',
    source: 'not in the paper; etcd does the same',
    group: 'On RequestVoteReply',
    lines: [
      'if so many refused that no majority can grant any more:',
      '  become follower, in the same term',
    ],
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
  },
  {
    id: 'AE1',
    source: FIGURE_2,
    group: 'On AppendEntries',
    lines: [
      'if its term < currentTerm: refuse, with currentTerm',
      '  (which frees a server stuck in a newer term: the old leader adopts that term)',
    ],
  },
  {
    id: 'AE2',
    source: 'Raft §5.2',
    group: 'On AppendEntries',
    lines: ['if candidate or pre-candidate: become follower: this term has a leader'],
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
  },
  {
    id: 'AE5',
    source: 'Raft §5.3',
    group: 'On AppendEntries',
    lines: ['if an entry contradicts a new one: delete it and all that follow it'],
  },
  {
    id: 'AE6',
    source: 'Raft §5.3',
    group: 'On AppendEntries',
    lines: ['append the entries that are missing; write the log to disk, then answer'],
  },
  {
    id: 'AE7',
    source: FIGURE_2,
    group: 'On AppendEntries',
    lines: ['commitIndex := min(leaderCommit, index of the last new entry), if larger'],
  },
  {
    id: 'AER1',
    source: FIGURE_2,
    group: 'On AppendEntriesReply',
    lines: ['if not leader or its term < currentTerm: ignore'],
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
  },
  {
    id: 'AER3',
    source: 'Raft §5.3',
    group: 'On AppendEntriesReply',
    lines: ['if refused: lower nextIndex of the sender to hint + 1 and send again'],
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
  },
  {
    id: 'C2',
    source: 'Raft §5.4.2, Figure 8',
    group: 'Commit',
    lines: ['if log[N].term < currentTerm: not yet; it could still be overwritten'],
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
  },
  ...rulesOfSwitches,
];
