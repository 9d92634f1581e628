/**
 * What Raft says, in English, in panels, forms and the library: its parameters, variables, scenarios and
 * assumptions. The page starts without it; what a run itself says is in `texts.ts`.
 */
import { presetTexts as presetsOfSwitches } from './presetsOfSwitches';
import { textsOfSwitches } from './textsOfSwitches';

const panel = {
  'param.electionTimeoutMs':
    'How long a follower waits for a leader before it asks for votes, drawn anew each time.',
  'param.heartbeatMs': 'How often a leader says that it is there. Well below the election timeout.',
  'param.noop':
    'A new leader appends an empty entry at once, so that older entries can be committed.',
  'var.currentTerm': 'The latest term this node has heard of. It never goes back.',
  'var.votedFor': 'Who has its vote in this term. One vote a term, also across a crash.',
  'var.log': 'Its entries: index, request, term. Those up to commitIndex can never change.',
  'var.role': 'Follower, candidate or leader.',
  'var.leaderHint': 'Whom it takes for the leader of this term. It may be wrong.',
  'var.commitIndex': 'The highest entry it knows to be committed.',
  'var.lastApplied': 'The highest entry it has applied.',
  'var.votes': 'The answers it has in this term, its own vote included.',
  'var.nextIndex': 'For each other node, the next entry to send.',
  'var.matchIndex': 'For each other node, how far its log is known to agree.',
};

const panelOfSwitches = {
  'param.preVote':
    'Before a node begins a term, it asks who would vote for it, so that one that was away disturbs nobody.',
  'param.preVoteReading':
    'What a voter looks at in a pre-vote. thesis: the log, and whether it has just heard from a leader. etcd: the log only.',
  'param.checkQuorum':
    'A leader that no majority answers steps down, and voters ignore candidates while they hear from a leader.',
  'param.leaderLease':
    'A leader keeps a lease while a majority answers its heartbeats, and stops leading when it runs out.',
  'param.reads':
    'How a read is answered. log: as an entry. local: by any node. leader: by who thinks it leads. lease, readIndex: by a leader that is sure of it.',
  'param.tickMs':
    'Timers count ticks of this length, as in etcd; each node ticks in its own phase. Off: timers run continuously.',
  'var.machine': 'What was last put under each key: the log, applied in order up to lastApplied.',
  'var.active': 'Who has answered since the last check of the quorum.',
  'var.round': 'The number of its last round of heartbeats.',
  'var.answeredRound': 'For each other node, the last round that it answered.',
  'var.leaseUntil': 'Until when its lease runs, in ms of its own clock.',
  'var.transferee': 'To whom it is handing over.',
  'var.reading': 'Reads that it has taken and not yet answered.',
  'var.answered': 'The reads that it answered last.',
};

const presets = {
  'preset.leader-crashes.title': 'The leader crashes',
  'preset.leader-crashes.watch':
    'The leader falls silent. The first follower whose timer ends asks for votes in the next term, three of five are enough, and the old leader comes back as a follower.',
  'preset.old-leader.title': 'The old leader on the minority side',
  'preset.old-leader.watch':
    'n1 still believes that it leads term 1, but with n2 alone it can commit nothing: its entry stays hollow. The other side elects a leader of a newer term. When the network heals, n1 steps down and its entry is overwritten.',
  'preset.split-vote.title': 'A split vote',
  'preset.split-vote.watch':
    'n1 and n2 ask at the same instant and each gets two of the three votes it needs. Nobody leads term 2. Random timers break the tie: the next to wake asks again, and wins.',
  'preset.majority-lost.title': 'The majority is lost',
  'preset.majority-lost.watch':
    'Two of five are left. They ask again and again, the term climbs, and nobody can lead. As soon as a third is back, there is a leader.',
  'preset.restart-all.title': 'Everybody restarts',
  'preset.restart-all.watch':
    'All five go down and come back. Term, vote and log come back from disk; who led and what was committed does not. The new leader commits the old entries together with the first of its own term.',
  'preset.log-repair.title': 'Logs that disagree',
  'preset.log-repair.watch':
    'The seven logs of Figure 7 in the paper. n1 is elected for term 8 although n4 and n5 refuse it. It walks back, follower by follower, to where the logs agree, and from there all become like its own.',
  'preset.published-downtime.title': 'How long without a leader',
  'preset.published-downtime.watch':
    'The Raft paper (extended version, section 9.3, Figure 16) crashed the leader of five nodes a thousand times. With timeouts of 150 to 155 ms several nodes ask at once, votes split, and half of its crashes left no leader for more than 287 ms. This is one such crash: a first round that nobody wins, then a second. A thousand seeds of it here: 287 ms too.',
  'preset.first-timeout.title': 'The first of four timers',
  'preset.first-timeout.watch':
    'Four timers start together, each random between 150 and 300 ms. The Raft thesis (section 9.1) works out when the first rings: on average after a fifth of that range, so at 180 ms. A thousand seeds here: 180.7 ms without a leader.',
};

/** What it assumes, and where it differs from its source; the README says more. */
const about = {
  'about.assumes.1':
    'For safety, nothing about time: messages may be lost, doubled, late or out of order, nodes may crash, and what is on disk survives.',
  'about.assumes.2':
    'For progress, that a majority is up and linked both ways, and that messages are much faster than the election timeout.',
  'about.differs.1':
    'Heartbeats carry no entries: entries go out when they are made, when a follower refuses, and again when one lags; one message carries at most 64.',
  'about.differs.2':
    'A refusal tells the leader how far to go back, and a commit is told to all at once instead of with the next heartbeat.',
  'about.differs.3':
    'A candidate that can no longer win, because too many refused, becomes a follower again in the same term.',
  'about.differs.4':
    'A request to a node that does not lead is refused with the name of the leader it knows. Left out: snapshots, changes of membership, client sessions.',
};

/** The English texts by key. */
export const textsOfPanels: { readonly [key: string]: string } = {
  ...panel,
  ...panelOfSwitches,
  ...textsOfSwitches,
  ...presets,
  ...presetsOfSwitches,
  ...about,
};
