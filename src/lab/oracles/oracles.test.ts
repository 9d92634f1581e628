/**
 * Every published figure and case is reproduced by a test that bears its id, or is listed with the reason
 * why not. README.md shows which is where; UPDATE_ORACLES=1 writes it anew.
 */
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { all, left } from './list';

const SRC = fileURLToPath(new URL('../../', import.meta.url));
const README = new URL('./README.md', import.meta.url);
const TABLE_HEAD = [
  '<!-- prettier-ignore -->',
  '| id | what | reproduced in |',
  '| --- | --- | --- |',
].join('\n');

/** The test files that name an id in a title (any text in quotes), by id. Paths from `src` on. */
function named(): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => file.endsWith('.test.ts') && !file.startsWith('lab/oracles/'))
    .sort();
  for (const file of files) {
    const text = readFileSync(`${SRC}${file}`, 'utf8');
    for (const [title] of text.matchAll(
      /(['"`])(?:(?!\1)[^\n])*\b[OC]-[A-Z]\d+(?:(?!\1)[^\n])*\1/g,
    )) {
      for (const [id] of title.matchAll(/\b[OC]-[A-Z]\d+\b/g)) {
        const known = found.get(id) ?? [];
        if (!known.includes(file)) found.set(id, [...known, file]);
      }
    }
  }
  return found;
}

const tests = named();

function rowOf({ id, what }: (typeof all)[number]): string {
  const files = tests.get(id) ?? [];
  const where = files.map((file) => `\`${file}\``).join(', ');
  return `| ${id} | ${what} | ${where === '' ? `not: ${left[id] ?? ''}` : where} |`;
}

describe('published figures and cases', () => {
  it('each is reproduced by a test that bears its id, or its absence is explained', () => {
    const missing = all.filter(({ id }) => !tests.has(id) && left[id] === undefined);
    expect(missing).toEqual([]);
  });

  it('nothing is called missing that is there, and nothing is listed twice', () => {
    expect(Object.keys(left).filter((id) => tests.has(id))).toEqual([]);
    const ids = all.map(({ id }) => id);
    expect(Object.keys(left).filter((id) => !ids.includes(id))).toEqual([]);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('are listed in README.md, row by row', () => {
    const text = readFileSync(README, 'utf8');
    const kept = text.slice(0, text.indexOf(TABLE_HEAD));
    const wanted = `${kept}${TABLE_HEAD}\n${all.map(rowOf).join('\n')}\n`;
    if (process.env['UPDATE_ORACLES'] === '1') writeFileSync(README, wanted);
    else expect(text).toBe(wanted);
  });
});
