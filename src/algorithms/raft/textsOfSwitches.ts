/**
 * What Raft says, in English, of what is not in Figure 2: PreVote, CheckQuorum, leases, reads, leadership
 * transfer. No run of the defaults says any of it, so it comes after the
 * page's first frame, with the words of panels.
 */

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

/** The English texts of what the switches add, by key. */
export const textsOfSwitches: { readonly [key: string]: string } = {
  ...preVote,
  ...contact,
  ...reads,
  ...transfer,
};
