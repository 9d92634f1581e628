/**
 * Each rule of ours bites: a snippet that breaks it, in a room where it holds, and the same snippet in
 * a room where it does not. Not a test of ESLint's own rules.
 */
import type { Linter } from 'eslint';
import { ESLint } from 'eslint';
import tseslint from 'typescript-eslint';
import { describe, expect, it } from 'vitest';
import { ROOT } from './lib/project.mjs';

// The snippets are no files of the project, so the rules that need its types are off.
const eslint = new ESLint({
  cwd: ROOT,
  overrideConfig: [
    { files: ['**/*.{ts,tsx}'], languageOptions: { parserOptions: { projectService: false } } },
    tseslint.configs.disableTypeChecked as Linter.Config,
  ],
});

/** The ids of the rules that `code` breaks as the file `path`. */
async function broken(path: string, code: string): Promise<string[]> {
  const [result] = await eslint.lintText(`${code}\n`, { filePath: path });
  return [...new Set(result?.messages.map(({ ruleId }) => ruleId ?? 'unreadable') ?? [])];
}

const SYNTAX = 'no-restricted-syntax';
const GLOBALS = 'no-restricted-globals';
const DECIDING = 'lib engine algorithms/raft workloads properties scenario session lab'.split(' ');
const DRAWING = ['narration', 'scene', 'lessons'];
const EVERY_ROOM = [...DECIDING, ...DRAWING, 'render', 'stores', 'ui/stage', 'cli', 'bench'];

/** [what, the snippet, the rule it breaks] */
type Case = readonly [what: string, code: string, rule: string];

const INEXACT: readonly Case[] = [
  ...'sin cos tan exp log log2 log10 log1p expm1 pow hypot cbrt atan atan2 sinh random'
    .split(' ')
    .map((name): Case => [`Math.${name}`, `export const x = Math.${name}(1, 2);`, SYNTAX]),
  ['a computed name', `const f = 'sin';\nexport const x = Math[f](1);`, SYNTAX],
  ['names taken out of Math', 'export const { sin } = Math;', SYNTAX],
  ['a power', 'export const x = 2 ** 3;', SYNTAX],
  ['a power assigned', 'export let x = 2;\nx **= 3;', SYNTAX],
];

const UNORDERED: readonly Case[] = [
  ['sort without comparator', 'export const x = [2, 1].sort();', SYNTAX],
  ['toSorted without comparator', 'export const x = [2, 1].toSorted();', SYNTAX],
  ['localeCompare', `export const x = 'a'.localeCompare('b');`, SYNTAX],
  ['toLocaleString', 'export const x = (1).toLocaleString();', SYNTAX],
  ['for in', 'export const x = [];\nfor (const key in { a: 1 }) x.push(key);', SYNTAX],
];

const OUTSIDE: readonly Case[] = [
  ...'Date performance Intl crypto globalThis window document navigator setTimeout setInterval'
    .concat(' requestAnimationFrame queueMicrotask localStorage sessionStorage indexedDB fetch')
    .concat(' process console Worker')
    .split(' ')
    .map((name): Case => [name, `export const x = ${name};`, GLOBALS]),
];

const MARKUP: readonly Case[] = [
  ['innerHTML', `export const f = (e) => (e.innerHTML = '');`, SYNTAX],
  ['innerHTML by name', `export const f = (e) => (e['innerHTML'] = '');`, SYNTAX],
  ['outerHTML', 'export const f = (e) => e.outerHTML;', SYNTAX],
  ['insertAdjacentHTML', `export const f = (e) => e.insertAdjacentHTML('beforeend', '');`, SYNTAX],
  ['.html()', `export const f = (e) => e.html('<b>');`, SYNTAX],
  ['a style attribute', `export const f = (e) => e.setAttribute('style', '');`, SYNTAX],
  ['a style attribute of d3', `export const f = (e) => e.attr('style', '');`, SYNTAX],
  ['dangerouslySetInnerHTML', 'export const x = { dangerouslySetInnerHTML: {} };', SYNTAX],
  ['a default export', 'export default 1;', SYNTAX],
  ['a default export by name', 'const x = 1;\nexport { x as default };', SYNTAX],
  ['all of d3', `import * as d3 from 'd3';\nexport const x = d3;`, SYNTAX],
  ['any', 'export const f = (e: any) => e;', '@typescript-eslint/no-explicit-any'],
  [
    'a type imported as a value',
    `import { A } from './a';\nexport const f = (a: A) => a;`,
    '@typescript-eslint/consistent-type-imports',
  ],
  ['full zod', `import { z } from 'zod';\nexport const x = z;`, 'no-restricted-imports'],
  ['an unkept promise of work', '// TODO later\nexport const x = 1;', 'no-warning-comments'],
  ['eval', `export const x = eval('1');`, 'no-eval'],
];

/** The rooms in which `code` does not break `rule`. */
async function roomsThatAllow(rooms: readonly string[], code: string, rule: string) {
  const verdicts = await Promise.all(
    rooms.map(async (room) => ({
      room,
      rules: await broken(`src/${room}/snippet.ts`, code),
    })),
  );
  return verdicts.filter(({ rules }) => !rules.includes(rule)).map(({ room }) => room);
}

describe('the determinism guard', () => {
  it.each(INEXACT)('refuses %s where a run is decided', async (_what, code, rule) => {
    expect(await roomsThatAllow(DECIDING, code, rule)).toEqual([]);
  });

  it.each([...UNORDERED, ...OUTSIDE])(
    'refuses %s where a run is decided or drawn',
    async (_what, code, rule) => {
      expect(await roomsThatAllow([...DECIDING, ...DRAWING], code, rule)).toEqual([]);
    },
  );

  it('lets the drawing rooms use sines, but not chance', async () => {
    expect(await broken('src/scene/snippet.ts', 'export const x = Math.sin(1);')).toEqual([]);
    const chance = await broken('src/scene/snippet.ts', 'export const x = Math.random();');
    expect(chance).toContain(SYNTAX);
  });

  it('keeps key order out of the engine and of handlers, not out of faces', async () => {
    const code = 'export const x = Object.keys({});';
    expect(await broken('src/engine/snippet.ts', code)).toContain(SYNTAX);
    expect(await broken('src/algorithms/raft/index.ts', code)).toContain(SYNTAX);
    expect(await broken('src/algorithms/raft/face.ts', code)).toEqual([]);
    expect(await broken('src/scenario/snippet.ts', code)).toEqual([]);
  });

  it('allows what every engine computes alike', async () => {
    const code =
      'export const x = [3, 1].sort((a, b) => a - b).map((v) => Math.floor(Math.sqrt(v)));';
    for (const room of DECIDING) expect(await broken(`src/${room}/snippet.ts`, code)).toEqual([]);
  });

  it('keeps clocks and chance out of the tests of these rooms too', async () => {
    const test = 'src/engine/snippet.test.ts';
    expect(await broken(test, 'export const x = Date;')).toContain(GLOBALS);
    expect(await broken(test, 'export const x = setTimeout;')).toContain(GLOBALS);
    expect(await broken(test, 'export const x = Math.random();')).toContain(SYNTAX);
    expect(await broken(test, 'export const x = Object.keys({});')).toEqual([]);
  });
});

describe('everywhere', () => {
  it.each(MARKUP)('refuses %s', async (_what, code, rule) => {
    expect(await roomsThatAllow(EVERY_ROOM, code, rule)).toEqual([]);
  });

  it('refuses markup in elements', async () => {
    const code = `export const A = () => <p dangerouslySetInnerHTML={{ __html: '' }} />;`;
    expect(await broken('src/ui/snippet.tsx', code)).toContain(SYNTAX);
  });
});

describe('the page', () => {
  it.each([
    ['text', 'export const A = () => <p>Crash the leader</p>;'],
    ['an accessible name', 'export const A = () => <p aria-label="Stage" />;'],
  ])('takes %s from the catalogue', async (_what, code) => {
    expect(await broken('src/ui/snippet.tsx', code)).toContain(SYNTAX);
  });

  it('may use clocks and frames', async () => {
    const code = 'export const x = [Date, performance, requestAnimationFrame, setTimeout];';
    expect(await broken('src/ui/snippet.ts', code)).toEqual([]);
  });
});

describe('size', () => {
  const lines = (count: number) => Array.from({ length: count }, (_, i) => `  f(${i});`).join('\n');

  it('refuses functions over 70 lines, but not in tests', async () => {
    const code = `export function g(f: (i: number) => void): void {\n${lines(70)}\n}`;
    expect(await broken('src/ui/snippet.ts', code)).toContain('max-lines-per-function');
    expect(await broken('src/ui/snippet.test.ts', code)).toEqual([]);
  });

  it('refuses files over 400 lines', async () => {
    const code = `declare function f(i: number): void;\n${lines(400)}\nexport {};`;
    expect(await broken('src/ui/snippet.ts', code)).toContain('max-lines');
  });
});
