/** All words of the orchestrator, by key. */

export const en: { readonly [key: string]: string } = {
  'orchestrator.kind.api': 'API server',
  'orchestrator.role.inService': 'in service',
  'orchestrator.serves': 'it serves',

  'orchestrator.word.Check': 'are you there?',
  'orchestrator.word.CheckReply': 'here',
  'orchestrator.count.mending': 'starts',
  'orchestrator.mark.watches': 'watches, and has it started again',
  'orchestrator.figure.apiUptime': 'API uptime {{percent}}',
  'orchestrator.figure.apisUp': '{{value}} up now',
  'orchestrator.figure.respawns': 'restarts {{value}}',
  'orchestrator.wait.checkRound': 'next round of questions',
  'orchestrator.wait.checkWait': 'wait for answers',
  'orchestrator.var.checks': 'how often it was asked since it started',

  'orchestrator.param.workers':
    'How many candidates watch API servers, the first ones; none named: all of them.',
  'orchestrator.param.apis': 'How many API servers there are.',
  'orchestrator.param.pingEveryMs': 'How often a worker asks whether its servers are there.',
  'orchestrator.param.pingWaitMs': 'How long it waits for an answer.',
  'orchestrator.param.spawnMs': 'How long it takes to start a server again.',
  'orchestrator.param.elect':
    'The leader watches the workers. Off: the first worker does, and nobody ever replaces it.',

  'orchestrator.say.asks': '{{node}} asks its API servers whether they are there.',
  'orchestrator.say.asksAll': '{{node}} leads: it asks its API servers and all other workers.',
  'orchestrator.say.answers': '{{node}} answers {{from}}: it is there.',
  'orchestrator.say.starts.one': '{{silent}} has not answered; {{node}} has it started again.',
  'orchestrator.say.starts.some': '{{silent}} have not answered; {{node}} has them started again.',

  'orchestrator.preset.respawn.title': 'An API server dies',
  'orchestrator.preset.respawn.watch':
    'a2 crashes at 1 s. The worker that asks it hears nothing and has it started again.',
  'orchestrator.preset.worker.title': 'A worker dies, and a server of its own',
  'orchestrator.preset.worker.watch':
    'n2 crashes, then a2, which only n2 looks after. The leader has n2 started again, and n2 then a2.',
  'orchestrator.preset.leader.title': 'Who watches the watcher',
  'orchestrator.preset.leader.watch':
    'The leader crashes, then its API server. The workers elect another leader, which has the old one started again.',
  'orchestrator.preset.no-election.title': 'Nobody is elected',
  'orchestrator.preset.no-election.watch':
    'The same, but n1 watches the workers for ever. Once it is down, nobody starts it, and what dies stays dead.',
  'orchestrator.preset.majority-gone.title': 'Two of three at once',
  'orchestrator.preset.majority-gone.watch':
    'n1 and n2 crash together. n3 cannot be elected alone: it mends its own API server and no other.',
  'orchestrator.preset.one-of-two.title': 'Two of three at once, with Bully',
  'orchestrator.preset.one-of-two.watch':
    'The same crash. Bully asks for no majority: n3 leads alone, has both workers started again, and all heals.',
};
