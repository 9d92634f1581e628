/** Counting answers to a request for votes, or for pre-votes: the first of each voter. Raft §5.2. */
import { voteOutcome } from '../shared/quorum';
import type { VoteOutcome } from '../shared/quorum';
import type { RaftMessageContext, RaftState } from './types';

/** Notes the answer of the sender; what all answers so far come to. */
export function countAnswer(s: RaftState, granted: boolean, ctx: RaftMessageContext): VoteOutcome {
  if (s.votes[ctx.from] === undefined) s.votes = { ...s.votes, [ctx.from]: granted };
  let yes = 0;
  let no = 0;
  for (const voter of ctx.all) {
    const vote = s.votes[voter];
    if (vote === true) yes += 1;
    if (vote === false) no += 1;
  }
  return voteOutcome(yes, no, ctx.all.length);
}
