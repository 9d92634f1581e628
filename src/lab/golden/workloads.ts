/**
 * The workloads in troubles of their own, each on algorithms of both mandates and on a service: doors,
 * keys, nodes that start others, and every way to read. Whole documents, because a workload runs on any.
 */
import type { Scenario } from '../../scenario/types';

/** A scenario that has its name and not yet the version of its document. */
type Run = Omit<Scenario, 'v'> & { readonly name: string };

const PAYMENTS: readonly Run[] = [
  {
    name: 'payments on raft: a fence at the bank, a pause and a crash',
    algorithm: 'raft',
    nodes: 3,
    seed: '401',
    disk: { writeMs: [1, 5] },
    network: { delayMs: [2, 15], loss: 0.03, duplicate: 0.05 },
    workload: { kind: 'payments', customers: 3, fence: 'bank' },
    commands: [
      { atMs: 900, do: 'pause', node: 'leader', forMs: 800, resumeFirst: 'messages' },
      { atMs: 1900, do: 'crash', node: 'b1' },
      { atMs: 2200, do: 'restart', node: 'b1' },
      { atMs: 2400, do: 'crash', node: 'leader' },
    ],
    untilMs: 3500,
  },
  {
    name: 'payments on bully: two leaders, a key, a database that fences',
    algorithm: 'bully',
    nodes: 4,
    seed: '402',
    workload: { kind: 'payments', fence: 'database', idempotency: true, everyMs: 120 },
    commands: [
      { atMs: 1000, do: 'partition', groups: [['n1', 'n2', 'u1'], ['rest']] },
      { atMs: 2500, do: 'heal' },
    ],
    untilMs: 3500,
  },
  {
    name: 'payments on etcd: a lease runs out behind a pause',
    algorithm: 'etcd',
    nodes: 3,
    seed: '403',
    params: { ttlMs: 3000, keepAliveMs: 800, replicas: 3 },
    workload: { kind: 'payments', customers: 1, workMs: 400, fence: 'bank' },
    commands: [{ atMs: 3000, do: 'pause', node: 'leader', forMs: 5000 }],
    untilMs: 9000,
  },
];

const ORCHESTRATOR: readonly Run[] = [
  {
    name: 'orchestrator on raft: workers and servers fall, clocks run apart',
    algorithm: 'raft',
    nodes: 5,
    seed: '411',
    clocks: { n2: { ppm: 100_000 }, n4: { ppm: -100_000, offsetMs: 300 } },
    network: { delayMs: [2, 20], loss: 0.05 },
    workload: { kind: 'orchestrator', apis: 5, workers: 3 },
    commands: [
      { atMs: 800, do: 'crash', node: ['leader', 'a1', 'a5'] },
      { atMs: 2000, do: 'cut', from: 'n3', to: ['a3', 'n1'] },
      { atMs: 3000, do: 'crash', node: 'leader' },
    ],
    untilMs: 5000,
  },
  {
    name: 'orchestrator on kubernetes: the lease is lost with its holder',
    algorithm: 'kubernetes',
    nodes: 3,
    seed: '412',
    params: { leaseDurationMs: 1500, renewDeadlineMs: 1000, retryPeriodMs: 200 },
    workload: { kind: 'orchestrator', apis: 3, spawnMs: 700 },
    commands: [{ atMs: 2000, do: 'crash', node: ['leader', 'a1', 'a2'] }],
    untilMs: 7000,
  },
];

const REGISTER: readonly Run[] = [
  ...(['readIndex', 'lease'] as const).map((reads, place): Run => ({
    name: `register on raft: ${reads}, a leader cut off and one paused`,
    algorithm: 'raft',
    nodes: 3,
    seed: `42${place + 1}`,
    disk: { writeMs: [0, 4] },
    workload: { kind: 'register', reads },
    commands: [
      { atMs: 1000, do: 'partition', groups: [['leader', 'u1'], ['rest']] },
      { atMs: 2200, do: 'heal' },
      { atMs: 2600, do: 'pause', node: 'leader', forMs: 700 },
    ],
    untilMs: 4000,
  })),
  {
    name: 'register on bully: two sides write, and meet',
    algorithm: 'bully',
    nodes: 4,
    seed: '423',
    network: { delayMs: [2, 15], loss: 0.03 },
    workload: { kind: 'register', reads: 'local', clients: 4, readRatio: 0.6 },
    commands: [
      { atMs: 1000, do: 'partition', groups: [['n1', 'n2', 'u1', 'u2'], ['rest']] },
      { atMs: 2500, do: 'heal' },
    ],
    untilMs: 4000,
  },
];

/** All of them, workload by workload. */
export const WORKLOADS: readonly Run[] = [...PAYMENTS, ...ORCHESTRATOR, ...REGISTER];
