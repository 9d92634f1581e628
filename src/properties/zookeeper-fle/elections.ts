/** F5 to F7: how a server that looks for a leader may decide. */
import type { NodeId, Step } from '../../engine/protocol';
import type { Notification, Vote } from '../../algorithms/zookeeper-fle/types';
import { breach, history, remembering, stateless } from '../history';
import type { Breach, Property, RunFacts } from '../types';
import type { Stepped } from './view';
import { beats, deciding, lastOf, looking, majorityOf, paramsOf, stepped } from './view';

type Rank = RunFacts['rank'];

function notification(step: Step): Notification | null {
  const { event, message } = step;
  if (event.kind === 'drop' || event.kind === 'arrive') return null;
  return message?.type === 'NOTIFICATION' ? (message as unknown as Notification) : null;
}

/** True if the decision is the server's own count of votes, and not taken over from others. */
function isOwnCount(step: Step, { before }: Stepped): boolean {
  const told = notification(step);
  return told === null || (told.state === 'LOOKING' && !before.finalizing);
}

function firstVote({ node, before }: Stepped): Vote {
  const { currentEpoch, log } = before.stable;
  return { leader: node, zxid: lastOf(log)?.zxid ?? 0, peerEpoch: currentEpoch };
}

/** What is wrong with a decision by one's own count; null: nothing. */
function notBest(step: Step, seen: Stepped, all: readonly NodeId[], rank: Rank): Breach | null {
  const { node, before, after } = seen;
  const { vote, round, recvset } = before;
  const known = looking(recvset, all);
  // Who follows already counts as well, if all of its vote is the same.
  const count = all.filter((id) => {
    const one = recvset[id];
    if (one === undefined || one.round !== round || one.leader !== vote.leader) return false;
    return one.zxid === vote.zxid && one.peerEpoch === vote.peerEpoch;
  }).length;
  if (after.vote.leader !== vote.leader) {
    return breach(step, `${node} votes for ${vote.leader} and decides for ${after.vote.leader}`, [
      node,
    ]);
  }
  if (count < majorityOf(all)) {
    const why = `${node} decides for ${vote.leader} with ${count} of ${all.length} votes`;
    return breach(step, why, [node]);
  }
  const better = [...known, firstVote(seen)].find((one) => beats(one, vote, rank));
  if (better === undefined) return null;
  const why = `${node} decides for ${vote.leader}, though it knows of a better vote, for ${better.leader}`;
  return breach(step, why, [node]);
}

export const bestOfQuorum: Property = {
  id: 'F5',
  kind: 'MUST',
  claim:
    'Who decides by its own count has the votes of a quorum, all of this round, and knows of no better vote.',
  assumes: '',
  source: 'FastLeaderElection.java, lookForLeader and totalOrderPredicate',
  start: ({ candidates, rank }) =>
    stateless((step) => {
      const seen = stepped(step);
      if (seen === null) return null;
      const { node, after } = seen;
      if (after.state === 'LOOKING') {
        const old = looking(after.recvset, candidates).find(({ round }) => round !== after.round);
        if (old === undefined) return null;
        const why = `${node} counts a vote of round ${old.round} in round ${after.round}`;
        return breach(step, why, [node]);
      }
      const decided = deciding(step);
      if (decided === null || !isOwnCount(step, decided)) return null;
      return notBest(step, decided, candidates, rank);
    }),
};

export const leaderWasHeard: Property = {
  id: 'F6',
  kind: 'MUST',
  claim:
    'Who takes over a decision has heard it from a quorum, and from the leader itself that it leads; who is named itself, in this round.',
  assumes: '',
  source: 'FastLeaderElection.java, checkLeader',
  start: ({ candidates }) => {
    /** How often each server has begun to look for a leader: what it heard before is void. */
    const begun = history<NodeId, number>();
    /** Who has named whom to it since then, and who has said to it that it leads. */
    const told = history<string, true>();
    const key = (node: NodeId, what: string): string => `${node} ${begun.get(node) ?? 0} ${what}`;
    const judge = (step: Step, { node, before, after }: Stepped): Breach | null => {
      const { leader } = after.vote;
      if (leader === node) {
        const round = notification(step)?.round ?? 0;
        if (round === before.round) return null;
        const why = `${node} takes itself for the leader by a vote of round ${round}`;
        return breach(step, why, [node]);
      }
      if (told.get(key(node, `${leader} leads`)) !== true) {
        const why = `${node} takes ${leader} for the leader, which has not said that it leads`;
        return breach(step, why, [node]);
      }
      const named = candidates.filter((id) => told.get(key(node, `${id} for ${leader}`))).length;
      if (named >= majorityOf(candidates)) return null;
      return breach(step, `${node} follows ${leader}, which ${named} servers have named`, [node]);
    };
    return remembering([begun, told], {
      see: (step) => {
        const seen = stepped(step);
        if (seen === null) return null;
        const { node, before, after } = seen;
        const begins =
          after.state === 'LOOKING' && (before.state !== 'LOOKING' || before.round === 0);
        if (begins) begun.set(node, (begun.get(node) ?? 0) + 1);
        const word = notification(step);
        if (word !== null && step.from !== null) {
          told.set(key(node, `${step.from} for ${word.leader}`), true);
          if (word.state === 'LEADING') told.set(key(node, `${step.from} leads`), true);
        }
        const decided = deciding(step);
        return decided !== null && !isOwnCount(step, decided) ? judge(step, decided) : null;
      },
    });
  },
};

export const waitedForBetter: Property = {
  id: 'F7',
  kind: 'MUST',
  claim:
    'Nobody decides by its own count before it has waited for finalizeWait since the last vote it heard.',
  assumes: '',
  source: 'FastLeaderElection.java, finalizeWait',
  start: () =>
    stateless((step) => {
      const seen = stepped(step);
      if (seen === null) return null;
      const { node, before, after } = seen;
      const waits = paramsOf(step).finalizeWaitUs;
      if (after.state === 'LOOKING') {
        if (!after.finalizing || notification(step) === null) return null;
        const isSet = step.effects.some(
          (effect) => effect.do === 'setTimer' && effect.name === 'finalize' && effect.us >= waits,
        );
        if (isSet) return null;
        return breach(step, `${node} does not wait ${waits / 1000} ms for better votes`, [node]);
      }
      if (deciding(step) === null || !isOwnCount(step, seen)) return null;
      const rang = step.event.kind === 'timer' && step.event.timer?.name === 'finalize';
      if (before.finalizing && (rang || step.byHand || step.event.kind === 'command')) return null;
      return breach(step, `${node} decides without waiting for better votes`, [node]);
    }),
};
