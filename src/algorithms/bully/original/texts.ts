/**
 * What the paper's own Bully says, in English. Keys are used by `face.ts`, `sentences.ts`, `params.ts`;
 * those of the examples are shared with the textbook's form.
 */
import { presetTexts } from '../presetTexts';

const words = {
  name: 'Bully',
  'role.leader': 'coordinator',
  'role.appointing': 'reorganizing',
  'role.follower': 'normal',
  'role.preparing': 'has a coordinator',
  'role.asking': 'asking',
  'role.halting': 'halting others',
  'role.halted': 'halted',
  'word.there': 'There?',
  'word.here': 'Here',
  'word.normal': 'Normal?',
  'word.isNormal': 'Normal',
  'word.notNormal': 'Not normal',
  'word.halt': 'Halt',
  'word.halted': 'Halted',
  'word.coordinator': 'I coordinate',
  'word.agreed': 'Heard',
  'word.ready': 'Your task',
  'word.isReady': 'Got it',
  'wait.check': 'next look at the others',
  'wait.silence': 'patience with a silent coordinator',
  'wait.pingWait': 'wait for the coordinator to answer',
  'wait.callWait': 'wait for an answer',
  'wait.coordWait': 'wait for the election to end',
  'original.halted': 'stopped for the candidate',
  'original.yields': 'yields to',
};

/** Why a role changed. */
const why = {
  'why.recovered': 'it started',
  'why.silence': 'nobody above it answered',
  'why.suspects': 'its coordinator seems dead',
  'why.notNormal': 'a node is not normal',
  'why.lostOne': 'a node it counted on does not answer',
  'why.standstill': 'nothing came of the election',
  'why.answered': 'a node above it is there',
  'why.haltedAll': 'all below it have stopped',
  'why.allReady': 'all have answered',
  'why.halted': 'a node above it halted it',
  'why.appointed': 'who halted it coordinates',
  'why.ready': 'it has its task',
  'why.seated': 'the scenario begins so',
};

/** What brought an election about, by key. */
const CAUSES: readonly (readonly [cause: string, because: string])[] = [
  ['first', '{{node}} starts.'],
  ['again', '{{node}} is back and remembers nothing.'],
  ['silentCoordinator', '{{c}} has not told {{node}} that it is there and counts as dead.'],
  ['doubts', '{{node}} takes {{c}} for dead.'],
  ['made', '{{node}} is made to hold an election.'],
  ['notNormal', '{{from}} is not normal, so {{node}} begins an election.'],
  ['lostOne', '{{down}} has not answered {{node}}, which begins anew.'],
  ['standstill', 'Nothing has come of the election that {{node}} waited for.'],
];

/** One text for each cause: the cause, then what is done. `never`: what cannot bring that about. */
function after(
  action: string,
  what: string,
  never: readonly string[] = [],
): { readonly [key: string]: string } {
  return Object.fromEntries(
    CAUSES.filter(([cause]) => !never.includes(cause)).map(([cause, because]) => [
      `say.${action}.${cause}`,
      `${because} ${what}`,
    ]),
  );
}

const election = {
  ...after('asks', '{{node}} asks whether anyone above it is there, {{to}} first.'),
  // Nobody halts the highest, so that it never stands still.
  ...after('halts', 'Nobody is above {{node}}, so it halts those below it, {{to}} first.', [
    'standstill',
  ]),
  'say.halts.silence':
    'Nobody above {{node}} has answered, so it halts those below it, {{to}} first.',
  // The only node has nobody to miss, to hear of or to wait for.
  ...after('alone', '{{node}} is the only node and leads.', [
    'silentCoordinator',
    'doubts',
    'notNormal',
    'lostOne',
    'standstill',
  ]),
  'say.alone.silence':
    'Nobody above {{node}} has answered and nobody is below it, so it leads alone.',
  'say.seatedLeader': '{{node}} already leads when this run begins.',
  'say.seatedFollower': '{{node}} already follows {{c}} when this run begins.',
  'say.higherThere': '{{from}} is there and above {{node}}, which leaves the election to it.',
  'say.higherSilent': '{{down}} does not answer {{node}} and counts as down. {{node}} asks {{to}}.',
  'say.stopped': '{{from}} has stopped and yields to {{node}}, which halts {{to}} next.',
  'say.lowerSilent': '{{down}} does not answer {{node}} and counts as down. {{node}} halts {{to}}.',
  'say.appoints':
    '{{from}} has stopped as the last: {{node}} is coordinator from now on and tells those that stopped, {{to}} first.',
  'say.appointsAfterSilence':
    '{{down}} does not answer and counts as down: {{node}} is coordinator from now on and tells those that stopped, {{to}} first.',
  'say.allBelowSilent': 'Nobody below {{node}} has answered, so it leads alone.',
  'say.agrees': '{{from}} has answered {{node}}, the new coordinator, which tells {{to}} next.',
  'say.handsOut':
    '{{from}} has answered as the last: all that stopped know who coordinates. {{node}} hands out the task, to {{to}} first.',
  'say.isReady': '{{from}} has answered. {{node}} hands the task to {{to}} next.',
  'say.begins': '{{from}} has answered as the last: the work under {{node}} begins.',
};

const called = {
  'say.here': '{{node}} tells {{from}} that it is there.',
  'say.normal': '{{node}} tells {{from}} that it is normal.',
  'say.notNormal': '{{node}} tells {{from}} that it is not normal: it is in {{s}}.',
  'say.halted': '{{node}} stops and yields to {{from}}.',
  'say.halted.leader': '{{node}} stops, leads no longer and yields to {{from}}.',
  'say.halted.candidate': '{{node}} stops its own election and yields to {{from}}.',
  'say.accepts': '{{node}} has {{from}}, which halted it, for its coordinator now.',
  'say.refuses':
    '{{node}} does not accept {{from}} as its coordinator: its s is {{s}}, its h is {{h}}.',
  'say.refuses.nobody':
    '{{node}} does not accept {{from}} as its coordinator: nobody has halted it since it started.',
  'say.works': '{{node}} has its task from {{from}} and works.',
  'say.noTask': '{{node}} takes no task from {{from}}, which is not its coordinator.',
  'say.late': '{{node}} no longer waits for this answer of {{from}}.',
};

const watching = {
  'say.checks': '{{node}} looks after the others: it asks {{to}} first whether it is normal.',
  'say.isNormal': '{{from}} is normal. {{node}} asks {{to}} next.',
  'say.allNormal': '{{from}} is normal, and {{node}} has asked everybody.',
  'say.checkSilent':
    '{{down}} does not answer and counts as down, which is no reason for an election. {{node}} asks {{to}} next.',
  'say.checkEnds':
    '{{down}} does not answer and counts as down, which is no reason for an election. {{node}} has asked everybody.',
  'say.misses': '{{node}} misses its coordinator {{c}} and asks whether it is there.',
  'say.there': '{{from}} is there, so {{node}} has nothing to do.',
};

const panel = {
  'param.okWaitMs':
    'How long a call may stay unanswered before the called node counts as down. Safe only if longer than a question and its answer can take.',
  'param.coordinatorWaitMs':
    'How long a node may stand still in ELECTION before it begins an election itself.',
  'param.pingEveryMs':
    'How often the coordinator asks all others whether they are normal. Who hears nothing of it for so long, and one okWait, asks it.',
  'param.pingWaitMs': 'How long the coordinator may take to say that it is there.',
  'var.id': 'Its own id. Nothing else has to survive a crash.',
  'var.s':
    'Its state. NORMAL: it works. ELECTION: it has stopped. REORGANIZATION: it has a coordinator and no task yet. A crashed node is DOWN.',
  'var.c': 'Its coordinator. None while it has stopped.',
  'var.h': 'Who halted it last. It accepts that one as coordinator and nobody else.',
  'var.d': 'The task it got from its coordinator: here, the nodes that the coordinator counts on.',
  'var.Up': 'A candidate: the nodes that stopped for it.',
  'var.calls': 'What it calls others for, and whom it has still to call. One call at a time.',
  'var.bids':
    'How many elections it has begun since it started. The page counts with it; the algorithm does not know it.',
};

/** What it assumes, and where it differs from its source; the README says more. */
const about = {
  'about.assumes.1':
    'That every message arrives within a known time, and that nodes answer within a known time: silence is taken for proof of death.',
  'about.assumes.2':
    'That no message is lost, doubled or overtaken, the network is never cut, no node pauses, and everybody knows every id.',
  'about.differs.1':
    'The paper leaves the periods open: here the coordinator looks at the others once a period, and who hears nothing for a period and one call asks it.',
  'about.differs.2':
    'A node whose own reorganization ended because a node above was alive begins anew after a while (rule TO4): the paper would have it ask itself for ever.',
  'about.differs.3':
    'The paper has no terms; the numbers of attempts in the summary are only for the records of this page.',
};

/** The English texts of the paper's form by key. */
export const en: { readonly [key: string]: string } = {
  ...words,
  ...why,
  ...election,
  ...called,
  ...watching,
  ...panel,
  ...presetTexts,
  ...about,
};
