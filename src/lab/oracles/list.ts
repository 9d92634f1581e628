/**
 * Published numbers (O-...) and published test cases (C-...) of the algorithms built so far, by id, and
 * which of them no test reproduces, with the reason. A test is named after what it reproduces: that is how
 * `oracles.test.ts` finds it. Cases of fencing (C-F) are those of payments on top of an algorithm.
 */

/** One published figure or case. */
export interface Oracle {
  readonly id: string;
  readonly what: string;
}

function oracles(rows: readonly (readonly [id: string, what: string])[]): readonly Oracle[] {
  return rows.map(([id, what]) => ({ id, what }));
}

const bully = oracles([
  ['O-B1', 'ELECTION messages: m(m + 1)/2'],
  ['O-B2', 'OK messages: m(m - 1)/2'],
  ['O-B3', 'COORDINATOR messages: n - 2'],
  ['O-B5', 'the best case with the shortcut: n - 2 messages, one delay'],
  ['O-B6', 'the worst case: n² - n - 1 messages'],
  ['O-B9', 'the highest returns: n - 1 COORDINATOR and no ELECTION'],
  ['O-B10', 'the time of an election does not depend on n'],
  ['O-B12', 'a partition leaves two leaders for ever'],
]);

const ring = oracles([
  ['O-R1', 'Chang-Roberts, best case: 2n - 1'],
  ['O-R2', 'worst case: n(n + 1)/2'],
  ['O-R5', 'one initiator: n and the hops to the maximum'],
  ['O-R6', 'with the announcement: n more'],
  ['O-R7', 'times with a constant delay'],
  ['O-R8', 'counts do not depend on delays'],
  ['O-R9', 'the list: 2a messages, 2ar for r initiators'],
  ['O-R10', 'dead successors: one send and one wait each'],
  ['O-R11', 'Hirschberg-Sinclair: 8n(1 + ⌈log₂ n⌉) at most'],
  ['C-R1', 'the TLA+ specification of Chang-Roberts over all interleavings of three nodes'],
]);

const raft = oracles([
  ['O-E1', 'P(first of s timers within a fraction t of the range) = 1 - (1 - t)^s'],
  ['O-E2', 'mean of the first time-out: 1/(s + 1) of the range'],
  ['O-E10', 'time-outs in ticks: whole, uniform on [E, 2E - 1]'],
  ['O-E11', 'P(timed out by tick x), E = 10'],
  ['O-E12', 'every value of the range occurs'],
  ['O-E13', 'several of five expire on one tick in at most 30 % of rounds'],
  ['O-E14', 'the exact share of that'],
  ['O-E15', 'the defaults of real systems'],
  ['O-E16', 'messages of an undisputed election'],
  ['O-E17', 'the budget of messages of a course’s tester'],
  ['O-E18', 'no leader without a quorum'],
  ['O-E19', 'PreVote: an isolated follower changes nothing'],
  ['O-E20', 'without it: its term grows, and it deposes the leader'],
  ['C-E1', 'a plain election'],
  ['C-E2', 'elections and who can be reached'],
  ['C-E3', 'outcomes of one round'],
  ['C-E4', 'one vote a term'],
  ['C-E5', 'the check of the log'],
  ['C-E6', 'rules of terms'],
  ['C-E7', 'an entry of a newer term is overwritten'],
  ['C-E8', 'only entries of one’s own term are committed'],
  ['C-E9', 'two candidates'],
  ['C-E10', 'a candidate concedes'],
  ['C-E12', 'PreVote and CheckQuorum together'],
  ['C-E15', 'a stuck candidate is freed'],
  ['C-E17', 'leadership is transferred'],
  ['C-E18', 'a leader’s lease ends'],
  ['C-E19', 'a write at the old leader'],
  ['C-E20', 'PreVote with a partition'],
  ['C-E21', 'a leader is cut off and rejoins'],
  ['C-E22', 'many elections among seven'],
  ['C-E23', 'no agreement without a majority'],
  ['C-E24', 'figure 8'],
  ['C-E25', 'invariants, and one that does not hold'],
]);

const paxos = oracles([
  ['O-P1', 'a decree that nobody disputes: four delays'],
  ['O-P2', 'a stable leader: chosen after one delay'],
  ['O-P3', 'messages: 4n, or 4(⌊n/2⌋ + 1) to a quorum'],
  ['O-P7', 'at most 75 messages for each of 500 commands'],
  ['O-P8', 'PaxosLease: held from four delays on, usable for T - 2d'],
  ['O-P11', 'a proposer’s timer that starts too late: two holders'],
  ['O-P12', 'a lease without a first phase blocks'],
  ['O-P13', 'the constants of Keyspace'],
  ['C-P1', 'majority and minority'],
  ['C-P3', 'a server alone; runs with losses'],
  ['C-V1', 'the view service'],
]);

const leases = oracles([
  ['O-L1', 'when a lease is safe: T_h (1 + ρ) ≤ T_g (1 - ρ)'],
  ['O-L2', 'Chubby’s figures'],
  ['O-L4', 'jeopardy, then safe or expired'],
  ['O-L5', 'ZooKeeper grants 2 to 20 ticks'],
  ['O-L6', 'when a ZooKeeper session expires'],
  ['O-L7', 'a ZooKeeper client gives up after 2/3 of the timeout, and pings after 1/3'],
  ['O-L9', 'the herd: n - 1 notifications, or one; one after another n(n - 1)/2, or n - 1'],
  ['O-L10', 'one in the middle of the queue dies: one notification'],
  ['O-L11', 'leaders in the order of their numbers'],
  ['O-L12', 'FLE settles 200 ms after a quorum agrees'],
  ['O-L16', 'etcd: no lease is shorter than 1.5 election timeouts'],
  ['O-L17', 'etcd: revoked within 500 ms after the end, never before'],
  ['O-L19', 'etcd: one of n is woken, in the order of revisions'],
  ['O-L20', 'etcd: a session lasts 60 s'],
  ['C-K1', 'etcd: a closed session, and the next leader'],
  ['C-K2', 'etcd: the same lease campaigns again'],
  ['C-K3', 'etcd: a key with the same beginning'],
  ['C-K4', 'etcd: a leader restarts with its lease'],
  ['O-L21', 'Consul: a session is kept for twice its TTL; the lock-delay'],
  ['O-L23', 'Consul: after a release there is no lock-delay'],
  ['O-L24', 'Consul: when the LockIndex changes'],
  ['O-L25', 'Kubernetes: 15, 10 and 2 s, and what follows from them'],
  ['C-K7', 'Consul: a key is locked and unlocked'],
  ['C-K8', 'Consul: a session that held the lock is destroyed'],
  ['C-K9', 'Consul: only sessions that are renewed remain'],
  ['C-K10', 'Kubernetes: what a candidate makes of the record'],
  ['C-Z1', 'the order of votes'],
  ['C-Z2', 'votes from outside an election'],
  ['C-Z3', 'no round goes back'],
  ['C-Z4', 'a lost notification'],
  ['C-Z5', 'rejoining, and a new epoch'],
  ['C-Z6', 'servers without weight'],
  ['C-Z7', 'watching the right node'],
  ['C-Z10', 'the service stops and comes back'],
  ['C-Z11', 'leadership goes round'],
  ['C-Z12', 'a killed session, and who leads then'],
]);

const fencing = oracles([
  ['C-F1', 'a leader stops between its check and its write: two effects'],
  ['C-F2', 'a resource that remembers the highest token: what it refuses, and what not'],
  ['C-F3', 'a payment: which remedy leaves one charge, and which two'],
]);

export const all: readonly Oracle[] = [...bully, ...ring, ...raft, ...paxos, ...leases, ...fencing];

/** What no test reproduces, and why. */
export const left: { readonly [id: string]: string } = {
  'C-R1':
    'All interleavings are the work of a model checker. The swarm draws thousands of them and checks the same claims (G1, G2, G3).',
  'C-Z6': 'Servers have neither weights nor groups here: a quorum is a majority of them.',
  'C-K4':
    'A candidate that restarts forgets its lease, as a program does that asks for a session without naming one.',
  'C-V1': 'A view service is another protocol (primary and backup), and none of these.',
};
