/**
 * Raft's claims about what its switches add to elections: R15 (PreVote) and R16 (CheckQuorum).
 */
import type { NodeId, Step, Us } from '../../engine/protocol';
import type { RaftParams } from '../../algorithms/raft/types';
import { breach, cell, history, remembering } from '../history';
import type { Assumed, Breach, Property } from '../types';
import { handled, majorityOf, newLeader, sends, stepped } from './view';
import type { Stepped } from './view';

export const harmlessPreVotes: Property = {
  id: 'R15',
  kind: 'MUST',
  claim:
    'A pre-vote changes no term, vote or role of the voter; with PreVote, nobody begins a term unless a majority would vote for it, or the leader told it to.',
  assumes: '',
  source: 'Raft thesis §9.6',
  start: (run) => {
    /** By term asked for, voter and candidate: said yes. */
    const would = history<string, true>();

    const changed = (step: Step, { node, before, after }: Stepped): Breach | null => {
      if (handled(step, 'PreVote') === null) return null;
      const isSame =
        before.stable.currentTerm === after.stable.currentTerm &&
        before.stable.votedFor === after.stable.votedFor &&
        before.role === after.role &&
        before.electionTimeoutUs === after.electionTimeoutUs;
      return isSame ? null : breach(step, `${node} is changed by a pre-vote`, [node]);
    };

    const unasked = (step: Step, { node }: Stepped): Breach | null => {
      const [request] = sends(step, 'RequestVote');
      if (request === undefined || !(step.params as RaftParams).preVote) return null;
      if (request.message.transfer === true) return null;
      const { term } = request.message;
      const yes = run.candidates.filter((voter) => would.get(`${term} ${voter} ${node}`)).length;
      if (yes + 1 >= majorityOf(run.candidates)) return null;
      const why = `${node} begins term ${term} though only ${yes + 1} of ${run.candidates.length} would vote for it`;
      return breach(step, why, [node]);
    };

    return remembering([would], {
      see: (step) => {
        const seen = stepped(step);
        if (seen === null) return null;
        for (const { to, message } of sends(step, 'PreVoteReply')) {
          if (message.granted) would.set(`${message.term} ${seen.node} ${to}`, true);
        }
        return changed(step, seen) ?? unasked(step, seen);
      },
    });
  },
};

/** When each leader began to lead or was last answered by a majority, on its own clock. */
interface Contact {
  readonly term: number;
  readonly sinceUs: Us;
  readonly answered: readonly NodeId[];
}

export const answeredLeaders: Property = {
  id: 'R16',
  kind: 'IF',
  claim:
    'With CheckQuorum, a leader that a majority does not answer stops leading within two of the shortest election timeouts.',
  assumes: 'Nothing is held back by a person, and no parameter changes.',
  source: 'etcd-io/raft, CheckQuorum',
  start: (run) => {
    const contacts = history<NodeId, Contact>();
    const changes = cell(0);
    // A write that was let go is no event by hand: whoever waited for its disk was held back all the same.
    const writesHeld = cell(0);
    const { electionTimeoutUsMin, tickUs } = run.params as RaftParams;
    const patienceUs = 2 * (electionTimeoutUsMin + (tickUs ?? 0)) + run.writeUsMax;
    return remembering([contacts, changes, writesHeld], {
      see: (step, facts) => {
        if (step.params !== run.params) changes.now = 1;
        for (const fact of facts) {
          // Its timers waited with it, or its clock no longer says how long it was.
          if (fact.fact === 'resumed' || fact.fact === 'clock') contacts.delete(fact.node);
          if (fact.fact === 'holding' && fact.kinds.includes('writes')) writesHeld.now = 1;
        }
        const seen = stepped(step);
        if (seen === null || !(step.params as RaftParams).checkQuorum) return null;
        const { node, after } = seen;
        if (after.role !== 'leader') {
          contacts.delete(node);
          return null;
        }
        const nowUs = step.world.node(node).clock.localUs;
        const term = after.stable.currentTerm;
        const known = contacts.get(node);
        // A check that somebody made come early begins a new span.
        const isForced = step.byHand && step.event.timer?.name === 'quorum';
        if (known?.term !== term || newLeader(step) !== null || isForced) {
          contacts.set(node, { term, sinceUs: nowUs, answered: [node] });
          return null;
        }
        const reply = handled(step, 'AppendEntriesReply');
        let answered = known.answered;
        if (reply?.term === term && step.from !== null && !answered.includes(step.from)) {
          answered = [...answered, step.from];
        }
        if (answered.length >= majorityOf(run.candidates)) {
          contacts.set(node, { term, sinceUs: nowUs, answered: [node] });
          return null;
        }
        if (answered !== known.answered) contacts.set(node, { ...known, answered });
        if (nowUs - known.sinceUs <= patienceUs) return null;
        const why = `${node} leads on though no majority has answered it for ${Math.round((nowUs - known.sinceUs) / 1000)} ms`;
        return breach(step, why, [node]);
      },
      assumed: (ledger): Assumed => {
        if (ledger.byHand + writesHeld.now > 0) {
          return { held: false, why: 'a person decided when something happened' };
        }
        return { held: changes.now === 0, why: changes.now === 0 ? '' : 'parameters changed' };
      },
    });
  },
};
