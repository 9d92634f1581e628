/**
 * The style that a linter does not see, executed: sizes, opening comments, dead files, what an
 * algorithm's folder must hold, rules that nobody cites, words that must not be in the project.
 */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, normalize, relative } from 'node:path';
import { describe, expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '..');
const NOT_OURS =
  /^(node_modules|dist|dist-cli|dist-bench|coverage|playwright-report|test-results|shots|\.bench|\.git)$/;

/** Every file of the project, relative to the root, `/` between folders. */
function filesBelow(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) {
      return folder === ROOT && NOT_OURS.test(name) ? [] : filesBelow(path);
    }
    return [relative(ROOT, path).replaceAll('\\', '/')];
  });
}

const FILES = filesBelow(ROOT);
const CODE = FILES.filter((file) => /^(src|e2e|scripts)\/.*\.(ts|tsx|mjs)$/.test(file));
const TEXT = FILES.filter((file) => !/\.(png|woff2?|gif|webm|ico)$/.test(file));
const IS_TEST = /\.test\.tsx?$|\/testing\//;

const read = (file: string): string => readFileSync(join(ROOT, file), 'utf8');

/** `file:line` of each line of `files` that `isWrong` finds wrong. */
function linesWhere(files: readonly string[], isWrong: (line: string) => boolean): string[] {
  return files.flatMap((file) =>
    read(file)
      .split('\n')
      .flatMap((line, index) => (isWrong(line) ? [`${file}:${index + 1}`] : [])),
  );
}

describe('files', () => {
  it('hold one thing: at most 400 lines', () => {
    const long = CODE.concat(FILES.filter((file) => file.endsWith('.css'))).filter(
      (file) => read(file).trimEnd().split('\n').length > 400,
    );
    expect(long).toEqual([]);
  });

  it('have lines of at most 160 characters, sentences of the catalogue aside', () => {
    const code = FILES.filter((file) => /\.(ts|tsx|mjs|cjs|js|css|html|sh|yml)$/.test(file));
    const withoutStrings = (line: string) => line.replaceAll(/(['"`]).*\1/g, "''");
    expect(linesWhere(code, (line) => withoutStrings(line).length > 160)).toEqual([]);
  });

  it('open by saying what they are', () => {
    expect(CODE.filter((file) => !/^(#!.*\n)?(\/\*|\/\/)/.test(read(file)))).toEqual([]);
  });

  it('stand in a room of the table', () => {
    const rooms =
      'lib|engine|algorithms|workloads|properties|scenario|session|lab|narration|scene|render|lessons|stores|ui|cli|bench';
    const known = new RegExp(`^src/((${rooms})/|main\\.tsx$|[\\w-]+\\.(css|d\\.ts|test\\.ts)$)`);
    expect(FILES.filter((file) => file.startsWith('src/') && !known.test(file))).toEqual([]);
  });

  it('are used: what ships is reached from an entry', () => {
    // Checks with a folder of their own: the comparison of engines, the mutants, faults and oracles.
    const isEntry = (file: string) =>
      /^src\/(main\.tsx|cli\/main\.ts|bench\/.*|.*\.d\.ts|.*worker\.ts)$/.test(file) ||
      /^(e2e\/engines\/.*\.ts|src\/lab\/(museum\/(museum|workloads)|faultTable\/faultTable|oracles\/oracles)\.test\.ts)$/.test(
        file,
      );
    const reached = new Set(CODE.filter(isEntry));
    for (const file of reached) for (const target of importsOf(file)) reached.add(target);
    const shipped = CODE.filter((file) => file.startsWith('src/') && !IS_TEST.test(file));
    expect(shipped.filter((file) => !reached.has(file))).toEqual([]);
  });
});

/** Every source file that a file names in an import, a re-export or a glob. */
function importsOf(file: string): string[] {
  const text = read(file);
  const named = [...text.matchAll(/(?:from|import|import\()\s*['"](\.[^'"]+)['"]/g)].flatMap(
    ([, path = '']) => resolve(file, path.replace(/\?.*$/, '')),
  );
  const globbed = [...text.matchAll(/import\.meta\.glob[^(]*\(\s*['"](\.[^'"]+)['"]/g)].flatMap(
    ([, pattern = '']) => matching(file, pattern),
  );
  return [...named, ...globbed];
}

function resolve(file: string, path: string): string[] {
  const base = normalize(join(dirname(file), path)).replaceAll('\\', '/');
  const candidates = ['', '.ts', '.tsx', '/index.ts', '/index.tsx'].map((end) => base + end);
  return candidates.filter((candidate) => CODE.includes(candidate)).slice(0, 1);
}

function matching(file: string, pattern: string): string[] {
  const base = normalize(join(dirname(file), pattern)).replaceAll('\\', '/');
  const source = base.replaceAll('.', '\\.').replaceAll('**/', '(.+/)?').replaceAll('*', '[^/]*');
  const expression = new RegExp(`^${source}$`);
  return CODE.filter((candidate) => expression.test(candidate));
}

describe('words', () => {
  // Written in halves, so that this file does not hold what it looks for.
  const FOREIGN = [
    ['/wo', 'rk/'],
    ['/ho', 'me/'],
    ['/Us', 'ers/'],
    ['\\.\\./sh', 'ared/\\w+\\.md'],
    ['https?://[a-z.]*(np', 'm|deb', 'ian)[a-z]*\\.org'],
    ['\\.lib', 'rary/'],
  ].map((halves) => halves.join(''));

  it('name no place of the machine it was written on and no package host', () => {
    const expression = new RegExp(FOREIGN.join('|'));
    expect(linesWhere(TEXT, (line) => expression.test(line))).toEqual([]);
  });

  it('silence a rule only with a reason', () => {
    const silenced = /eslint-disable|@ts-(ignore|nocheck|expect-error)/;
    const files = CODE.filter((file) => file !== 'src/tidy.test.ts');
    expect(
      linesWhere(files, (line) => silenced.test(line) && !/ -- .{12}|error .{12}/.test(line)),
    ).toEqual([]);
  });

  it('leave no test out', () => {
    const left = /\b(it|test|describe)\.(skip|only|todo|fails|fixme)\b/;
    expect(linesWhere(CODE, (line) => left.test(line.replaceAll(/\/.*\//g, '')))).toEqual([]);
  });
});

/** What every algorithm's folder holds beside its handlers. */
const REQUIRED = 'index.ts types.ts rules.ts face.ts presets.ts README.md'.split(' ');

const ALGORITHMS = [
  ...new Set(
    FILES.flatMap((file) => /^src\/algorithms\/([^/]+)\//.exec(file)?.[1] ?? []).filter(
      (name) => !['shared', 'testing'].includes(name),
    ),
  ),
];

/** The ids of the rules that a folder's `rules.ts` exports: one list, or one for each form. */
function ruleIdsOf(name: string): string[][] {
  const files = Object.keys(rules).filter((file) => file.startsWith(`./algorithms/${name}/`));
  const exported = files.flatMap((file) => Object.values(rules[file] ?? {}));
  const lists = exported.filter((value) => Array.isArray(value)) as unknown[][];
  return lists
    .map((list) =>
      list.flatMap((rule) =>
        typeof rule === 'object' && rule !== null && 'id' in rule ? [String(rule.id)] : [],
      ),
    )
    .filter((ids) => ids.length > 0);
}

const rules = import.meta.glob<Record<string, unknown>>(
  ['./algorithms/*/rules.ts', './algorithms/*/*/rules.ts'],
  { eager: true },
);

describe('the folders of the algorithms', () => {
  it('are looked at', () => {
    expect(ALGORITHMS.length).toBeGreaterThan(0);
  });

  describe.each(ALGORITHMS)('%s', (name) => {
    const own = FILES.filter((file) => file.startsWith(`src/algorithms/${name}/`));
    const isHandler = (file: string): boolean =>
      /\.ts$/.test(file) && !IS_TEST.test(file) && !file.endsWith('/rules.ts');
    const handlers = own.filter(isHandler);
    const everywhere = FILES.filter(
      (file) => file.startsWith('src/algorithms/') && isHandler(file),
    );
    const cites = (files: readonly string[], id: string) => {
      const word = new RegExp(`(?<![\\w])${id}(?![\\w])`);
      return files.some((file) => word.test(read(file)));
    };

    it('holds what every algorithm holds', () => {
      // Where variants are protocols of their own, each has its folder.
      const missing = REQUIRED.filter(
        (file) => !own.some((one) => one.endsWith(`/${file}`) && !one.includes('/testing/')),
      );
      expect(missing).toEqual([]);
      expect(own.filter((file) => file.endsWith('.test.ts'))).not.toEqual([]);
      expect(own.filter((file) => file.includes('/traces/'))).not.toEqual([]);
    });

    it('says in its README what it assumes and what it does not guarantee', () => {
      const readme = own.includes(`src/algorithms/${name}/README.md`)
        ? read(`src/algorithms/${name}/README.md`)
        : '';
      expect(readme).toMatch(/assum/i);
      expect(readme).toMatch(/not guarantee|no guarantee|non-guarantee/i);
    });

    // That each is applied in some run, and when, is the conformance suite's to show.
    it('numbers its rules once, and every rule is cited in a handler', () => {
      const lists = ruleIdsOf(name);
      expect(lists).not.toEqual([]);
      for (const list of lists) expect(new Set(list).size).toBe(list.length);
      const ids = [...new Set(lists.flat())];
      // Those of an embedded part (`raft:RV3`) are cited where that part is at home.
      const isCited = (id: string): boolean => {
        const colon = id.indexOf(':');
        return colon < 0 ? cites(handlers, id) : cites(everywhere, id.slice(colon + 1));
      };
      expect(ids.filter((id) => !isCited(id))).toEqual([]);
    });
  });
});
