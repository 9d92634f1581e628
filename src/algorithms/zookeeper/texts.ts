/** All words of the recipe in English. Plain sentences; what happened and why, never more than the step did. */
export const en: { readonly [key: string]: string } = {
  name: 'ZooKeeper',

  'kind.client': 'candidate',
  'kind.server': 'server',

  'role.outside': 'no node',
  'role.queued': 'in the queue',
  'role.leader': 'leader',
  'role.suspended': 'suspended',
  'role.apart': 'disconnected',
  'role.serving': 'serving',
  'role.leading': 'leads the servers',

  'word.Connect.new': 'A session?',
  'word.Connect.again': 'My session?',
  'word.ConnectReply.yes': 'Connected',
  'word.ConnectReply.no': 'Expired',
  'word.Closed': 'Closed',
  'word.Create': 'Create my node',
  'word.CreateReply': 'Your node',
  'word.GetChildren': 'The queue?',
  'word.GetChildrenReply': 'The queue',
  'word.Exists': 'Watch',
  'word.ExistsReply.yes': 'Watching',
  'word.ExistsReply.no': 'It is gone',
  'word.Delete': 'Delete',
  'word.DeleteReply': 'Deleted',
  'word.Ping': 'Ping',
  'word.PingReply': 'Here',
  'word.NodeDeleted': 'Node deleted',
  'word.Request': 'For a client',
  'word.Revalidate': 'This session?',
  'word.RevalidateReply': 'Yours',
  'word.Touch': 'Heard from',

  'wait.silence': 'silence timer',
  'wait.connectWait': 'connection timer',
  'wait.reconnect': 'reconnection timer',
  'wait.reply': 'answer timer',
  'wait.idle': 'ping timer',
  'wait.tick': 'tick timer',
  'wait.touch': 'report timer',

  'badge.czxid': 'zxid',
  'badge.zxid': 'zxid',
  'attempt.transaction': 'transaction',
  'mark.leader': 'leads: its node is the first',
  'mark.claims': 'believes it leads: the service says otherwise',
  'mark.spent': 'its node is gone; it does not know',
  'mark.tie': 'the server it is connected to',
  'mark.queue': 'its place in the queue, and the number of its node',
  'mark.sight': 'the one whose node it watches',
  'mark.token': 'czxid, the transaction that created its node: its fencing token',
  'mark.session':
    'session: outside what the service waits, inside what the candidate trusts before it stops',

  'param.sessionTimeoutMs':
    'How long the service waits for a silent candidate. Granted are 2 to 20 ticks.',
  'param.tickMs':
    'Sessions expire in whole ticks; the servers’ own limits are counted in them, too.',
  'param.obeyDisconnected': 'A leader that loses its connection stops acting as one.',
  'param.replicas': 'Servers of the service. From 2 on they elect a leader of their own.',

  'action.resign': 'Give the place up',

  'about.assumes.1':
    'The service is there: its one server, or a majority of its servers with their disks.',
  'about.assumes.2':
    'Clocks may show anything, but their rates are about the same, and nobody pauses: only then is there one believer at a time.',
  'about.differs.1':
    'Who waits in the queue asks who is first every third of the session timeout, in place of a ping, so that one sees what it believes. An application would ask when it needs to know.',
  'about.differs.2':
    'The servers elect as in ZooKeeper FLE and spread transactions with its plain primary-backup broadcast. A session that comes back is let in once its server has applied all that the leader had begun.',
  'about.differs.3':
    'After a reconnect the queue is read again; ZooKeeper’s client would set its watch anew. An answer that does not come within two thirds of the timeout ends the connection.',
  'about.differs.4':
    'Times are a tenth of ZooKeeper’s. Transactions are counted through all epochs, where ZooKeeper puts the epoch into the upper half of the number.',

  'why.start': 'it started',
  'why.restart': 'it restarted',
  'why.expired': 'its session has expired',
  'why.smallest': 'its node is the smallest',
  'why.notSmallest': 'its node is not the smallest',
  'why.noNode': 'it has no node',
  'why.resigns': 'it gives its place up',
  'why.silence': 'it heard nothing',
  'why.noAnswer': 'an answer did not come',
  'why.closed': 'its server closed the connection',
  'why.gap': 'a packet is missing',
  'why.ensemble': 'the servers’ election says so',

  'say.starts': '{{node}} starts and asks {{server}} for a session.',
  'say.connects': '{{node}} asks {{server}} to be connected.',
  'say.reconnected':
    '{{node}} is connected again, with session {{session}} as before: it reads the queue.',
  'say.expired':
    'Session {{session}} of {{node}} has expired, and its node is gone: to the back of the queue.',
  'say.disconnected': '{{node}} has heard nothing for {{ms}} ms and gives its connection up.',
  'say.disconnected.byHand': '{{node}} is made to give its connection up.',
  'say.disconnected.noAnswer': '{{node}} misses an answer and gives its connection up.',
  'say.disconnected.closed': '{{from}} has closed the connection with {{node}}.',
  'say.disconnected.gap': '{{node}} misses a packet of {{from}}, so the connection is over.',
  'say.suspends':
    '{{node}} is disconnected and cannot know whether it still leads: it stops acting as leader.',
  'say.refused': '{{from}} does not serve: {{node}} will try the next server.',
  'say.refused.silent': '{{node}} gets no answer and will try another server.',
  'say.volunteers': '{{node}} has a session and asks for a node of its own in the queue.',
  'say.created': '{{node}} has node {{number}} and reads the queue.',
  'say.found':
    '{{node}} finds node {{number}} with its own mark: the create had been done after all.',
  'say.volunteersAgain': '{{node}} finds no node of its own in the queue and asks for one.',
  'say.leads': 'Node {{number}} is the smallest: {{node}} leads, with token {{czxid}}.',
  'say.waits': '{{node}} is not first and watches node {{target}}, which is {{other}}’s.',
  'say.watches': '{{node}} waits for the end of node {{number}}.',
  'say.goneAlready': 'Node {{number}} is gone already: {{node}} reads the queue again.',
  'say.woken':
    'Node {{number}} is gone. That alone does not make {{node}} leader: it reads the queue again.',
  'say.resigns': '{{node}} gives its place up and asks for the end of node {{number}}.',
  'say.resigned':
    'Node {{number}} of {{node}} is gone. It asks for a new one, at the back of the queue.',

  'say.server.starts': '{{node}} starts and serves.',
  'say.server.starts.many': '{{node}} starts. First the servers need a leader.',
  'say.server.restarts':
    '{{node}} is back, reads its disk and serves. Every session has its whole timeout again.',
  'say.server.restarts.many': '{{node}} is back and looks for the leader of the servers.',
  'say.server.opens': '{{node}} asks for a session for {{from}} to be written.',
  'say.server.again': '{{from}} comes back with its session: {{node}} asks its leader.',
  'say.server.again.waits':
    '{{from}} comes back with its session: {{node}} first applies what it has begun.',
  'say.server.refuses': '{{node}} does not serve and turns {{from}} away.',
  'say.server.letsIn':
    '{{node}} is connected with {{client}}. It may be silent for {{timeoutMs}} ms.',
  'say.server.expired': '{{node}} knows no such session of {{client}}: it has expired.',
  'say.server.closes':
    '{{node}} has no such connection with {{from}}, or a packet is missing: it closes it.',
  'say.server.watch': '{{node}} will tell {{from}} when node {{number}} is gone.',
  'say.server.gone': '{{node}} tells {{from}} that node {{number}} is gone already.',
  'say.server.passes': '{{node}} passes the write of {{from}} on to {{server}}.',
  'say.server.moved': '{{node}} drops a write: another connection speaks for that session.',
  'say.server.created': '{{node}} has a node for {{client}}.',
  'say.server.tells': 'A node is gone: {{node}} tells who watched it, {{clients}}.',
  'say.server.expires_one':
    'Session {{sessions}} was not heard for {{timeoutMs}} ms: {{node}} has it closed, and its node with it.',
  'say.server.expires_other':
    'Sessions {{sessions}} were not heard for {{timeoutMs}} ms: {{node}} has them closed, with their nodes.',
  'say.server.leads':
    '{{node}} leads the servers. Every session has its whole {{timeoutMs}} ms again.',
  'say.server.follows': '{{node}} follows {{leader}} and serves.',
  'say.server.leaves': '{{node}} has no leader any more and closes all its connections.',
  'say.server.revalidates':
    '{{node}} notes: the session of {{client}} {{known}} speaks over {{from}}.',

  'var.role': 'What it is among the servers',
  'var.zxid': 'Transactions applied',
  'var.nodes': 'The queue: election nodes and whose they are',
  'var.sessions': 'Sessions, by number, and whose they are',
  'var.connections': 'Who is connected here',
  'var.watches': 'Who is to be told of the end of which node, once',
  'var.expires': 'When each session expires unless it is heard, on its own clock',
  'var.touched': 'Sessions heard from that its leader has not been told of',
  'var.link': 'Its connection',
  'var.session': 'Its session, by number',
  'var.node': 'Its node in the queue',
  'var.guid': 'The mark by which it recognises its node',
  'var.czxid': 'The transaction that created its node',
  'var.leads': 'Whether it acts as leader',
  'var.watching': 'The node it watches',
  'var.first': 'Whose node was first when it last read the queue',
  'var.asked': 'What it has asked and not been answered',

  'preset.typical.title': 'The leader crashes',
  'preset.typical.watch':
    'The service waits for its session to run out. Its node goes with the session, one waiter is told, reads the queue and leads.',
  'preset.best.title': 'The leader gives its place up',
  'preset.best.watch':
    'Its node is deleted at once: the next one leads a few messages later, and the old leader queues up at the back.',
  'preset.worst.title': 'The service is gone for a while',
  'preset.worst.watch':
    'Nobody can be told anything: the leader stops by itself after two thirds of its timeout. Sessions survive, and when the server is back the same one leads.',
  'preset.mid-queue.title': 'One in the middle dies',
  'preset.mid-queue.watch':
    'Only the one behind it is told. It reads the queue, finds that it is not first, and watches the next one before it.',
  'preset.herd.title': 'The herd: everybody is woken',
  'preset.herd.watch':
    'All watch the smallest node. When it goes, all are told and all read the queue, though only one can lead.',
  'preset.pause.title': 'A pause longer than the session: two believers',
  'preset.pause.watch':
    'The leader sleeps through the end of its session. The next one leads; the sleeper wakes up and still believes, until it hears something.',
  'preset.stubborn.title': 'It ignores that it is disconnected',
  'preset.stubborn.watch':
    'A leader that is cut off and acts on goes on believing for ever. Only its older token gives it away.',
  'preset.drift.title': 'A slow clock: it stops too late',
  'preset.drift.watch':
    'The leader counts two thirds of its timeout on a clock that runs at half speed. The service has given its place away by then.',
  'preset.store-leader.title': 'The servers lose their leader',
  'preset.store-leader.watch':
    'No session expires while the servers have no leader. The new one gives every session its whole timeout, and the same candidate leads.',
  'preset.expiry-saved.title': 'The servers’ leader dies while a session runs out',
  'preset.expiry-saved.watch':
    'The candidate that leads is dead, and its session about to expire. With the servers’ leader goes the count: the next one begins it anew.',
  'preset.moved.title': 'A write over an old connection',
  'preset.moved.watch':
    'What one server passes on is late. Its candidate has moved to another server by then, so the old write is dropped.',
  'preset.hard-times.title': 'Hard times for the servers',
  'preset.hard-times.watch':
    'One message in ten is lost, and servers crash and are cut off. Candidates move from one to the next; whoever leads has the smallest node.',
  'preset.lost-create.title': 'The answer to a create is lost',
  'preset.lost-create.watch':
    'The candidate cannot know whether it has a node. Connected again, it finds its own mark in the queue and asks for no second one.',
  'preset.cut-off-server.title': 'Connected to a server that is cut off',
  'preset.cut-off-server.watch':
    'Its server answers pings for five ticks without a leader, and tells nobody that it heard them. The session expires behind its back: two believe.',
};
