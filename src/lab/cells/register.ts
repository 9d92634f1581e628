/** What a partition does to one value for all, on Raft and on Bully: answers given up, or their truth. */
import type { Scenario } from '../../scenario/types';
import { figures } from '../../workloads/register/figures';
import type { ObservedRun } from '../observed';
import type { Cell } from './types';

function isStale({ kernel }: ObservedRun): boolean {
  return (figures(kernel.view)['staleReads'] ?? 0) > 0;
}

function split(seed: string, rest: Pick<Scenario, 'algorithm' | 'workload' | 'params'>): Scenario {
  const leader = rest.algorithm === 'bully' ? 'n3' : 'n1';
  return {
    ...{ v: 1, nodes: 3, seed, untilMs: 4000, network: { delayMs: [5, 10] }, initial: { leader } },
    ...rest,
    commands: [
      { atMs: [1000, 1200], do: 'partition', groups: [[leader, 'u1', 'u2'], ['rest']] },
      { atMs: 3000, do: 'heal' },
    ],
  };
}

/** What faults do to the register. */
export const registerCells: readonly Cell[] = [
  {
    id: 'register/leader-reads',
    algorithm: 'register',
    what: 'A reader is told what was true before: a leader answers that is none any more.',
    fault:
      'the leader, cut off, answers reads without asking; on the other side it asks a majority',
    properties: ['REG1'],
    unbroken: [],
    scenario: (seed, isFaulty) =>
      split(seed, {
        algorithm: 'raft',
        workload: {
          ...{ kind: 'register', clients: 6, readRatio: 0.8 },
          reads: isFaulty ? 'leader' : 'readIndex',
        },
      }),
    isSeen: isStale,
  },
  {
    id: 'register/no-majority',
    algorithm: 'register',
    what: 'Readers are told different things on the two sides of a partition.',
    fault: 'Bully, cut in two; on the other side it is not cut',
    properties: ['REG1'],
    unbroken: [],
    scenario: (seed, isFaulty) => {
      const scenario = split(seed, {
        algorithm: 'bully',
        params: { pingEveryMs: 200 },
        workload: { kind: 'register', clients: 6, reads: 'leader' },
      });
      return isFaulty ? scenario : { ...scenario, commands: [] };
    },
    isSeen: isStale,
  },
];
