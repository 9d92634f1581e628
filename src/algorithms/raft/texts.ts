/**
 * What Raft says, in English, while it runs. Keys are used by `face.ts` and `sentences.ts`; what only panels,
 * forms and the library show is in `textsOfPanels.ts`.
 * Templates in double braces; every value comes from the step that is told.
 */

const roles = {
  name: 'Raft',
  'role.follower': 'follower',
  'role.candidate': 'candidate',
  'role.leader': 'leader',
  'badge.term': 'term',
  'wait.election': 'election timer',
  'wait.heartbeat': 'heartbeat timer',
};

const messages = {
  'word.requestVote': 'Vote for me?',
  'word.yes': 'Yes',
  'word.no': 'No',
  'word.heartbeat': 'heartbeat',
  'word.entries': 'entries',
  'word.ok': 'OK',
  'word.goBack': 'Go back',
  'word.oldTerm': 'Old term',
};

/** Roles, timers, messages and actions of what the switches add; its sentences are in `textsOfSwitches.ts`. */
const wordsOfSwitches = {
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

/** Why a role changed. */
const why = {
  'why.start': 'it started',
  'why.restart': 'it restarted',
  'why.seated': 'the scenario begins so',
  'why.timeout': 'its election timer ended',
  'why.newerTerm': 'it heard of a newer term',
  'why.concedes': 'another node leads this term',
  'why.majority': 'a majority voted for it',
  'why.refused': 'too many refused',
};

const election = {
  'say.start': '{{node}} starts as a follower and waits to hear from a leader.',
  'say.seatedLeader': '{{node}} already leads term {{term}} when this run begins.',
  'say.seatedFollower':
    '{{node}} already follows {{leader}} in term {{term}} when this run begins.',
  'say.seatedAlone': '{{node}} begins as a follower in term {{term}}, with the log it was given.',
  'say.restartBlank':
    '{{node}} restarts with an empty disk: it begins in term {{term}}, with no vote and no entries.',
  'say.restart_one':
    '{{node}} restarts: its disk kept term {{term}} and {{count}} entry. Who leads now, it does not know.',
  'say.restart_other':
    '{{node}} restarts: its disk kept term {{term}} and {{count}} entries. Who leads now, it does not know.',
  'say.restartVoted_one':
    '{{node}} restarts: its disk kept term {{term}}, its vote for {{votedFor}} and {{count}} entry. Who leads now, it does not know.',
  'say.restartVoted_other':
    '{{node}} restarts: its disk kept term {{term}}, its vote for {{votedFor}} and {{count}} entries. Who leads now, it does not know.',
  'say.timeout':
    '{{node}} waited {{waitedMs}} ms without hearing from a leader, so it asks for votes in term {{term}}.',
  'say.timeoutAgain':
    '{{node}} waited {{waitedMs}} ms for a majority and did not get it, so it asks again, in term {{term}}.',
  'say.timeoutLate':
    '{{node}} waited {{waitedMs}} ms by its clock without hearing from a leader, so it asks for votes in term {{term}}.',
  'say.timeoutAgainLate':
    '{{node}} waited {{waitedMs}} ms by its clock for a majority and did not get it, so it asks again, in term {{term}}.',
  'say.timeoutEarly':
    '{{node}} stops waiting after {{waitedMs}} ms and asks for votes in term {{term}}.',
  'say.timeoutByClock':
    'By the clock of {{node}} its time is up: it has heard from no leader and asks for votes in term {{term}}.',
  'say.timeoutOfLeader': '{{node}} leads term {{term}} itself, so it has nobody to wait for.',
  'say.grant': '{{node}} votes for {{from}} in term {{term}}: its first vote in that term.',
  'say.grantWriting':
    '{{node}} votes for {{from}} in term {{term}} and writes that down before it answers.',
  'say.grant.fromLeader': '{{node}} hears of term {{term}}, stops leading and votes for {{from}}.',
  'say.grant.fromCandidate':
    '{{node}} hears of term {{term}}, stops asking for votes itself and votes for {{from}}.',
  'say.grantAgain': '{{node}} has voted for {{from}} in term {{term}} already and says so again.',
  'say.refuseOldTerm':
    '{{node}} refuses {{from}}, which asks for term {{asked}}: {{node}} is in term {{term}} already.',
  'say.refuseShortLog':
    '{{node}} refuses {{from}}: its own log goes further (term {{ownTerm}}, index {{ownIndex}}) than that of {{from}} (term {{askedTerm}}, index {{askedIndex}}).',
  'say.refuseShortLog.fromLeader':
    '{{node}} hears of term {{term}} and stops leading, but refuses {{from}}: its own log goes further (term {{ownTerm}}, index {{ownIndex}}).',
  'say.refuseShortLog.fromCandidate':
    '{{node}} hears of term {{term}} and stops asking for votes, but refuses {{from}}: its own log goes further (term {{ownTerm}}, index {{ownIndex}}).',
  'say.refuseVoted': '{{node}} refuses {{from}}: in term {{term}} it has voted for {{votedFor}}.',
  'say.refuseVotedSelf': '{{node}} refuses {{from}}: in term {{term}} it has voted for itself.',
  'say.voteYes':
    '{{from}} votes for {{node}}, which now has {{yes}} of the {{majority}} votes it needs.',
  'say.voteNo':
    '{{from}} refuses {{node}}, which stays at {{yes}} of the {{majority}} votes it needs.',
  'say.won': '{{node}} has {{yes}} of {{voters}} votes, a majority, so it leads term {{term}}.',
  'say.lost':
    '{{no}} of {{voters}} nodes refused {{node}}, so it cannot win term {{term}} and is a follower again.',
  'say.lateVote':
    '{{node}} no longer asks for votes in term {{asked}}: the answer of {{from}} is late.',
  'say.lateVoteOfLeader':
    '{{node}} leads term {{term}} already: the answer of {{from}} changes nothing.',
  'say.newerTerm': '{{node}} learns from {{from}} that term {{term}} has begun.',
  'say.newerTerm.fromLeader':
    '{{node}} learns from {{from}} that term {{term}} has begun, so it stops leading.',
  'say.newerTerm.fromCandidate':
    '{{node}} learns from {{from}} that term {{term}} has begun, so it stops asking for votes.',
  'say.newLeader.fromLeader':
    '{{node}} hears from {{from}}, the leader of the newer term {{term}}, so it stops leading.',
  'say.newLeader.fromCandidate':
    '{{node}} hears from {{from}}, the leader of the newer term {{term}}, so it stops asking for votes.',
  'say.concede':
    '{{node}} asked for votes in term {{term}} too, but {{from}} leads it now, so it follows.',
};

const replication = {
  'say.heartbeat': '{{node}} tells the others that it still leads term {{term}}.',
  'say.refuseOldLeader':
    '{{node}} refuses {{from}}, which leads term {{asked}}: {{node}} is in term {{term}} already.',
  'say.accept': '{{node}} accepts {{from}} as the leader of term {{term}}.',
  'say.heard': '{{node}} hears from its leader {{from}} and starts to wait anew.',
  'say.lacksEntry':
    '{{node}} refuses: it has no entry {{prevIndex}}, on which the message of {{from}} builds.',
  'say.otherEntry':
    '{{node}} refuses: its entry {{prevIndex}} is of term {{has}}, but {{from}} builds on one of term {{prevTerm}}.',
  'say.overwrite':
    "{{node}} drops its entries from {{first}} on, which contradict those of {{from}}, and stores {{from}}'s up to {{last}}.",
  'say.store': '{{node}} stores the entries of {{from}} up to {{last}}.',
  'say.learnCommit': '{{node}} learns that the entries up to {{index}} are committed.',
  'say.stored': '{{from}} has stored the log of {{node}} up to entry {{index}}.',
  'say.upToDate': '{{from}} answers {{node}}: nothing new.',
  'say.lateAnswer': '{{node}} does not lead any more: the answer of {{from}} comes late.',
  'say.oldAnswer': '{{node}} ignores the answer of {{from}}, which is of an older term.',
  'say.goBack': '{{from}} lacks what comes before, so {{node}} tries again from entry {{next}}.',
  'say.lateRefusal': 'The refusal of {{from}} is old news to {{node}}.',
  'say.sendRest':
    '{{from}} has stored up to entry {{index}} and lacks the rest, so {{node}} sends that.',
  'say.commit':
    'Entry {{index}} is on at least {{majority}} of {{voters}} nodes, so {{node}} commits up to it.',
  'say.commitAlone': 'Entry {{index}} is on the disk of {{node}}, the only node, and so committed.',
  'say.notYet':
    '{{node}} sees older entries on {{majority}} nodes, but may not commit them before one of its own term {{term}}.',
  'say.request':
    '{{node}} appends the request as entry {{index}} of term {{term}} and sends it on.',
  'say.refuseRequest': '{{node}} does not lead and knows no leader, so it refuses the request.',
  'say.redirect': '{{node}} does not lead, so it refuses the request and names {{leader}}.',
};

/** The English texts of Raft by key. */
export const en: { readonly [key: string]: string } = {
  ...roles,
  ...messages,
  ...why,
  ...election,
  ...replication,
  ...wordsOfSwitches,
};
