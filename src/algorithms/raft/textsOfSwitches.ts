/**
 * What Raft says, in English, of what is not in Figure 2: PreVote, CheckQuorum, leases, reads, leadership
 * transfer. The rest is in `texts.ts`.
 */

const words = {
  'role.precandidate': 'pre-candidate',
  'wait.quorum': 'CheckQuorum timer',
  'wait.lease': 'lease',
  'wait.transfer': 'transfer timer',
  'word.preVote': 'Would you?',
  'word.would': 'I would',
  'word.wouldNot': 'I would not',
  'word.timeoutNow': 'Stand now',
  'mark.preVotes': 'who would vote for it',
  'mark.lease': 'the lease of the leader',
  'action.transfer': 'hand over leadership',
  'why.preVoted': 'a majority would vote for it',
  'why.told': 'the leader hands over to it',
  'why.noQuorum': 'no majority answers it',
  'why.leaseOver': 'its lease has run out',
};

const preVote = {
  'say.preVote':
    'The election timer of {{node}} ends. Before it begins term {{next}}, it asks who would vote for it.',
  'say.wouldNotTerm':
    '{{node}} would not vote for {{from}} in term {{asked}}: it is in term {{term}} already.',
  'say.wouldNotLog':
    '{{node}} would not vote for {{from}} in term {{asked}}: its own log goes further (term {{ownTerm}}, index {{ownIndex}}) than that of {{from}} (term {{askedTerm}}, index {{askedIndex}}).',
  'say.wouldNotHears':
    '{{node}} would not vote for {{from}} in term {{asked}}: it has just heard from {{leader}}.',
  'say.wouldNotLeader':
    '{{node}} would not vote for {{from}} in term {{asked}}: it leads term {{term}} itself.',
  'say.would':
    '{{node}} would vote for {{from}} in term {{asked}} and says so. It writes nothing and stays in term {{term}}.',
  'say.preVoteYes':
    '{{from}} would vote for {{node}}: that makes {{yes}} of the {{majority}} that it needs.',
  'say.preVoteNo':
    '{{from}} would not vote for {{node}}: still {{yes}} of the {{majority}} that it needs.',
  'say.preVoteWon':
    '{{yes}} of {{voters}} nodes would vote for {{node}}, a majority, so it asks for votes in term {{term}}.',
  'say.preVoteLost':
    '{{no}} of {{voters}} nodes would not vote for {{node}}, so it stays in term {{term}} as a follower.',
  'say.latePreVote':
    '{{node}} does not ask who would vote for it any more: the answer of {{from}} is late.',
  'say.concedePre':
    '{{node}} asked who would vote for it, but {{from}} leads term {{term}}, so it follows.',
  'say.newerTerm.fromPrecandidate':
    '{{node}} learns from {{from}} that term {{term}} has begun, so it asks no further.',
  'say.newLeader.fromPrecandidate':
    '{{node}} hears from {{from}}, the leader of the newer term {{term}}, so it asks no further.',
};

const contact = {
  'say.quorum':
    '{{active}} of {{voters}} nodes have answered since {{node}} last looked, itself included, so it goes on.',
  'say.noQuorum':
    'Only {{active}} of {{voters}} nodes have answered since {{node}} last looked, itself included, so it stops leading.',
  'say.ignore':
    '{{node}} does not answer {{from}}, which wants to lead: it has just heard from {{leader}}.',
  'say.ignoreOfLeader':
    '{{node}} does not answer {{from}}, which wants to lead: it leads term {{term}} itself.',
  'say.lease': 'A majority has answered {{node}}, so its lease runs for another {{leftMs}} ms.',
  'say.leaseOver':
    'The lease of {{node}} has run out without an answer from a majority, so it stops leading.',
  'say.leaseEnded': 'The lease of {{node}} is ended by hand, so it stops leading.',
};

const reads = {
  'say.readOwn':
    '{{node}} answers the read of {{key}} from its own table, without asking anybody: {{value}}.',
  'say.readOwnNothing':
    '{{node}} answers the read of {{key}} from its own table, without asking anybody: there is nothing.',
  'say.readLease': '{{node}} holds a lease, so it answers the read of {{key}} at once: {{value}}.',
  'say.readLeaseNothing':
    '{{node}} holds a lease, so it answers the read of {{key}} at once: there is nothing.',
  'say.readAsk': 'Before {{node}} answers the read of {{key}}, it asks whether it still leads.',
  'say.readAnswer': '{{node}} answers the read of {{key}}: {{value}}.',
  'say.readAnswerNothing': '{{node}} answers the read of {{key}}: there is nothing.',
  'say.readMany': '{{node}} answers the {{count}} reads that waited.',
  'say.refuseHanding': '{{node}} is handing over to {{target}}, so it takes no request.',
};

const transfer = {
  'say.nothingToHand': '{{node}} does not lead, so it has nothing to hand over.',
  'say.nobodyToHand': '{{node}} knows nobody like that to hand over to, so it goes on.',
  'say.handingStill': '{{node}} goes on handing over to {{target}}.',
  'say.handOver':
    '{{node}} hands over: {{target}} has the whole log, so {{node}} tells it to stand for election.',
  'say.handLater':
    '{{node}} will hand over to {{target}}, and first sends it the entries that it may lack.',
  'say.handNow':
    '{{from}} has the whole log of {{node}} now, which tells it to stand for election.',
  'say.handFailed':
    '{{target}} has not taken over, so {{node}} gives it up and takes requests again.',
  'say.told': '{{from}} hands over to {{node}}, which asks for votes in term {{term}} at once.',
  'say.toldLate': '{{node}} is in term {{term}} already, so the word of {{from}} comes too late.',
  'say.toldLeader': '{{node}} leads term {{term}} itself, so it need not stand again for {{from}}.',
};

const panel = {
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

/** The English texts of what the switches add, by key. */
export const textsOfSwitches: { readonly [key: string]: string } = {
  ...words,
  ...preVote,
  ...contact,
  ...reads,
  ...transfer,
  ...panel,
};
