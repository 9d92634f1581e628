/**
 * etcd's election as numbered pseudocode: what clients do, what the store does; Raft's own rules follow under
 * their part path. Conditions with values are in `guards.ts`.
 */
import type { RuleText } from '../../engine/protocol';
import { embeddedRules } from '../raft/embedded';

const ELECTION = 'client/v3/concurrency/election.go';
const SESSION = 'client/v3/concurrency/session.go';
const LEASE = 'client/v3/lease.go';
const LESSOR = 'server/lease/lessor.go';
const SERVER = 'server/etcdserver/v3_server.go';

function rule(id: string, source: string, group: string, ...lines: readonly string[]): RuleText {
  return { id, source, group, lines };
}

/**
 * Rules of Raft that no replica comes to: the scenario lays nothing down, nobody transfers leadership, reads
 * go through the log as commands, nothing rests on a leader lease.
 */
export const WITHOUT: readonly string[] = [
  ...['ST2', 'CR2', 'CR3', 'LL1', 'LL2', 'RD1', 'RD2', 'RD3', 'RD4'],
  ...['TL1', 'TL2', 'TL3', 'TL4', 'TN1', 'TN2', 'PV4'],
];

export const rules: readonly RuleText[] = [
  rule('SE1', SESSION, 'A session begins', 'LeaseGrant{ttl} to a replica'),
  rule('SE2', LEASE, 'On LeaseGrantReply', 'lease := its id; leaseEnd := tSend + ttl; campaign'),
  rule('SE3', LEASE, 'Time to renew', 'the last one was answered: LeaseKeepAlive{lease}'),
  rule('SE4', LEASE, 'On LeaseKeepAliveReply', 'ttl > 0: leaseEnd := tSend + ttl'),
  rule('SE5', SESSION, 'The lease is gone', 'ttl = 0, or closed: the session is done; begin anew'),
  rule('SE6', LEASE, 'When leaseEnd is reached', 'if now >= leaseEnd: the session is done'),
  rule('CN1', 'client/v3', 'No answer in time', 'connect to the next replica; ask again there'),
  rule('CN2', 'client/v3', 'On NotLeader{leader}', 'leader known: connect to it; ask again there'),
  rule('EL1', ELECTION, 'Campaign', 'if createRev(my key) = 0: put it with my lease; else read it'),
  rule('EL2', ELECTION, 'On CampaignReply{rev}', 'rev > 0: myRev := rev'),
  rule('EL3', ELECTION, 'Campaign', 'Range: the key with the largest createRev <= myRev - 1'),
  rule('EL4', ELECTION, 'On RangeReply', 'there is one: Watch its deletion; then look again'),
  rule('EL5', ELECTION, 'On RangeReply', 'there is none, and my key is there: I am leader'),
  rule(
    'EL6',
    'etcd-io/etcd#11456',
    'On RangeReply',
    'my key is gone, or my lease over: the session is done',
  ),
  rule('PR1', ELECTION, 'Proclaim{v}', 'if createRev(my key) = myRev: put v'),
  rule('PR2', ELECTION, 'On ProclaimReply', 'done: my key says v'),
  rule('PR3', ELECTION, 'On ProclaimReply', 'not done: I am not leader; the session is done'),
  rule('RE1', ELECTION, 'Resign, or close', 'lead no more; then tell the store'),
  rule('RE2', ELECTION, 'On ResignReply', 'campaign again, from the end of the queue'),
  rule('OB2', ELECTION, 'On Leader{rev}', 'the one with the smallest createRev leads'),
  rule('SV1', SERVER, 'A replica starts', 'Raft starts; the database is made from its log'),
  rule('SV2', LESSOR, 'Raft made me leader', 'primary lessor: every lease gets its full ttl'),
  rule('SV3', LESSOR, 'Raft leads elsewhere', 'no lease ends by my clock; forget who waits'),
  rule('SV4', SERVER, 'On a request', 'not leader: NotLeader{leader}'),
  rule('SV5', SERVER, 'On a request', 'leader: propose it; answer when it is applied'),
  rule(
    'AP1',
    SERVER,
    'An entry is committed',
    'apply it to the database; revision += 1 if keys change',
  ),
  rule('LK1', LESSOR, 'On LeaseKeepAlive', 'the lease runs: leaseEnd := now + ttl'),
  rule('LK2', LESSOR, 'On LeaseKeepAlive', 'no such lease: ttl := 0'),
  rule('LK3', LESSOR, 'On LeaseKeepAlive', 'it has run out: answer when it is revoked'),
  rule('LE1', LESSOR, 'Every 500 ms', 'propose the revocation of all leases that have run out'),
  rule('LE2', LESSOR, 'A lease is revoked', 'its keys go with it, at one revision'),
  rule('WA1', ELECTION, 'On Watch{rev}', 'no key has this createRev: Deleted at once'),
  rule('WA2', ELECTION, 'A key is deleted', 'Deleted to those who watch it'),
  rule('OB1', ELECTION, 'The first key changes', 'Leader{rev} to all sessions'),
  ...embeddedRules(WITHOUT),
];
