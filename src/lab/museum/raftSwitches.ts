/**
 * Raft with one mistake each in what is not in Figure 2: PreVote, CheckQuorum, the state machine. Mistakes
 * in answering reads are too rare a sight for random trials: the cells and the tests of R14 have them.
 */
import type { MessageContext } from '../../engine/protocol';
import type { Stepped, handled } from '../../properties/raft/view';
import type { Mutant } from './types';
import { as, changedPart, disguised, onMessage, onTimer } from './wrap';
import type { Change } from './wrap';

type RaftState = Stepped['after'];
type PreVote = NonNullable<ReturnType<typeof handled<'PreVote'>>>;

function mutant(id: string, breaks: string, noticedBy: readonly string[], change: Change): Mutant {
  return { id, of: 'raft', breaks, noticedBy, exhibit: changedPart(change) };
}

const preVoteAdopted = onMessage('PreVote', (handle) => (state, m, ctx) => {
  const { stable } = as<RaftState>(state);
  const { term } = m as PreVote;
  handle(state, m, ctx);
  if (term <= stable.currentTerm) return;
  stable.currentTerm = term;
  stable.votedFor = null;
  ctx.persist();
});

const preVoteByFewer = onMessage('PreVoteReply', (handle) => (s, m, ctx) => {
  const { votes } = as<RaftState>(s);
  const silent = ctx.all.filter((id) => id !== ctx.from && votes[id] === undefined);
  const all = ctx.all.filter((id) => !silent.slice(-2).includes(id));
  handle(s, m, disguised<MessageContext>(ctx, { all }));
});

const quorumNotChecked = onTimer('quorum', (handle) => (state, ctx, key) => {
  const s = as<RaftState>(state);
  s.active = Object.fromEntries(ctx.peers.map((peer) => [peer, true]));
  handle(state, ctx, key);
});

const notApplied = onMessage('AppendEntries', (handle) => (state, m, ctx) => {
  const s = as<RaftState>(state);
  const { machine } = s;
  handle(state, m, ctx);
  if (Object.keys(machine).length > 0) s.machine = machine;
});

export const raftSwitchMutants: readonly Mutant[] = [
  mutant(
    'pre-vote-adopts-term',
    'A voter adopts the term that a pre-vote only asks about.',
    ['R15'],
    preVoteAdopted,
  ),
  mutant(
    'pre-vote-by-fewer',
    'One yes less than a majority is enough to begin a term.',
    ['R15'],
    preVoteByFewer,
  ),
  mutant(
    'quorum-not-checked',
    'A leader takes all others for present, whether they answered or not.',
    ['R16'],
    quorumNotChecked,
  ),
  mutant(
    'not-applied',
    'A follower counts entries as applied and leaves its table as it was.',
    ['R5'],
    notApplied,
  ),
];
