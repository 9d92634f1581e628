/** The rules as numbered pseudocode, as the handlers cite them; Raft's own come from Raft. Text only. */
import type { RuleText } from '../../engine/protocol';
import { embeddedRules } from '../raft/embedded';

const SERVER = 'hashicorp/consul agent/consul/leader.go';
const TTL = 'hashicorp/consul agent/consul/session_ttl.go';
const KVS = 'hashicorp/consul agent/consul/kvs_endpoint.go, state/kvs.go';
const QUERY = 'hashicorp/consul agent/consul/rpc.go: blocking queries';
const LOCK = 'hashicorp/consul api/lock.go';
const SESSION = 'hashicorp/consul api/session.go';

function rule(id: string, group: string, source: string, ...lines: readonly string[]): RuleText {
  return { id, source, group, lines };
}

/**
 * Rules of Raft that no server comes to: the scenario lays nothing down, nobody transfers leadership, reads
 * do not go through Raft, nothing rests on a leader lease.
 */
export const WITHOUT: readonly string[] = [
  ...['ST2', 'CR2', 'CR3', 'LL1', 'LL2', 'RD1', 'RD2', 'RD3', 'RD4'],
  ...['TL1', 'TL2', 'TL3', 'TL4', 'TN1', 'TN2', 'PV4'],
];

export const rules: readonly RuleText[] = [
  rule('SV1', 'A server starts', SERVER, 'the log is on disk; start Raft'),
  rule(
    'SV2',
    'Leading',
    SERVER,
    'leader, and the first entry of my term is applied:',
    '  every session: timer := now + 2 x ttlMs',
  ),
  rule('SV3', 'Leading no more', SERVER, 'drop the timers; let go of blocked queries'),
  rule('SV4', 'On any request', SERVER, 'if I do not lead, or not yet: NotLeader{leader}'),
  rule('SV5', 'On any request', SERVER, 'else, if it changes something: into the log'),
  rule('AP1', 'An entry is committed', SERVER, 'apply it to the database'),
  rule(
    'LD1',
    'On Acquire',
    KVS,
    'if now < freeAt: AcquireReply{no}, and nothing goes into the log',
  ),
  rule(
    'LD2',
    'An entry is committed',
    KVS,
    'if a session ended that held the lock: release or delete the key',
    '  freeAt := now + lockDelayMs',
  ),
  rule('SE1', 'On SessionRenew', TTL, 'if it is known: timer := now + 2 x ttlMs'),
  rule('SE2', 'On SessionRenew', TTL, 'else: there is no such session'),
  rule('SE3', 'An entry is committed', TTL, 'sessions that ended: drop their timers'),
  rule('SE4', 'Session timer', TTL, 'if now >= timer: its end into the log'),
  rule('BQ1', 'On Query{index}', QUERY, 'if index = 0 or the key has changed since: answer'),
  rule('BQ2', 'On Query{index}', QUERY, 'else: hold it until the key changes, or its wait is over'),
  rule('BQ3', 'An entry is committed', QUERY, 'if the key has changed: answer what is held'),
  rule('BQ4', 'Wait over', QUERY, 'answer, unchanged'),
  rule('CL1', 'A client starts', SESSION, 'SessionCreate'),
  rule('CL2', 'On SessionCreateReply', SESSION, 'sessionEnd := tSend + ttlMs', 'Acquire'),
  rule('CL3', 'Every ttlMs / 2', SESSION, 'SessionRenew'),
  rule('CL4', 'On SessionRenewReply', SESSION, 'renewed: sessionEnd := tSend + ttlMs'),
  rule(
    'CL5',
    'On SessionRenewReply',
    SESSION,
    'unknown: lock and session are gone',
    'SessionCreate',
  ),
  rule(
    'CL6',
    'Before every step',
    SESSION,
    'if now >= sessionEnd: lock and session may be gone',
    '  lead no more; SessionCreate',
  ),
  rule('CN1', 'No answer', SESSION, 'ask the next server'),
  rule('CN2', 'On NotLeader{leader}', SESSION, 'if it names another: ask that one'),
  rule('LK1', 'On AcquireReply', LOCK, 'yes: lead under LockIndex', '  Query{modifyIndex}'),
  rule('LK2', 'On AcquireReply', LOCK, 'no: Query{0}, to see why'),
  rule('LK3', 'On QueryReply', LOCK, 'my session holds it: lead (on); Query{modifyIndex}'),
  rule('LK4', 'On QueryReply', LOCK, 'another session holds it: Query{modifyIndex}'),
  rule(
    'LK5',
    'On QueryReply, or at the retry',
    LOCK,
    'it has become free, or the retry is due: Acquire',
  ),
  rule('LK6', 'On QueryReply', LOCK, 'I led, and my session holds it no more: lead no more'),
  rule('LK7', 'On QueryReply', LOCK, 'free, and I was refused or rest: try again a little later'),
  rule('RL1', 'Asked to let go', LOCK, 'lead no more; Release'),
  rule('RL2', 'Asked to end the session', SESSION, 'lead no more; SessionDestroy'),
  rule('RL3', 'On ReleaseReply', LOCK, 'Query{0}'),
  rule('RL4', 'On SessionDestroyReply', SESSION, 'SessionCreate'),
  ...embeddedRules(WITHOUT),
];
