/**
 * What Raft says, in English. Keys are used by `face.ts`, `sentences.ts`, `params.ts`, `presets.ts`.
 * Templates in double braces; every value comes from the step that is told.
 */
import { presetTexts as presetsOfSwitches } from './presetsOfSwitches';
import { textsOfSwitches } from './textsOfSwitches';

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

/** The English texts of Raft by key. */
export const en: { readonly [key: string]: string } = {
  ...roles,
  ...messages,
  ...why,
  ...election,
  ...replication,
  ...panel,
  ...textsOfSwitches,
  ...presets,
  ...presetsOfSwitches,
  ...about,
};
