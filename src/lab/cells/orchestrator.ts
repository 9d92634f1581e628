/** What faults do to servers that mend each other, on Raft: who watches the watcher. */
import type { Command, Scenario } from '../../scenario/types';
import { figures } from '../../workloads/orchestrator/figures';
import type { ObservedRun } from '../observed';
import type { Cell } from './types';

/** Always true, whatever happens. */
const SAFE = ['ORC1', 'ORC2', 'ORC3'];

/** Three workers, n1 leads, each has one API server in its care. */
function mending(seed: string, elect: boolean, commands: readonly Command[]): Scenario {
  return {
    ...{ v: 1, algorithm: 'raft', nodes: 3, seed, commands, untilMs: 6000 },
    initial: { leader: 'n1' },
    workload: { kind: 'orchestrator', apis: 3, elect },
  };
}

/** An API server is down at the end. */
function isRotten({ kernel, facts }: ObservedRun): boolean {
  return (figures(kernel.view, facts, kernel.us)['apisUp'] ?? 0) < 3;
}

function cell(rest: Pick<Cell, 'id' | 'what' | 'fault' | 'scenario'>): Cell {
  return {
    ...rest,
    ...{ algorithm: 'orchestrator', properties: SAFE, unbroken: SAFE, isSeen: isRotten },
  };
}

/** What faults do to the orchestrator. */
export const orchestratorCells: readonly Cell[] = [
  cell({
    id: 'orchestrator/no-election',
    what: 'A server that dies stays dead: the first dead worker leaves everything to rot.',
    fault: 'nobody is elected; on the other side a leader watches the workers',
    scenario: (seed, isFaulty) =>
      mending(seed, !isFaulty, [
        { atMs: [1000, 1200], do: 'crash', node: 'n1' },
        { atMs: [1300, 1500], do: 'crash', node: 'a1' },
      ]),
  }),
  cell({
    id: 'orchestrator/majority',
    what: 'Servers stay dead: who is left cannot be elected, and so nobody watches the workers.',
    fault: 'two of three workers die at once; on the other side one',
    scenario: (seed, isFaulty) =>
      mending(seed, true, [
        { atMs: [1000, 1200], do: 'crash', node: isFaulty ? ['n1', 'n2'] : ['n1'] },
        { atMs: 1300, do: 'crash', node: ['a1', 'a2', 'a3'] },
      ]),
  }),
];
