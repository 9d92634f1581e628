/**
 * What single-decree Paxos says, in English. Keys are used by `face.ts`, `sentences.ts` and the
 * parameters. Templates in double braces; every value comes from the step that is told.
 */
import { presetTexts } from '../presetTexts';

/** Words that all forms with ballots share. */
export const sharedTexts: { readonly [key: string]: string } = {
  name: 'Paxos',
  'variant.single': 'Single decree',
  'variant.multi': 'Multi-Paxos',
  'variant.lease': 'PaxosLease',
  'word.prepare': 'Prepare',
  'word.promise': 'Promise',
  'word.promiseBound': 'Promise, had',
  'word.accept': 'Accept',
  'word.accepted': 'Accepted',
  'word.nack': 'No',
  'word.chosen': 'Chosen',
  'badge.ballot': 'ballot',
  'paxos.promises': 'promises',
  'paxos.acceptances': 'acceptances',
  'param.proposers':
    'Who proposes by itself: every node, the one of the highest priority, or these nodes. All are acceptors and learners.',
  'param.proposers.all': 'all',
  'param.proposers.one': 'the highest',
  'param.retryMs':
    'How long after its Prepare a proposer tries again with a higher ballot. A range is drawn from anew each time; fixed times can duel for ever.',
  'param.nack':
    'An acceptor that has promised a higher ballot says so. Off: it stays silent, and the proposer finds out by waiting.',
  'var.lastTried': 'The highest ballot it has begun. On disk, so that none is ever used twice.',
  'var.maxBal': 'The highest ballot it has promised: it takes part in none below. On disk.',
  'var.ballot': 'The ballot it has begun last as a proposer.',
  'var.promises': 'Who has promised that ballot.',
  'var.refusals': 'Who has refused that ballot.',
  'var.heard': 'The highest ballot that a refusal has told it of.',
};

const words = {
  'role.acceptor': 'acceptor',
  'role.preparing': 'proposer, asking for promises',
  'role.accepting': 'proposer, asking for acceptance',
  'role.learner': 'learner: knows who was chosen',
  'role.leader': 'chosen leader',
  'wait.propose': 'wait for its turn to propose',
  'wait.retry': 'wait before it tries a higher ballot',
  'paxos.accepted': 'whom a node has accepted',
};

/** Why a role changed. */
const why = {
  'why.start': 'it started',
  'why.restart': 'it is back',
  'why.turn': 'its turn to propose has come',
  'why.timeout': 'it knew of no decision in time',
  'why.free': 'a majority promised, and no value was reported',
  'why.bound': 'a majority promised, and a value was reported',
  'why.refused': 'no majority is left for its ballot',
  'why.majority': 'a majority accepted',
  'why.told': 'it was told what was chosen',
  'why.seated': 'the scenario begins so',
};

/** Why a ballot begins, up to what the node does. */
const CAUSES = [
  ['turn', 'It is the turn of {{node}} to propose: it begins ballot {{b}}'],
  ['again', '{{node}} knows of no decision yet: it gives up ballot {{old}}, begins ballot {{b}}'],
  ['first', '{{node}} knows of no decision yet: it begins ballot {{b}}'],
] as const;

const beginning: { readonly [key: string]: string } = Object.fromEntries(
  CAUSES.flatMap(([cause, head]) => [
    [`say.begins.${cause}`, `${head} and asks all nodes to promise it.`],
    [`say.begins.${cause}.writes`, `${head} and writes the number down before it asks anybody.`],
  ]),
);

const phases = {
  'say.waitsTurn': '{{node}} starts. It will propose in {{ms}} ms.',
  'say.waits': '{{node}} starts. It proposes nothing by itself; it promises, accepts and learns.',
  'say.returnsToFind':
    '{{node}} is back and does not know what was chosen. If nobody tells it within {{ms}} ms, it begins a ballot to find out.',
  'say.returns':
    '{{node}} is back. It proposes nothing by itself, so it knows who leads only when it is told.',
  'say.seatedLeader': '{{node}} has been chosen already when this run begins.',
  'say.seatedLearner': '{{node}} already knows that {{leader}} was chosen when this run begins.',
  'say.nothingToPropose':
    '{{node}} knows that {{chosen}} was chosen. That never changes, so there is nothing to propose.',
  'say.promises':
    '{{node}} promises {{from}} to take part in no ballot below {{b}}. It has accepted nothing so far.',
  'say.promises.writes':
    '{{node}} writes down that it takes part in no ballot below {{b}}. Then it will promise {{from}} so.',
  'say.promisesBound':
    '{{node}} promises {{from}} to take part in no ballot below {{b}}, and reports that it accepted {{vVal}} in ballot {{vBal}}.',
  'say.promisesBound.writes':
    '{{node}} writes down that it takes part in no ballot below {{b}}. Then it will promise {{from}} so, and report that it accepted {{vVal}} in ballot {{vBal}}.',
  'say.refuses': '{{node}} refuses ballot {{b}} of {{from}}: it has promised ballot {{maxBal}}.',
  'say.ignores':
    '{{node}} does not answer ballot {{b}} of {{from}}: it has promised ballot {{maxBal}}.',
  'say.countsPromise': '{{node}} has {{yes}} of the {{needed}} promises it needs for ballot {{b}}.',
  'say.free':
    'A majority has promised ballot {{b}} and nobody reports a value. {{node}} may propose itself: it asks all to accept {{node}}.',
  'say.bound':
    'A majority has promised ballot {{b}}. The highest ballot reported is {{vBal}}, for {{v}}: {{node}} must ask all to accept {{v}}.',
  'say.latePromise': '{{node}} no longer needs this promise for ballot {{b}}.',
  'say.accepts.proposer': '{{node}} accepts {{v}} in ballot {{b}} and tells {{whom}}.',
  'say.accepts.everybody': '{{node}} accepts {{v}} in ballot {{b}} and tells everybody.',
  'say.accepts.writes':
    '{{node}} accepts {{v}} in ballot {{b}} and writes it down before it says so.',
  'say.refusesValue':
    '{{node}} does not accept {{v}} in ballot {{b}} and says why: it has promised ballot {{maxBal}}.',
  'say.ignoresValue':
    '{{node}} does not accept {{v}} in ballot {{b}}, and stays silent: it has promised ballot {{maxBal}}.',
  'say.refused': '{{from}} refuses ballot {{b}} of {{node}}: it has promised ballot {{maxBal}}.',
  'say.givesUp':
    'No majority is left for ballot {{b}}: {{node}} gives it up, and waits before it tries a higher one.',
  'say.lateRefusal':
    '{{node}} is not in ballot {{b}} any more, so it only remembers that {{from}} has promised ballot {{maxBal}}.',
};

const learning = {
  'say.countsAcceptance':
    '{{node}} knows of {{yes}} of the {{needed}} acceptances of {{v}} that ballot {{b}} needs.',
  'say.chosen.own': 'A majority has accepted {{node}} in ballot {{b}}: {{node}} is chosen.',
  'say.chosen.own.tells':
    'A majority has accepted {{node}} in ballot {{b}}: {{node}} is chosen, and tells the others.',
  'say.chosen.other':
    'A majority has accepted {{v}} in ballot {{b}}: {{node}} knows that {{v}} is chosen.',
  'say.chosen.other.tells':
    'A majority has accepted {{v}} in ballot {{b}}: {{v}} is chosen, and {{node}} tells the others.',
  'say.knowsAlready': '{{node}} knows already that {{chosen}} was chosen.',
  'say.learns': '{{node}} learns from {{from}} that {{v}} was chosen in ballot {{b}}.',
};

const panel = {
  'param.proposeAtMs':
    'When each proposer proposes first, in the order of the nodes; the last number counts for all that follow.',
  'param.learners':
    'Who is told of each acceptance: its proposer alone, which then tells the others, or every node.',
  'param.learners.distinguished': 'the proposer',
  'param.learners.all': 'every node',
  'var.maxVBal': 'The highest ballot in which it has accepted a value. On disk.',
  'var.maxVal': 'The value it accepted there. On disk.',
  'var.phase': 'idle, preparing (phase 1) or accepting (phase 2).',
  'var.value': 'The value it asks all to accept; a ballot never has two.',
  'var.acceptances': 'Who has accepted, by ballot, as far as it was told.',
  'var.chosen': 'The value it knows to be chosen. Not on disk: it can be found out again.',
};

/** What it assumes, and where it differs from its source; the README says more. */
const about = {
  'about.assumes.1':
    'For agreement: nothing but that what is on disk stays there. Messages may be lost, doubled or late, and nodes may stop and come back.',
  'about.assumes.2':
    'For a decision: a majority that stays up, and one proposer that the others leave alone for long enough.',
  'about.differs.1':
    'The value is the id of the node that should lead. Who was chosen stays chosen, even if it dies: agreement is no failure detection.',
  'about.differs.2':
    'Every node is acceptor and learner; who proposes, and when it tries again, is set by parameters. The paper leaves that open.',
};

/** The English texts of single-decree Paxos by key. */
export const en: { readonly [key: string]: string } = {
  ...sharedTexts,
  ...words,
  ...why,
  ...beginning,
  ...phases,
  ...learning,
  ...panel,
  ...about,
  ...presetTexts,
};
