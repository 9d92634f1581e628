/**
 * Who may import whom. The table is the one of ARCHITECTURE.md; anything absent from it is forbidden.
 * `scripts/borders.test.ts` proves that each border bites.
 */

/** The types every room shares: they may be imported by all, as types only. */
const SHARED_TYPES = '^src/(engine/protocol|scenario/types)\\.ts$';
const SESSION_TYPES = '^src/session/types\\.ts$';
const REGISTRY = '^src/algorithms/(registry|ideas)\\.ts$';
/** A run as an embedded part sees it: pure, for whoever judges or explains that part. */
const INSIDE = '^src/engine/inside\\.ts$';
const WORKLOAD_TYPES = '^src/workloads/[^/]+/types\\.ts$';
const ALGORITHM_TYPES = '^src/algorithms/[^/]+/types\\.ts$';

/** Tests, and the helpers in `testing/` that only tests use. */
const TESTS = '(\\.test\\.tsx?$|/testing/)';

const room = (name) => `^src/${name}/`;
const rooms = (...names) => names.map(room);

/** The rooms in the order of the table: what each may import of ours, and which packages. */
const TABLE = {
  lib: { ours: [], packages: ['seedrandom', 'fflate'] },
  engine: { ours: [SHARED_TYPES, ...rooms('lib')], packages: [] },
  workloads: { ours: [SHARED_TYPES, ...rooms('lib')], packages: [] },
  properties: {
    ours: [SHARED_TYPES, INSIDE, ALGORITHM_TYPES, WORKLOAD_TYPES, ...rooms('lib')],
    packages: [],
  },
  scenario: {
    ours: [SHARED_TYPES, REGISTRY, ...rooms('engine', 'workloads', 'lib')],
    packages: ['zod', 'fflate'],
  },
  session: {
    ours: [SHARED_TYPES, ...rooms('engine', 'scenario', 'properties', 'lib')],
    packages: [],
  },
  lab: {
    ours: [
      SHARED_TYPES,
      ...rooms('session', 'scenario', 'engine', 'workloads', 'properties', 'lib'),
    ],
    packages: [],
  },
  narration: { ours: [SHARED_TYPES, SESSION_TYPES, ...rooms('lib')], packages: [] },
  scene: { ours: [SHARED_TYPES, SESSION_TYPES, ...rooms('narration', 'lib')], packages: ['d3'] },
  render: { ours: [SHARED_TYPES, ...rooms('scene', 'lib')], packages: [] },
  lessons: { ours: [SHARED_TYPES, ...rooms('scenario', 'session', 'properties')], packages: [] },
  stores: { ours: [SHARED_TYPES, ...rooms('session', 'scenario')], packages: ['zustand'] },
  ui: {
    ours: [
      SHARED_TYPES,
      REGISTRY,
      ...rooms('lib', 'workloads', 'properties', 'scenario', 'session', 'lab', 'narration'),
      ...rooms('scene', 'render', 'lessons', 'stores'),
    ],
    packages: null,
  },
  cli: {
    ours: [
      SHARED_TYPES,
      REGISTRY,
      ...rooms('scenario', 'session', 'lab', 'narration', 'properties', 'workloads'),
    ],
    packages: [],
  },
  // The benchmarks set up runs as tests do: any room that has no page.
  bench: {
    ours: [
      SHARED_TYPES,
      ...rooms('lib', 'engine', 'algorithms', 'workloads', 'properties', 'scenario', 'session'),
      ...rooms('lab', 'narration', 'scene', 'cli'),
    ],
    packages: [],
  },
};

/** Tests of these rooms set up whole runs, so they may reach every room without a page. */
const RUNNERS = 'algorithms|workloads|properties|scenario|session|lab|narration|scene|lessons|cli';
const RUNNABLE = [room('lib'), room('engine'), room(`(${RUNNERS})`)];

const tableRules = Object.entries(TABLE).map(([name, { ours }]) => ({
  name: `table-${name}`,
  comment: `${name} imports only what the table of rooms allows it.`,
  severity: 'error',
  from: { path: room(name), pathNot: TESTS },
  to: { path: '^src/', pathNot: [room(name), ...ours] },
}));

const packageRules = Object.entries({ ...TABLE, algorithms: { packages: [] } })
  .filter(([, { packages }]) => packages !== null)
  .map(([name, { packages }]) => ({
    name: `packages-${name}`,
    comment: `${name} uses no package but: ${packages.join(', ') || 'none'}.`,
    severity: 'error',
    from: { path: room(name), pathNot: TESTS },
    to: {
      dependencyTypes: ['npm', 'npm-dev', 'npm-optional', 'npm-peer', 'npm-no-pkg', 'npm-unknown'],
      pathNot: packages.map((one) => `node_modules/(@types/)?${one}/`),
    },
  }));

const algorithmRules = [
  {
    name: 'table-algorithms',
    comment:
      'An algorithm imports protocol types, algorithms/shared, lib, itself, and of another algorithm its index, its types or what it offers for embedding.',
    severity: 'error',
    from: { path: '^src/algorithms/([^/]+)/', pathNot: [TESTS, '^src/algorithms/shared/'] },
    to: {
      path: '^src/',
      pathNot: [
        SHARED_TYPES,
        INSIDE,
        '^src/algorithms/$1/',
        '^src/algorithms/shared/',
        '^src/algorithms/[^/]+/(index|embedded|types)\\.ts$',
        room('lib'),
      ],
    },
  },
  {
    name: 'table-algorithms-shared',
    comment: 'algorithms/shared knows no algorithm.',
    severity: 'error',
    from: { path: '^src/algorithms/shared/', pathNot: TESTS },
    to: { path: '^src/', pathNot: [SHARED_TYPES, INSIDE, '^src/algorithms/shared/', room('lib')] },
  },
  {
    name: 'table-registry',
    comment: 'The registry knows each folder by its index only.',
    severity: 'error',
    from: { path: REGISTRY },
    to: { path: '^src/', pathNot: [SHARED_TYPES, '^src/algorithms/[^/]+/(index|running)\\.ts$'] },
  },
  {
    name: 'registry-lazy',
    comment: 'An algorithm is loaded when it is wanted: () => import(...).',
    severity: 'error',
    from: { path: REGISTRY },
    to: {
      path: '^src/algorithms/[^/]+/(index|running)\\.ts$',
      dynamic: false,
      dependencyTypesNot: ['type-only'],
    },
  },
];

module.exports = {
  forbidden: [
    ...tableRules,
    ...algorithmRules,
    ...packageRules,
    {
      name: 'shared-types-are-types',
      comment: 'protocol.ts and scenario/types.ts hold types only: `import type`.',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: SHARED_TYPES, dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'session-types-are-types',
      comment: 'narration and scene know the session by its types: `import type`.',
      severity: 'error',
      from: { path: '^src/(narration|scene)/', pathNot: TESTS },
      to: { path: SESSION_TYPES, dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'tests-lib-engine',
      comment: 'lib and engine are tested on their own.',
      severity: 'error',
      from: { path: `^src/(lib|engine)/.*${TESTS}` },
      to: { path: '^src/', pathNot: rooms('lib', 'engine').concat(SHARED_TYPES) },
    },
    {
      name: 'tests-runners',
      comment: 'The tests of a room without a page need no page.',
      severity: 'error',
      from: { path: `^src/(${RUNNERS})/.*${TESTS}` },
      to: { path: '^src/', pathNot: RUNNABLE },
    },
    {
      name: 'no-test-in-product',
      comment: 'What ships imports no test and no test helper.',
      severity: 'error',
      from: { path: '^src/', pathNot: [TESTS, room('bench')] },
      to: { path: TESTS },
    },
    {
      name: 'root-is-alone',
      comment: 'Only the page starts main.tsx.',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^src/main\\.tsx$' },
    },
    {
      name: 'node-only-in-command',
      comment: 'Only the headless command, the benchmarks and tests may use Node.',
      severity: 'error',
      from: { path: '^src/', pathNot: [TESTS, room('cli'), room('bench'), '^src/tidy'] },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'no-dev-package-in-product',
      comment: 'What ships uses packages that are listed as dependencies.',
      severity: 'error',
      from: { path: '^src/', pathNot: [TESTS, '\\.d\\.ts$', room('bench')] },
      to: {
        dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'],
        dependencyTypesNot: ['type-only', 'npm'],
        pathNot: 'node_modules/@types/',
      },
    },
    {
      name: 'no-circular',
      comment:
        'Two files that need each other are one thing. What loads on first use is not needed.',
      severity: 'error',
      from: { path: '^src/' },
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only', 'dynamic-import'] } },
    },
    {
      name: 'no-unresolved',
      comment: 'An import leads somewhere.',
      severity: 'error',
      from: { path: '^src/' },
      to: { couldNotResolve: true, pathNot: '^(virtual:|\\./.*\\?)' },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '\\.css$' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
