/** All English texts of ZooKeeper's election by key: i18next templates. Plain words, whole sentences. */

const roles = {
  name: 'ZooKeeper’s Fast Leader Election',
  'role.looking': 'looking',
  'role.joining': 'joining',
  'role.following': 'following',
  'role.elected': 'elected',
  'role.leading': 'leading',
  'badge.epoch': 'epoch',
  'fle.votes': 'votes like its own',
  'fle.joined': 'servers that have joined',
  'wait.finalize': 'waits for better votes',
  'wait.resend': 'until it says its vote again',
  'wait.connect': 'until it tries to connect again',
  'wait.initLimit': 'until it gives up joining',
  'wait.syncLimit': 'until it gives its leader up',
  'wait.ping': 'until it pings',
};

const messages = {
  'word.looking': 'Looking: votes for',
  'word.following': 'Following',
  'word.leading': 'Leading',
  'word.followerInfo': 'May I join?',
  'word.leaderInfo': 'Epoch?',
  'word.ackEpoch': 'Epoch agreed',
  'word.ackEpochAgain': 'Epoch known',
  'word.newLeader': 'New leader',
  'word.ack': 'Stored',
  'word.upToDate': 'Up to date',
  'word.proposal': 'Proposal',
  'word.commit': 'Commit',
  'word.ping': 'Ping',
  'word.close': 'Closed',
};

const why = {
  start: 'it starts',
  restart: 'it restarts',
  seated: 'the scenario says so',
  silence: 'it did not hear from its leader',
  closed: 'its leader closed the connection',
  noQuorum: 'it did not hear from a quorum',
  tooLate: 'joining took too long',
  oldEpoch: 'the epoch it was offered is too old',
  gap: 'something was lost on the way',
  decided: 'the election is decided',
  quorum: 'a quorum has its log and its epoch',
  upToDate: 'its leader serves',
};

const looking = {
  'say.start': '{{node}} starts and looks for a leader: in round {{round}} it votes for itself.',
  'say.restart':
    '{{node}} restarts and looks for a leader: in round {{round}} it votes for itself. The last transaction on its disk: {{zxid}}.',
  'say.seatedLooking':
    '{{node}} has its log and looks for a leader: in round {{round}} it votes for itself.',
  'say.seatedLeader': '{{node}} leads in epoch {{epoch}} from the start.',
  'say.seatedFollower': '{{node}} follows {{leader}} in epoch {{epoch}} from the start.',
  'say.seatedJoining':
    '{{node}} has not the log of {{leader}}, and asks {{leader}} whether it may join.',
  'say.silence':
    '{{node}} has not heard from {{leader}} before its time was up, and looks for a leader in round {{round}}.',
  'say.suspect': '{{node}} gives up {{leader}} and looks for a leader in round {{round}}.',
  'say.tooLate':
    '{{node}} has tried to join {{leader}} for too long, and looks for a leader in round {{round}}.',
  'say.tooLate.self':
    '{{node}} was elected, but too few have joined it in time: it looks for a leader in round {{round}}.',
  'say.closed':
    '{{from}} has closed the connection: {{node}} looks for a leader in round {{round}}.',
  'say.noQuorum':
    '{{node}} leads no more: it has not heard from {{majority}} of {{voters}} servers lately, itself included, and looks for a leader in round {{round}}.',
  'say.oldEpoch':
    '{{from}} proposes epoch {{epoch}}, but {{node}} has accepted epoch {{accepted}}: it looks for a leader in round {{round}}.',
  'say.gap':
    'Something that {{from}} sent before is missing at {{node}}: the connection has broken, and {{node}} looks for a leader in round {{round}}.',
  'say.newerRound':
    '{{from}} is in round {{round}} already: {{node}} drops the votes of its own round and votes for {{leader}}.',
  'say.better': '{{from}} has a better vote than {{node}}, which now votes for {{leader}} too.',
  'say.own': '{{node}} counts its own vote, for {{leader}}.',
  'say.same': '{{from}} votes for {{leader}} like {{node}}.',
  'say.worse': '{{from}} votes for {{leader}}; the vote of {{node}}, for {{own}}, stays.',
  'say.quorum':
    '{{node}} knows {{count}} of {{voters}} votes for {{leader}}: a quorum. It waits {{ms}} ms for a better one.',
  'say.waits':
    '{{from}} votes for {{leader}}, which is no better vote: {{node}} waits {{ms}} ms anew.',
  'say.waitsOwn': '{{node}} hears its own vote, for {{leader}}, and waits {{ms}} ms anew.',
  'say.stale': '{{from}} is still in round {{asked}}: {{node}} tells it of round {{round}}.',
  'say.stale.window':
    '{{from}} names a better vote, but is still in round {{asked}}: {{node}} tells it of round {{round}} and stops waiting.',
  'say.again':
    '{{node}} has heard nothing for a while and says again that it votes for {{leader}}; the next time it waits up to {{ms}} ms.',
  'say.leads': '{{from}} says that it leads; {{node}} has not yet heard so from a quorum.',
  'say.follows': '{{from}} says that it follows {{leader}}; that is not enough for {{node}}.',
  'say.answersLeads': '{{node}} tells {{from}}, which looks for a leader, that it leads.',
  'say.answersFollows':
    '{{node}} tells {{from}}, which looks for a leader, that it follows {{leader}}.',
};

const decisions = {
  'say.elects':
    '{{node}} has heard of no better vote for long enough: it follows {{leader}}, and asks it whether it may join.',
  'say.elected':
    '{{node}} has heard of no better vote for long enough: it is elected, and leads nobody before a quorum has joined.',
  'say.elects.byHand':
    '{{node}} is made to decide: it follows {{leader}}, and asks it whether it may join.',
  'say.elected.byHand':
    '{{node}} is made to decide: it is elected, and leads nobody before a quorum has joined.',
  'say.hears':
    'A quorum of this round names {{leader}}, which says itself that it leads: {{node}} asks {{leader}} whether it may join.',
  'say.hears.self':
    'A quorum of this round names {{node}}: it is elected, and leads nobody before a quorum has joined.',
  'say.joins':
    'A quorum follows {{leader}}, which says itself that it leads: {{node}} asks {{leader}} whether it may join.',
  'say.joins.self':
    'A quorum follows {{node}}: it is elected, and leads nobody before a quorum has joined.',
  'say.refuses':
    '{{from}} asks whether it may join, but {{node}} is not elected, and closes the connection.',
  'say.connects': '{{from}} has connected to {{node}}, which waits for a quorum.',
  'say.connectsLate': '{{from}} has connected to {{node}} and is told of epoch {{epoch}}.',
  'say.proposesEpoch':
    '{{node}} is joined by {{majority}} of {{voters}} servers, itself included, and proposes epoch {{epoch}}: one more than any of them has accepted.',
  'say.accepts': '{{node}} accepts epoch {{epoch}} from {{from}}, and from nobody else.',
  'say.acceptsAgain':
    '{{node}} has accepted epoch {{epoch}} before: its answer to {{from}} does not count a second time.',
  'say.acked': '{{from}} has accepted epoch {{epoch}} of {{node}}.',
  'say.ackedNot': '{{from}} knows epoch {{epoch}} of {{node}}; its answer does not count.',
  'say.ahead':
    '{{from}} is ahead of {{node}}, which should not have been elected: {{node}} closes the connection.',
  'say.epochAgreed':
    '{{majority}} of {{voters}} servers have accepted epoch {{epoch}}: {{node}} sends each of them what it lacks.',
  'say.newLeaderLate': '{{node}} sends {{from}} what it lacks of the log in epoch {{epoch}}.',
  'say.synced_one':
    '{{node}} takes over the log of {{from}}, with {{count}} new entry, and enters epoch {{epoch}}.',
  'say.synced_other':
    '{{node}} takes over the log of {{from}}, with {{count}} new entries, and enters epoch {{epoch}}.',
  'say.storedOwn':
    '{{node}} has its own log on disk, in epoch {{epoch}}, up to transaction {{zxid}}.',
  'say.stored':
    '{{from}} has stored the log of {{node}}, in epoch {{epoch}}, up to transaction {{zxid}}.',
  'say.serves':
    '{{majority}} of {{voters}} servers have the log of {{node}}: it leads in epoch {{epoch}} and serves.',
  'say.joined': '{{from}} has joined {{node}} in epoch {{epoch}}.',
  'say.upToDate': '{{node}} serves, following {{from}} in epoch {{epoch}}.',
};

const serving = {
  'say.proposes': '{{node}} makes the request transaction {{zxid}} and proposes it.',
  'say.redirect': '{{node}} does not lead, so it refuses the request and names {{leader}}.',
  'say.refuseRequest': '{{node}} does not serve, so it refuses the request.',
  'say.stores': '{{node}} stores transaction {{zxid}} of {{from}}.',
  'say.commits':
    '{{majority}} of {{voters}} servers have stored transaction {{zxid}}: {{node}} commits it.',
  'say.learnCommit': '{{node}} hears from {{from}} that transaction {{zxid}} is committed.',
  'say.pings': '{{node}} tells its followers that it is alive.',
  'say.pong': '{{node}} hears that {{from}} is alive, and answers.',
  'say.alive': '{{from}} is alive and still follows {{node}}.',
  'say.gone': '{{from}} does not follow {{node}} any more.',
  'say.tryLater': '{{from}} does not let {{node}} join yet: {{node}} tries again in {{ms}} ms.',
  'say.tries': '{{node}} asks {{leader}} for the {{tries}}. time whether it may join.',
};

const panel = {
  'param.finalizeWaitMs':
    'How long a server goes on waiting for better votes once a quorum agrees with its own.',
  'param.resendMs':
    'The silence after which a server says its vote again; it doubles each time, up to a minute.',
  'param.connectMs': 'The pause before a follower tries again to connect to the leader.',
  'param.pingEveryMs': 'How often a leader pings its followers.',
  'param.initLimitMs':
    'How long joining a leader, or being joined, may take before it is given up.',
  'param.syncLimitMs': 'The silence after which a leader or a follower is given up.',
  'var.acceptedEpoch': 'The newest epoch that a leader has proposed to it. It never goes back.',
  'var.currentEpoch': 'The epoch of the last leader whose log it has taken over.',
  'var.log': 'Its transactions: epoch, number within it, request.',
  'var.state': 'LOOKING, FOLLOWING or LEADING.',
  'var.zab':
    'How far it has come with a leader: election, agreeing on the epoch, on the log, serving.',
  'var.round': 'The round of elections it is in, or was in last.',
  'var.vote': 'For whom it votes: the epoch, the last transaction and the name of that server.',
  'var.recvset': 'The votes of this round that it knows.',
  'var.outofelection': 'What servers say that follow or lead already.',
  'var.epoch': 'The epoch it proposes as a leader.',
  'var.learners': 'Who has connected to it, and how far each has come.',
  'var.committed': 'The last transaction it knows to be committed.',
};

const presets = {
  'preset.typical.title': 'The leader crashes',
  'preset.typical.watch':
    'The followers notice the silence and vote. Votes spread until all name n4: the same epoch and log, the highest id. Each waits 200 ms for better votes before it decides. Then n4 proposes epoch 2, gives its log to a quorum, and only then leads.',
  'preset.best.title': 'All start at once',
  'preset.best.watch':
    'Five servers without any history. After two messages everybody votes for n5, and 200 ms later it is elected. Five messages, each waiting for the one before, make it the leader of epoch 1.',
  'preset.longest-log.title': 'The log decides',
  'preset.longest-log.watch':
    'n1 and n2 have a transaction of epoch 3 that the others lack. n2 wins over the higher ids, and gives the others what they lack before it serves.',
  'preset.late-joiner.title': 'A server comes late',
  'preset.late-joiner.watch':
    'n5 restarts while n4 leads. It has the highest id and votes for itself, but a quorum follows n4 and n4 says itself that it leads: n5 joins, and nobody votes again.',
  'preset.elected-dies.title': 'Elected, and already dead',
  'preset.elected-dies.watch':
    'n5 crashes while the others still wait for better votes. They all decide for it and find nobody there. Only when they have given up joining is there another election.',
  'preset.hasty.title': 'No time for better votes',
  'preset.hasty.watch':
    'The wait is 1 ms instead of 200, and the messages of n1, whose log is the longest, are slow. The others elect n3 before they hear of it. The activation finds out: when n1 joins, it is ahead of n3, and n3 closes the connection.',
  'preset.cut-off.title': 'The leader is cut off',
  'preset.cut-off.watch':
    'n5 keeps one follower. It goes on leading until it has not heard from a quorum for 1000 ms; its last transaction stays uncommitted. The other side elects n4 for epoch 2. When the network heals, n5 and n1 join it, as soon as they say their vote again, and what they alone had is cut off.',
  'preset.forgetful.title': 'A disk that forgets',
  'preset.forgetful.watch':
    'n2 and n3 have committed a transaction with n1. n3 loses its disk, n2 stays down: n3 and n1, which lacked it, are a quorum, and the transaction is gone.',
  'preset.majority-lost.title': 'The majority is lost',
  'preset.majority-lost.watch':
    'Two of five are left. They agree on a vote, but never have a quorum; the pauses between their messages double. As soon as a third is back, there is a leader.',
};

/** What it assumes, and where it differs from its source; the README says more. */
const about = {
  'about.assumes.1':
    'For safety, nothing about time: servers may crash and come back, connections may break, messages may be late; what is on disk survives.',
  'about.assumes.2':
    'For progress, that a majority is up and linked both ways, and that messages are much faster than the limits.',
  'about.differs.1':
    'A follower whose last transaction the leader does not know is sent the whole log; ZooKeeper can cut it back instead. What is sent travels in one message with NEWLEADER.',
  'about.differs.2':
    'A connection is not modelled as such: CLOSE says that one ends, and a gap in what arrives that one broke.',
  'about.differs.3':
    'A tick is 200 ms instead of 2 s, so that a silent leader is given up after 1 s instead of 10. Pings also carry how far the log is committed or stored.',
  'about.differs.4':
    'Left out: observers, weights and groups of servers, sessions, snapshots, changes of membership; followers do not pass requests on, and reads go through the log.',
};

/** The English texts by key. */
export const en: { readonly [key: string]: string } = {
  ...roles,
  ...messages,
  ...why,
  ...looking,
  ...decisions,
  ...serving,
  ...panel,
  ...presets,
  ...about,
};
