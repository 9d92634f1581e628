/**
 * The style that is executed. Beside the usual rules: the determinism guard of the rooms that decide
 * a run, no markup from strings, no default exports, no visible string outside the catalogue.
 * `scripts/lint.test.ts` proves that each rule bites.
 */
import js from '@eslint/js';
import reactHooks from 'eslint-plugin-react-hooks';
import globals from 'globals';
import tseslint from 'typescript-eslint';

/** Rooms that decide a run: equal bits in every engine. */
const DECIDING = 'lib,engine,algorithms,workloads,properties,scenario,session,lab'.split(',');
/** Rooms that only draw or tell it: pure all the same, but free to use sines. */
const PURE = [...DECIDING, 'narration', 'scene', 'lessons'];
const TESTS = ['**/*.test.{ts,tsx}', '**/testing/**'];
const filesOf = (rooms) => rooms.map((room) => `src/${room}/**/*.{ts,tsx}`);

/** The functions of Math that every engine computes to the same bit, and its exact constants. */
const EXACT_MATH =
  '/^(floor|ceil|round|trunc|abs|min|max|imul|sign|sqrt|clz32|fround|PI|E|LN2|LN10|SQRT2)$/';

const NO_MARKUP = [
  {
    selector:
      'MemberExpression[property.name=/^(innerHTML|outerHTML|srcdoc)$/], MemberExpression[property.value=/^(innerHTML|outerHTML|srcdoc)$/]',
    message: 'Markup from strings is a way in: build elements.',
  },
  {
    selector:
      "Property[key.name='dangerouslySetInnerHTML'], Property[key.value='dangerouslySetInnerHTML'], JSXAttribute[name.name='dangerouslySetInnerHTML']",
    message: 'Markup from strings is a way in: build elements.',
  },
  {
    selector:
      'CallExpression[callee.property.name=/^(insertAdjacentHTML|html|createContextualFragment|setHTMLUnsafe|parseHTMLUnsafe|parseFromString)$/]',
    message: 'Markup from strings is a way in: build elements.',
  },
  {
    selector: "CallExpression[callee.object.name='document'][callee.property.name=/^writeln?$/]",
    message: 'Markup from strings is a way in: build elements.',
  },
  {
    selector:
      "CallExpression[callee.property.name=/^(setAttribute|setAttributeNS|attr)$/] > Literal[value='style']",
    message: 'Our policy refuses style attributes: set `element.style.x`.',
  },
];

const NO_DEFAULT_EXPORT = [
  {
    selector: "ExportDefaultDeclaration, ExportSpecifier[exported.name='default']",
    message: 'Export by name, so that a thing is called the same everywhere.',
  },
];

const NAMED_D3 = [
  {
    selector: "ImportDeclaration[source.value='d3'] > ImportNamespaceSpecifier",
    message: 'Import from d3 by name, so that only what is used is loaded.',
  },
];

const NO_CHANCE = [
  {
    selector: "MemberExpression[object.name='Math'][property.name='random']",
    message: 'Draw from a seeded stream.',
  },
];

const EXACT = [
  {
    selector: `MemberExpression[object.name='Math'][computed=false][property.name!=${EXACT_MATH}], MemberExpression[object.name='Math'][computed=true]`,
    message: 'Engines differ in the last bits of this: use integers, + - * /, floor, imul, sqrt.',
  },
  {
    selector: "VariableDeclarator[init.name='Math'], Property[value.name='Math']",
    message: 'Name the function where it is called (`Math.floor`), so that the guard sees it.',
  },
  {
    selector: "BinaryExpression[operator='**'], AssignmentExpression[operator='**=']",
    message: 'Engines differ in the last bits of a power: multiply.',
  },
];

const ORDERED = [
  {
    selector: 'CallExpression[callee.property.name=/^(sort|toSorted)$/][arguments.length=0]',
    message: 'Pass a comparator: the default order is that of strings.',
  },
  {
    selector: 'CallExpression[callee.property.name=/^(localeCompare|toLocale\\w+)$/]',
    message: 'The locale differs from machine to machine.',
  },
  {
    selector: 'ForInStatement',
    message: 'The order of keys must not decide anything: go through a list.',
  },
];

const NO_KEY_ORDER = [
  {
    selector:
      "CallExpression[callee.object.name='Object'][callee.property.name=/^(keys|values|entries|getOwnPropertyNames)$/]",
    message: 'The order of keys must not decide a run: go through a declared list.',
  },
];

const CATALOGUE = [
  {
    selector: 'JSXText[value=/[A-Za-z]{2}/]',
    message: 'A visible string comes from the catalogue: t(key).',
  },
  {
    selector:
      'JSXAttribute[name.name=/^(aria-label|aria-description|aria-roledescription|title|placeholder|alt|label)$/] > Literal[value=/[A-Za-z]{2}/]',
    message: 'A visible string comes from the catalogue: t(key).',
  },
];

const EVERYWHERE = [...NO_MARKUP, ...NO_DEFAULT_EXPORT, ...NAMED_D3];

/** What a room that decides or draws a run cannot reach: clocks, timers, chance, the page, the locale. */
const OUTSIDE = [
  ...'Date performance Intl crypto globalThis window self document navigator location history'.split(
    ' ',
  ),
  ...'setTimeout setInterval setImmediate clearTimeout clearInterval queueMicrotask'.split(' '),
  ...'requestAnimationFrame cancelAnimationFrame requestIdleCallback MessageChannel'.split(' '),
  ...'localStorage sessionStorage indexedDB caches fetch XMLHttpRequest WebSocket Worker'.split(
    ' ',
  ),
  ...'process Buffer require console WeakRef FinalizationRegistry eval Function'.split(' '),
].map((name) => ({ name, message: 'A run is decided by its scenario alone: take it as a value.' }));

const IMPORTS = {
  paths: [
    { name: 'zod', message: "Import 'zod/mini': the full one probes `new Function`." },
    { name: 'seedrandom', message: 'Its index seeds itself from the clock: use lib/alea.js.' },
  ],
};

const syntax = (...lists) => ['error', ...lists.flat()];

export default tseslint.config(
  {
    ignores: [
      'node_modules',
      'dist',
      'dist-cli',
      'dist-bench',
      'coverage',
      'playwright-report',
      'test-results',
      'shots',
      '.bench',
      '**/*.cjs',
    ],
  },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  js.configs.recommended,
  ...tseslint.configs.recommended,
  {
    rules: {
      eqeqeq: 'error',
      'no-var': 'error',
      'prefer-const': 'error',
      'no-eval': 'error',
      'no-implied-eval': 'error',
      'no-new-func': 'error',
      'no-warning-comments': ['error', { terms: ['todo', 'fixme', 'xxx'] }],
      'no-restricted-imports': ['error', IMPORTS],
      'no-restricted-syntax': syntax(EVERYWHERE),
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', destructuredArrayIgnorePattern: '^_' },
      ],
    },
  },
  {
    files: ['**/*.{ts,tsx}'],
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      '@typescript-eslint/consistent-type-imports': [
        'error',
        { fixStyle: 'separate-type-imports' },
      ],
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': [
        'error',
        { checksVoidReturn: { attributes: false } },
      ],
      '@typescript-eslint/no-for-in-array': 'error',
      '@typescript-eslint/only-throw-error': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
    },
  },
  {
    files: ['src/**/*.{ts,tsx}'],
    rules: {
      'no-console': 'error',
      'max-lines': ['error', 400],
    },
  },
  {
    files: ['src/**/*.{ts,tsx}'],
    ignores: TESTS,
    rules: {
      'max-lines-per-function': ['error', { max: 70, skipBlankLines: true, skipComments: true }],
    },
  },
  {
    files: ['src/ui/**/*.{ts,tsx}', 'src/main.tsx'],
    languageOptions: { globals: globals.browser },
    plugins: { 'react-hooks': reactHooks },
    rules: {
      'react-hooks/rules-of-hooks': 'error',
      'react-hooks/exhaustive-deps': 'error',
      'react-hooks/set-state-in-render': 'error',
      'react-hooks/static-components': 'error',
      'no-restricted-syntax': syntax(EVERYWHERE, NO_CHANCE, CATALOGUE),
    },
  },
  {
    files: filesOf(['render', 'stores', 'cli', 'bench']),
    rules: { 'no-restricted-syntax': syntax(EVERYWHERE, NO_CHANCE) },
  },
  {
    files: ['src/cli/**', 'src/bench/**'],
    rules: { 'no-console': 'off' },
  },
  {
    files: filesOf(['narration', 'scene', 'lessons']),
    ignores: TESTS,
    rules: {
      'no-restricted-globals': ['error', ...OUTSIDE],
      'no-restricted-syntax': syntax(EVERYWHERE, NO_CHANCE, ORDERED),
    },
  },
  {
    files: filesOf(DECIDING),
    ignores: TESTS,
    rules: {
      'no-restricted-globals': ['error', ...OUTSIDE],
      'no-restricted-syntax': syntax(EVERYWHERE, EXACT, ORDERED),
    },
  },
  {
    // Faces and presets are data about an algorithm, read after the run is decided.
    files: filesOf(['engine', 'algorithms']),
    ignores: [...TESTS, 'src/algorithms/*/face.ts', 'src/algorithms/*/presets.ts'],
    rules: {
      'no-restricted-syntax': syntax(EVERYWHERE, EXACT, ORDERED, NO_KEY_ORDER),
    },
  },
  {
    // A test may read files and compute as it likes, but a run that is asked twice answers the same.
    files: PURE.flatMap((room) => TESTS.map((test) => `src/${room}/${test}`)),
    rules: {
      'no-restricted-globals': [
        'error',
        ...OUTSIDE.filter(({ name }) =>
          /^(Date|performance|set\w+|requestAnimationFrame|queueMicrotask|fetch)$/.test(name),
        ),
      ],
      'no-restricted-syntax': syntax(EVERYWHERE, NO_CHANCE),
    },
  },
  {
    files: ['scripts/**/*.mjs', '*.js'],
    languageOptions: { globals: globals.node },
  },
  {
    // Hands a function to the browser.
    files: ['scripts/size.mjs'],
    languageOptions: { globals: globals.browser },
  },
  {
    // What a tool reads must be a default export.
    files: ['*.config.{ts,js}', 'src/lib/alea.d.ts'],
    rules: {
      'no-restricted-syntax': syntax(NO_MARKUP),
      '@typescript-eslint/consistent-type-imports': 'off',
    },
  },
);
