/** The parameters of etcd: what a scenario may say, and how it reaches the handlers. */
import type { Companion, Json, ParamSpec, Us } from '../../engine/protocol';
import { resolveRaft } from '../raft/embedded';
import type { EtcdParams } from './types';

/** Four hours, the longest time a scenario may ask for. */
const LONGEST_MS = 14_400_000;
const REPLICAS = [1, 3, 5] as const;

export const params: readonly ParamSpec[] = [
  {
    ...{ name: 'ttlMs', unit: 'ms', shape: 'number', default: 60_000, min: 0.001, max: LONGEST_MS },
    trial: 4000,
    source: 'client/v3/concurrency/session.go: 60 s',
    help: 'param.ttlMs',
  },
  {
    ...{ name: 'keepAliveMs', unit: 'ms', shape: 'numberOrNull', default: null, min: 0.001 },
    ...{ max: LONGEST_MS, typical: 1000 },
    source: 'client/v3/lease.go: null is a third of the lease',
    help: 'param.keepAliveMs',
  },
  {
    ...{ name: 'replicas', unit: 'count', shape: 'number', default: 1, min: 1, max: 5, typical: 3 },
    source: 'our choice: one replica for a first lesson; 3 or 5 are a real store',
    help: 'param.replicas',
  },
  {
    ...{ name: 'electionTimeoutMs', unit: 'ms', shape: 'range', default: [1000, 2000] },
    ...{ min: 0.001, max: LONGEST_MS },
    source: 'etcd: 10 ticks of 100 ms; the timeout is drawn from E to 2E - 1 ticks',
    help: 'param.electionTimeoutMs',
  },
  {
    ...{ name: 'heartbeatMs', unit: 'ms', shape: 'number', default: 100, min: 0.001 },
    max: LONGEST_MS,
    source: 'etcd: one tick of 100 ms',
    help: 'param.heartbeatMs',
  },
  {
    ...{ name: 'tickMs', unit: 'ms', shape: 'numberOrNull', default: 100, min: 1, max: LONGEST_MS },
    source: 'etcd: a tick is one heartbeat; null: continuous timers',
    help: 'param.tickMs',
  },
  {
    ...{ name: 'checkQuorum', unit: 'flag', shape: 'flag', default: true },
    source: 'etcd server/etcdserver: CheckQuorum is on',
    help: 'param.checkQuorum',
  },
  {
    ...{ name: 'preVote', unit: 'flag', shape: 'flag', default: false },
    source: 'etcd --pre-vote, here as a switch',
    help: 'param.preVote',
  },
];

/** The replicas that a scenario asks for: s1, s2 ... Values may be unchecked. */
export function company(given: { readonly [name: string]: Json }): readonly Companion[] {
  const count = Number(given['replicas']);
  const isKnown = Number.isSafeInteger(count) && count >= 1 && count <= (REPLICAS.at(-1) ?? 1);
  return Array.from({ length: isKnown ? count : 1 }, (_, index) => ({
    id: `s${index + 1}`,
    kind: 'replica',
  }));
}

const SECOND = 1_000_000;

/** One and a half of the shortest election timeouts, in whole seconds, as leases are. */
function leastTtlUs(electionTimeoutUsMin: Us): Us {
  return Math.ceil((electionTimeoutUsMin * 3) / 2 / SECOND) * SECOND;
}

/** Milliseconds to microseconds, once, when a run begins. */
export function resolveParams(given: { readonly [name: string]: Json }): EtcdParams {
  const us = (name: string): Us => Math.round(Number(given[name]) * 1000);
  const raft = resolveRaft({ ...given, noop: true, preVoteReading: 'etcd', reads: 'log' });
  const ttlUs = us('ttlMs');
  const ttlLeastUs = leastTtlUs(raft.electionTimeoutUsMin);
  const third = Math.max(1, Math.floor(Math.max(ttlUs, ttlLeastUs) / 3));
  return {
    ...raft,
    ttlUs,
    keepAliveUs: typeof given['keepAliveMs'] === 'number' ? us('keepAliveMs') : third,
    replicas: Number(given['replicas']),
    ttlLeastUs,
    checkUs: SECOND / 2,
    // Half of what an election takes: a new leader may be there when it asks again.
    answerUs: Math.max(1000, Math.floor(raft.electionTimeoutUsMin / 2)),
  };
}
