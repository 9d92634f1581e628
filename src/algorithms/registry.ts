/**
 * Every algorithm there is: one line each. Loaded lazily, awaited once before a run, in page, worker
 * and command alike. No other room ever asks which algorithm it is.
 */
import type { Algorithm, Guards } from '../engine/protocol';

/** What is known of an algorithm before it is loaded. */
export interface Meta {
  /** Its name as the page shows it. */
  readonly name: string;
  /** One line: the idea. */
  readonly idea: string;
}

/** What the index of an algorithm's folder gives. */
export interface Loaded {
  readonly algorithm: Algorithm;
  /** The guards of its rules: only who asks why needs them. */
  readonly why: () => Promise<{ readonly guards: Guards }>;
}

/** One line of the registry. */
export interface Entry {
  readonly id: string;
  readonly meta: Meta;
  readonly load: () => Promise<Loaded>;
}

export const registry: readonly Entry[] = [
  {
    id: 'raft',
    meta: {
      name: 'Raft',
      idea: 'A majority votes for one leader a term; the log decides who may win.',
    },
    load: () => import('./raft/index'),
  },
  {
    id: 'bully',
    meta: { name: 'Bully', idea: 'The highest node that answers wins; silence counts as a crash.' },
    load: () => import('./bully/index'),
  },
  {
    id: 'ring',
    meta: {
      name: 'Ring',
      idea: 'Everybody talks to its neighbour only; an id that comes all the way round has won.',
    },
    load: () => import('./ring/index'),
  },
  {
    id: 'paxos',
    meta: {
      name: 'Paxos',
      idea: 'A majority promises, a majority accepts; what may have been chosen is taken over.',
    },
    load: () => import('./paxos/index'),
  },
  {
    id: 'zookeeper-fle',
    meta: {
      name: 'ZooKeeper FLE',
      idea: 'Servers exchange votes until a quorum names the fullest log; it leads once a quorum has it.',
    },
    load: () => import('./zookeeper-fle/index'),
  },
  {
    id: 'chubby',
    meta: {
      name: 'Chubby',
      idea: 'A master with a lease, renewed before it ends; clients with sessions elect a primary by a lock.',
    },
    load: () => import('./chubby/index'),
  },
];

/** Loads an algorithm by id; null if there is none of that name. */
export async function loadAlgorithm(id: string): Promise<Algorithm | null> {
  const entry = registry.find((line) => line.id === id);
  if (entry === undefined) return null;
  return (await entry.load()).algorithm;
}

/** The guards of an algorithm's rules by its id; none if there is no such algorithm. */
export async function loadGuards(id: string): Promise<Guards> {
  const entry = registry.find((line) => line.id === id);
  if (entry === undefined) return {};
  const { why } = await entry.load();
  return (await why()).guards;
}
