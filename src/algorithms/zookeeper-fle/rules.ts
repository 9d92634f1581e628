/**
 * Fast Leader Election, the activation and the broadcast as numbered pseudocode, in the order in which
 * things happen. Handlers cite these ids; the conditions with their values are in `guards.ts`.
 */
import type { RuleText } from '../../engine/protocol';

const FLE = 'FastLeaderElection.java, lookForLeader';
const WORKER = 'FastLeaderElection.java, WorkerReceiver';
const INTERNALS = 'ZooKeeper Internals, Leader Activation';
const LEADER = 'Leader.java';
const LEARNER = 'Learner.java';

type Line = readonly [id: string, source: string, group: string, ...lines: string[]];

const START: readonly Line[] = [
  ['ST1', 'QuorumPeer.java, run', 'On start', 'acceptedEpoch, currentEpoch := 0; become LOOKING'],
  [
    'ST2',
    'scenario',
    'On start',
    'if the scenario lays down logs or a leader:',
    '  log := as given; acceptedEpoch := the newest epoch in any log',
    '  whoever has the leader’s log follows it; whoever has not connects to it',
  ],
  [
    'RS1',
    'QuorumPeer.java, run',
    'On restart',
    'acceptedEpoch, currentEpoch, log := as on disk',
    'become LOOKING',
  ],
  [
    'LK1',
    FLE,
    'On becoming LOOKING',
    'close all connections',
    'round := round + 1; recvset, outofelection := empty',
    'vote := (currentEpoch, last transaction, myself)',
    'send NOTIFICATION to all, myself included',
  ],
];

const WAITING: readonly Line[] = [
  [
    'LK2',
    FLE,
    'When nothing was heard for notTimeout',
    'if LOOKING and not finalizing:',
    '  notTimeout := min(2 notTimeout, 60 s)',
    '  send NOTIFICATION to all, myself included',
  ],
  [
    'WR1',
    WORKER,
    'On NOTIFICATION, in any state',
    'if I am not LOOKING and the sender is: answer with my vote and state',
  ],
  [
    'WR2',
    WORKER,
    'On NOTIFICATION, in any state',
    'if both are LOOKING and its round < round: answer with my vote',
  ],
  [
    'FW1',
    FLE,
    'On NOTIFICATION, while finalizing',
    'if its vote is not better than mine: drop it',
    '  wait for finalizeWait anew',
  ],
  [
    'FW2',
    FLE,
    'On NOTIFICATION, while finalizing',
    'if its vote is better than mine: go on, and read it as below',
  ],
];

const READING: readonly Line[] = [
  [
    'NO1',
    FLE,
    'On NOTIFICATION of a LOOKING server, while LOOKING',
    'if its round > round:',
    '  round := its round; recvset := empty',
    '  vote := the better of its vote and my first one; send it to all',
  ],
  [
    'NO2',
    FLE,
    'On NOTIFICATION of a LOOKING server, while LOOKING',
    'if its round = round and its vote is better than mine:',
    '  vote := its vote; send it to all',
  ],
  [
    'NO3',
    FLE,
    'On NOTIFICATION of a LOOKING server, while LOOKING',
    'if its round < round: ignore it',
  ],
  [
    'NO4',
    FLE,
    'On NOTIFICATION of a LOOKING server, while LOOKING',
    'if its round >= round (as it was): recvset[sender] := its vote',
  ],
  [
    'NO5',
    FLE,
    'On NOTIFICATION of a LOOKING server, while LOOKING',
    'if a quorum of recvset is my vote: wait for finalizeWait',
  ],
  [
    'NO6',
    FLE,
    'On NOTIFICATION of one who follows or leads, while LOOKING',
    'if its round = round: recvset[sender] := its vote',
    '  if a quorum of recvset agrees and checkLeader: decide for it',
  ],
  [
    'NO7',
    FLE,
    'On NOTIFICATION of one who follows or leads, while LOOKING',
    'else outofelection[sender] := its vote',
  ],
  [
    'NO8',
    FLE,
    'On NOTIFICATION of one who follows or leads, while LOOKING',
    '  if a quorum of outofelection agrees and checkLeader:',
    '    round := its round; decide for it',
  ],
  ['FW3', FLE, 'When finalizeWait is over', 'if still finalizing: decide for my vote'],
];

const DECIDED: readonly Line[] = [
  [
    'DE1',
    FLE,
    'On a decision',
    'if the vote is for me: LEADING; I connect to myself',
    '  LOOKING again if this takes longer than initLimit',
  ],
  [
    'DE2',
    FLE,
    'On a decision',
    'if the vote is for another: FOLLOWING; send it FOLLOWERINFO(acceptedEpoch)',
    '  LOOKING again if this takes longer than initLimit',
  ],
  ['FI1', LEARNER, 'On FOLLOWERINFO', 'if not LEADING: nobody listens here, CLOSE'],
  [
    'FI2',
    INTERNALS,
    'On FOLLOWERINFO',
    'if LEADING: the sender is connected',
    '  if an epoch has been proposed: answer with LEADERINFO(epoch)',
  ],
  [
    'FI3',
    INTERNALS,
    'On FOLLOWERINFO',
    '  if none has, and a quorum is connected, I among them:',
    '    epoch := the newest acceptedEpoch among them + 1',
    '    acceptedEpoch := epoch, on disk; send LEADERINFO(epoch) to all',
  ],
  [
    'LI1',
    INTERNALS,
    'On LEADERINFO from the leader',
    'if its epoch > acceptedEpoch: acceptedEpoch := its epoch, on disk',
    '  answer with ACKEPOCH(currentEpoch, last transaction)',
  ],
  [
    'LI2',
    LEARNER,
    'On LEADERINFO from the leader',
    'if its epoch = acceptedEpoch: answer with an ACKEPOCH that does not count',
  ],
];

const ACTIVATION: readonly Line[] = [
  [
    'AE1',
    INTERNALS,
    'On ACKEPOCH of one who is connected',
    'remember its last transaction; the answer counts unless it says it does not',
  ],
  [
    'AE2',
    LEADER,
    'On ACKEPOCH of one who is connected',
    'if none of my log is out yet and it has a newer epoch or a longer log: CLOSE',
  ],
  [
    'AE3',
    INTERNALS,
    'On ACKEPOCH of one who is connected',
    'if those of a quorum count, mine among them: currentEpoch := epoch, on disk',
    '  send NEWLEADER with what it lacks to each of them',
  ],
  [
    'AE4',
    INTERNALS,
    'On ACKEPOCH of one who is connected',
    'if NEWLEADER is out already: send it to this one too',
  ],
  [
    'NL1',
    INTERNALS,
    'On NEWLEADER of the epoch accepted',
    'log := the leader’s log; currentEpoch := its epoch, on disk',
    '  answer with ACK',
  ],
  ['AK1', LEADER, 'On ACK', 'remember how far the sender has stored my log'],
  ['AK2', INTERNALS, 'On ACK', 'if a quorum has acknowledged NEWLEADER: serve; send them UPTODATE'],
  ['AK3', LEADER, 'On ACK', 'if I serve and it is the sender’s first: send it UPTODATE'],
  [
    'UD1',
    INTERNALS,
    'On UPTODATE from the leader',
    'serve; LOOKING again if the leader is silent for syncLimit',
  ],
];

const SERVING: readonly Line[] = [
  [
    'RQ1',
    'ZooKeeper Internals, Active Messaging',
    'On a request',
    'if I lead and serve: append it to the log, on disk',
    '  send PROPOSAL to all who were told NEWLEADER',
  ],
  ['RQ2', 'ours', 'On a request', 'if not: refuse it, and name the leader if I know one'],
  [
    'PR1',
    'ZooKeeper Internals, Active Messaging',
    'On PROPOSAL from the leader',
    'if it is the next one: append it to the log, on disk; answer with ACK',
  ],
  [
    'CO1',
    'ZooKeeper Internals, Active Messaging',
    'On ACK or the answer to a ping',
    'what a quorum has stored is committed: send COMMIT',
  ],
  ['CM1', LEARNER, 'On COMMIT from the leader', 'it is committed here, too'],
  [
    'PI1',
    LEADER,
    'When a ping is due, while serving',
    'send PING to all who have acknowledged NEWLEADER',
  ],
  [
    'PI2',
    LEADER,
    'When a ping is due, while serving',
    'if no quorum was heard from within syncLimit: LOOKING',
  ],
];

const CONTACT: readonly Line[] = [
  ['PG1', LEARNER, 'On PING from the leader', 'answer with PING; wait for syncLimit anew'],
  ['PO1', LEADER, 'On PING from a follower', 'it is alive, and has stored my log so far'],
  [
    'BR1',
    'Learner.java; a gap: ours',
    'On anything from the leader',
    'if its epoch is older than the one I accepted, or something before it is missing:',
    '  LOOKING',
  ],
  ['SL1', LEARNER, 'When the leader was silent for syncLimit', 'if FOLLOWING: LOOKING'],
  ['IL1', LEADER, 'When initLimit is over', 'if nobody serves yet: LOOKING'],
  ['CL1', LEADER, 'On CLOSE', 'if LEADING: the sender is not connected any more'],
  [
    'CL2',
    LEARNER,
    'On CLOSE',
    'if it comes from the leader, in answer to FOLLOWERINFO:',
    '  try again in a while, five times in all',
  ],
  ['CL3', LEARNER, 'On CLOSE', 'if it comes from the leader, at any other time: LOOKING'],
  ['CN1', LEARNER, 'When the pause before another try is over', 'send FOLLOWERINFO again'],
];

export const rules: readonly RuleText[] = [
  ...[...START, ...WAITING, ...READING, ...DECIDED],
  ...[...ACTIVATION, ...SERVING, ...CONTACT],
].map(([id, source, group, ...lines]) => ({ id, source, group, lines }));
