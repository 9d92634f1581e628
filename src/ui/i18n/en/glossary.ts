/**
 * English: the field's words, each explained once. Of every entry: its name, one or two sentences, the
 * words in running text that mean it (`forms`, parted by bars; none: only listed), and where the word
 * comes from. Loaded with the glossary.
 */
export const glossaryTexts = {
  'glossary.title': 'Glossary',
  'glossary.all': 'All words',
  'glossary.close': 'Close',
  'glossary.find': 'Find a word',
  'glossary.none': 'No word fits.',
  'glossary.source': 'Source: {{source}}',

  'term.answerWindow.name': 'answer window',
  'term.answerWindow.text':
    'How long a node waits for an answer from anyone above it. If nobody answers in that time, it takes the lead; if the window is too short, two nodes may do so.',
  'term.answerWindow.forms': 'answer window',
  'term.answerWindow.source': 'Garcia-Molina 1982, the bully algorithm',

  'term.ballot.name': 'ballot',
  'term.ballot.text':
    'A numbered attempt to get a value, or a leader, accepted. The higher number wins, and nobody goes back to a lower one.',
  'term.ballot.forms': 'ballot|ballots',
  'term.ballot.source': 'Lamport 1998, The Part-Time Parliament',

  'term.beat.name': 'beat',
  'term.beat.text':
    'A group of events worth one sentence: a fault, an election, a new leader. The marks on the strip are beats.',
  'term.beat.forms': '',

  'term.belief.name': 'belief',
  'term.belief.text':
    'Whom a node takes for the leader. Nodes may believe in different leaders, or in one that is long gone.',
  'term.belief.forms': '',

  'term.candidate.name': 'candidate',
  'term.candidate.text': 'A node that wants to become leader and asks the others for their votes.',
  'term.candidate.forms': 'candidate|candidates',
  'term.candidate.source': 'Raft, section 5.1',

  'term.claim.name': 'claim',
  'term.claim.text':
    'A node claims the lead when it believes that it leads itself, whether or not enough others agree.',
  'term.claim.forms': 'claims to lead|claims the lead|believes it leads|both believe they lead',

  'term.clockDrift.name': 'clock drift',
  'term.clockDrift.text':
    'No two clocks run at the same speed. A node whose clock runs fast stops waiting too early, one whose clock runs slow too late.',
  'term.clockDrift.forms': 'clock drift|by its clock|by the clock',

  'term.commit.name': 'commit',
  'term.commit.text':
    'An entry is committed once it is certain never to be lost: a majority has it on disk, and every later leader will have it too.',
  'term.commit.forms': 'commit|commits|committed',
  'term.commit.source': 'Raft, sections 5.3 and 5.4',

  'term.coordinator.name': 'coordinator',
  'term.coordinator.text':
    'The older word for leader: the one node that coordinates the others. Bully announces it with a COORDINATOR message.',
  'term.coordinator.forms': 'coordinator',
  'term.coordinator.source': 'Garcia-Molina 1982',

  'term.crash.name': 'crash',
  'term.crash.text':
    'A node stops and forgets all that was not on its disk. It sends nothing and hears nothing until it restarts.',
  'term.crash.forms': 'crash|crashes|crashed',

  'term.disk.name': 'disk',
  'term.disk.text':
    'What a node has written to its disk survives a crash; all else is forgotten. A write takes time, and the node waits for it.',
  'term.disk.forms': 'disk|disks',

  'term.election.name': 'election',
  'term.election.text':
    'All that happens from the loss of one leader until the next one is seated, with as many tries as that takes.',
  'term.election.forms': 'election|elections',

  'term.electionTimeout.name': 'election timeout',
  'term.electionTimeout.text':
    'How long a follower waits without hearing from a leader before it asks for votes. Drawn at random each time, so that not all ask at once.',
  'term.electionTimeout.forms': 'election timeout|election timer',
  'term.electionTimeout.source': 'Raft, section 5.2',

  'term.entry.name': 'entry',
  'term.entry.text':
    'One request in a log, with the term of the leader that took it in. Its place in the log is its index.',
  'term.entry.forms': 'entry|entries',
  'term.entry.source': 'Raft, section 5.3',

  'term.epoch.name': 'epoch',
  'term.epoch.text':
    'The number of a leader’s time in office, as ZooKeeper calls it. Every new leader takes a higher one, so that old orders can be told apart.',
  'term.epoch.forms': 'epoch|epochs',
  'term.epoch.source': 'ZooKeeper, Zab protocol',

  'term.event.name': 'event',
  'term.event.text':
    'One thing that happens at one instant: a message arrives, a timer ends, something is done to the cluster. A run is a list of events.',
  'term.event.forms': '',

  'term.failureDetector.name': 'failure detector',
  'term.failureDetector.text':
    'What makes a node believe that another is down: usually that it kept silent for too long. Silence proves nothing, so a detector can be wrong.',
  'term.failureDetector.forms': 'seems dead|counts as dead|for dead',
  'term.failureDetector.source': 'Chandra and Toueg 1996',

  'term.fencingToken.name': 'fencing token',
  'term.fencingToken.text':
    'A number that grows with every new leader and goes with its requests. A service that has seen a higher one refuses a lower one, so that a leader of the past can do no harm.',
  'term.fencingToken.forms': 'fencing token|fencing tokens',

  'term.follower.name': 'follower',
  'term.follower.text': 'A node that accepts a leader, or waits to hear from one.',
  'term.follower.forms': 'follower|followers',
  'term.follower.source': 'Raft, section 5.1',

  'term.heal.name': 'heal',
  'term.heal.text': 'Every link that was cut works again, in both directions.',
  'term.heal.forms': '',

  'term.heartbeat.name': 'heartbeat',
  'term.heartbeat.text':
    'A short message by which a leader says, again and again, that it is still there. Who hears none for too long asks for an election.',
  'term.heartbeat.forms': 'heartbeat|heartbeats',
  'term.heartbeat.source': 'Raft, section 5.2',

  'term.interregnum.name': 'interregnum',
  'term.interregnum.text':
    'The time in which no leader is seated. Hatched on the strip; how long it lasts is the downtime.',
  'term.interregnum.forms': 'interregnum',

  'term.leader.name': 'leader',
  'term.leader.text':
    'The one node that decides for all. Every algorithm here tries to have exactly one.',
  'term.leader.forms': 'leader|leaders',

  'term.lease.name': 'lease',
  'term.lease.text':
    'The right to lead for a set time, to be renewed before it ends. It is safe only if the clocks of both sides run at nearly the same speed.',
  'term.lease.forms': 'lease|leases',
  'term.lease.source': 'Gray and Cheriton 1989',

  'term.link.name': 'link',
  'term.link.text': 'The way of messages from one node to another, each direction for itself.',
  'term.link.forms': '',

  'term.liveness.name': 'liveness',
  'term.liveness.text': 'The promise that something good happens in the end: a leader is elected.',
  'term.liveness.forms': 'liveness',
  'term.liveness.source': 'Lamport 1977',

  'term.log.name': 'log',
  'term.log.text':
    'The list of requests a node has stored, in order. Whose log lacks what a majority has cannot win an election in Raft.',
  'term.log.forms': 'log|logs',
  'term.log.source': 'Raft, section 5.3',

  'term.lost.name': 'lost message',
  'term.lost.text':
    'A message that never arrives. Its sender is not told: it only hears no answer.',
  'term.lost.forms': 'lost on the way',

  'term.majority.name': 'majority',
  'term.majority.text':
    'More than half of all nodes, those that are down included. Two majorities always share a node, so two leaders cannot both get one in the same term.',
  'term.majority.forms': 'majority|majorities',

  'term.mandate.name': 'mandate',
  'term.mandate.text':
    'What makes a claim count: in Raft, that a majority within reach believes in the leader; in Bully, that all nodes within reach do.',
  'term.mandate.forms': 'mandate',

  'term.message.name': 'message',
  'term.message.text':
    'What one node tells another. It takes time, and it can be lost, doubled or overtaken by a later one.',
  'term.message.forms': '',

  'term.node.name': 'node',
  'term.node.text': 'One computer of the cluster. In some books: a server, a process or a replica.',
  'term.node.forms': '',

  'term.partition.name': 'partition',
  'term.partition.text':
    'The network is torn into groups: messages pass within a group, and none between two of them. No node can tell it from the others having crashed.',
  'term.partition.forms':
    'partition|partitions|the network is torn|the network is split|network is torn',

  'term.pause.name': 'pause',
  'term.pause.text':
    'A node stands still, as in a long garbage collection, and then goes on as if no time had passed. It has forgotten nothing, and does not know how long it slept.',
  'term.pause.forms': 'pause|paused',

  'term.property.name': 'property',
  'term.property.text':
    'A claim about the run that is checked at every event, such as: no two leaders in one term.',
  'term.property.forms': 'property',

  'term.quorum.name': 'quorum',
  'term.quorum.text':
    'As many nodes as must agree for a decision to count. Mostly a majority; any two quorums share a node.',
  'term.quorum.forms': 'quorum|quorums',
  'term.quorum.source': 'Gifford 1979',

  'term.rank.name': 'rank',
  'term.rank.text':
    'The fixed order of the nodes, by their number unless a priority is given. In Bully the highest node that is up is to lead; “above” means of a higher rank.',
  'term.rank.forms': 'above it|above itself|rank|ranks',
  'term.rank.source': 'Garcia-Molina 1982',

  'term.reign.name': 'reign',
  'term.reign.text':
    'The time in which one leader is seated. The strip shows one reign after another.',
  'term.reign.forms': 'reign|reigns',

  'term.restart.name': 'restart',
  'term.restart.text':
    'A node that was down begins anew with what is on its disk. It does not know who leads now.',
  'term.restart.forms': 'restarts',

  'term.round.name': 'round',
  'term.round.text': 'One try within an election. Raft opens a new term for each.',
  'term.round.forms': 'round|rounds',

  'term.safety.name': 'safety',
  'term.safety.text':
    'The promise that something bad never happens, whatever fails: no two leaders in one term.',
  'term.safety.forms': 'safety',
  'term.safety.source': 'Lamport 1977',

  'term.seated.name': 'seated',
  'term.seated.text':
    'A leader is seated while it both believes that it leads and has the mandate of its algorithm. Only then does its crown stand filled.',
  'term.seated.forms': 'seated',

  'term.seed.name': 'seed',
  'term.seed.text':
    'The number from which all chance in a run is drawn. The same seed and the same acts give the same run, everywhere.',
  'term.seed.forms': '',

  'term.splitBrain.name': 'split brain',
  'term.splitBrain.text': 'Two nodes act as leader at the same time. It harms if both are obeyed.',
  'term.splitBrain.forms': 'split brain',

  'term.splitVote.name': 'split vote',
  'term.splitVote.text':
    'Several candidates ask at once, the votes are divided, and none gets a majority. They wait a random time and try again.',
  'term.splitVote.forms': 'split vote|split votes|votes were split',
  'term.splitVote.source': 'Raft, section 5.2',

  'term.term.name': 'term',
  'term.term.text':
    'A number that only grows, one for each try to elect a leader. Each term has at most one leader, and a node that hears of a newer term gives up the older one.',
  'term.term.forms': 'term|terms',
  'term.term.source': 'Raft, section 5.1',

  'term.timer.name': 'timer',
  'term.timer.text':
    'A node’s own alarm clock: what to do if nothing happens until then. It runs on the clock of that node.',
  'term.timer.forms': 'timer|timers',

  'term.virtualTime.name': 'virtual time',
  'term.virtualTime.text':
    'The time inside the run. It stands still while the run is paused, and the pace says how much of it passes in a second of yours.',
  'term.virtualTime.forms': 'virtual time',

  'term.vote.name': 'vote',
  'term.vote.text':
    'The yes of a node to a candidate. A node has one vote in each term and writes it to its disk before it answers.',
  'term.vote.forms': 'vote|votes',
  'term.vote.source': 'Raft, section 5.2',
} as const;
