/**
 * What must hold of Raft, found by the id of the algorithm. The checkers know its states and messages
 * and nothing of its handlers; they are in `raft/`, by what they look at.
 */
import {
  commitsOwnTerm,
  durableCommits,
  leaderCompleteness,
  orderedIndices,
  stateMachineSafety,
} from './raft/commits';
import { messageCounts } from './raft/counts';
import { earnedLeadership, electionSafety, stableVotes } from './raft/elections';
import { liveness } from './raft/liveness';
import { leaderAppendOnly, logMatching } from './raft/logs';
import { answeredLeaders, harmlessPreVotes } from './raft/preVote';
import { currentReads } from './raft/reads';
import type { Property } from './types';

export const properties: readonly Property[] = [
  electionSafety,
  leaderAppendOnly,
  logMatching,
  leaderCompleteness,
  stateMachineSafety,
  stableVotes,
  orderedIndices,
  commitsOwnTerm,
  durableCommits,
  earnedLeadership,
  liveness,
  messageCounts,
  currentReads,
  harmlessPreVotes,
  answeredLeaders,
];
