/** All words of the Kubernetes leader election in English. Never more than the step did. */
export const en: { readonly [key: string]: string } = {
  name: 'Kubernetes Lease',

  'kind.replica': 'API server',
  'kind.candidate': 'candidate',

  'role.server': 'API server',
  'role.standby': 'standing by',
  'role.leader': 'leader',

  'word.Get': 'Read?',
  'word.GetReply': 'Record',
  'word.GetReply.none': 'No record',
  'word.Create': 'Create',
  'word.Update.renew': 'Renew or take',
  'word.Update.free': 'Release',
  'word.written': 'Written',
  'word.refused': 'Refused',

  'wait.retry': 'retry timer',
  'wait.call': 'answer timer',
  'wait.renewDeadline': 'renew deadline',

  'badge.transitions': 'change',
  'badge.version': 'version',
  'attempt.transition': 'transition',
  'mark.leader': 'leads: the record names it',
  'mark.claims': 'believes it leads: the record does not name it',
  'mark.spent': 'not named by the record any more',
  'mark.lease':
    'lease: outside until the first other candidate would take it over, inside until its leader stops',
  'mark.observed': 'until then it leaves the record alone',
  'mark.transitions': 'leaderTransitions: how often the holder has changed',
  'mark.tie': 'the API server it talks to',

  'param.leaseDurationMs':
    'A candidate takes the record over when it has not seen it change for this long.',
  'param.renewDeadlineMs': 'A leader that could not renew for this long stops leading.',
  'param.retryPeriodMs':
    'A leader renews this often; a candidate looks after one to 2.2 times as long.',

  'about.assumes.1':
    'The API server is one store that never forgets. It must be reachable for anybody to lead.',
  'about.assumes.2':
    'Clocks may show anything. Their rates must not differ by more than leaseDurationMs / renewDeadlineMs, or two may believe that they lead.',
  'about.assumes.3':
    'Nothing stops a leader that is paused, and the record is no fence: what is done as leader needs a fence of its own.',
  'about.differs.1':
    'The renew deadline counts from before the last renewal was sent. In client-go each round of renewals has a deadline of its own and begins a retry period after the last, so a leader there stops up to that much later.',
  'about.differs.2':
    'A program that lost the lead goes on as a candidate. Real ones end and are started again, under a new identity.',
  'about.differs.3':
    'The store behind the API server is one server here, not a replicated etcd, and nobody watches the record.',

  'action.release': 'End the program and release',

  'why.started': 'it started',
  'why.acquired': 'its write was accepted',
  'why.deadline': 'it could not renew in time',
  'why.released': 'it let go of the record',

  'say.starts': '{{node}} starts as a new process and reads the record.',
  'say.renews':
    '{{node}} renews: its own record was the last it saw, so it writes without reading.',
  'say.reads': '{{node}} reads the record.',
  'say.creates': 'There is no record yet: {{node}} creates one that names itself.',
  'say.held': '{{node}} reads that {{holder}} holds the lease, which is not over by its own clock.',
  'say.stillLeads':
    '{{node}} reads that {{holder}} holds the lease. It cannot renew any more, and still leads until its deadline.',
  'say.own': 'The record names {{node}}: it writes it anew.',
  'say.takesFree':
    'The record names nobody: {{node}} tries to take it, transition {{transitions}}.',
  'say.takesOver':
    '{{node}} has not seen the record of {{holder}} change for {{leaseMs}} ms: it tries to take over, transition {{transitions}}.',
  'say.refused': 'The write of {{node}} is refused: the record is no longer what it had read.',
  'say.noAnswer': '{{node}} gives up a request that was not answered for {{callMs}} ms.',
  'say.leads':
    '{{node}} leads, transition {{transitions}}: its write was accepted. Without another it stops {{deadlineMs}} ms after it was sent.',
  'say.renewed': '{{node}} has renewed and leads on, {{deadlineMs}} ms from when it asked.',
  'say.stops': '{{node}} could not renew for {{deadlineMs}} ms by its own clock: it stops leading.',
  'say.releases': '{{node}} stops leading and clears its name from the record.',
  'say.server.starts': '{{node}} serves what is stored.',
  'say.answers': '{{node}} gives {{from}} the record: {{holder}} holds the lease.',
  'say.answersFree': '{{node}} gives {{from}} the record: nobody holds the lease.',
  'say.answersNone': '{{node}} tells {{from}} that there is no record.',
  'say.stores': '{{node}} stores that {{holder}} holds the lease, transition {{transitions}}.',
  'say.frees': '{{node}} stores that nobody holds the lease.',
  'say.exists': '{{node}} refuses {{from}}: there is a record already.',
  'say.conflict':
    '{{node}} refuses {{from}}, which had read version {{read}}: the record has version {{version}}.',

  'var.identity': 'The name of this process, drawn when it started.',
  'var.leading': 'It takes itself for the leader.',
  'var.holder': 'The process that the record names.',
  'var.leaderTransitions': 'How often the holder has changed.',
  'var.renewTime': 'What the holder’s clock showed at its last renewal. Nobody compares it.',
  'var.acquireTime': 'What the holder’s clock showed when it acquired. Nobody compares it.',
  'var.leaseDuration': 'How long the lease is, as the record says.',
  'var.resourceVersion': 'Raised by every write; a write must name the one it has read.',
  'var.observedHolder': 'The process named by the record it saw last.',
  'var.observedTime': 'On its own clock: when it saw the record change.',
  'var.observedVersion': 'The version of the record it saw last.',
  'var.deadline': 'On its own clock: until then it leads without renewing.',
  'var.request': 'The request it waits for.',

  'preset.typical.title': 'The leader crashes',
  'preset.typical.watch':
    'Nobody is told. Each candidate waits until it has not seen the record change for a whole lease, and looks only now and then.',
  'preset.best.title': 'The leader lets go',
  'preset.best.watch':
    'A program that ends in good order clears its name: the next candidate that looks has the lease.',
  'preset.worst.title': 'Crash, and back at once',
  'preset.worst.watch':
    'The leader is back within a moment, as a new process: the record names the old one, and it has to wait out its own lease like all others.',
  'preset.cut-off.title': 'The leader is cut off',
  'preset.cut-off.watch':
    'It cannot renew, and stops at its deadline. The others wait longer than that: never two.',
  'preset.pause.title': 'A long pause: two leaders',
  'preset.pause.watch':
    'The leader stands still for longer than the lease. Another takes over, and the first one still believes when it goes on.',
  'preset.drift.title': 'A slow clock: two leaders',
  'preset.drift.watch':
    'The clock of the leader runs at half the rate. It is cut off, and by its own clock there is time left when another has taken over.',
  'preset.no-server.title': 'The API server is down',
  'preset.no-server.watch':
    'Nobody can renew. The leader stops at its deadline though no other can take over; once the server is back, the first that looks has the lease.',
  'preset.lost-answer.title': 'Written, or not?',
  'preset.lost-answer.watch':
    'The answers to renewals are lost. The leader cannot know whether it has renewed, so it reads: the record names it, and it leads on.',
  'preset.race.title': 'Two want it at once',
  'preset.race.watch':
    'Both have read the same version. The first write makes the second one too old: it is refused.',
};
