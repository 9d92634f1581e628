/**
 * The rows of a lab as comma-separated values, for spreadsheets: one line for each row, times in ms,
 * one column for each type of message that occurs.
 */
import type { LabRow } from './batch';
import { messagesOf } from './measures';

type Cell = string | number | null;

/** Quoted where a reader would take it for more than one cell. A null is an empty cell. */
function cell(value: Cell): string {
  const text = value === null ? '' : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

const line = (cells: readonly Cell[]): string => cells.map(cell).join(',');

/** All types that occur, in alphabetical order. */
function typesOf(rows: readonly LabRow[]): readonly string[] {
  const types = new Set<string>();
  // Sorted below: the order in which they are found makes no difference.

  for (const { messages } of rows) for (const type of Object.keys(messages)) types.add(type);
  return [...types].sort((a, b) => (a < b ? -1 : 1));
}

/** The lines of the table, its head first. */
export function csvLines(rows: readonly LabRow[]): readonly string[] {
  const types = typesOf(rows);
  const fixed = 'seed traceHash startMs electedMs endMs downtimeMs rounds winner splitBrainMs';
  const head = line([...fixed.split(' '), 'messages', ...types]);
  return [
    head,
    ...rows.map((row) =>
      line([
        row.seed,
        row.traceHash,
        row.startMs,
        row.electedMs,
        row.endMs,
        row.downtimeMs,
        row.rounds,
        row.winner,
        row.splitBrainMs,
        messagesOf(row),
        ...types.map((type) => row.messages[type] ?? 0),
      ]),
    ),
  ];
}
