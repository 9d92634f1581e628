/** The parameters of Consul: what a scenario may say, and how it reaches the handlers. */
import type { Companion, Json, ParamSpec, Us } from '../../engine/protocol';
import { resolveRaft } from '../raft/embedded';
import type { ConsulParams } from './types';

/** Four hours, the longest time a scenario may ask for. */
const LONGEST_MS = 14_400_000;
const REPLICAS_MAX = 5;

export const params: readonly ParamSpec[] = [
  {
    ...{ name: 'ttlMs', unit: 'ms', shape: 'number', default: 15_000, min: 0.001, max: LONGEST_MS },
    trial: 4000,
    source: 'consul api/lock.go: 15 s; 10 s to 24 h are allowed',
    help: 'param.ttlMs',
  },
  {
    ...{ name: 'lockDelayMs', unit: 'ms', shape: 'number', default: 15_000, min: 0 },
    ...{ max: LONGEST_MS, trial: 4000 },
    source: 'consul session_endpoint.go: 15 s by default, at most 60 s',
    help: 'param.lockDelayMs',
  },
  {
    ...{ name: 'behavior', unit: 'choice', shape: 'choice', default: 'release' },
    choices: ['release', 'delete'],
    source: 'consul structs.go: release by default',
    help: 'param.behavior',
  },
  {
    ...{ name: 'replicas', unit: 'count', shape: 'number', default: 1, min: 1, max: REPLICAS_MAX },
    typical: 3,
    source: 'our choice: one server for a first lesson; 3 or 5 are a real cluster',
    help: 'param.replicas',
  },
  {
    ...{ name: 'electionTimeoutMs', unit: 'ms', shape: 'range', default: [1000, 2000] },
    ...{ min: 0.001, max: LONGEST_MS },
    source: 'hashicorp/raft: 1000 ms, drawn up to twice as long',
    help: 'param.electionTimeoutMs',
  },
  {
    ...{ name: 'heartbeatMs', unit: 'ms', shape: 'number', default: 100, min: 0.001 },
    max: LONGEST_MS,
    source: 'hashicorp/raft: about a tenth of the heartbeat timeout',
    help: 'param.heartbeatMs',
  },
  {
    ...{ name: 'checkQuorum', unit: 'flag', shape: 'flag', default: true },
    source: 'hashicorp/raft: a leader that reaches no quorum steps down',
    help: 'param.checkQuorum',
  },
  {
    ...{ name: 'preVote', unit: 'flag', shape: 'flag', default: false },
    source: 'hashicorp/raft from 1.7 on, here as a switch',
    help: 'param.preVote',
  },
];

/** The servers that a scenario asks for: s1, s2 ... Values may be unchecked. */
export function company(given: { readonly [name: string]: Json }): readonly Companion[] {
  const count = Number(given['replicas']);
  const isKnown = Number.isSafeInteger(count) && count >= 1 && count <= REPLICAS_MAX;
  return Array.from({ length: isKnown ? count : 1 }, (_, index) => ({
    id: `s${index + 1}`,
    kind: 'replica',
  }));
}

/** Milliseconds to microseconds, once, when a run begins. */
export function resolveParams(given: { readonly [name: string]: Json }): ConsulParams {
  const us = (name: string): Us => Math.round(Number(given[name]) * 1000);
  const raft = resolveRaft({ ...given, noop: true, preVoteReading: 'etcd', reads: 'log' });
  const ttlUs = us('ttlMs');
  const lockDelayUs = us('lockDelayMs');
  return {
    ...raft,
    ...{ ttlUs, lockDelayUs, replicas: Number(given['replicas']) },
    behavior: given['behavior'] === 'delete' ? 'delete' : 'release',
    // Both 15 s in api/lock.go.
    waitUs: Math.max(1000, ttlUs),
    // api/lock.go: 5 s, a third of the usual lock-delay.
    retryUs: Math.max(1000, Math.floor(Math.max(lockDelayUs / 3, ttlUs / 30))),
    // Half of what an election takes: a new leader may be there when it asks again.
    answerUs: Math.max(1000, Math.floor(raft.electionTimeoutUsMin / 2)),
  };
}
