/**
 * `npm test`: every check there is, a real browser included. Each stage runs even if one before it
 * failed; what failed shows its output. The last line counts every test and every stage.
 */
import './lib/node-version.mjs';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

const { ROOT, node, tool } = await import('./lib/project.mjs');

/**
 * @typedef {{ passed: number, failed: number, skipped: number }} Counts
 * @typedef {{ code: number, output: string, counts?: Counts | undefined }} Outcome
 * @typedef {{ name: string, run: () => Promise<Outcome> }} Stage
 */

const UNIT_RESULTS = join(ROOT, 'test-results/unit.json');
const BROWSER_RESULTS = join(ROOT, 'test-results/results.json');

/** The checks of the text: independent of each other, so two run at a time. */
const checks = [
  stage('format', ['prettier/bin/prettier.cjs', '--check', '--log-level', 'warn', '.']),
  stage('lint', ['eslint/bin/eslint.js', '.', '--max-warnings', '0']),
  stage('borders', [
    'dependency-cruiser/bin/dependency-cruise.mjs',
    ...['--config', '.dependency-cruiser.cjs', 'src'],
  ]),
  { name: 'types', run: types },
];

/** The rest, one after the other: each takes both cores. */
const stages = [
  { name: 'unit tests', run: unitTests },
  stage('build', ['vite/bin/vite.js', 'build', '--logLevel', 'warn']),
  { name: 'size', run: size },
  { name: 'browser tests', run: browserTests },
];

/**
 * @param {string} name
 * @param {string[]} command a file below node_modules and its arguments
 * @returns {Stage}
 */
function stage(name, [file = '', ...args]) {
  return { name, run: () => node([tool(file), ...args]) };
}

async function types() {
  const tsc = tool('typescript/bin/tsc');
  let output = '';
  let code = 0;
  for (const project of ['tsconfig.json', 'tsconfig.core.json', 'tsconfig.cli.json']) {
    const one = await node([tsc, '-p', project, '--pretty', 'false']);
    output += one.output;
    code ||= one.code;
  }
  return { code, output };
}

/** @returns {Promise<Outcome>} */
async function unitTests() {
  rmSync(UNIT_RESULTS, { force: true });
  const result = await node([
    ...[tool('vitest/vitest.mjs'), 'run', '--allowOnly=false', '--reporter=dot'],
    ...['--reporter=json', `--outputFile.json=${UNIT_RESULTS}`],
  ]);
  const report = readJson(UNIT_RESULTS);
  if (!report) return { ...result, code: result.code || 1 };
  const skipped = report.numPendingTests + report.numTodoTests;
  const counts = { passed: report.numPassedTests, failed: report.numFailedTests, skipped };
  return { ...result, counts };
}

async function size() {
  return node([join(ROOT, 'scripts/size.mjs')]);
}

/** @returns {Promise<Outcome>} */
async function browserTests() {
  const { playwright } = await import('./lib/playwright.mjs');
  rmSync(BROWSER_RESULTS, { force: true });
  const result = await playwright('playwright.config.ts', []);
  const report = readJson(BROWSER_RESULTS);
  if (!report?.stats) return { ...result, code: result.code || 1 };
  const { expected, flaky, unexpected, skipped } = report.stats;
  remarks.push(...troubled(report.suites));
  return { ...result, counts: { passed: expected + flaky, failed: unexpected, skipped } };
}

/**
 * The browser tests that did not pass at once, each with its first error: those that passed the second
 * time are not failures, but they are to be mended.
 * @param {any[]} suites
 * @returns {string[]}
 */
function troubled(suites) {
  return suites.flatMap((suite) => [
    ...troubled(suite.suites ?? []),
    ...suite.specs.flatMap((/** @type {any} */ spec) =>
      spec.tests
        .filter(
          (/** @type {any} */ test) => test.status === 'unexpected' || test.status === 'flaky',
        )
        .map((/** @type {any} */ test) => {
          const word = test.status === 'flaky' ? 'passed only the second time' : 'failed';
          const error =
            test.results.find((/** @type {any} */ one) => one.error)?.error.message ?? '';
          return `${word}: ${spec.file}:${spec.line} ${spec.title}\n${error.slice(0, 1500)}`;
        }),
    ),
  ]);
}

/** @param {string} file */
function readJson(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
}

/** What is to be read last, just before the count. @type {string[]} */
const remarks = [];

/** @type {Counts} */
const total = { passed: 0, failed: 0, skipped: 0 };

/** @param {Stage} stage */
async function perform({ name, run }) {
  const from = performance.now();
  const { code, output, counts } = await run().catch((error) => ({
    code: 1,
    output: String(error instanceof Error ? error.message : error),
    counts: undefined,
  }));
  const seconds = ((performance.now() - from) / 1000).toFixed(1);
  if (code !== 0) console.log(`\n${output.trim()}\n`);
  const details = counts
    ? `  ${counts.passed} passed, ${counts.failed} failed${counts.skipped ? `, ${counts.skipped} skipped` : ''}`
    : '';
  console.log(
    `${code === 0 ? 'ok    ' : 'FAILED'}  ${name.padEnd(14)} ${seconds.padStart(6)} s${details}`,
  );
  total.passed += (counts?.passed ?? 0) + (code === 0 ? 1 : 0);
  total.failed += (counts?.failed ?? 0) + (code === 0 ? 0 : 1);
}

/**
 * Runs all of `waiting`, two at a time.
 * @param {Stage[]} waiting
 */
async function twoAtATime(waiting) {
  const queue = [...waiting];
  const worker = async () => {
    for (let next = queue.shift(); next; next = queue.shift()) await perform(next);
  };
  await Promise.all([worker(), worker()]);
}

mkdirSync(join(ROOT, 'test-results'), { recursive: true });
await twoAtATime(checks);
for (const next of stages) await perform(next);

for (const remark of remarks) console.log(`\n${remark}`);
console.log(`\n${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed === 0 ? 0 : 1;
