/**
 * Raft's claims about elections and votes: R1, R6, R10.
 */
import type { NodeId, Step } from '../../engine/protocol';
import { breach, history, remembering } from '../history';
import type { Breach, Property } from '../types';
import { DURABLE, forgotten } from './durability';
import { handled, majorityOf, newLeader, onDisk, sends, stepped } from './view';
import type { Stepped } from './view';

export const electionSafety: Property = {
  id: 'R1',
  kind: 'MUST',
  claim: 'In the whole history of a run, at most one server ever leads in a term.',
  assumes: DURABLE,
  unless: forgotten,
  source: 'Raft, Figure 3: Election Safety',
  start: () => {
    const leaderOf = history<number, NodeId>();
    return remembering([leaderOf], {
      see: (step) => {
        const leader = newLeader(step);
        if (leader === null) return null;
        const term = leader.after.stable.currentTerm;
        const first = leaderOf.get(term);
        if (first === undefined) leaderOf.set(term, leader.node);
        if (first === undefined || first === leader.node) return null;
        const why = `${leader.node} leads term ${term}, which ${first} has led`;
        return breach(step, why, [first, leader.node]);
      },
    });
  },
};

export const stableVotes: Property = {
  id: 'R6',
  kind: 'MUST',
  claim:
    'The term of a server never goes back and it votes at most once in a term, also across a restart.',
  assumes: DURABLE,
  unless: forgotten,
  source: 'Raft §5.1, §5.2, Figure 2: persistent state',
  start: () => {
    /** By server: the highest term that it had on disk or answered in. */
    const reached = history<NodeId, number>();
    /** By term and voter: for whom. */
    const votes = history<string, NodeId>();
    /** What was on each disk when it was last looked at. */
    const disks = history<NodeId, object>();

    const checkTerm = (step: Step, { node, before, after }: Stepped): Breach | null => {
      const term = after.stable.currentTerm;
      const proven = reached.get(node) ?? 0;
      const least = Math.max(proven, before.stable.currentTerm);
      if (term < least) return breach(step, `${node} is in term ${term} after ${least}`, [node]);
      // A term that is neither on disk nor answered in may be taken back by a crash.
      let now = Math.max(proven, onDisk(step, node).currentTerm);
      for (const reply of sends(step, 'RequestVoteReply')) now = Math.max(now, reply.message.term);
      if (now > proven) reached.set(node, now);
      return null;
    };

    const vote = (step: Step, voter: NodeId, term: number, candidate: NodeId): Breach | null => {
      const key = `${term} ${voter}`;
      const first = votes.get(key);
      if (first === undefined) votes.set(key, candidate);
      if (first === undefined || first === candidate) return null;
      const why = `${voter} votes for ${candidate} in term ${term} after voting for ${first}`;
      return breach(step, why, [voter, first, candidate]);
    };

    return remembering([reached, votes, disks], {
      see: (step) => {
        const seen = stepped(step);
        if (seen === null) return null;
        const wrongTerm = checkTerm(step, seen);
        if (wrongTerm !== null) return wrongTerm;
        for (const { to, message } of sends(step, 'RequestVoteReply')) {
          const wrong = message.granted ? vote(step, seen.node, message.term, to) : null;
          if (wrong !== null) return wrong;
        }
        const disk = onDisk(step, seen.node);
        if (disks.get(seen.node) === disk) return null;
        disks.set(seen.node, disk);
        if (disk.votedFor === null) return null;
        return vote(step, seen.node, disk.currentTerm, disk.votedFor);
      },
    });
  },
};

/** True if the log that ends in (term, index) goes at least as far as the voter's. */
function goesAsFar(
  asked: { readonly lastLogTerm: number; readonly lastLogIndex: number },
  ownTerm: number,
  ownIndex: number,
): boolean {
  if (asked.lastLogTerm !== ownTerm) return asked.lastLogTerm > ownTerm;
  return asked.lastLogIndex >= ownIndex;
}

export const earnedLeadership: Property = {
  id: 'R10',
  kind: 'MUST',
  claim:
    'Every vote went to a log at least as up-to-date as the voter’s, and every leader holds votes of a majority.',
  assumes: '',
  source: 'Raft §5.2, §5.4.1',
  start: (run) => {
    const granted = history<string, boolean>();

    const checkVote = (step: Step, { node, before, after }: Stepped): Breach | null => {
      const asked = handled(step, 'RequestVote');
      if (asked === null || after.stable.votedFor !== asked.candidate) return null;
      const isNew =
        before.stable.votedFor !== asked.candidate ||
        before.stable.currentTerm !== after.stable.currentTerm;
      if (!isNew || asked.term !== after.stable.currentTerm) return null;
      const { log } = after.stable;
      const last = log.chunks[log.chunks.length - 1];
      const ownTerm = last?.[last.length - 1]?.term ?? 0;
      if (goesAsFar(asked, ownTerm, log.length)) return null;
      const theirs = `term ${asked.lastLogTerm}, index ${asked.lastLogIndex}`;
      const why = `${node} votes for ${asked.candidate} (${theirs}) though its own log ends in term ${ownTerm}, index ${log.length}`;
      return breach(step, why, [node, asked.candidate]);
    };

    const checkLeader = (step: Step): Breach | null => {
      const leader = newLeader(step);
      if (leader === null || step.event.kind === 'start') return null;
      const term = leader.after.stable.currentTerm;
      const own = onDisk(step, leader.node);
      let votes = own.votedFor === leader.node && own.currentTerm === term ? 1 : 0;
      for (const voter of run.candidates) {
        if (voter !== leader.node && granted.get(`${term} ${voter} ${leader.node}`)) votes += 1;
      }
      if (votes >= majorityOf(run.candidates)) return null;
      const why = `${leader.node} leads term ${term} with ${votes} of ${run.candidates.length} votes`;
      return breach(step, why, [leader.node]);
    };

    return remembering([granted], {
      see: (step) => {
        const seen = stepped(step);
        if (seen === null) return null;
        for (const { to, message } of sends(step, 'RequestVoteReply')) {
          if (message.granted) granted.set(`${message.term} ${seen.node} ${to}`, true);
        }
        return checkVote(step, seen) ?? checkLeader(step);
      },
    });
  },
};
