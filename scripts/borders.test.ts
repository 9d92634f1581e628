/**
 * Each border bites: a small tree of files, one import each, judged by the project's own rules. What
 * the table allows is here too, so that a rule that refuses everything fails as well.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ROOT, tool } from './lib/project.mjs';

/** [the importing file, what it says, the rule it breaks or null] */
type Case = readonly [file: string, statement: string, rule: string | null];

/** `type` in front: imported as a type. */
const from = (path: string, to: string): string => {
  const [what, target] = to.startsWith('type ') ? ['type { A }', to.slice(5)] : ['{ a }', to];
  const up = '../'.repeat(path.split('/').length - 1);
  return `import ${what} from '${target.startsWith('=') ? target.slice(1) : `${up}${target}`}';`;
};

const PROTOCOL = 'engine/protocol';
const SCENARIO_TYPES = 'scenario/types';

/** What each room may import, and what it may not: `=` names a package. */
const TABLE: readonly (readonly [room: string, allowed: string, forbidden: string])[] = [
  ['lib', '=seedrandom', 'engine/world =react'],
  ['engine', 'lib/a', 'scenario/a algorithms/registry =d3'],
  ['algorithms/raft', 'lib/a algorithms/shared/a algorithms/bully/index', 'engine/world =d3'],
  ['algorithms/shared', 'lib/a', 'algorithms/raft/index engine/world'],
  ['workloads', 'lib/a', 'engine/world algorithms/registry algorithms/raft/index'],
  ['properties', 'lib/a algorithms/raft/types', 'algorithms/raft/index engine/world session/a'],
  [
    'scenario',
    'engine/world algorithms/registry workloads/a lib/a =zod',
    'session/a algorithms/raft/index =react',
  ],
  [
    'session',
    'engine/world scenario/a properties/a lib/a',
    'lab/a ui/a algorithms/registry =zustand',
  ],
  ['lab', 'session/a scenario/a engine/world properties/a lib/a', 'narration/a ui/a'],
  ['narration', 'lib/a', 'session/a engine/world scene/a'],
  ['scene', 'narration/a lib/a =d3', 'session/a engine/world render/a =react'],
  ['render', 'scene/a lib/a', 'narration/a session/a ui/a =d3'],
  ['lessons', 'scenario/a session/a properties/a', 'scene/a ui/a lib/a'],
  ['stores', 'session/a scenario/a =zustand', 'engine/world ui/a =react'],
  [
    'ui',
    'session/a scene/a render/a stores/a narration/a lab/a algorithms/registry =react',
    'engine/world cli/a algorithms/raft/index',
  ],
  [
    'cli',
    'scenario/a session/a lab/a narration/a properties/a workloads/a algorithms/registry node',
    'engine/world lib/a ui/a scene/a',
  ],
];

const tableCases: Case[] = TABLE.flatMap(([room, allowed, forbidden]) => {
  const short = room.replace('algorithms/raft', 'algorithms').replace('/', '-');
  const cases = (list: string, verdict: (target: string) => string | null) =>
    list.split(' ').flatMap((target, index): Case[] => {
      const file = `${room}/${verdict(target) === null ? 'good' : 'bad'}${index}.ts`;
      const path = target === 'node' ? '=node:fs' : target === '=zod' ? '=zod/mini' : target;
      return [[file, from(file, path), verdict(target)]];
    });
  return [
    ...cases(allowed, () => null),
    ...cases(forbidden, (to) =>
      to.startsWith('=') ? `packages-${short.split('-')[0]}` : `table-${short}`,
    ),
  ];
});

const typeCases: Case[] = TABLE.filter(([room]) => room !== 'lib').flatMap(([room]): Case[] => [
  [`${room}/types1.ts`, from(`${room}/x.ts`, `type ${PROTOCOL}`), null],
  [`${room}/types2.ts`, from(`${room}/x.ts`, `type ${SCENARIO_TYPES}`), null],
  [`${room}/types3.ts`, from(`${room}/x.ts`, PROTOCOL), 'shared-types-are-types'],
]);

const otherCases: Case[] = [
  ['lib/types.ts', from('lib/x.ts', `type ${PROTOCOL}`), 'table-lib'],
  ['narration/session1.ts', from('narration/x.ts', 'type session/types'), null],
  ['narration/session2.ts', from('narration/x.ts', 'session/types'), 'session-types-are-types'],
  [
    'algorithms/raft/other.ts',
    from('algorithms/raft/x.ts', 'algorithms/bully/rules'),
    'table-algorithms',
  ],
  ['algorithms/registry.ts', `export const l = () => import('./raft/index');`, null],
  ['engine/clock.ts', `import { a } from 'node:fs';`, 'node-only-in-command'],
  ['ui/dev.ts', `import { a } from 'vitest';`, 'no-dev-package-in-product'],
  ['session/test.ts', from('session/x.ts', 'engine/testing/driver'), 'no-test-in-product'],
  ['bench/test.ts', from('bench/x.ts', 'ui/a'), 'table-bench'],
  ['ui/root.ts', from('ui/x.ts', 'main'), 'root-is-alone'],
  ['ui/nowhere.ts', `import { a } from './missing';`, 'no-unresolved'],
  ['lib/one.ts', `import { a } from './two';`, 'no-circular'],
  ['lib/two.ts', `import { b } from './one';`, null],
  ['lib/a.test.ts', from('lib/x.ts', 'scenario/a'), 'tests-lib-engine'],
  ['algorithms/raft/raft.test.ts', from('algorithms/raft/x.ts', 'engine/testing/driver'), null],
  ['algorithms/raft/page.test.ts', from('algorithms/raft/x.ts', 'ui/a'), 'tests-runners'],
];

/** Files that are only there to be imported. */
const TARGETS = [
  ...'lib/a engine/world engine/testing/driver workloads/a properties/a scenario/a session/a lab/a'.split(
    ' ',
  ),
  ...'session/types narration/a scene/a render/a lessons/a stores/a ui/a cli/a main'.split(' '),
  ...'algorithms/raft/index algorithms/raft/types algorithms/bully/index algorithms/bully/rules'.split(
    ' ',
  ),
  ...'algorithms/shared/a engine/protocol scenario/types'.split(' '),
];

const folder = mkdtempSync(join(tmpdir(), 'borders-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** The rules each file breaks. */
function judge(cases: readonly Case[]): Map<string, string[]> {
  rmSync(join(folder, 'src'), { recursive: true, force: true });
  const files = [
    ...TARGETS.map(
      (file) =>
        [
          `${file}${file === 'main' ? '.tsx' : '.ts'}`,
          'export const a = 1; export type A = number;',
        ] as const,
    ),
    ...cases.map(([file, statement]) => [file, `${statement}\nexport const b = 1;`] as const),
  ];
  for (const [file, text] of files) {
    mkdirSync(dirname(join(folder, 'src', file)), { recursive: true });
    writeFileSync(join(folder, 'src', file), text);
  }
  const { stdout, stderr } = spawnSync(
    process.execPath,
    [
      tool('dependency-cruiser/bin/dependency-cruise.mjs'),
      ...['--config', '.dependency-cruiser.cjs', '--output-type', 'json', 'src'],
    ],
    { cwd: folder, encoding: 'utf8', maxBuffer: 1e8 },
  );
  if (!stdout.startsWith('{')) throw new Error(stderr || stdout);
  const { summary } = JSON.parse(stdout) as {
    summary: { violations: { from: string; rule: { name: string } }[] };
  };
  const found = new Map<string, string[]>();
  for (const { from: file, rule } of summary.violations) {
    const name = file.replace(/^src\//, '');
    found.set(name, [...(found.get(name) ?? []), rule.name]);
  }
  return found;
}

describe('the borders between the rooms', () => {
  const cases = [...tableCases, ...typeCases, ...otherCases];
  let found: Map<string, string[]>;

  beforeAll(() => {
    for (const file of ['.dependency-cruiser.cjs', 'tsconfig.json', 'package.json']) {
      cpSync(join(ROOT, file), join(folder, file));
    }
    symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
    found = judge(cases);
  }, 60_000);

  it.each(TABLE.map(([room]) => room))('%s imports what the table allows, nothing else', (room) => {
    const own = [...tableCases, ...typeCases].filter(([file]) => dirname(file) === room);
    expect(own.map(([file, statement]) => [statement, found.get(file) ?? []])).toEqual(
      own.map(([, statement, rule]) => [statement, rule === null ? [] : [rule]]),
    );
  });

  it.each(otherCases)('%s: %s', (file, _statement, rule) => {
    const rules = found.get(file) ?? [];
    if (rule === null) expect(rules).toEqual([]);
    else expect(rules).toContain(rule);
  });

  it('lets the registry load an algorithm lazily only', () => {
    const eager = judge([
      ['algorithms/registry.ts', from('algorithms/x.ts', 'algorithms/raft/index'), null],
    ]);
    expect(eager.get('algorithms/registry.ts')).toEqual(['registry-lazy']);
  }, 60_000);
});
