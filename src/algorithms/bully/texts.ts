/**
 * What Bully says, in English. Keys are used by `face.ts`, `sentences.ts`, `params.ts`, `presets.ts`.
 * Templates in double braces; every value comes from the step that is told.
 */
import { presetTexts } from './presetTexts';

const words = {
  name: 'Bully',
  'role.leader': 'leader',
  'role.follower': 'follower',
  'role.electing': 'asking',
  'role.waiting': 'waiting',
  'word.election': 'Anyone above?',
  'word.ok': 'OK, mine',
  'word.coordinator': 'I lead',
  'word.ping': 'There?',
  'word.pong': 'Here',
  'wait.ping': 'next ping',
  'wait.pingWait': 'wait for the leader to answer',
  'wait.okWait': 'answer window',
  'wait.coordWait': 'wait for the announcement',
};

/** Why a role changed. */
const why = {
  'why.highest': 'no node is above it',
  'why.silence': 'nobody above it answered',
  'why.onlyDeadAbove': 'only the dead leader is above it',
  'why.started': 'it started',
  'why.suspects': 'its leader seems dead',
  'why.asked': 'a node below it asked',
  'why.noAnnouncement': 'no leader was announced',
  'why.lowerClaims': 'a node below it claims to lead',
  'why.answered': 'a node above it answered',
  'why.announced': 'a node above it leads',
  'why.seated': 'the scenario begins so',
};

const starting = {
  'say.start':
    '{{node}} starts and knows no leader, so it asks everyone above it ({{higher}}) and waits {{okMs}} ms for an answer.',
  'say.restart':
    '{{node}} is back and remembers no leader, so it asks everyone above it ({{higher}}) and waits {{okMs}} ms for an answer.',
  'say.startsHighest.first':
    '{{node}} starts. Nobody is above it, so it declares itself leader and tells {{told}}.',
  'say.startsHighest.first.alone': '{{node}} starts. It is the only node, so it leads.',
  'say.startsHighest.again':
    '{{node}} is back. Nobody is above it, so it asks nobody, declares itself leader and tells {{told}}.',
  'say.startsHighest.again.alone': '{{node}} is back. It is the only node, so it leads.',
  'say.seatedLeader': '{{node}} already leads when this run begins.',
  'say.seatedFollower': '{{node}} already follows {{leader}} when this run begins.',
};

const detection = {
  'say.ping': '{{node}} asks its leader {{leader}} for a sign of life and waits {{pingMs}} ms.',
  'say.pong': '{{node}} tells {{from}} that it is alive.',
  'say.noPong':
    '{{node}} stays silent: {{from}} still takes it for the leader, but it follows {{leader}} itself.',
  'say.alive': '{{node}} hears from its leader {{from}} and has nothing to do.',
  'say.latePong': '{{node}} no longer waits for this answer of {{from}}.',
  'say.silent.asks':
    '{{leader}} has not answered {{node}} for {{pingMs}} ms and counts as dead, so {{node}} asks everyone above it ({{higher}}).',
  'say.silent.wins':
    '{{leader}} has not answered {{node}} for {{pingMs}} ms. Nobody is above {{node}}, so it declares itself leader and tells {{told}}.',
  'say.suspects.asks':
    '{{node}} takes {{leader}} for dead, so it asks everyone above it ({{higher}}) and waits {{okMs}} ms for an answer.',
  'say.suspects.wins':
    '{{node}} takes {{leader}} for dead. Nobody is above {{node}}, so it declares itself leader and tells {{told}}.',
  'say.suspects.busy': '{{node}} holds an election already.',
  'say.suspectsItself.asks':
    '{{node}} leads, but holds an election anew: it asks everyone above it ({{higher}}).',
  'say.suspectsItself.wins': '{{node}} is the highest and leads: it says so again to {{told}}.',
  'say.suspectsItself.wins.alone': '{{node}} leads and is the only node.',
  'say.shortcut':
    'Only {{leader}} is above {{node}}, and {{leader}} seems dead: {{node}} asks nobody, declares itself leader and tells {{told}}.',
  'say.shortcut.alone':
    'Only {{leader}} is above {{node}}, and {{leader}} seems dead: {{node}} declares itself leader.',
};

const election = {
  'say.asked.asks':
    '{{node}} answers {{from}}: it is alive and takes over. It asks everyone above itself ({{higher}}).',
  'say.asked.wins':
    '{{node}} answers {{from}}. Nobody is above {{node}}, so it declares itself leader and tells {{told}}.',
  'say.asked.busy': '{{node}} answers {{from}}: it is alive and holds an election already.',
  'say.incumbent': '{{node}} answers {{from}} that it leads.',
  'say.askedLate':
    '{{node}} answers {{from}}. {{leader}} has only just been announced, so this question is an old one and {{node}} starts no election.',
  'say.askedLateLeader':
    '{{node}} answers {{from}}. It has only just announced itself, so this question is an old one and it starts no election.',
  'say.answered':
    '{{from}}, which is above {{node}}, has answered, so {{node}} stops asking and waits {{coordMs}} ms to hear who leads.',
  'say.answeredAgain': '{{from}} answers {{node}} too, which has stopped asking already.',
  'say.answeredTooLate':
    'The OK of {{from}} comes {{lateMs}} ms too late: {{node}} has declared itself leader.',
  'say.answeredTooLate.rival':
    'The OK of {{from}} comes {{lateMs}} ms too late: {{node}} has declared itself leader. Unless {{from}} is answered from above, both announce themselves.',
  'say.answeredTooLate.both':
    'The OK of {{from}} comes {{lateMs}} ms too late: both {{node}} and {{from}} have declared themselves leader.',
  'say.answeredInVain': 'The answer of {{from}} changes nothing: {{node}} knows who leads.',
  'say.silence':
    '{{node}} got no answer from anyone above it for {{okMs}} ms, so it declares itself leader and tells {{told}}.',
  'say.silence.alone':
    '{{node}} got no answer from anyone above it for {{okMs}} ms, so it declares itself leader. It has nobody to tell: all others are above it.',
  'say.silence.byHand':
    '{{node}} is made to stop waiting for an answer from above it, so it declares itself leader and tells {{told}}.',
  'say.silence.byHand.alone':
    '{{node}} is made to stop waiting for an answer from above it, so it declares itself leader. It has nobody to tell: all others are above it.',
  'say.noNews.byHand':
    '{{node}} is made to stop waiting for an announcement, so it asks everyone above it ({{higher}}) again.',
  'say.noNews':
    '{{node}} was answered, but no leader was announced within {{coordMs}} ms, so it asks everyone above it ({{higher}}) again.',
  'say.accept': '{{node}} accepts {{from}} as leader: it is above.',
  'say.acceptAgain': '{{node}} hears once more that {{from}} leads.',
  'say.change': '{{node}} leaves {{old}} and follows {{from}}, which is above it.',
  'say.gives': '{{node}} hears from {{from}}, which is above it, and stops leading.',
  'say.bullies.asks':
    '{{from}} claims to lead, but {{node}} is above it, so {{node}} holds an election and asks {{higher}}.',
  'say.bullies.wins':
    '{{from}} claims to lead, but {{node}} is above it and above all: it declares itself leader and tells {{told}}.',
  'say.bullies.busy':
    '{{from}} claims to lead, but {{node}} is above it and holds an election already.',
};

const panel = {
  'param.okWaitMs':
    'How long everyone above must be silent before a node declares itself leader. Safe only if longer than a question and its answer can take.',
  'param.coordinatorWaitMs':
    'How long a node that was answered waits to hear who leads before it asks again.',
  'param.pingEveryMs': 'How often a follower asks its leader for a sign of life.',
  'param.pingWaitMs': 'How long a leader may take to answer before it counts as dead.',
  'param.shortcut': 'If only the dead leader is above a node, it wins at once and asks nobody.',
  'param.announceTo': 'Who is told of a new leader: only the nodes below it, or all.',
  'param.incumbent':
    'What a leader does when a node below it asks: hold an election of its own, or just answer that it leads.',
  'var.id': 'Its own id. Nothing else has to survive a crash.',
  'var.status':
    'NORMAL: it leads or follows. ELECTING: it asked those above and waits for an answer. WAITING: it was answered and waits to hear who leads.',
  'var.leader': 'Whom it takes for the leader. None while it holds an election.',
  'var.awaitingPong': 'True while its leader owes it an answer.',
  'var.announcedMs':
    'When it last said or heard who leads, on its own clock. Questions just after that are old ones.',
  'var.bids':
    'How many elections it has begun since it started. The page counts with it; the algorithm does not know it.',
};

/** What it assumes, and where it differs from its source; the README says more. */
const about = {
  'about.assumes.1':
    'That every message arrives within a known time, and that nodes answer within a known time: silence is taken for proof of death.',
  'about.assumes.2':
    'That no message is lost, the network is never cut, no node pauses, and everybody knows every id.',
  'about.differs.1':
    'Detection is not part of the algorithm: here each follower pings its leader and suspects it after one silence.',
  'about.differs.2':
    'For one answer wait after an announcement, a late question is answered but starts no election (rule ER3, our addition): without it, messages double with every node.',
  'about.differs.3':
    'The algorithm has no terms; the numbers of attempts in the summary are only for the records of this page.',
};

/** The English texts of Bully by key. */
export const en: { readonly [key: string]: string } = {
  ...words,
  ...why,
  ...starting,
  ...detection,
  ...election,
  ...panel,
  ...presetTexts,
  ...about,
};
