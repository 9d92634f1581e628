/**
 * What Multi-Paxos says, in English. Keys are used by `face.ts`, `sentences.ts` and the parameters.
 * Templates in double braces; every value comes from the step that is told.
 */
import { presetTexts } from '../presetTexts';
import { sharedTexts } from '../single/texts';

const words = {
  'role.follower': 'follower: acceptor and learner',
  'role.preparing': 'proposer, asking for promises',
  'role.leader': 'distinguished leader',
  'wait.retry': 'wait for a sign of the leader',
  'wait.heartbeat': 'next heartbeat',
  'word.heartbeat': 'Leads',
  'word.heard': 'Heard',
};

/** Why a role changed. */
const why = {
  'why.start': 'it started',
  'why.restart': 'it is back',
  'why.timeout': 'it heard of no leader in time',
  'why.promised': 'a majority promised its ballot',
  'why.deposed': 'there is a higher ballot',
  'why.refused': 'its ballot was refused',
  'why.seated': 'the scenario begins so',
};

const phase1 = {
  'say.starts': '{{node}} starts and waits for a sign of a leader.',
  'say.restarts':
    '{{node}} is back. On its disk it has its promise of ballot {{maxBal}}, what it accepted, and {{chosen}} slots of the ledger.',
  'say.seated': '{{node}} begins with the slots that the scenario gives it.',
  'say.seatedLeader': '{{node}} already leads by ballot {{b}} when this run begins.',
  'say.seatedFollower': '{{node}} already follows {{leader}} when this run begins.',
  'say.stands':
    '{{node}} has no leader that it hears of. It begins ballot {{b}} and asks all to promise it, for slot {{first}} and every later one.',
  'say.stands.writes':
    '{{node}} has no leader that it hears of. It begins ballot {{b}} and writes the number down before it asks anybody.',
  'say.leadsAlready': '{{node}} leads already, so it has nothing to wait for.',
  'say.promises':
    '{{node}} promises {{from}} to take part in no ballot below {{b}}. It has accepted nothing in the slots asked for.',
  'say.promisesBound_one':
    '{{node}} promises {{from}} to take part in no ballot below {{b}}, and reports the one slot that it has accepted.',
  'say.promisesBound_other':
    '{{node}} promises {{from}} to take part in no ballot below {{b}}, and reports the {{count}} slots that it has accepted.',
  'say.promises.writes':
    '{{node}} writes down that it takes part in no ballot below {{b}}. Then it will promise {{from}} so.',
  'say.refuses': '{{node}} refuses ballot {{b}} of {{from}}: it has promised ballot {{maxBal}}.',
  'say.ignores':
    '{{node}} does not answer ballot {{b}} of {{from}}: it has promised ballot {{maxBal}}.',
  'say.countsPromise': '{{node}} has {{yes}} of the {{needed}} promises it needs for ballot {{b}}.',
  'say.leads':
    'A majority has promised ballot {{b}}: {{node}} leads. Nothing old is left to propose, so every command now needs only one round trip.',
  'say.leadsAgain':
    'A majority has promised ballot {{b}}: {{node}} leads. It proposes what was reported again, in slot {{slots}}.',
  'say.leadsGaps':
    'A majority has promised ballot {{b}}: {{node}} leads. It proposes slot {{slots}}; nobody reports a value for {{gaps}}, so a no-op goes there.',
  'say.latePromise': '{{node}} no longer needs this promise for ballot {{b}}.',
  'say.refused': '{{from}} refuses ballot {{b}} of {{node}}: it has promised ballot {{maxBal}}.',
  'say.givesUp': 'No majority is left for ballot {{b}}: {{node}} gives it up.',
  'say.lateRefusal':
    '{{node}} is not in ballot {{b}} any more, so it only remembers that {{from}} has promised ballot {{maxBal}}.',
  'say.deposed':
    '{{from}} has promised ballot {{maxBal}}, which is above ballot {{b}}: {{node}} leads no longer.',
};

const phase2 = {
  'say.request':
    '{{node}} leads and puts the request into slot {{slot}}: it asks all to accept it.',
  'say.requestNobody': '{{node}} does not lead and knows no leader, so it refuses the request.',
  'say.requestElsewhere':
    '{{node}} does not lead, so it refuses the request: {{leader}} would be asked.',
  'say.accepts':
    '{{node}} accepts {{value}} in slot {{slot}}, in ballot {{b}}, and tells {{from}}.',
  'say.accepts.writes':
    '{{node}} accepts {{value}} in slot {{slot}}, in ballot {{b}}, and writes it down before it says so.',
  'say.refusesValue':
    '{{node}} does not accept slot {{slot}} in ballot {{b}} and says why: it has promised ballot {{maxBal}}.',
  'say.ignoresValue':
    '{{node}} does not accept slot {{slot}} in ballot {{b}}, and stays silent: it has promised ballot {{maxBal}}.',
  'say.countsAcceptance':
    '{{node}} has {{yes}} of the {{needed}} acceptances that slot {{slot}} needs.',
  'say.chosen': 'A majority has accepted slot {{slot}}: {{value}} is chosen there, for ever.',
  'say.chosen.tells':
    'A majority has accepted slot {{slot}}: {{value}} is chosen there, for ever. {{node}} tells the others.',
  'say.lateAcceptance': '{{node}} no longer counts acceptances for slot {{slot}}.',
  'say.learns':
    '{{node}} learns that {{value}} was chosen for slot {{slot}}. Its ledger is whole up to slot {{chosen}}.',
  'say.learnsBeyond':
    '{{node}} learns that {{value}} was chosen for slot {{slot}}. Its ledger is whole only up to slot {{chosen}}: there is a gap before it.',
  'say.knowsAlready': '{{node}} knows already what was chosen for slot {{slot}}.',
};

const beats = {
  'say.beats': '{{node}} tells the others that it still leads.',
  'say.beatsAgain':
    '{{node}} tells the others that it still leads, and asks again for what is not chosen: slot {{slots}}.',
  'say.hearsLeader': '{{node}} hears that {{leader}} leads by ballot {{b}}, and waits anew.',
  'say.refusesLeader':
    '{{node}} does not follow {{from}} in ballot {{b}} and says why: it has promised ballot {{maxBal}}.',
  'say.ignoresLeader': '{{node}} does not follow {{from}} in ballot {{b}}, and stays silent.',
  'say.hasAll': '{{node}} hears from {{from}} that it misses nothing.',
  'say.makesUp':
    '{{from}} knows only the first {{chosen}} chosen slots: {{node}} sends it what it has missed.',
  'say.oldAnswer':
    '{{node}} does not lead in ballot {{b}} any more, so this answer changes nothing.',
};

const panel = {
  'param.heartbeatMs': 'How often the leader tells the others that it still leads.',
  'var.accepted': 'What it has accepted in the last slots, and in which ballot. On disk.',
  'var.ledger':
    'What it knows to be chosen, without a gap. It goes to the disk with the next promise or acceptance.',
  'var.role': 'follower, preparing (phase 1) or leader.',
  'var.leader': 'Whom it takes for the leader. Nothing depends on that being right.',
  'var.reported': 'Phase 1: what was accepted before, as the promises report it.',
  'var.proposals': 'Slots that are not chosen yet, and who has accepted them.',
  'var.nextSlot': 'The next free slot.',
  'var.beyond': 'Chosen slots beyond a gap in the ledger.',
};

/** What it assumes, and where it differs from its source; the README says more. */
const about = {
  'about.assumes.1':
    'For agreement: nothing but that what is on disk stays there. Messages may be lost, doubled or late, and nodes may stop and come back.',
  'about.assumes.2':
    'For progress: a majority that stays up, and one proposer that the others leave alone for long enough.',
  'about.differs.1':
    'The paper leaves open how a leader is found. Here whoever hears of none for a random time begins a ballot, and the leader sends heartbeats.',
  'about.differs.2':
    'A proposer that promises a higher ballot gives up its own. The paper calls that a good idea and does not demand it.',
  'about.differs.3':
    'What was proposed and not chosen is sent again with the heartbeats, and who has missed what was chosen is told anew.',
};

/** The English texts of Multi-Paxos by key. */
export const en: { readonly [key: string]: string } = {
  ...sharedTexts,
  ...words,
  ...why,
  ...phase1,
  ...phase2,
  ...beats,
  ...panel,
  ...about,
  ...presetTexts,
};
