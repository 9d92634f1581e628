/**
 * Raft's numbers: R13. Counted as long as a run is free of faults.
 */
import type { Fact, NodeId, Step } from '../../engine/protocol';
import type { RaftParams } from '../../algorithms/raft/types';
import { breach, history, remembering } from '../history';
import type { History } from '../history';
import type { Breach, Property } from '../types';
import { handled, sends, stepped } from './view';

/** One election: who asked, how many requests and answers. */
interface Ballot {
  readonly candidate: NodeId;
  /** Another candidate asked in the same term: then nothing is claimed. */
  readonly disputed: boolean;
  readonly requests: number;
  readonly replies: number;
}

interface Memory {
  /** By term. */
  readonly ballots: History<number, Ballot>;
  /** Set for good by the first complete election and the first round of heartbeats. */
  readonly counted: History<'elections' | 'rounds', true>;
}

function count(
  { ballots, counted }: Memory,
  step: Step,
  term: number,
  more: { readonly requests: number; readonly replies: number; readonly others: number },
): Breach | null {
  const was = ballots.get(term);
  const candidate = more.requests > 0 ? (step.node ?? '') : (was?.candidate ?? '');
  const now: Ballot = {
    candidate,
    disputed: was?.disputed === true || (was !== undefined && was.candidate !== candidate),
    requests: (was?.requests ?? 0) + more.requests,
    replies: (was?.replies ?? 0) + more.replies,
  };
  ballots.set(term, now);
  if (now.disputed) return null;
  if (now.requests > more.others || now.replies > more.others) {
    const why = `term ${term}: ${now.requests} requests and ${now.replies} replies among ${more.others + 1} servers`;
    return breach(step, why, [now.candidate]);
  }
  if (now.replies === more.others) counted.set('elections', true);
  return null;
}

/** With CheckQuorum or a lease, one that has a leader does not answer others who want to lead. */
function isProtected(step: Step): boolean {
  const { checkQuorum, leaderLease } = step.params as RaftParams;
  const { before } = stepped(step) ?? {};
  return (checkQuorum || leaderLease) && before !== undefined && before.leaderHint !== null;
}

function countElection(memory: Memory, step: Step, others: number): Breach | null {
  const asked = sends(step, 'RequestVote');
  const first = asked[0];
  if (first !== undefined) {
    if (asked.length !== others) {
      return breach(step, `${step.node} asks ${asked.length} of ${others} others`, []);
    }
    return count(memory, step, first.message.term, { requests: others, replies: 0, others });
  }
  const request = handled(step, 'RequestVote');
  if (request === null) return null;
  const isWriting = step.effects.some((effect) => effect.do === 'persist' && effect.writeUs > 0);
  const replies = sends(step, 'RequestVoteReply').length;
  if (replies === 0 && isProtected(step)) return null;
  if (replies !== 1 && !isWriting) {
    return breach(step, `${step.node} answers a request ${replies} times`, []);
  }
  return count(memory, step, request.term, { requests: 0, replies: 1, others });
}

function countRound({ counted }: Memory, step: Step, others: number): Breach | null {
  if (step.event.kind !== 'timer' || step.event.timer?.name !== 'heartbeat') return null;
  const round = sends(step, 'AppendEntries').length;
  if (round === 0) return null; // Fired by hand where nobody leads.
  counted.set('rounds', true);
  if (round === others) return null;
  return breach(step, `${step.node} sends ${round} heartbeats to ${others} others`, []);
}

function countAnswers(step: Step): Breach | null {
  if (handled(step, 'AppendEntries') === null) return null;
  if (step.effects.some((effect) => effect.do === 'persist' && effect.writeUs > 0)) return null;
  const replies = sends(step, 'AppendEntriesReply').length;
  if (replies === 1) return null;
  return breach(step, `${step.node} answers AppendEntries ${replies} times`, []);
}

function isFault(step: Step, facts: readonly Fact[]): boolean {
  if (step.event.kind === 'drop') return true;
  if (facts.length === 0) return false;
  return facts.some((fact) => fact.fact === 'command' && fact.effect === 'done');
}

export const messageCounts: Property = {
  id: 'R13',
  kind: 'COUNT',
  claim:
    'Without faults, an undisputed election takes n - 1 requests and n - 1 replies, and a round of heartbeats 2(n - 1) messages.',
  assumes: 'Nothing is lost, duplicated, cut, blocked, crashed or paused.',
  source: 'Raft §5.2, §5.3',
  start: (run) => {
    const others = run.candidates.length - 1;
    const memory: Memory = { ballots: history(), counted: history() };
    const faulty = history<'since', number>();
    return remembering([memory.ballots, memory.counted, faulty], {
      see: (step, facts) => {
        if (isFault(step, facts)) faulty.set('since', step.event.number);
        if (others === 0 || faulty.get('since') !== undefined) return null;
        return (
          countElection(memory, step, others) ??
          countRound(memory, step, others) ??
          countAnswers(step)
        );
      },
      assumed: (ledger) => {
        const { lost, duplicated, cut, blocked, crashes, pauseUsMax } = ledger;
        const held = lost + duplicated + cut + blocked + crashes + pauseUsMax === 0;
        return { held, why: held ? '' : 'the run was not free of faults' };
      },
      occurred: () =>
        memory.counted.get('elections') === true && memory.counted.get('rounds') === true,
    });
  },
};
