/** All words of the register, by key. */

export const en: { readonly [key: string]: string } = {
  'register.kind.user': 'user',
  'register.role.opUser': 'user',
  'register.begins': 'it begins to ask',

  'register.word.Write': 'write',
  'register.word.Read': 'read',
  'register.word.WriteReply': 'written',
  'register.word.ReadReply': 'it is',
  'register.word.Redirect': 'ask the leader',
  'register.word.Follow': 'do you follow me?',
  'register.word.FollowReply': 'I follow',
  'register.word.Copy': 'copy',
  'register.word.CopyReply': 'copied',

  'register.count.value': 'value',
  'register.count.read': 'read',
  'register.count.wrote': 'wrote',
  'register.figure.reads': 'reads {{value}}',
  'register.figure.writes': 'writes {{value}}',
  'register.alarm.staleReads': 'wrong answers {{value}}',
  'register.figure.unavailableMs': 'in vain {{value}} ms',
  'register.count.failed': 'in vain',
  'register.wait.follow': 'next question who follows',
  'register.wait.opDue': 'next operation',
  'register.wait.opWait': 'wait for an answer',
  'register.var.made': 'values it has written',
  'register.var.op': 'its last operation',
  'register.var.open': 'what it waits for',
  'register.var.failed': 'operations without an answer',
  'register.var.vain': 'time waited for those',

  'register.param.clients': 'How many users there are.',
  'register.param.everyMs': 'How often each begins an operation, if the last one is over.',
  'register.param.readRatio': 'The share of reads among operations.',
  'register.param.reads':
    'Who answers reads: any server; the leader; the leader while its lease runs; the leader after asking a majority.',
  'register.param.reads.local': 'any server',
  'register.param.reads.leader': 'the leader',
  'register.param.reads.lease': 'the leader, by its lease',
  'register.param.reads.readIndex': 'the leader, asking a majority',

  'register.say.asks': '{{node}} leads and asks who follows it.',
  'register.say.begins':
    'Enough servers follow {{node}}: it writes the latest value it found once more, and begins.',
  'register.say.writes': '{{node}} takes the value {{value}} from {{from}} and sends it to all.',
  'register.say.confirms':
    'Before it answers {{from}}, {{node}} asks whether it is still followed.',
  'register.say.answers': '{{node}} answers: the value is {{value}}.',
  'register.say.answersLocally': '{{node}} answers from its own copy: {{value}}. It asks nobody.',
  'register.say.follows': '{{node}} follows {{from}} and tells it what it has.',
  'register.say.refuses':
    '{{node}} refuses {{from}}: it follows a later leader, or is bound to one.',
  'register.say.copies': '{{node}} takes over what {{from}} sent, unless it has something later.',
  'register.say.wantsToWrite': '{{node}} wants the value to be {{value}}.',
  'register.say.wantsToRead': '{{node}} asks for the value.',
  'register.say.isSentOn': '{{from}} sends {{node}} on to the leader it knows.',
  'register.say.givesUp':
    '{{node}} has waited long enough. Whether its operation took effect, it cannot know.',

  'register.preset.calm.title': 'One leader, one value',
  'register.preset.calm.watch':
    'Users write and read through the leader, which asks a majority before each answer. Every answer fits.',
  'register.preset.raft-split.title': 'A partition under Raft: no wrong answer',
  'register.preset.raft-split.watch':
    'The leader is cut off with one user from 1 s to 3 s. That user waits in vain; nobody is told anything wrong.',
  'register.preset.bully-split.title': 'The same partition under Bully',
  'register.preset.bully-split.watch':
    'Both sides have a leader, and both answer at once. Nobody waits long, and many answers are wrong.',
  'register.preset.leader-reads.title': 'A leader that is none any more',
  'register.preset.leader-reads.watch':
    'Raft, but the leader answers reads without asking. Cut off, it still answers, with what was true before.',
  'register.preset.lease.title': 'Reads under a lease',
  'register.preset.lease.watch':
    'The leader answers while its followers are bound to it. Cut off, it soon stops: users wait, and no answer is wrong.',
  'register.preset.lease-drift.title': 'A lease under a slow clock',
  'register.preset.lease-drift.watch':
    'The clock of the old leader runs at half speed. Its lease outlasts the promise, and its answers are wrong.',
  'register.preset.local.title': 'Any server answers',
  'register.preset.local.watch':
    'Each user reads from a server of its own. What n1 sends to n3 takes 120 ms: u3 is told what was true before.',
};
