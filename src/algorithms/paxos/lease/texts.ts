/**
 * What PaxosLease says, in English. Keys are used by `face.ts`, `sentences.ts`, `params.ts`. Templates in
 * double braces; every value comes from the step that is told.
 */
import { presetTexts } from '../presetTexts';
import { sharedTexts } from '../single/texts';

const words = {
  'role.waiting': 'no lease',
  'role.preparing': 'asking',
  'role.proposing': 'proposing itself',
  'role.follower': 'told of a holder',
  'role.leader': 'holds the lease',
  'word.lease.prepare': 'Free?',
  'word.lease.prepareMore': 'More time?',
  'word.lease.open': 'Free',
  'word.lease.held': 'Held by',
  'word.lease.propose': 'I take it',
  'word.lease.accepted': 'Accepted',
  'word.lease.nack': 'No',
  'word.lease.release': 'Free again',
  'word.lease.learn': 'Held by',
  'wait.retry': 'next try',
  'wait.extend': 'until it asks for more time',
  'wait.lease': 'own timer of the holder',
  'wait.accepted': 'until the acceptor drops it',
  'wait.silence': 'silence after a restart',
  'wait.hint': 'how long a hint counts',
  'lease.open': 'acceptors that say it is free',
  'lease.accepts': 'acceptances',
  'lease.lease': 'lease: outer as the acceptors keep it, inner as the holder trusts',
  'lease.silence': 'silence after a restart (M)',
  'lease.left': 'until an acceptor drops the lease of one that is gone',
};

/** Why a role changed. */
const why = {
  'why.started': 'it started',
  'why.returned': 'it is back and remembers nothing',
  'why.seated': 'the scenario begins so',
  'why.tries': 'it is time to try',
  'why.free': 'a majority says that the lease is free',
  'why.taken': 'another holds the lease',
  'why.outbid': 'others have promised a higher ballot',
  'why.accepted': 'a majority has accepted',
  'why.tooLate': 'too little of the lease is left',
  'why.ended': 'its own timer has ended',
  'why.released': 'the lease was released',
  'why.told': 'it was told who holds the lease',
  'why.hintEnded': 'what it was told counts no longer',
};

const starting = {
  'say.begins.start':
    '{{node}} starts and asks all acceptors whether the lease is free, with ballot {{ballot}}.',
  'say.waits.start': '{{node}} starts. It tries to get the lease in {{waitMs}} ms.',
  'say.back':
    '{{node}} is back and remembers nothing of what it promised and accepted, so as an acceptor it stays silent for {{silentMs}} ms.',
  'say.backAtOnce':
    '{{node}} is back and remembers nothing of what it promised and accepted, yet as an acceptor it answers at once.',
  'say.seatedHolder': '{{node}} already holds the lease when this run begins.',
  'say.seatedOther':
    '{{node}} has just accepted that {{owner}} holds the lease when this run begins.',
};

const proposing = {
  'say.begins.retry':
    '{{node}} tries to get the lease: it asks all acceptors whether it is free, with ballot {{ballot}}.',
  'say.begins.retry.more': '{{node}} asks once more for more time, with ballot {{ballot}}.',
  'say.begins.extend': '{{node}} holds the lease and asks for more time, with ballot {{ballot}}.',
  'say.begins.hintEnds':
    '{{node}} has not heard of {{owner}} for too long, so it asks all acceptors whether the lease is free, with ballot {{ballot}}.',
  'say.waits.hintEnds': '{{node}} has not heard of {{owner}} for too long and knows no holder now.',
  'say.begins.released':
    '{{from}} has released the lease, so {{node}} asks all acceptors whether it may have it, with ballot {{ballot}}.',
  'say.waits.released': '{{from}} has released the lease: {{node}} knows no holder now.',
  'say.open':
    '{{from}} has accepted nothing: {{open}} of the {{needed}} that {{node}} needs are open.',
  'say.openOwn':
    '{{from}} has accepted nobody but {{node}} itself: {{open}} of the {{needed}} that it needs are open.',
  'say.proposes':
    '{{open}} of {{n}} acceptors are open to {{node}}. It starts its own timer of {{leaseMs}} ms, and only then proposes itself.',
  'say.proposesMore':
    '{{open}} of {{n}} acceptors are open to {{node}}. It starts another timer of {{leaseMs}} ms and proposes itself again; the old one goes on.',
  'say.against': '{{from}} has accepted {{owner}}: for {{from}} the lease is not free.',
  'say.taken':
    '{{from}} has accepted {{owner}}: no majority can be free for {{node}} any more, so it waits and tries again later.',
  'say.refused': '{{from}} refuses ballot {{ballot}} of {{node}}: it has promised {{promised}}.',
  'say.outbid':
    '{{from}} refuses ballot {{ballot}}: it has promised {{promised}}. No majority is left for {{node}}, so it waits and tries again later.',
  'say.late': '{{node}} does not wait for this answer of {{from}} any more.',
  'say.accepted': '{{from}} has accepted {{node}}: {{accepts}} of the {{needed}} that it needs.',
  'say.holds':
    '{{accepts}} of {{n}} acceptors have accepted {{node}}. It holds the lease for the {{leftMs}} ms that its own timer still runs.',
  'say.extends':
    '{{accepts}} of {{n}} acceptors have accepted {{node}} again. Its lease now lasts {{leftMs}} ms more.',
  'say.lateAcceptance':
    'This acceptance of {{from}} counts no more: {{node}} has it already, or it is too late.',
  'say.lateNack': '{{from}} refuses a ballot that {{node}} has given up already.',
  'say.ends':
    'The own timer of {{node}} has ended: it holds the lease no longer, whatever others think.',
  'say.proposalEnds':
    'The own timer of {{node}} has ended before a majority accepted: it drops its proposal.',
  'say.releases':
    '{{node}} releases the lease: it gives up the lead first, and then tells the others.',
  'say.nothingToRelease': '{{node}} has no lease that it could release.',
};

const accepting = {
  'say.promises': '{{node}} promises ballot {{ballot}} to {{from}}. It has accepted nothing.',
  'say.promisesHeld':
    '{{node}} promises ballot {{ballot}} to {{from}}, and says that it has accepted {{owner}}.',
  'say.refuses': '{{node}} refuses ballot {{ballot}} of {{from}}: it has promised {{promised}}.',
  'say.ignores': '{{node}} ignores ballot {{ballot}} of {{from}}: it has promised {{promised}}.',
  'say.accepts': '{{node}} accepts that {{owner}} holds the lease, for {{leaseMs}} ms from now on.',
  'say.expires':
    'The time that {{node}} gave {{owner}} has ended: for {{node}} the lease is free again.',
  'say.released': '{{from}} has released the lease: {{node}} drops what it accepted.',
  'say.releasedOther':
    '{{from}} releases ballot {{ballot}}. That is not what {{node}} has accepted.',
  'say.silent':
    '{{node}} has restarted and does not answer {{from}}: it may have forgotten what it owes others.',
  'say.silenceEnds': 'The silence of {{node}} is over: it answers as an acceptor again.',
  'say.hears':
    '{{node}} hears that {{from}} holds the lease. It is a hint, and counts for {{hintMs}} ms.',
  'say.hearsNothingNew': '{{node}} makes nothing of the word of {{from}} that it holds the lease.',
};

const panel = {
  'param.proposers': 'Who wants the lease: every node, or these nodes. All are acceptors.',
  'param.proposeAtMs':
    'When each proposer tries first, in the order of the nodes. The last counts for all that follow.',
  'param.leaseMs':
    'How long a lease lasts: T. Holder and acceptors each measure it by their own clock.',
  'param.restartWaitMs':
    'How long a restarted acceptor stays silent: M, longer than a lease and the longest wait between two tries. Off: it answers at once, though it has forgotten everything.',
  'var.restarts':
    'How often it has restarted, on disk: a part of its ballots, so that none is used twice.',
  'var.run': 'The highest run counter it has used or heard of. Its next ballot goes above.',
  'var.phase': 'What it is at as a proposer: nothing, asking (prepare), or proposing itself.',
  'var.open': 'Who has said in this round that the lease is free for it.',
  'var.against': 'Who has named another owner in this round, or refused its ballot.',
  'var.accepts': 'Who has accepted its proposal.',
  'var.held': 'The ballot for which it holds the lease. None: it does not.',
  'var.silent': 'True while it answers nothing as an acceptor, after a restart.',
  'var.promised': 'The highest ballot it has promised as an acceptor. Not on disk.',
  'var.acceptedProposal':
    'Which proposal it has accepted as an acceptor, until its timer ends. Not on disk.',
  'var.hint': 'Of whom it was told that it holds the lease. A hint, for a while.',
};

const about = {
  'about.assumes.1':
    'That all clocks run at the same rate. They need not show the same time, and messages may take as long as they like.',
  'about.assumes.2':
    'That a restarted acceptor stays silent until whatever it promised or accepted has ended. No disk is needed then, except for a count of restarts.',
  'about.differs.1':
    'An acceptor that accepts a ballot also promises it, as in Paxos. The paper does not say so; without it, a message that comes again much later could overwrite a newer acceptance.',
  'about.differs.2':
    'Answers to a round count only until the next try, and the silence after a restart should last longer than a lease and that wait together. The paper asks for more than a lease only, which is too little if an answer to a question is very late.',
  'about.differs.3':
    'When to extend, what counts as too late, and hints to the others are those of Keyspace. Messages say whether they extend a lease, for the picture only.',
};

/** The English texts of PaxosLease by key. */
export const en: { readonly [key: string]: string } = {
  ...sharedTexts,
  ...presetTexts,
  ...words,
  ...why,
  ...starting,
  ...proposing,
  ...accepting,
  ...panel,
  ...about,
};
