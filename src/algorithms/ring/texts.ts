/**
 * What the ring elections say, in English. Keys are used by `face.ts`, `sentences.ts`, `params.ts`,
 * `presets.ts`. Templates in double braces; every value comes from the step that is told.
 */

const words = {
  name: 'Ring',
  'role.idle': 'waiting for a message',
  'role.running': 'standing',
  'role.outbid': 'passing on',
  'role.follower': 'follower',
  'role.leader': 'leader',
  'word.election': 'Best so far',
  'word.list': 'Who is there?',
  'word.probe': 'Anyone better?',
  'word.first': 'I stand for',
  'word.second': 'Before me',
  'word.reply': 'Go on',
  'word.elected': 'Leads',
  'word.ack': 'Got it',
  'word.ping': 'There?',
  'word.pong': 'Here',
  'wait.ping': 'next ping',
  'wait.pingWait': 'wait for the leader to answer',
  'wait.ackWait': 'wait for the next node to acknowledge',
  'wait.restart': 'wait for a result',
  'ring.id': 'id of a node',
  'ring.standsFor': 'id it stands for',
};

/** Why a role changed. */
const why = {
  'why.started': 'it started',
  'why.returned': 'it is back and knows no leader',
  'why.suspects': 'its leader seems dead',
  'why.noResult': 'nobody was elected in time',
  'why.asked': 'a message of an election reached it',
  'why.better': 'a better id came by',
  'why.passive': 'it did not begin, so it passes on',
  'why.waits': 'it does not begin by itself',
  'why.ownId': 'its own id came back',
  'why.idReturned': 'the id it stood for came back',
  'why.best': 'its id is the best on the list',
  'why.counted': 'another id is the best on the list',
  'why.announced': 'the leader was announced',
  'why.alone': 'nobody else acknowledges',
  'why.seated': 'the scenario begins so',
};

/** Why an election begins at a node, up to what it does. */
const CAUSES = [
  ['started', '{{node}} starts and'],
  ['returned', '{{node}} is back and remembers no leader, so it begins an election and'],
  [
    'silent',
    '{{leader}} has not answered {{node}} for {{pingMs}} ms and counts as dead, so {{node}} begins an election and',
  ],
  ['suspects', '{{node}} takes {{leader}} for dead, so it begins an election and'],
  ['madeTo', '{{node}} begins an election and'],
  ['noResult', 'Nobody was elected for {{restartMs}} ms, so {{node}} begins again and'],
] as const;

/** What a node does first, by what its protocol sends. */
const FIRSTS = [
  ['id', 'sends its id, {{own}}, to {{next}}.'],
  ['list', 'sends {{next}} a list with only itself on it.'],
  ['question', 'asks both its neighbours whether their ids are better than its own, {{own}}.'],
] as const;

/** `say.begins.silent.list` and all the others. */
const beginning: { readonly [key: string]: string } = Object.fromEntries(
  CAUSES.flatMap(([cause, head]) =>
    FIRSTS.map(([what, rest]) => [`say.begins.${cause}.${what}`, `${head} ${rest}`]),
  ),
);

const starting = {
  'say.waits': '{{node}} starts and waits: it does not begin an election by itself.',
  'say.busy': '{{node}} takes part in an election already.',
  'say.seatedLeader': '{{node}} already leads when this run begins.',
  'say.seatedFollower': '{{node}} already follows {{leader}} when this run begins.',
};

const passing = {
  'say.acked': '{{from}} has it, {{node}} need not send it again.',
  'say.ackedLate': '{{from}} has it. {{node}} no longer waited to hear so.',
  'say.skips':
    '{{silent}} has not acknowledged for {{ackMs}} ms and counts as dead, so {{node}} skips it and sends to {{next}}.',
  'say.again': '{{from}} sends {{node}} what it has had already, so {{node}} drops it.',
  'say.alone': 'Nobody acknowledges anything to {{node}}: it is alone on the ring and leads.',
  'say.ping': '{{node}} asks its leader {{leader}} for a sign of life.',
  'say.pong': '{{node}} tells {{from}} that it is alive.',
  'say.noPong':
    '{{node}} stays silent: {{from}} takes it for the leader, but it follows {{leader}} itself.',
  'say.alive': '{{node}} hears from its leader {{from}}: all is well.',
  'say.latePong': '{{node}} no longer waits for this answer of {{from}}.',
};

const election = {
  'say.better':
    '{{node}} has id {{own}}. Id {{id}} is better, so {{node}} passes it on to {{next}}.',
  'say.replaces':
    '{{node}} took no part yet, and its id {{own}} is better than {{id}}: it stops {{id}} and sends {{own}} to {{next}}.',
  'say.swallows': '{{node}} swallows id {{id}}: its own, {{own}}, is better.',
  'say.leadsOn':
    '{{node}} leads, and its id {{own}} is better than {{id}}: it swallows {{id}} and says again that it leads.',
  'say.ownReturned':
    'Id {{own}} has gone all the way round and nobody stopped it: {{node}} leads, and tells {{next}}.',
  'say.idReturned':
    'Id {{id}} has come back to {{node}}, which stood for it: {{holder}} leads. {{node}} tells {{next}}.',
  'say.passesOn': '{{node}} does not stand, so it passes id {{id}} on to {{next}}.',
  'say.learns': '{{node}} learns that {{holder}} leads, and tells {{next}}.',
  'say.over': 'The announcement is back at {{node}}: the election is over.',
  'say.joinsList': '{{node}} puts itself on the list of {{initiator}} and hands it to {{next}}.',
  'say.reads':
    'The list is back at {{node}} with {{list}} on it: {{leader}} is the best of them and leads. {{node}} tells {{next}}.',
  'say.dropsList':
    '{{node}} is on this list already: it has gone past {{initiator}}, who began it, so {{node}} drops it.',
  'say.learnsList': '{{node}} learns that {{leader}} leads, and tells {{next}}.',
  'say.probeOn': 'Id {{id}} beats the {{own}} of {{node}}, so the question goes on to {{next}}.',
  'say.probeEnds':
    'Id {{id}} beats the {{own}} of {{node}} and has come as far as it was to: {{node}} lets {{holder}} go on.',
  'say.replyOn': '{{node}} hands the answer for {{holder}} on to {{next}}.',
  'say.oneSide': '{{node}} has passed on one side. It waits for the other.',
  'say.farther':
    'Nobody on either side beats {{node}}. It now asks twice as far: {{hops}} nodes both ways.',
  'say.oldAnswer': '{{node}} does not wait for this and lets it be.',
  'say.first':
    '{{node}} stands for id {{tid}} and learns that the one standing before it stands for {{id}}. It hands that on to {{next}}.',
  'say.standsOn':
    'Id {{ntid}} beats both {{tid}} and {{id}}, so {{node}} stands for {{ntid}} from now on and tells {{next}}.',
  'say.standsDown':
    'Id {{ntid}} does not beat both {{tid}} and {{id}}, so {{node}} stands no longer and only passes on.',
};

const panel = {
  'variant.chang-roberts': 'Chang-Roberts',
  'variant.passive': 'Chang-Roberts, passive',
  'variant.list': 'Circulating list',
  'variant.hirschberg-sinclair': 'Hirschberg-Sinclair, both ways',
  'variant.peterson': 'Peterson',
  'param.winner': 'Which id wins: the highest or the lowest.',
  'param.winner.max': 'the highest',
  'param.winner.min': 'the lowest',
  'param.initiators':
    'Who begins an election at the start: all, nobody until a leader is missed, or only these nodes.',
  'param.initiators.all': 'all nodes',
  'param.initiators.detector': 'nobody at first',
  'param.placement':
    'How the ids stand round the ring: as the nodes are listed, or in an order that the seed draws.',
  'param.placement.given': 'as listed',
  'param.placement.random': 'drawn by the seed',
  'param.ackWaitMs':
    'How long the next node may take to acknowledge before it is skipped. Off: nothing is acknowledged, and a dead node breaks the ring.',
  'param.restartMs':
    'After so long without a result, who began begins again. Off: a message that is lost is never missed.',
  'param.pingEveryMs': 'How often a follower asks its leader for a sign of life.',
  'param.pingWaitMs': 'How long a leader may take to answer before it counts as dead.',
  'var.id': 'Its own name. Nothing else has to survive a crash.',
  'var.status':
    'idle: knows no leader and takes no part. running: its id is in the running. outbid: it only passes on. settled: it knows who leads.',
  'var.leader': 'Whom it takes for the leader. None while it takes part in an election.',
  'var.swallowed': 'The id it stopped last.',
  'var.unacked': 'What it has passed on and what is not acknowledged yet.',
  'var.awaitingPong': 'True while its leader owes it an answer.',
  'var.bids':
    'How many elections it has begun since it started. The page counts with it; the algorithm does not know it.',
  'var.members': 'Who stood on the list when the leader was named.',
  'var.phase': 'How many rounds of questions it has survived. Each goes twice as far as the last.',
  'var.answered': 'The sides from which an answer has come in this phase.',
  'var.tid': 'The id it stands for: its own at first, later one that has beaten it.',
  'var.ntid': 'The first id it received in this phase.',
};

const presets = {
  'preset.typical.title': 'Everybody begins',
  'preset.typical.watch':
    'All five send their ids. Each node stops what is worse than its own, so after one round only 5 is still on its way. It comes back to n5: n5 leads and says so once round the ring.',
  'preset.best.title': 'The best order: 2n - 1 messages',
  'preset.best.watch':
    'The ids rise along the ring, so every id but the highest is stopped by the very next node: 9 messages for 5 nodes, and 5 to announce.',
  'preset.worst.title': 'The worst order: n(n + 1) / 2 messages',
  'preset.worst.watch':
    'The ids fall along the ring, so every id travels until it meets the highest: 15 messages for 5 nodes, and 5 to announce.',
  'preset.lost-token.title': 'Stuck for ever, but never split',
  'preset.lost-token.watch':
    'The leader crashes and n1 notices. Its message runs into the gap where n5 was and is lost. Nobody ever leads again: without acknowledgements a broken ring cannot close. Compare with Bully, which would have two leaders rather than none.',
  'preset.orphan.title': 'The winner dies before its id comes home',
  'preset.orphan.watch':
    'With acknowledgements the ring closes over dead nodes. But n5 crashes while its id is on its way: everybody has been outbid by a dead node, and nobody can win any more. Two seconds later n1, which began, begins again.',
  'preset.passive.title': 'Only two begin',
  'preset.passive.watch':
    'n2 and n4 begin, the others only pass on. The better of the two wins: n4, although n5 is alive. It wins that the others take no part.',
  'preset.list.title': 'The list skips the dead',
  'preset.list.watch':
    'n5 and n4 are dead. n1 sends a list round; n3 finds no answer from n4 and then none from n5, waits 50 ms for each, and closes the ring to n1. Of n1, n2, n3 the last leads.',
  'preset.two-lists.title': 'Two lists at once',
  'preset.two-lists.watch':
    'n1 and n3 notice at the same time that n5 is dead. Two lists go round and name the same leader: twice the messages, no harm.',
  'preset.two-rings.title': 'A cut closes two rings',
  'preset.two-rings.watch':
    'The network is torn. Each side skips the nodes it cannot reach, closes its own ring and elects its own best: two leaders, both in good faith.',
  'preset.hirschberg-sinclair.title': 'Twice as far each time',
  'preset.hirschberg-sinclair.watch':
    'Everybody asks its two neighbours. Who is beaten only passes on from then on. Who is not asks two nodes away, then four: few are left when the ways grow long.',
  'preset.peterson.title': 'One way only, and few messages',
  'preset.peterson.watch':
    'Each node compares the id before it with its own and with the one before that. Only local winners go on. In the end one node sees the id it stands for come back, and it is not the node whose id it is.',
};

/** What it assumes, and where it differs from its source; the README says more. */
const about = {
  'about.assumes.1':
    'That messages arrive, whenever that is, and that no node crashes during an election. Time plays no part.',
  'about.assumes.2': 'That no two nodes have the same id. Nobody needs to know how many there are.',
  'about.differs.1':
    'How a dead leader is noticed is not part of the algorithms: here each follower pings its leader, across the ring, and suspects it after one silence.',
  'about.differs.2':
    'Acknowledgements and the skipping of dead nodes can be switched on for all (the list has them by default). Messages then bear a mark, and nobody passes on the same one twice: else each late acknowledgement would double it.',
  'about.differs.restart':
    'A node that comes back begins an election at once: it knows no leader, and nobody would tell it.',
  'about.differs.passive':
    'The specification ends when the winner knows. Here it tells the others, so that they believe in it, and tells them again when a worse id comes to it.',
  'about.differs.list':
    'A list that a node is on already, though another began it, is dropped: whoever began is gone, and it would circle for ever.',
  'about.differs.hirschberg-sinclair':
    'Messages say which way they travel, so that a ring of two works. A node that took no part yet begins when a worse id asks it.',
  'about.differs.peterson':
    'Who finds out that an id has won announces it; a node that took no part yet begins with the first message it gets.',
};

/** The English texts of the ring elections by key. */
export const en: { readonly [key: string]: string } = {
  ...words,
  ...why,
  ...beginning,
  ...starting,
  ...passing,
  ...election,
  ...panel,
  ...presets,
  ...about,
};
