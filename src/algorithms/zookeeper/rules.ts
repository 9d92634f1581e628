/**
 * The rules as numbered pseudocode, as the handlers cite them. Text only. CC to RS: a candidate, its session
 * and the recipe; ST to EX: a server. Those of the servers' own election come from the embedded part.
 */
import type { RuleText } from '../../engine/protocol';
import { embeddedRules } from '../zookeeper-fle/embedded';

const RECIPE = 'ZooKeeper recipes, Leader Election';
const CLIENT = 'ClientCnxn.java';
const SERVER = 'ZooKeeperServer.java';
const TRACKER = 'SessionTrackerImpl.java, ExpiryQueue.java';
const LEARNER = 'Learner.java, LearnerHandler.java';

function rule(id: string, group: string, source: string, ...lines: readonly string[]): RuleText {
  return { id, source, group, lines };
}

const recipe: readonly RuleText[] = [
  rule('CC0', 'A candidate starts', CLIENT, 'no session: begin with a random server'),
  rule('CC1', 'Connect', CLIENT, 'Connect{my session, or none} to the server'),
  rule(
    'CC6',
    'Connect',
    CLIENT,
    'refused, or no answer in time: pause a little, then the next server',
  ),
  rule('CC2', 'On ConnectReply', CLIENT, 'I had no session: this is mine; volunteer'),
  rule('CC3', 'On ConnectReply', CLIENT, 'the session I had: I am connected again; read the queue'),
  rule(
    'CC4',
    'On ConnectReply',
    CLIENT,
    'no session: mine has expired, and my node is gone',
    '  connect anew',
  ),
  rule(
    'CC5',
    'Disconnected',
    CLIENT,
    'nothing heard, or no answer, for 2/3 of the session timeout,',
    'or closed, or a packet missing: the connection is over',
  ),
  rule('EL5', 'Disconnected', RECIPE, 'if I lead and obey: stop acting as leader'),
  rule('CC7', 'Idle for 1/3 of the session timeout', CLIENT, 'Ping'),
  rule(
    'LI2',
    'Idle for 1/3 of the session timeout',
    'our addition',
    'in the queue: GetChildren, to know who is first',
  ),
  rule('CC8', 'On PingReply', CLIENT, 'the server is there'),
  rule('VO1', 'Volunteer', RECIPE, 'Create(/election/guid-n_, ephemeral, sequential)'),
  rule('VO2', 'On CreateReply', RECIPE, 'this is my node; read the queue'),
  rule('LI1', 'Read the queue', RECIPE, 'GetChildren(/election)'),
  rule('LI3', 'On GetChildrenReply', 'our addition', 'asked only to know: believe in the first'),
  rule('VO3', 'On GetChildrenReply', RECIPE, 'a node with my guid: the create was done after all'),
  rule('VO4', 'On GetChildrenReply', RECIPE, 'none with my guid: volunteer'),
  rule('EL1', 'On GetChildrenReply', RECIPE, 'mine is the smallest: I lead'),
  rule(
    'EL2',
    'On GetChildrenReply',
    RECIPE,
    'else Exists(the largest below mine, watch)',
    '  herd: Exists(the smallest, watch)',
  ),
  rule('EL6', 'On ExistsReply', RECIPE, 'it is there: wait for its end'),
  rule('EL3', 'On ExistsReply', RECIPE, 'it is gone already: read the queue'),
  rule('EL4', 'On NodeDeleted', RECIPE, 'the one I watch: read the queue; this alone is no lead'),
  rule('RS1', 'Resign', RECIPE, 'I stop acting as leader; Delete(my node)'),
  rule('RS2', 'On DeleteReply', RECIPE, 'my node is gone: to the back of the queue'),
];

const service: readonly RuleText[] = [
  rule('ST1', 'A server starts', SERVER, 'alone: serve', '  else: find a leader'),
  rule('ST2', 'A server restarts', SERVER, 'read the disk; begin as ever'),
  rule('CN3', 'On Connect', SERVER, 'not serving: Closed'),
  rule('CN1', 'On Connect', SERVER, 'no session: write(open session)'),
  rule(
    'CN2',
    'On Connect',
    LEARNER,
    'a session: it now speaks over this connection',
    '  a follower asks its leader',
  ),
  rule(
    'RV1',
    'On Revalidate',
    LEARNER,
    'the session speaks over that server now',
    '  RevalidateReply{all I have begun}',
  ),
  rule('CN4', 'Let in', SERVER, 'all that is applied: ConnectReply{session}'),
  rule('CN5', 'Let in', SERVER, 'there is no such session: ConnectReply{none}'),
  rule('CX1', 'On a packet', SERVER, 'of no connection, or one is missing before it: Closed'),
  rule('PG1', 'On Ping', SERVER, 'PingReply'),
  rule('RD1', 'On GetChildren', SERVER, 'GetChildrenReply{the queue as applied here}'),
  rule('RD2', 'On Exists', SERVER, 'it is there: keep the watch, once'),
  rule('RD3', 'On Exists', SERVER, 'it is not: say so'),
  rule('WR1', 'Write', LEARNER, 'I follow: Request to my leader'),
  rule(
    'WR3',
    'Write',
    'PrepRequestProcessor.java',
    'another connection speaks for the session: drop it',
  ),
  rule('WR2', 'Write', 'PrepRequestProcessor.java', 'else: make a transaction of it'),
  rule('TX1', 'Committed', SERVER, 'apply it'),
  rule('TX2', 'Committed', SERVER, 'my client asked for it: answer'),
  rule('NT1', 'Committed', SERVER, 'a node is gone: NodeDeleted to each who watched it'),
  rule('TO1', 'Every half tick', LEARNER, 'a follower: Touch{sessions heard}'),
  rule('TO2', 'On Touch', LEARNER, 'those sessions live on'),
  rule(
    'EX1',
    'Every tick',
    TRACKER,
    'for sessions not heard since (floor((t + timeout)/tick) + 1) x tick:',
    '  write(close session and delete its nodes)',
  ),
  rule('LE1', 'The ensemble', TRACKER, 'I lead now: every session has its whole timeout again'),
  rule('LE2', 'The ensemble', LEARNER, 'I follow now: serve'),
  rule('LE3', 'The ensemble', LEARNER, 'no leader any more: close all connections'),
];

/** What a host never comes to: nobody seats an ensemble, and only its leader is asked to propose. */
export const NEVER: readonly string[] = ['ST2', 'RQ2'];

export const rules: readonly RuleText[] = [...recipe, ...service, ...embeddedRules(NEVER)];
