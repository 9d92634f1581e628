/** All words of Chubby in English. Plain sentences; what happened and why, never more than the step did. */
export const en: { readonly [key: string]: string } = {
  name: 'Chubby',

  'kind.replica': 'replica',
  'kind.client': 'client',

  'role.waiting': 'waiting',
  'role.replica': 'replica',
  'role.candidate': 'candidate',
  'role.master': 'master',
  'role.outside': 'no session',
  'role.client': 'client',
  'role.primary': 'primary',
  'role.jeopardy': 'in jeopardy',
  'role.expired': 'expired',

  'word.VOTE_REQ': 'Your vote?',
  'word.VOTE.yes': 'Promised',
  'word.VOTE.no': 'Refused',
  'word.RENEW': 'Renew',
  'word.RENEW_ACK': 'Renewed',
  'word.WRITE': 'Write',
  'word.WRITE_ACK': 'Written',
  'word.WHO_IS_MASTER': 'Who is master?',
  'word.MASTER': 'Master',
  'word.MASTER.none': 'I know of none',
  'word.OPEN': 'Open session',
  'word.OPENED': 'Session',
  'word.KEEPALIVE': 'KeepAlive',
  'word.KEEPALIVE_REPLY': 'Extended',
  'word.WRONG_EPOCH': 'Wrong epoch',
  'word.SESSION_EXPIRED': 'Session is gone',
  'word.ACQUIRE': 'The lock?',
  'word.LOCK.yes': 'Lock granted',
  'word.LOCK.no': 'Lock is taken',
  'word.SET_CONTENTS': 'I am primary',
  'word.CONTENTS_SET.yes': 'File written',
  'word.CONTENTS_SET.no': 'Old sequencer',
  'word.RELEASE': 'Lock is free',

  'wait.backoff': 'stands for master',
  'wait.promise': 'promise',
  'wait.wait': 'may not vote',
  'wait.lease': 'lease',
  'wait.renew': 'renewal timer',
  'wait.takeOver': 'take-over timer',
  'wait.hold': 'KeepAlive timer',
  'wait.session': 'session timer',
  'wait.lockDelay': 'lock-delay',
  'wait.seek': 'search timer',
  'wait.clientLease': 'session',
  'wait.grace': 'grace period',

  'badge.epoch': 'epoch',
  'badge.ballot': 'ballot',
  'mark.promised': 'bound by its promise to',
  'mark.promises': 'promises',
  'mark.leader': 'master: its lease runs',
  'mark.claims': 'believes it is master: another is, or its lease is over',
  'mark.spent': 'the cell would refuse this sequencer',
  'mark.lease': 'master lease: outer as promised, inner as the master trusts',
  'mark.session': 'session: outer as the master keeps it, inner as the client trusts',
  'mark.grace': 'grace: what is left before the session is given up',
  'mark.lockDelay': 'lock-delay: nobody may have the lock',
  'mark.lock': 'generation of the lock it holds',
  'mark.tie': 'its master',

  'param.leaseMs':
    'How long replicas promise to elect nobody else; also how long one waits after a restart.',
  'param.renewEveryMs': 'How often the master asks them to promise anew.',
  'param.backoffMs': 'How long a replica hesitates, at random, before it asks for votes.',
  'param.driftMargin':
    'By this share holders of leases trust them less than was promised: room for clocks at different rates.',
  'param.clients': 'How many programs want to be the primary.',
  'param.sessionLeaseMs': 'How long the master keeps a session after each extension.',
  'param.graceMs':
    'How long a client in jeopardy waits for a master before it gives its session up.',
  'param.lockDelayMs': 'How long nobody may have the lock after its holder was lost.',

  'about.assumes.1':
    'Clocks may show anything, but their rates stay within the margin of each other. No bound on delays is needed to be safe.',
  'about.assumes.2':
    'A majority of replicas with their disks, in touch with each other, is needed to have a master at all.',
  'about.differs.1':
    'The paper names what its votes achieve and not the votes: these are the least that do, after PaxosLease. A replica that missed the vote joins at a renewal.',
  'about.differs.2':
    'The paper keeps its database with a replicated log. Here every write sends the whole database and counts once a majority has it; a new master takes the newest of its voters.',
  'about.differs.3':
    'One file with one lock. Handles, directories, caching of contents, ephemeral files and reads are left out, so steps 8 and 9 of a take-over have nothing to do.',
  'about.differs.4':
    'The primary writes its name anew with each renewed session, and who did not get the lock asks again then, so that one sees sequencers at work.',

  'action.release': 'Release the lock',

  'why.started': 'it started',
  'why.restarted': 'it restarted',
  'why.waited': 'its wait after the restart is over',
  'why.stands': 'nobody renewed its promise',
  'why.noMajority': 'its votes ran out',
  'why.voted': 'it promised another',
  'why.votes': 'a majority promised',
  'why.follows': 'a master renewed',
  'why.leaseOver': 'its lease is over',
  'why.seated': 'the scenario begins so',
  'why.opened': 'it has a session',
  'why.safe': 'a master extended its session',
  'why.graceOver': 'its grace is over',
  'why.told': 'the master says that its session is gone',
  'why.locked': 'it has the lock',
  'why.lockLost': 'its sequencer is no longer valid',
  'why.released': 'it let the lock go',

  'say.starts':
    '{{node}} starts. It has promised nothing and hesitates a little before it asks for votes.',
  'say.restarts':
    '{{node}} is back. It may have promised its vote before the crash, so it votes for nobody for {{leaseMs}} ms.',
  'say.waited': '{{node}} has waited out whatever it may have promised, and votes again.',
  'say.seated': '{{node}} begins with {{master}} as master.',
  'say.stands':
    '{{node}} has promised nobody else, so it asks for votes in ballot {{ballot}}. It needs {{needed}} of {{count}}.',
  'say.refuses':
    '{{node}} refuses {{from}} in ballot {{ballot}}: it may not vote, has promised another, or knows a higher ballot.',
  'say.promises': '{{node}} promises {{from}} to elect nobody else for {{leaseMs}} ms.',
  'say.counts': '{{node}} has {{votes}} of {{count}} promises; {{needed}} are a majority.',
  'say.refused': '{{from}} refuses {{node}} its vote.',
  'say.wins':
    '{{node}} is master in ballot {{ballot}}: a majority of {{count}} has promised. Its lease counts from before it asked.',
  'say.promiseOver':
    'Nobody renewed what {{node}} has promised: it knows of no master and hesitates before it asks for votes.',
  'say.renews': '{{node}} asks all replicas to promise anew.',
  'say.follows': '{{node}} follows {{from}} and promises it another {{leaseMs}} ms.',
  'say.extended':
    'A majority has renewed: the lease of {{node}} counts from before round {{round}} was sent.',
  'say.cannotWrite':
    'Too many replicas have promised higher ballots: nobody would take what {{node}} writes, so it asks for votes again.',
  'say.leaseOver': 'The lease of {{node}} is over by its own clock: it stops serving at once.',
  'say.stores': '{{node}} stores version {{version}} of {{from}}.',
  'say.written': 'A majority of {{count}} has version {{version}}: it is written.',
  'say.newEpoch':
    '{{node}} begins epoch {{epoch}} and writes that first. Until then it only says who is master.',
  'say.takesOver':
    'Epoch {{epoch}} is written. {{node}} gives {{sessions}} sessions whole new leases and tells each of the fail-over.',
  'say.serves': 'Every session knows of epoch {{epoch}}: {{node}} serves everything again.',
  'say.names': '{{node}} is asked who is master. It hears from {{master}}.',
  'say.notMaster':
    '{{node}} is no master: it does not answer {{call}}, it only says whom it hears from.',
  'say.keepsForLater': '{{node}} keeps the KeepAlive of {{from}} until its epoch is written.',
  'say.unknownSession': '{{node}} knows no session {{session}} of {{from}}.',
  'say.wrongEpoch':
    '{{from}} speaks of epoch {{old}}: {{node}} tells it that this is epoch {{epoch}}.',
  'say.holds':
    '{{node}} holds the KeepAlive of {{from}} until its lease is nearly over or there is something to tell.',
  'say.answers': '{{node}} lets a KeepAlive return: the session runs for another {{leaseMs}} ms.',
  'say.opens': '{{node}} opens session {{session}} for {{from}} and has it written.',
  'say.ends': 'Nobody kept session {{session}} alive: {{node}} ends it.',
  'say.grants':
    '{{node}} gives {{from}} the lock, generation {{generation}}, once that is written.',
  'say.taken': '{{node}} refuses {{from}} the lock: somebody holds it, or its lock-delay runs.',
  'say.accepts': '{{node}} takes what {{from}} writes: generation {{generation}} holds the lock.',
  'say.tooOld':
    '{{node}} turns {{from}} away: generation {{generation}} does not hold the lock any more.',
  'say.freed': '{{from}} lets go of the lock: it is free at once.',
  'say.delays':
    'Session {{session}} held the lock and did not let go: nobody may have it for {{delayMs}} ms.',
  'say.delayOver': 'The lock-delay is over: {{node}} tells the sessions that the lock can be had.',
  'say.client.starts': '{{node}} starts and has no session.',
  'say.client.asks': '{{node}} asks {{to}} who is master.',
  'say.client.finds': '{{node}} hears that {{master}} is master and asks it for {{call}}.',
  'say.client.noMaster': '{{from}} knows of no master: {{node}} asks on.',
  'say.client.opened': '{{node}} has session {{session}} and asks for the lock.',
  'say.client.extended':
    '{{node}} may trust its session longer, counted from before it asked. It asks again at once.',
  'say.client.jeopardy':
    'The session of {{node}} is over by its own clock: jeopardy. It issues no calls and waits {{graceMs}} ms for a master.',
  'say.client.safe': 'A master keeps the session of {{node}}: safe.',
  'say.client.expired':
    'No master came within {{graceMs}} ms of grace: the session of {{node}} is expired.',
  'say.client.told': '{{from}} says that the session of {{node}} is gone: expired.',
  'say.client.epoch': '{{node}} learns of epoch {{epoch}} and calls again.',
  'say.client.locked':
    '{{node}} has the lock: it is the primary, with generation {{generation}} as its sequencer.',
  'say.client.lost':
    '{{node}} is primary no more: generation {{generation}} does not hold the lock.',
  'say.client.releases': '{{node}} lets go of the lock of generation {{generation}}.',

  'var.promisedBallot': 'The highest ballot in which it promised its vote. Must survive a crash.',
  'var.acceptedMaster': 'Whom it promised its vote.',
  'var.acceptedBallot': 'The ballot of the master that wrote its database.',
  'var.version': 'How many writes its database holds.',
  'var.masterEpoch': 'Counts the masters that took over, as this replica knows.',
  'var.sessions': 'Sessions by number, with their clients.',
  'var.generation': 'Raised each time the lock goes from free to held.',
  'var.holder': 'The session that holds the lock.',
  'var.delayed': 'True after its holder was lost, until somebody has it again.',
  'var.primary': 'The name in the file.',
  'var.role': 'What it does now.',
  'var.master': 'Whom it takes for the master.',
  'var.promisedTo': 'Whom it promised that.',
  'var.promiseUntil': 'Until then, by its own clock, it elects nobody else.',
  'var.waitUntil': 'Until then, by its own clock, it votes for nobody.',
  'var.ballot': 'The last ballot in which it asked for votes itself.',
  'var.leaseEnd': 'Until then, by its own clock, it is master.',
  'var.stage': 'How far it has come in taking over.',
  'var.committed': 'The version that a majority has written.',
  'var.leases': 'Until when, by its own clock, it keeps each session.',
  'var.freeAt': 'Before that, by its own clock, nobody may have the lock.',
  'var.id': 'Its own name. A client keeps nothing else.',
  'var.status': 'Safe, in jeopardy, expired, or outside: without a session so far.',
  'var.session': 'The number of its session.',
  'var.epoch': 'The epoch that its calls carry.',
  'var.sessionEnd': 'Until then, by its own clock, it trusts its session.',
  'var.graceEnd': 'Until then, by its own clock, it waits for a master.',
  'var.sequencer': 'The generation of the lock that it holds; it goes with every write.',
  'var.acks': 'Events it will acknowledge with its next KeepAlive.',

  'preset.typical.title': 'The master crashes',
  'preset.typical.watch':
    'Replicas let their promises run out, elect another, and sessions go on in a new epoch. No client notices more than a question.',
  'preset.best.title': 'The primary lets go',
  'preset.best.watch':
    'An orderly release: the lock is free at once and the next client has it within a few messages.',
  'preset.worst.title': 'The primary crashes with the lock',
  'preset.worst.watch':
    'First its session has to run out, then the lock-delay. Only then may another be primary.',
  'preset.split-vote.title': 'Two ask at once',
  'preset.split-vote.watch':
    'The votes are split, and every promise has to run out before anybody can be elected.',
  'preset.cut-off.title': 'A primary is cut off',
  'preset.cut-off.watch':
    'It knows by its own clock when to stop, long before another can have the lock: first jeopardy, then the next primary, never two.',
  'preset.jeopardy-safe.title': 'Jeopardy, then safe: no master for 4.4 s',
  'preset.jeopardy-safe.watch':
    'The sessions are over by the clients’ clocks. A master comes within the grace period and they are safe again.',
  'preset.jeopardy-expired.title': 'Jeopardy, then expired: no master for 5.8 s',
  'preset.jeopardy-expired.watch':
    'No master comes within the grace period: sessions and locks are given up.',
  'preset.drift.title': 'A slow clock: two masters',
  'preset.drift.watch':
    'The clock of the old master runs slower than the margin allows for, so it trusts its lease after the others have elected another.',
  'preset.stale-answer.title': 'An old answer: lock granted',
  'preset.stale-answer.watch':
    'A copy of an answer comes after the client has let the lock go. It takes itself for the primary until its sequencer is refused.',
  'preset.worn-out.title': 'Cut off, one after the other',
  'preset.worn-out.watch':
    'Who is cut off stands in vain and comes back with a higher ballot. It follows the master, but takes no writes; after the second one the master has to ask for votes again.',
  'preset.late-write.title': 'No lock-delay: a write comes too late',
  'preset.late-write.watch':
    'A write of the old primary is under way while another gets the lock. Only its sequencer gives it away.',
};
