/**
 * What is not in Figure 2, as numbered pseudocode: PreVote, CheckQuorum, leases, reads, leadership
 * transfer. Each is off by default or somebody asks for it. The rules that always hold are in `rules.ts`.
 */
import type { RuleText } from '../../engine/protocol';

const ETCD = 'etcd-io/raft, CheckQuorum';

const requests: readonly RuleText[] = [
  {
    id: 'CR3',
    source: 'Raft thesis §3.10',
    group: 'On a request',
    lines: ['if leadership is being transferred: refuse'],
  },
  {
    id: 'CR4',
    source: 'Raft §8',
    group: 'On a request',
    lines: ['on ceasing to lead: say of all that is unanswered that leadership was lost'],
  },
];

const preVote: readonly RuleText[] = [
  {
    id: 'PV1',
    source: 'Raft thesis §9.6',
    group: 'PreVote: when the election timer ends',
    lines: [
      'if preVote and not leader: become pre-candidate; currentTerm and votedFor stay',
      '  restart the election timer, random in [min, max]',
      '  send PreVote for currentTerm + 1, with the last entry, to all others',
    ],
  },
  {
    id: 'PV2',
    source: 'etcd-io/raft',
    group: 'On PreVote',
    lines: ['if its term <= currentTerm: refuse, with currentTerm'],
  },
  {
    id: 'PV3',
    source: 'Raft thesis §9.6',
    group: 'On PreVote',
    lines: ["if the candidate's last entry is older than the own last entry: refuse"],
  },
  {
    id: 'PV4',
    source: 'Raft thesis §9.6; not in etcd-io/raft',
    group: 'On PreVote',
    lines: ['if preVoteReading = thesis and leader, or heard from one within min: refuse'],
  },
  {
    id: 'PV5',
    source: 'Raft thesis §9.6',
    group: 'On PreVote',
    lines: ['else: say yes; nothing is written, no timer is set'],
  },
  {
    id: 'PVR1',
    source: 'etcd-io/raft',
    group: 'On PreVoteReply',
    lines: ['if not pre-candidate, or it grants another term: ignore'],
  },
  {
    id: 'PVR2',
    source: 'Raft thesis §9.6',
    group: 'On PreVoteReply',
    lines: ['count the first answer of each voter'],
  },
  {
    id: 'PVR3',
    source: 'Raft thesis §9.6',
    group: 'On PreVoteReply',
    lines: ['if a majority of all said yes: begin the election (E1)'],
  },
  {
    id: 'PVR4',
    source: 'etcd-io/raft',
    group: 'On PreVoteReply',
    lines: ['if so many refused that no majority is left: become follower, in the same term'],
  },
];

const contact: readonly RuleText[] = [
  {
    id: 'CQ1',
    source: ETCD,
    group: 'CheckQuorum',
    lines: [
      'if checkQuorum: each time the shortest election timeout (min) has gone by as leader:',
      '  if a majority answered since the last time: go on, and forget who did',
    ],
  },
  {
    id: 'CQ2',
    source: ETCD,
    group: 'CheckQuorum',
    lines: ['  else: become follower, in the same term'],
  },
  {
    id: 'CQ3',
    source: 'Raft thesis §4.2.3; etcd-io/raft',
    group: 'CheckQuorum',
    lines: [
      'on RequestVote or PreVote of a newer term, if checkQuorum or leaderLease:',
      '  if leader, or heard from one within min, and it is no transfer: ignore it',
    ],
  },
  {
    id: 'LL1',
    source: 'Raft thesis §6.4.1',
    group: 'Leader lease',
    lines: [
      'if leaderLease, when a majority has answered a round of heartbeats:',
      '  lease := from when the round was sent, min / 1.1 long',
    ],
  },
  {
    id: 'LL2',
    source: 'hashicorp/raft',
    group: 'Leader lease',
    lines: ['when it runs out: become follower, in the same term'],
  },
];

const reads: readonly RuleText[] = [
  {
    id: 'RD1',
    source: 'what Raft §8 warns of',
    group: 'On a request to read',
    lines: ['if reads = local, or reads = leader and leader: answer from the own state machine'],
  },
  {
    id: 'RD2',
    source: 'Raft thesis §6.4.1',
    group: 'On a request to read',
    lines: [
      'if reads = lease, the lease runs, no transfer was begun',
      '  and the commit index of earlier terms is known: answer at once',
    ],
  },
  {
    id: 'RD3',
    source: 'Raft thesis §6.4',
    group: 'On a request to read',
    lines: ['else if reads = lease or readIndex: send a round of heartbeats, and wait for it'],
  },
  {
    id: 'RD4',
    source: 'Raft thesis §6.4',
    group: 'On a request to read',
    lines: [
      'answer, when a majority has answered the round and an entry of currentTerm is',
      '  committed (or all entries are); through the log: when its own entry is applied',
    ],
  },
];

const transfer: readonly RuleText[] = [
  {
    id: 'TL1',
    source: 'etcd-io/raft',
    group: 'Leadership transfer',
    lines: ['if not leader, or to itself, to nobody known, or to the same again: nothing'],
  },
  {
    id: 'TL2',
    source: 'Raft thesis §3.10',
    group: 'Leadership transfer',
    lines: [
      'else: take no more requests; wait for min at most',
      '  send the target the entries that it lacks',
    ],
  },
  {
    id: 'TL3',
    source: 'Raft thesis §3.10',
    group: 'Leadership transfer',
    lines: ['when the target has the whole log: send it TimeoutNow'],
  },
  {
    id: 'TL4',
    source: 'Raft thesis §3.10',
    group: 'Leadership transfer',
    lines: ['when that time is over: give it up, and take requests again'],
  },
  {
    id: 'TN1',
    source: 'etcd-io/raft',
    group: 'On TimeoutNow',
    lines: ['if its term < currentTerm, or leader: ignore'],
  },
  {
    id: 'TN2',
    source: 'Raft thesis §3.10',
    group: 'On TimeoutNow',
    lines: ['else: begin the election (E1) at once, without PreVote, marked as a transfer'],
  },
];

/** In the order in which they are told, after those of Figure 2. */
export const rulesOfSwitches: readonly RuleText[] = [
  ...requests,
  ...preVote,
  ...contact,
  ...reads,
  ...transfer,
];
