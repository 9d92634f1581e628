/**
 * The parameters of Raft: what a scenario may say, and how it reaches the handlers.
 */
import type { Json, ParamSpec } from '../../engine/protocol';
import type { RaftParams, Reads } from './types';

/** Four hours, the longest time a scenario may ask for. */
const LONGEST_MS = 14_400_000;

const READS: readonly Reads[] = ['log', 'local', 'leader', 'lease', 'readIndex'];

export const params: readonly ParamSpec[] = [
  {
    name: 'electionTimeoutMs',
    unit: 'ms',
    shape: 'range',
    default: [150, 300],
    min: 0.001,
    max: LONGEST_MS,
    live: true,
    source: 'Raft (USENIX ATC 2014), section 9.3: timeouts of 150 to 300 ms are recommended',
    help: 'param.electionTimeoutMs',
  },
  {
    name: 'heartbeatMs',
    unit: 'ms',
    shape: 'number',
    default: 50,
    min: 0.001,
    max: LONGEST_MS,
    live: true,
    source: 'Raft section 5.2 asks for less than the election timeout: a third of the shortest',
    help: 'param.heartbeatMs',
  },
  {
    name: 'noop',
    unit: 'flag',
    shape: 'flag',
    default: false,
    source: 'Raft section 8: a new leader commits an empty entry; not part of Figure 2',
    help: 'param.noop',
  },
  {
    name: 'preVote',
    unit: 'flag',
    shape: 'flag',
    default: false,
    source: 'Raft thesis, section 9.6; off by default as in etcd-io/raft',
    help: 'param.preVote',
  },
  {
    name: 'preVoteReading',
    unit: 'choice',
    shape: 'choice',
    choices: ['thesis', 'etcd'],
    default: 'thesis',
    source:
      'Raft thesis, section 9.6 asks for both checks; etcd-io/raft has the second in CheckQuorum',
    help: 'param.preVoteReading',
  },
  {
    name: 'checkQuorum',
    unit: 'flag',
    shape: 'flag',
    default: false,
    source:
      'etcd-io/raft, CheckQuorum; Raft thesis, section 4.2.3; off by default as in etcd-io/raft',
    help: 'param.checkQuorum',
  },
  {
    name: 'leaderLease',
    unit: 'flag',
    shape: 'flag',
    default: false,
    source: 'Raft thesis, section 6.4.1; the leader ends with its lease as in hashicorp/raft',
    help: 'param.leaderLease',
  },
  {
    name: 'reads',
    unit: 'choice',
    shape: 'choice',
    choices: READS,
    default: 'log',
    source: 'Raft section 8; Raft thesis, section 6.4',
    help: 'param.reads',
  },
  {
    name: 'tickMs',
    unit: 'ms',
    shape: 'numberOrNull',
    default: null,
    min: 1,
    max: LONGEST_MS,
    typical: 25,
    source: 'etcd-io/raft counts ticks, which etcd gives every 100 ms; null: continuous timers',
    help: 'param.tickMs',
  },
];

/** Validated parameters in milliseconds to what handlers read. */
export function resolveParams(given: { readonly [name: string]: Json }): RaftParams {
  const [shortest, longest] = asRange(given['electionTimeoutMs'] ?? [150, 300]);
  return {
    electionTimeoutUsMin: us(shortest),
    electionTimeoutUsMax: us(longest),
    heartbeatUs: us(Number(given['heartbeatMs'] ?? 50)),
    noop: given['noop'] === true,
    preVote: given['preVote'] === true,
    preVoteReading: given['preVoteReading'] === 'etcd' ? 'etcd' : 'thesis',
    checkQuorum: given['checkQuorum'] === true,
    leaderLease: given['leaderLease'] === true,
    reads: READS.find((one) => one === given['reads']) ?? 'log',
    tickUs: typeof given['tickMs'] === 'number' ? us(given['tickMs']) : null,
  };
}

function us(ms: number): number {
  return Math.round(ms * 1000);
}

function asRange(value: Json): readonly [number, number] {
  if (Array.isArray(value)) return [Number(value[0]), Number(value[1])];
  return [Number(value), Number(value)];
}
