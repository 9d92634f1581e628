/**
 * Every algorithm there is: one line each. Loaded lazily, awaited once before a run, in page, worker
 * and command alike. No other room ever asks which algorithm it is.
 */
import type { Algorithm, Guards, Running } from '../engine/protocol';

/** What the index of an algorithm's folder gives. */
export interface Loaded {
  readonly algorithm: Algorithm;
  /** The guards of its rules: only who asks why needs them. */
  readonly why: () => Promise<{ readonly guards: Guards }>;
}

/** One line of the registry. */
export interface Entry {
  readonly id: string;
  /** Its name as the page shows it. */
  readonly name: string;
  readonly load: () => Promise<Loaded>;
  /** As much of it as a run needs, for the page to start with. */
  readonly first?: () => Promise<{ readonly running: Running }>;
}

export const registry: readonly Entry[] = [
  {
    id: 'raft',
    name: 'Raft',
    load: () => import('./raft/index'),
    first: () => import('./raft/running'),
  },
  {
    id: 'bully',
    name: 'Bully',
    load: () => import('./bully/index'),
  },
  {
    id: 'ring',
    name: 'Ring',
    load: () => import('./ring/index'),
  },
  {
    id: 'paxos',
    name: 'Paxos',
    load: () => import('./paxos/index'),
  },
  {
    id: 'zookeeper-fle',
    name: 'ZooKeeper FLE',
    load: () => import('./zookeeper-fle/index'),
  },
  {
    id: 'zookeeper',
    name: 'ZooKeeper',
    load: () => import('./zookeeper/index'),
  },
  {
    id: 'chubby',
    name: 'Chubby',
    load: () => import('./chubby/index'),
  },
  {
    id: 'consul',
    name: 'Consul',
    load: () => import('./consul/index'),
  },
  {
    id: 'kubernetes',
    name: 'Kubernetes Lease',
    load: () => import('./kubernetes/index'),
  },
  {
    id: 'etcd',
    name: 'etcd',
    load: () => import('./etcd/index'),
  },
];

/** Loads an algorithm by id; null if there is none of that name. */
export async function loadAlgorithm(id: string): Promise<Algorithm | null> {
  const entry = registry.find((line) => line.id === id);
  if (entry === undefined) return null;
  return (await entry.load()).algorithm;
}

/** As much of an algorithm as a run needs; all of it if that is not to be had by itself. Null: no such name. */
export async function loadRunning(id: string): Promise<Running | null> {
  const first = registry.find((line) => line.id === id)?.first;
  return first === undefined ? loadAlgorithm(id) : (await first()).running;
}

/** The guards of an algorithm's rules by its id; none if there is no such algorithm. */
export async function loadGuards(id: string): Promise<Guards> {
  const entry = registry.find((line) => line.id === id);
  if (entry === undefined) return {};
  const { why } = await entry.load();
  return (await why()).guards;
}
