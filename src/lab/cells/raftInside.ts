/**
 * Runs for services that keep a store on Raft (etcd, Consul): what random trials of them hardly ever come to,
 * because most of their time is the clients'. Nothing here is judged.
 */
import type { Command, Scenario } from '../../scenario/types';

type Runs = (seed: string) => Scenario;

function three(
  algorithm: string,
  params: NonNullable<Scenario['params']>,
  commands: readonly Command[],
): Runs {
  return (seed) => ({
    ...{ v: 1, algorithm, nodes: 3, seed, commands, untilMs: 9000 },
    params: { replicas: 3, ...params },
  });
}

/** A replica that missed the whole log is the first to ask who would vote for it: nobody would. */
export function refusedByAll(algorithm: string): Runs {
  return three(algorithm, { preVote: true }, [
    { atMs: 50, do: 'crash', node: 's3' },
    { atMs: [5000, 5200], do: 'crash', node: ['s1', 's2'] },
    { atMs: 5300, do: 'restart', node: ['s1', 's2', 's3'] },
    { atMs: 5350, do: 'timeout', node: 's3' },
  ]);
}

/** What the old store leader wrote is on all disks, and only the next one hears so. */
export function writtenBefore(algorithm: string): Runs {
  return three(algorithm, {}, [
    { atMs: 2500, do: 'crash', node: 'n3' },
    { atMs: 3900, do: 'block', types: ['raft/AppendEntriesReply'] },
    { atMs: 4000, do: 'restart', node: 'n3' },
    { atMs: 4300, do: 'crash', node: 'store-leader' },
    { atMs: [5600, 6400], do: 'unblock', types: ['raft/AppendEntriesReply'] },
  ]);
}
