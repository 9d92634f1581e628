/** The table of faults as Markdown: cells as measured, and what differs from theory. Measures nothing. */
import { agrees, expectedOf, reasonFor } from './expected';
import { faultRows } from './rows';

/** Letters by column and row. */
export type Cells = ReadonlyMap<string, string>;

export function keyOf(column: string, row: string): string {
  return `${column} | ${row}`;
}

export const TABLE_HEAD = '<!-- measured: do not edit by hand -->';

/** Everything below the head. */
export function tableText(names: readonly string[], cells: Cells): string {
  const lines = [
    TABLE_HEAD,
    '',
    '<!-- prettier-ignore -->',
    `| fault | ${names.join(' | ')} |`,
    `| --- | ${names.map(() => '---').join(' | ')} |`,
  ];
  const notes: string[] = [];
  for (const { id, name } of faultRows) {
    const shown = names.map((column) => {
      const letters = cells.get(keyOf(column, id)) ?? '';
      const expected = expectedOf(column, id);
      if (expected === null || agrees(letters, expected)) return letters;
      const why = reasonFor(column, id)?.why ?? 'NOT EXPLAINED';
      notes.push(`- **${name}, ${column}**: ${letters}, not ${expected}. ${why}`);
      return `${letters} ≠`;
    });
    lines.push(`| ${name} | ${shown.join(' | ')} |`);
  }
  return [
    ...lines,
    '',
    '## Where it differs from what theory lets one expect',
    '',
    ...notes,
    '',
  ].join('\n');
}

/** The letters that a text of this kind shows, by column and row; empty if it shows none. */
export function cellsOf(text: string): Cells {
  const rows = text
    .slice(text.indexOf(TABLE_HEAD))
    .split('\n')
    .filter((line) => line.startsWith('| '))
    .map((line) => line.slice(2, -2).split(' | '));
  const [head = [], , ...body] = rows;
  const cells = new Map<string, string>();
  for (const [name, ...letters] of body) {
    const row = faultRows.find((one) => one.name === name);
    letters.forEach((shown, index) => {
      cells.set(keyOf(head[index + 1] ?? '', row?.id ?? ''), shown.replace(' ≠', ''));
    });
  }
  return cells;
}
