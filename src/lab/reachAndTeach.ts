/** REACH and TEACH of one algorithm in one report. */
import type { Algorithm } from '../engine/protocol';
import type { Property } from '../properties/types';
import type { Row } from './cells/types';
import { reach } from './reach';
import { cellsOf, teach } from './teach';

/** Fewer seeds a side than this prove too little. */
export const SEEDS_MIN = 50;

export interface Report {
  readonly algorithm: string;
  readonly seedsASide: number;
  /** True if every row is ok; else exit code 14 (vacuous or weak). */
  readonly ok: boolean;
  readonly rows: readonly Row[];
}

/**
 * What must be seen, and what each fault must do, over `seedsASide` seeds a side. `properties`: those
 * that were loaded for the algorithm. `onRow` is told each row as soon as it is counted.
 */
export function reachAndTeach(
  algorithm: Algorithm,
  properties: readonly Property[],
  seedsASide: number,
  onRow: (row: Row) => void = () => undefined,
): Report {
  const { id, workload } = algorithm;
  // What an algorithm must show it shows without a workload.
  const rows: Row[] = workload === undefined ? [...reach(algorithm, seedsASide)] : [];
  rows.forEach(onRow);
  for (const cell of cellsOf(workload?.id ?? id)) {
    if (cell.scenario('1', true).algorithm !== id) continue;
    const row = teach(cell, seedsASide, algorithm, properties);
    rows.push(row);
    onRow(row);
  }
  const ok = rows.every(({ verdict }) => verdict === 'ok');
  return { algorithm: id, seedsASide, ok, rows };
}
