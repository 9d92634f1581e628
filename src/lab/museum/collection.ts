/** All mutants there are, and the table that says in how many seeds the swarm found each. */
import { bullyMutants } from './bully';
import { chubbyMutants } from './chubby';
import { consulMutants } from './consul';
import { engineMutants } from './engine';
import { etcdMutants } from './etcd';
import type { Hunted } from './hunt';
import { kubernetesMutants } from './kubernetes';
import { paxosMutants } from './paxos';
import { paxosLeaseMutants } from './paxosLease';
import { raftMutants } from './raft';
import { ringMutants } from './ring';
import type { Mutant } from './types';
import { zookeeperMutants } from './zookeeper';
import { zookeeperFleMutants } from './zookeeperFle';

export const collection: readonly Mutant[] = [
  ...raftMutants,
  ...bullyMutants,
  ...ringMutants,
  ...paxosMutants,
  ...paxosLeaseMutants,
  ...zookeeperFleMutants,
  ...zookeeperMutants,
  ...chubbyMutants,
  ...consulMutants,
  ...kubernetesMutants,
  ...etcdMutants,
  ...engineMutants,
];

/** How many seeds the swarm has to find a mutant. */
const SEEDS = 200;

/** Fewer where a trial is long: a service of replicas, each a server of Raft or of an ensemble, and its clients. */
const FEWER: { readonly [of: string]: number } = { zookeeper: 60, consul: 60, etcd: 60 };

/** How many seeds the swarm has to find this one. */
export function seedsFor({ of }: Mutant): number {
  return FEWER[of] ?? SEEDS;
}

export const TABLE_HEAD = [
  '<!-- prettier-ignore -->',
  '| breaks | mutant | the mistake | must be noticed by | first found | found in |',
  '| --- | --- | --- | --- | --- | --- |',
].join('\n');

/** The columns of a row that need no hunt. */
export function labelOf({ of, id, breaks, noticedBy }: Mutant): string {
  return `| ${of} | ${id} | ${breaks} | ${noticedBy.join(', ')} |`;
}

/** The row of a mutant, as Markdown. */
export function rowOf({ mutant, tried, found, firstSeed, firstBy, by }: Hunted): string {
  const first = firstSeed === null ? 'never' : `seed ${firstSeed}, ${firstBy.join(', ')}`;
  const counts = by.map(({ id, seeds }) => `${id} ${seeds}`).join(', ');
  return `${labelOf(mutant)} ${first} | ${found} of ${tried}${counts && ` (${counts})`} |`;
}
