/**
 * Figures into tables: each against the yardstick, against the last commit's and against its goal, and
 * the growth with n. Pure: it neither measures nor reads files.
 */
import type { BenchResult } from './types';

/** A report and whether every goal was met. */
export interface BenchReport {
  readonly text: string;
  readonly missed: readonly string[];
}

/** @param before figures of an earlier commit by id, empty where there are none */
export function report(
  results: readonly BenchResult[],
  before: ReadonlyMap<string, number>,
): BenchReport {
  const yardstick = results.find(({ id }) => id === 'yardstick')?.value ?? null;
  const rows = results.map((result) => row(result, yardstick, before));
  const growth = growthRows(results);
  const tables = [table(['figure', 'value', 'of yardstick', 'before', 'goal', ''], rows)];
  if (growth.length > 0) {
    tables.push(table(['growth with n', 'n', 'value', 'times the first', 'goal', ''], growth));
  }
  const missed = [...rows, ...growth].filter((cells) => cells[5] === MISSED);
  return { text: tables.join('\n\n'), missed: missed.map((cells) => cells[0] ?? '') };
}

const MISSED = 'MISSED';

function row(
  result: BenchResult,
  yardstick: number | null,
  before: ReadonlyMap<string, number>,
): string[] {
  const { id, value, unit, goal } = result;
  const share = unit === 'events/s' && yardstick !== null ? value / yardstick : null;
  const earlier = before.get(id);
  const goals: [wanted: string, met: boolean][] = [];
  if (goal?.atLeast !== undefined)
    goals.push([`>= ${figure(goal.atLeast)}`, value >= goal.atLeast]);
  if (goal?.atMost !== undefined) goals.push([`<= ${figure(goal.atMost)}`, value <= goal.atMost]);
  if (goal?.share !== undefined) {
    goals.push([`share >= ${goal.share.toFixed(2)}`, share !== null && share >= goal.share]);
  }
  return [
    id,
    `${figure(value)} ${unit}`,
    share === null ? '' : share.toFixed(3),
    earlier === undefined ? '' : `x ${(value / earlier).toFixed(2)}`,
    goals.map(([wanted]) => wanted).join(', '),
    verdict(goals.map(([, met]) => met)),
  ];
}

function growthRows(results: readonly BenchResult[]): string[][] {
  const series = [...new Set(results.flatMap(({ growth }) => growth?.series ?? []))];
  return series.flatMap((name) => {
    const members = results
      .flatMap((result) =>
        result.growth?.series === name ? [{ ...result.growth, value: result.value }] : [],
      )
      .sort((a, b) => a.n - b.n);
    const first = members[0]?.value ?? 1;
    return members.map(({ n, value, atMostTimes }) => [
      name,
      String(n),
      figure(value),
      (value / first).toFixed(2),
      atMostTimes === undefined ? '' : `<= ${atMostTimes}`,
      verdict(atMostTimes === undefined ? [] : [value / first <= atMostTimes]),
    ]);
  });
}

function verdict(met: readonly boolean[]): string {
  if (met.length === 0) return '';
  return met.every(Boolean) ? 'ok' : MISSED;
}

/** Three significant digits, thousands as k and M. */
function figure(value: number): string {
  if (value >= 1e6) return `${(value / 1e6).toPrecision(3)} M`;
  if (value >= 1e4) return `${(value / 1e3).toPrecision(3)} k`;
  return Number(value.toPrecision(3)).toString();
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [head, ...rows];
  const widths = head.map((_, column) => Math.max(...lines.map((line) => line[column]!.length)));
  return lines
    .map((line) =>
      line
        .map((cell, column) =>
          column === 0 ? cell.padEnd(widths[column]!) : cell.padStart(widths[column]!),
        )
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
