/**
 * TEACH: what a fault is expected to do is seen in at least a fifth of the seeds with it and in none
 * without. A fault that does nothing teaches nothing; an effect without its fault is a bug.
 */
import type { Algorithm } from '../engine/protocol';
import type { Property } from '../properties/types';
import { assemble } from '../scenario/assemble';
import type { Scenario } from '../scenario/types';
import type { Cell, Row, RowVerdict } from './cells/types';
import { bullyCells } from './cells/bully';
import { chubbyCells } from './cells/chubby';
import { etcdCells } from './cells/etcd';
import { consulCells } from './cells/consul';
import { kubernetesCells } from './cells/kubernetes';
import { paymentsCells } from './cells/payments';
import { orchestratorCells } from './cells/orchestrator';
import { paxosCells } from './cells/paxos';
import { paxosLeaseCells } from './cells/paxosLease';
import { raftCells } from './cells/raft';
import { registerCells } from './cells/register';
import { ringCells } from './cells/ring';
import { zookeeperCells } from './cells/zookeeper';
import { zookeeperFleCells } from './cells/zookeeperFle';
import { ObservedRun } from './observed';

/** Expected of a fault at least in one seed of so many. */
const ONE_IN = 5;

/** The cells of an algorithm, by its id. */
export function cellsOf(algorithm: string): readonly Cell[] {
  return [
    ...raftCells,
    ...bullyCells,
    ...ringCells,
    ...paxosCells,
    ...paxosLeaseCells,
    ...zookeeperFleCells,
    ...zookeeperCells,
    ...chubbyCells,
    ...consulCells,
    ...kubernetesCells,
    ...etcdCells,
    ...paymentsCells,
    ...orchestratorCells,
    ...registerCells,
  ].filter((cell) => cell.algorithm === algorithm);
}

/** Plays a scenario to its end under some properties. */
export function played(
  scenario: Scenario,
  algorithm: Algorithm,
  properties: readonly Property[],
): ObservedRun {
  const run = new ObservedRun(assemble(scenario, algorithm), properties);
  while (run.kernel.step());
  return run;
}

/** One side of a cell, over all seeds. */
interface Side {
  readonly seen: readonly string[];
  /** `R4 in seed 7`: what broke that must hold on either side, and what is a bug wherever it breaks. */
  readonly broken: readonly string[];
}

function sideOf(
  cell: Cell,
  isFaulty: boolean,
  seeds: number,
  algorithm: Algorithm,
  properties: readonly Property[],
): Side {
  const asked = properties.filter(({ id }) => cell.properties.includes(id));
  const seen: string[] = [];
  const broken: string[] = [];
  for (let number = 1; number <= seeds; number++) {
    const seed = String(number);
    const run = played(cell.scenario(seed, isFaulty), algorithm, asked);
    if (cell.isSeen(run)) seen.push(seed);
    for (const { id, verdict } of run.findings(run.kernel.us)) {
      const isBug = verdict === 'bug' || verdict === 'stalled';
      const isKept = verdict === 'holds' || !cell.unbroken.includes(id);
      if (isBug || !isKept) broken.push(`${id} in seed ${seed}`);
    }
  }
  return { seen, broken };
}

function verdictOf(faulty: Side, sound: Side, seeds: number): readonly [RowVerdict, string] {
  const broken = [...faulty.broken, ...sound.broken];
  if (broken.length > 0) return ['leaks', `broken: ${broken.slice(0, 5).join(', ')}`];
  if (sound.seen.length > 0) {
    return ['leaks', `seen without the fault in seed ${sound.seen.slice(0, 5).join(', ')}`];
  }
  if (faulty.seen.length * ONE_IN >= seeds) return ['ok', ''];
  return ['weak', `seen in ${faulty.seen.length} of ${seeds} seeds with the fault`];
}

/** Counts a cell over `seeds` seeds a side. */
export function teach(
  cell: Cell,
  seeds: number,
  algorithm: Algorithm,
  properties: readonly Property[],
): Row {
  const faulty = sideOf(cell, true, seeds, algorithm, properties);
  const sound = sideOf(cell, false, seeds, algorithm, properties);
  const [verdict, why] = verdictOf(faulty, sound, seeds);
  const { id, what, fault } = cell;
  const counts = { with: faulty.seen.length, without: sound.seen.length, seeds };
  return { id, kind: 'TEACH', what, fault, ...counts, verdict, why };
}
